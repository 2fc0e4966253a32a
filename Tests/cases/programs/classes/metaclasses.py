# The class statement: metaclasses, __prepare__, keywords, __set_name__, __init_subclass__.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"prepared": True}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)
    def __len__(cls): return 42
    @property
    def meta_property(cls): return "meta " + cls.__name__
    def __getattr__(cls, name): return f"<{name}>"


class A(metaclass=Meta, flag=1):
    x = 1
    def __init__(self, v): self.v = v


class B(A): pass


print(A(5).v, len(A), A.meta_property, A.unknown, type(B), B.prepared)
print(isinstance(A, Meta), issubclass(Meta, type))


class Field:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name


class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))


class Child(Base, tag="t"):
    f = Field()
    g = Field()


class Grand(Child): pass


print(Base.registry)
try:
    class Wrong(Base, other=1): pass
except TypeError as e:
    print(e)


class BadField:
    def __set_name__(self, owner, name): raise ValueError("no")


try:
    class Uses: f = BadField()
except RuntimeError as e:
    print(e, repr(e.__cause__))


class Entry:
    def __mro_entries__(self, bases): return (dict,)


class FromEntry(Entry()): pass


print(FromEntry.__bases__, len(FromEntry.__orig_bases__))
D = type("D", (Base,), {"y": 3, "__doc__": "made"}, tag="dyn")
print(D.y, D.__doc__, D.__module__, D.__qualname__, Base.registry[-1])


def maker(name, bases, ns): return (name, bases, sorted(k for k in ns if k[0] != "_"))


class NotClass(metaclass=maker):
    a = 1
    b = 2


print(NotClass)


class Outer:
    class Inner:
        def f(self): pass


print(Outer.Inner.__qualname__, Outer.Inner.f.__qualname__, Outer.Inner)
for args in [(), (1, 2), ("n", (), 3), ("n", 1, {}), (1, (), {})]:
    try:
        type(*args)
    except TypeError as e:
        print(e)
