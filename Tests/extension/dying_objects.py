"""What compiled code looks at for the last time, of the host's."""
kept = []


def sums(objects):
    total = 0
    for o in objects:
        total += o.x
    return total


def twice(objects):
    total = 0
    for o in objects:
        for p in o.items:
            total += p.x * o.x
    return total


def keeps(objects):
    for o in objects:
        if o.x % 2:
            kept.append(o)
    return len(kept)


def last(objects):
    o = None
    for o in objects:
        o.x += 1
    return o


def pairs(rows):
    total = 0
    for i in range(len(rows)):
        total += rows[i][0].x + rows[i][1].x
        rows[i][0].x = total
    return total


def chain(node, n):
    total = 0
    for i in range(n):
        total += node.next.next.next.x
        node = node.next
    return total


def same(objects, other):
    return [o.own is other for o in objects], [o.own is o for o in objects]


def made(make, n):
    total = 0
    for i in range(n):
        items = [make(i), make(i + 1)]
        for o in items:
            total += o.x
        total += Holder(make).part.x
    return total


class Holder:
    def __init__(self, make):
        self.make = make

    @property
    def part(self):
        return self.make(7)


def table(rows):
    out = {}
    for row in rows:
        out[row["name"]] = row["value"]
        row["seen"] = row["inner"]["deep"]
    return out


def failing(objects):
    seen = []
    for o in objects:
        try:
            seen.append(o.missing)
        except AttributeError:
            seen.append(o.x)
        try:
            o["a"]
        except TypeError as error:
            seen.append(str(error))
    return seen


def generator(objects):
    for o in objects:
        yield o.x
        o.x = 0


def deleted(rows):
    while rows:
        total = rows[0].x
        rows[0] = rows[0].own
        del rows[0]
    return total


class Keeper:
    def __init__(self, object):
        self.object = object
        self._made = None

    @property
    def made(self):
        if self._made is None:
            self._made = self.object.own
        return self._made

    def once(self):
        return self.made

    def __getitem__(self, i):
        return self.made

    def __iter__(self):
        held = [self.object]
        while True:
            yield held[0]


def keeper(object):
    return Keeper(object)


def read_often(keeper, n):
    """What an instance, a list, a generator or a function of this module gives stays theirs."""
    total = 0
    for i in range(n):
        total += keeper.object.x + keeper.made.x + keeper.once().x + keeper[i].x
    for i, o in enumerate(keeper):
        total += o.x
        if i == n:
            break
    for o in keeper:
        total += o.x
        n -= 1
        if n < 0:
            return total


def held(objects):
    own = []
    for o in objects:
        own.append(o)
    pairs = [(o, o) for o in objects]
    total = 0
    for i in range(3):
        for o in own:
            total += o.x
        for o, p in pairs:
            total += o.x + p.x
        for i in range(len(own)):
            total += own[i].x
    return total


def assigned(objects):
    for o in objects:
        o.x = 3


def called(objects):
    total = 0
    for o in objects:
        total += o.double() + o.plus(1) + o.itself().plus(2)
    return total


def unpacked(pairs):
    total = 0
    for a, b in pairs:
        total += a.x * b.x
    for pair in pairs:
        a, b = pair
        total += a.x
    return total


def nested_loops(rows):
    total = 0
    for row in rows:
        for o in row:
            if o and isinstance(o, object):
                total += len(row) + o.x
    return total


registered = []


class Registering:
    def register(self):
        registered.append(self)
        return self


def register(objects):
    for o in objects:
        o.register()
    return [o.x for o in registered]


def grouped(d, pairs):
    for k, v in pairs:
        d.setdefault(k, []).append(v)
    return d
