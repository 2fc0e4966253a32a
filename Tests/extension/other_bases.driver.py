import abc
import collections.abc
import enum
import inspect
import pickle
import typing
import unittest.mock as mock

import other_bases as m

T = typing.TypeVar("T")
P = m.Plain
print(type(P) is type, type(m.Child) is type, type(m.Part) is abc.ABCMeta, type(m.Slotted) is type)


class Sized(P, collections.abc.Sized):
    def __len__(self):
        return 5


print(len(Sized()), m.ask(Sized(4)), isinstance(Sized(), collections.abc.Sized), type(Sized) is abc.ABCMeta)


class Abstract(P, abc.ABC):
    @abc.abstractmethod
    def more(self):
        ...


try:
    Abstract()
except TypeError as e:
    print(e)


class Concrete(Abstract):
    def more(self):
        return 1

    def total(self, k=1):
        return super().total(k) - 1


print(m.ask(Concrete(3)), Concrete.make(2).more())


class Typed(P, typing.Generic[T]):
    pass


print(Typed[int](3).total(), m.ask(Typed(3)))


class Listed(P, enum.Enum):
    ONE = 1
    TWO = 2

    def total(self, k=1):
        return self.name * k


print([x.name for x in Listed], Listed(2) is Listed.TWO, Listed["ONE"].total(2), isinstance(Listed.ONE, P))


class Meta(type):
    def __new__(mcls, name, bases, namespace):
        namespace["tag"] = name.lower()
        return super().__new__(mcls, name, bases, namespace)

    def hello(cls):
        return "hello " + cls.__name__


class Tagged(P, metaclass=Meta):
    pass


class Both(Tagged, m.Slotted.__mro__[-1]):
    pass


print(Tagged.hello(), Tagged.tag, m.ask(Tagged(2)), Both.hello())


class PartOfPlain(P, m.Part):
    def part(self):
        return self.a


print(PartOfPlain(7).parts(), isinstance(PartOfPlain(), m.Part), inspect.isabstract(m.Part))

print("-- changed from outside")
p, c = P(3), m.Child(3)
print(m.kinds(), P.kind, p.kind)
P.kind = "other"
print(m.kinds(), P.kind, p.kind, m.Child.kind, c.kind, m.ask(p))
m.set_kind("again")
print(m.kinds(), P.kind, p.kind, m.Child.kind, c.kind)
m.Child.kind = "child"
print(m.kinds(), P.kind, m.Child.kind, c.kind)
del m.Child.kind
p.kind = "own"
print(m.kinds(), P.kind, p.kind, m.ask(p))
m.drop_kind()
print(hasattr(P, "kind"), hasattr(c, "kind"), p.kind, m.get(p, "kind"), m.get(c, "kind"))
P.kind = "back"
print(m.kinds(), P.kind)
P.new = 5
print(P.new, p.new, m.get(p, "new"), m.get(P, "new"), m.get(c, "new"))
P.new += 1
p.new = 7
print(P.new, p.new, c.new, m.get(p, "new"), m.get(c, "new"))
del P.new
print(hasattr(P, "new"), p.new, m.get(c, "new"))
P.seen.append(1)
m.give(P, "given", [1, 2])
print(P.seen, P.given, p.given, m.get(P, "given"))
m.give(P, "method", lambda self: self.a + 50)
print(p.method(), c.method())

with mock.patch.object(P, "total", lambda self, k=1: "patched"):
    print(m.ask(p), p.total())
print(m.ask(p), m.ask(c))
with mock.patch.object(P, "total", autospec=True, return_value=9) as patched:
    print(m.ask(p)[0], m.get(p, "total")(1), patched.call_count)
with mock.patch.object(m.Child, "half", new_callable=mock.PropertyMock) as half:
    half.return_value = "mocked"
    print(m.ask(c), c.half)
print(m.ask(c), c.half)
with mock.patch.multiple(P, kind="multiple", half=8):
    print(m.ask(p), m.ask(c), P.kind)
print(m.ask(c))


def wrap(function):
    def wrapper(self, *args):
        return "wrapped", function(self, *args)
    return wrapper


P.total = wrap(P.total)
print(m.ask(p)[0], p.total(3))
del m.Child.total
print(m.ask(c)[0])
P.__len__ = lambda self: 42
P.__call__ = lambda self, x: x + 1
print(len(p), p(1))
del P.__len__
try:
    len(p)
except TypeError as e:
    print(e)
Sized.kind = "sized"
print(m.ask(Sized(1))[1], Sized.kind, m.get(Sized, "kind"))
m.give(Sized, "kind", "given")
print(m.ask(Sized(1))[1], Sized.kind, m.get(Sized, "kind"))
print(m.Slotted.count, m.Slotted(4).x, inspect.isdatadescriptor(m.Slotted.x))
print(P.Inner.__qualname__, P.Inner.Deep.__qualname__, P.Inner, pickle.loads(pickle.dumps(P.Inner.Deep)) is P.Inner.Deep)
print(type(pickle.loads(pickle.dumps(P.Inner.Deep()))).__qualname__)
