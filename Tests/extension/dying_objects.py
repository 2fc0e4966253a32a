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
