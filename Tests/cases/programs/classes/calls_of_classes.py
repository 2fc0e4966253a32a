# Calling a class: arguments by position, keyword and default, __new__, metaclasses, class methods through instances.
import abc


class Plain:
    def __init__(self, a, b=2, *rest, key="k", **others):
        self.given = a, b, rest, key, others


class Few:
    def __init__(self, a, b=2):
        self.a, self.b = a, b


class Wrong:
    def __init__(self, value):
        return value


class Made:
    def __new__(cls, n):
        return super().__new__(cls) if n else "nothing"

    def __init__(self, n):
        self.n = n


class Meta(type):
    def __call__(cls, *args, **keywords):
        print("called", cls.__name__, args, keywords)
        return super().__call__(*args, **keywords)


class WithMeta(metaclass=Meta):
    def __init__(self, a, b=1):
        self.a = a + b


class Abstract(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

    @classmethod
    def unit(cls, *args):
        return cls.__name__, cls(*args).area()


class Square(Abstract):
    def __init__(self, side=1):
        self.side = side

    def area(self):
        return self.side**2

    @classmethod
    def named(cls, name="no name", **keywords):
        return cls.__name__, name, keywords


class Cube(Square):
    @classmethod
    def named(cls, *args):
        return "cube", super().named(*args)


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


for _ in range(2):
    print(Plain(1).given, Plain(1, 3, 4, 5).given, Plain(b=1, a=2, c=3, key=4).given)
    print(vars(Few(1)), vars(Few(1, 3)), vars(Few(b=1, a=5)), vars(WithMeta(1)), vars(WithMeta(b=1, a=2)))
    attempt(lambda: Few())
    attempt(lambda: Few(1, 2, 3))
    attempt(lambda: Few(1, c=2))
    attempt(lambda: Few(1, a=2))
    attempt(lambda: Wrong(5))
    attempt(lambda: Wrong(value=5))
    attempt(lambda: Wrong(None) is None)
    attempt(lambda: Made(0))
    attempt(lambda: Made(3).n)
    attempt(lambda: Abstract())
    attempt(lambda: Abstract(1))
    print(Square().unit(3), Cube(2).unit(), Square.unit())
    s, c = Square(), Cube()
    for shape in (s, c, s, c):
        print(shape.named("x"), shape.named())
    s.named = lambda *args: ("the instance's", args)
    for shape in (s, Square()):
        print(shape.named("y"))
Square.named = classmethod(lambda cls, *args: ("replaced", cls.__name__, args))
print(Square().named(1), Cube().named(2))
Few.__init__ = lambda self, *args: setattr(self, "args", args)
print(vars(Few()), vars(Few(1, 2, 3)))
Few.__new__ = lambda cls, *args: "made"
print(Few(1))
print(isinstance(1, (str, (bytes, int))), isinstance(s, (int, Abstract)), isinstance(s, (int, Cube)), isinstance(True, (str, float)))


class Liar:
    @property
    def __class__(self):
        return int


print(isinstance(Liar(), int), isinstance(Liar(), (str, int)), isinstance(Liar(), str), isinstance(Liar(), Liar))


class Known:
    def method(self, given):
        return type(self).__name__, given


for call in (lambda: Known().method(1), lambda: Known.method(1), lambda: Known.method(Known(), 2), lambda: Known.method(None, 3)):
    attempt(call)
