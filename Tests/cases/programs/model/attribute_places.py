# getattr(), hasattr() and setattr() with names that vary, sites that see many classes, and class attributes that change.


class Row:
    shared = "of the class"

    def __init__(self, **fields):
        for name, value in fields.items():
            setattr(self, name, value)


def look(row, names):
    return [(n, hasattr(row, n), getattr(row, n, None)) for n in names]


names = ["a", "b", "shared", "c", "_x"]
rows = [Row(**{names[i % 5]: i, names[(i + 2) % 5]: -i}) for i in range(10)]
for turn in range(3):
    for row in rows[:6]:
        print(look(row, names))
    if turn == 0:
        Row.c = property(lambda self: "a property")
        Row.b = 5
    if turn == 1:
        Row.__getattr__ = lambda self, name: name + "?" if name != "_x" else getattr(super(Row, self), name)
try:
    setattr(rows[0], "c", 1)
except AttributeError as error:
    print("cannot set", error)
del Row.c
setattr(rows[0], "c", 1)
print(rows[0].c, getattr(rows[1], "a"), hasattr(rows[1], "nothing"))
delattr(rows[0], "c")
print(getattr(rows[0], "c"))


def make(i):
    return type("Made%d" % i, (), {"value": i, "get": lambda self, k=i: self.value * 10 + k + self.extra, "extra": i % 3})


classes = [make(i) for i in range(20)]
things = [c() for c in classes]
total = 0
for i in range(200):
    thing = things[i % 20]
    if i % 30 == 0:
        thing.extra = i
    if i == 77:
        classes[17].get = lambda self: 1000
    if i == 90:
        thing.get = lambda: 5000
    if i == 120:
        for c in classes:
            c.value = -1
    total += thing.get()
print(total, [t.value for t in things[:3]])


class Base:
    made = 0
    label = "base"

    def __init__(self):
        Base.made += 1

    def count(self):
        return self.made, self.label, type(self).made


class Derived(Base):
    pass


class Other(Derived):
    label = None


for i in range(4):
    a, b, c = Base(), Derived(), Other()
    print(a.count(), b.count(), c.count(), getattr(c, "made"), Other.made)
    Base.label = "label %d" % i
    if i == 1:
        Derived.made = 100
    if i == 2:
        Other.__bases__ = (Base,)
Base.made = "text"
print(a.count(), b.count(), c.count())
Base.made = property(lambda self: "computed")
print(a.made, b.made, c.made, isinstance(Base.made, property))
Base.made = 3
print(a.made, b.made, c.made, Base.made)
del Base.made
print(hasattr(a, "made"), hasattr(Base, "made"), b.made, hasattr(c, "made"))


class Meta(type):
    limit = 1

    @property
    def size(cls):
        return "of the metaclass"

    @size.setter
    def size(cls, value):
        print("set", cls.__name__, value)


class Sized(metaclass=Meta):
    pass


for i in range(3):
    Sized.size = i
    Sized.limit = i
    print(Sized.size, Sized.limit, Meta.limit)
    Meta.limit += 1


class Watched:
    def __getattribute__(self, name):
        if name == "secret":
            return "hidden"
        return super().__getattribute__(name)

    def __setattr__(self, name, value):
        super().__setattr__(name, (name, value))


w = Watched()
for name in ("plain", "secret", "plain"):
    setattr(w, name, 1)
    print(getattr(w, name), hasattr(w, name), w.plain, getattr(w, "missing", "none"))


class Slots:
    __slots__ = ("p", "q")


s = Slots()
for name in ("p", "q", "p", "r"):
    try:
        setattr(s, name, name)
        print(getattr(s, name), hasattr(s, "q"))
    except AttributeError as error:
        print(error)
