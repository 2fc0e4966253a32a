# isinstance in fast code: builtin classes as bits, classes of the program by comparison, and whatever tells something else.
import abc
import weakref


class Shape:
    pass


class Square(Shape):
    pass


class Count(int):
    pass


class Text(str):
    __slots__ = ()


class Asked:
    def __getattr__(self, name):
        return int


class Answers:
    def __getattribute__(self, name):
        return str if name == "__class__" else object.__getattribute__(self, name)


class Abstract(abc.ABC):
    pass


class Registered:
    pass


Abstract.register(Registered)


class Meta(type):
    def __instancecheck__(cls, thing):
        return thing == 7


class Lucky(metaclass=Meta):
    pass


def kind(x):
    if isinstance(x, bool):
        return "bool"
    if isinstance(x, int):
        return "int"
    if isinstance(x, (float, complex)):
        return "number"
    if isinstance(x, str):
        return "str"
    if isinstance(x, (bytes, bytearray)):
        return "bytes"
    if isinstance(x, (list, tuple)):
        return "sequence"
    if isinstance(x, dict):
        return "dict"
    if isinstance(x, type):
        return "class"
    if isinstance(x, BaseException):
        return "exception"
    if isinstance(x, Square):
        return "square"
    if isinstance(x, Shape):
        return "shape"
    if isinstance(x, (Asked, Answers)):
        return "asked"
    if isinstance(x, Abstract):
        return "abstract"
    return "other"


def total(items):
    found = 0
    for item in items:
        if isinstance(item, int) and not isinstance(item, bool):
            found += item
        elif isinstance(item, (list, tuple)):
            found += total(item)
        elif isinstance(item, Shape):
            found += 1000
        elif isinstance(item, Lucky):
            found += 1
    return found


THINGS = [
    1, True, None, 1.5, 2j, "a", b"b", bytearray(b"c"), [1], (2,), {}, {1}, 10**30, int, Meta, ValueError("v"), Square(), Shape(),
    Count(3), Text("t"), Asked(), Answers(), Registered(), len, kind, weakref, 5e300, ..., range(3), frozenset(), Lucky,
]
for thing in THINGS:
    print(kind(thing), end=" ")
print()
for _ in range(3):
    print([kind(thing) for thing in THINGS].count("other"))
print(total([1, 2, [3, (4, 5.5)], "x", True, Square(), None, {}, Count(10)]))


class Pretends:
    @property
    def __class__(self):
        return int


def later():
    print(kind(Pretends()), isinstance(Pretends(), int), isinstance(Pretends(), (str, float)))
    disguised = type("Disguised", (), {"__class__": property(lambda self: Square)})
    print(kind(disguised()), isinstance(disguised(), Shape), isinstance(disguised(), str))
    text = Text("abc")
    proxy = weakref.proxy(Lucky)
    thing = Square()
    print(kind(weakref.proxy(thing)), kind(text), isinstance(proxy, type))


later()
try:
    isinstance(1, "int")
except TypeError as e:
    print(e)
try:
    for wrong in (int, 5):
        print(isinstance(True, wrong))
except TypeError as e:
    print(e)


def shadowed(x):
    int = str
    return isinstance(x, int)


print(shadowed("a"), shadowed(1))
