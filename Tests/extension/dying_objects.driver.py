import dying_objects, gc, weakref, sys


class Node:
    alive = 0

    def __init__(self, x):
        self.x = x
        self.items = [self]
        self.own = self
        Node.alive += 1

    def __del__(self):
        Node.alive -= 1


class Fresh:
    """Attributes that nobody else has."""

    def __init__(self, x):
        self._x = x

    @property
    def x(self):
        return self._x

    @property
    def next(self):
        return Fresh(self._x + 1)

    @property
    def items(self):
        return [Fresh(self._x), Fresh(2)]

    @property
    def own(self):
        return Fresh(self._x)


class Rows:
    def __getitem__(self, i):
        if i > 50:
            raise IndexError
        return [Fresh(i), Fresh(i + 1)]

    def __len__(self):
        return 50


def nodes(n):
    return [Node(i) for i in range(n)]


for round in range(3):
    a = nodes(300)
    f = [Fresh(i) for i in range(300)]
    print(dying_objects.sums(a), dying_objects.sums(f), dying_objects.sums(Fresh(i) for i in range(500)), dying_objects.twice(a), dying_objects.twice(f))
    print(dying_objects.keeps(a), dying_objects.kept[0] is a[1], dying_objects.last(a) is a[-1], a[3].x, sum(o.x for o in dying_objects.kept))
    rows = [[a[i], a[-i - 1]] for i in range(100)]
    print(dying_objects.pairs(rows), dying_objects.chain(Fresh(1), 200))
    print(dying_objects.same(a[:3], a[1]), dying_objects.made(Fresh, 300), dying_objects.made(Node, 300))
    data = [{"name": "n%d" % i, "value": [i], "inner": {"deep": [i, [i]]}} for i in range(300)]
    t = dying_objects.table(data)
    print(len(t), t["n5"] is data[5]["value"], data[7]["seen"] is data[7]["inner"]["deep"])
    print(dying_objects.failing(a[:2] + f[:1]), sum(dying_objects.generator(a)), dying_objects.deleted([Fresh(1), Node(5), Fresh(9)]))
    dying_objects.kept.clear()
    del a, rows, t, data


class Single:
    def __init__(self):
        self.x = 1


counts = []
for round in range(2):
    objects = [Single() for i in range(1000)]
    for i in range(30):
        dying_objects.sums(objects)
        dying_objects.sums(Single() for i in range(200))
    counts.append(sys.getrefcount(objects[5]) <= 3)
print(counts)
try:
    dying_objects.pairs(Rows())
except AttributeError as error:
    print(error)


class Methods:
    def __init__(self, x):
        self.x = x

    def double(self):
        return 2 * self.x

    def plus(self, n):
        return self.x + n

    def itself(self):
        return self

    @property
    def own(self):
        return Methods(self.x + 1)




for round in range(3):
    keeper = dying_objects.keeper(Methods(5))
    print(dying_objects.read_often(keeper, 300), dying_objects.read_often(keeper, 300), keeper.object.x)
    objects = [Methods(i) for i in range(500)]
    print(dying_objects.held(objects), dying_objects.called(objects), dying_objects.called(objects[:3] + [Methods(2)]))
    pairs = list(zip(objects, objects[::-1]))
    print(dying_objects.unpacked(pairs), dying_objects.unpacked([[Methods(i), Methods(2)] for i in range(300)]))
    print(dying_objects.unpacked((Methods(i), Methods(3)) for i in range(300)))
    print(dying_objects.nested_loops([objects[i:i + 4] for i in range(200)]))
    dying_objects.assigned(objects)
    print(sum(o.x for o in objects))
    print(dying_objects.grouped({}, [(i % 3, i) for i in range(12)]), dying_objects.grouped({1: [0]}, [(1, 2), (1, objects[0].x)]))


class Kept(dying_objects.Registering):
    def __init__(self, x):
        self.x = x


print(sum(dying_objects.register([Kept(i) for i in range(200)])), dying_objects.registered[3].x)
