import abc
import copy
import inspect
import pickle
import sys
import types

import metaclasses as m

Base, Derived, Meta = m.Base, m.Derived, m.Meta


def show(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, "raises", type(e).__name__, e)


print(type(Base) is Meta, isinstance(Base, Meta), isinstance(Meta, type), issubclass(Meta, type), Meta.__mro__[-2] is type)
print(type(Derived) is Meta, Derived.__class__ is Meta, Meta.__name__, Meta.__module__, Meta.__doc__, Meta.__qualname__)
print(m.made)
for cls in Base, Derived:
    print(cls, cls.describe(), cls.size, len(cls), list(cls), "extra" in cls, cls.tag, cls.options, cls.kind, bool(cls))
show("index", lambda: Derived[0])
show("index", lambda: Derived[7])
show("add", lambda: Base + Derived)
show("lt", lambda: sorted([Derived, Base]))
show("known", lambda: (Meta.known(), Base.known(), Meta.double(4), Base.double(4), Meta.limit, Base.limit))
show("unbound", lambda: Meta.describe(Base))
show("instance", lambda: Base(3).describe())
show("registry", lambda: (Meta.registry["Base"] is Base, Base.registry["Derived"] is Derived))
print("describe" in dir(Meta), "describe" in dir(Base), hasattr(Base, "size"), hasattr(Base(), "size"))
print(inspect.isclass(Meta), inspect.isclass(Base), callable(Base), isinstance(Meta.__dict__["size"], property))

print("-- derived in Python")


class Local(Derived, colour="red"):
    kind = "local"

    def extra(self):
        return "local " + str(super().extra())


print(m.made[-1], type(Local) is Meta, Local, Local.describe(), Local.size, list(Local), Local.options, Local.tag)
print(m.kinds(Local), m.ask(Local), m.call(Local, 9))
o = Local(4)
print(o.shown(), o.x, isinstance(o, Base), type(o) is Local, issubclass(Local, Base), Meta.registry["Local"] is Local)
Local.later = 7
print(Local.later, o.later, m.kinds(Local))
print([c.__name__ for c in Base.__subclasses__()], [c.__name__ for c in Derived.__subclasses__()])


class Deeper(Local):
    pass


print(Deeper, m.call(Deeper), m.made[-1])


class Named:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)


class WithNamed(Base):
    n = Named()


class Fresh(metaclass=Meta, deep=1):
    kind = "fresh"

    def hello(self):
        return __class__.__name__


print(type(Fresh) is Meta, Fresh.describe(), Fresh().hello(), Fresh.options, m.ask(Fresh))
print(m.make("Made", x=1, f=lambda self: 5).x, m.make("Made")().shown(), Meta("Direct", (Base,), {"y": 2}).y)
New = types.new_class("New", (Base,), {"o": 1}, lambda ns: ns.update(z=3))
print(New.z, New.options, New.describe(), type(New) is Meta)


class Wider(Meta):
    def __new__(mcls, name, bases, namespace, **options):
        cls = super().__new__(mcls, name, bases, namespace, **options)
        cls.wide = True
        return cls

    def describe(cls):
        return "wide " + super().describe()


class Wide(Base, metaclass=Wider):
    pass


print(type(Wide) is Wider, isinstance(Wide, Meta), Wide.describe(), Wide.wide, Wide.size, m.ask(Wide), m.call(Wide, 2))

class Entries(dict, metaclass=Meta):
    kind = "entries"

    def total(self):
        return sum(self.values())


print(type(Entries) is Meta, Entries.describe(), Entries(a=1, b=2).total(), m.ask(Entries), list(Entries))

print("-- singletons, checks, prepare")
a = m.Config(5)
print(m.Config() is a, a.value, type(m.Config) is m.Single)


class Own(m.Config):
    pass


print(Own(8) is Own(), Own().value, Own() is a)


class Quacking:
    quack = 1


print(isinstance(Quacking(), m.Duck), isinstance(3, m.Duck), isinstance(Own(), m.Duck), isinstance([], m.Duck), issubclass(Quacking, m.Duck), isinstance(m.Duck(), m.Duck))


class F(m.Field, a=1):
    z = 2


print(F.prepared, F.told, F.dyn_abc, hasattr(F, "nope"), m.Field.dyn_x, m.Field.prepared)


def lock():
    m.Field.locked = 1


show("locked", lock)
F.open = 3
print(F.open, hasattr(F, "locked"))


def final():
    class Sub(m.Leaf):
        pass


show("final", final)

print("-- abstract")
print(isinstance(m.Shape, abc.ABCMeta), m.Shape.__abstractmethods__)
show("abstract", lambda: m.Shape())
print(isinstance(m.Square(3), m.Shape), m.Square(3).twice())


class Host:
    def area(self):
        return 1


print(isinstance(Host(), m.Shape), m.is_shape(Host()))
m.Shape.register(Host)
print(isinstance(Host(), m.Shape), m.is_shape(Host()), issubclass(Host, m.Shape))


class Circle(m.Shape):
    pass


show("circle", Circle)


class Disc(Circle):
    def area(self):
        return 3


print(Disc().twice(), m.is_shape(Disc()), inspect.isabstract(Circle), inspect.isabstract(Disc))


class Pen:
    def draw(self):
        pass


print(isinstance(Pen(), m.Drawn), m.is_drawn(Pen()), m.is_drawn(3))

print("-- enumerations")
print(list(m.Color), m.Color["RED"], m.Color(2), len(m.Color), m.Color.RED in m.Color, m.Color.ALSO_RED is m.Color.RED)
print(m.Color.__members__.keys(), m.Color.BLUE.hex, m.Color.first(), m.colour_names(), m.match_colour(m.Color.GREEN))
print(pickle.loads(pickle.dumps(m.Color.GREEN)) is m.Color.GREEN, copy.deepcopy(m.Color.RED) is m.Color.RED)
print(list(m.Weight), m.Weight.HEAVY + 1, m.Weight["LIGHT"] < m.Weight.HEAVY, pickle.loads(pickle.dumps(m.Weight.HEAVY)))
print(m.Access.R | m.Access.W, m.Access.R in (m.Access.R | m.Access.X), m.Access(3), ~m.Access.R)
show("bad", lambda: m.Color(9))
show("bad", lambda: m.Color["PINK"])
print(pickle.loads(pickle.dumps(Derived(5))).shown(), pickle.loads(pickle.dumps(Derived)) is Derived)
print(copy.copy(Derived(6)).x, copy.deepcopy(Local(7)).shown())
