# Where attributes live is nobody's business: order, absence, deletion, __dict__, subclasses, properties added later.
import gc
import weakref


class Base:
    def __init__(self, first):
        self.first = first
        if first % 2:
            self.odd = True
        self.last = -first


class Derived(Base):
    def __init__(self, first, second):
        self.second = second
        super().__init__(first)
        self.third = first + second

    def total(self):
        return self.first + self.second + self.third + self.last


for n in range(4):
    b, d = Base(n), Derived(n, 10)
    print(vars(b), vars(d), d.total(), list(d.__dict__))

# attributes in another order, missing ones, others
d = Derived.__new__(Derived)
print(vars(d), hasattr(d, "first"))
d.third = 3
d.last = 4
d.unknown = 5
d.first = 1
print(vars(d), d.third, d.first)
try:
    d.total()
except AttributeError as error:
    print(error)
d.second = 2
print(d.total(), [*vars(d)])

# deletion and the same name again
del d.third
print(vars(d), hasattr(d, "third"))
d.third = 33
print(vars(d), d.total())
try:
    del d.odd
except AttributeError as error:
    print(error)

# the dict, taken and replaced
e = Derived(1, 2)
namespace = e.__dict__
namespace["first"] = 100
namespace["added"] = "by the dict"
print(e.first, e.added, e.total())
e.second = 7
print(namespace)
e.__dict__ = {"first": 1, "second": 2, "third": 3, "last": 4}
print(e.total(), namespace["first"], vars(e))

# more attributes than anybody expected
f = Base(2)
for i in range(40):
    setattr(f, f"extra{i}", i)
print(len(vars(f)), list(vars(f))[:4], f.extra39, f.first, f.last)

# class attributes, shadowed and not
Base.first = "of the class"
g = Base.__new__(Base)
print(g.first, Base(5).first)
del Base.first

# a property of an attribute's name, added later
h = Base(3)
print(h.first)
Base.first = property(lambda self: "property", lambda self, value: print("set", value))
print(h.first, Base(8).first, h.__dict__["first"])
h.first = 9
del Base.first
print(h.first)

# __getattribute__ and __setattr__, added later
i = Derived(4, 5)
Base.__getattribute__ = lambda self, name: ("found", name)
print(i.first, i.total)
del Base.__getattribute__
print(i.first, i.total())


def set_logged(self, name, value):
    print("storing", name)
    object.__setattr__(self, name, value)


Base.__setattr__ = set_logged
i.first = 6
j = Derived(1, 1)
del Base.__setattr__
i.first = 7
print(i.first, j.total())


# another class for the same instance
class Other(Base):
    def __init__(self):
        self.own = 1
        self.first = 2

    def total(self):
        return "other", self.first


k = Derived(6, 7)
k.__class__ = Other
print(k.total(), vars(k), type(k).__name__)
k.own = "now"
k.__class__ = Derived
print(k.total(), vars(k))

# weak references and finalizers
r = weakref.ref(k)
print(r() is k, weakref.getweakrefcount(k))
del k
gc.collect()


class Watched:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def make():
    Watched("first").name += "!"


make()
gc.collect()
