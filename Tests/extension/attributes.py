"""Attributes of instances, whoever sets them."""
from dataclasses import dataclass


class Plain:
    kind = "plain"
    limit = 3

    def __init__(self, x, y=2.5):
        self.x = x
        self.y = y

    def method(self, k):
        return self.x * k

    def late(self, v):
        self.later = v
        return self

    def hide(self):
        self.method = lambda k: ("hidden", k)
        return self

    @property
    def twice(self):
        return self.x * 2

    @classmethod
    def make(cls):
        return cls(7)

    @staticmethod
    def still(a):
        return a + 1


class Derived(Plain):
    limit = 4

    def __init__(self, x, z):
        super().__init__(x)
        self.z = z

    def method(self, k):
        return super().method(k) + self.z


class Slots:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a


class Frozen:
    def __init__(self, v):
        object.__setattr__(self, "v", v)

    def __setattr__(self, name, value):
        raise AttributeError(f"{name} is frozen")

    def __delattr__(self, name):
        raise AttributeError(f"{name} stays")


class Dynamic:
    def __init__(self):
        self.known = 1

    def __getattr__(self, name):
        if name.startswith("d_"):
            return name
        raise AttributeError(name)


@dataclass(frozen=True)
class Data:
    a: int
    b: str = "b"


class Base:
    x = "class"

    def __init__(self):
        self.x = "instance"
        self.n = 0

    def show(self):
        return self.x, self.n


class Odd:
    def __init__(self, v):
        return v


class Bare:
    pass


class Called:
    def __init__(self, a, /, b, *rest, c=4, **more):
        self.all = a, b, rest, c, sorted(more.items())


def put(o, name, v):
    setattr(o, name, v)


def get(o):
    return o.x, getattr(o, "later", None), getattr(o, "extra", None)


def patch(cls):
    cls.method = lambda self, k: ("patched", self.x, k)
    cls.fresh = 5


def empty(cls):
    return cls.__new__(cls)
