"""Metaclasses of compiled code, and what Python does with their classes."""
from abc import ABC, ABCMeta, abstractmethod
from enum import Enum, Flag, IntEnum, auto, unique

made = []


class Meta(type):
    """Counts and lists its classes."""

    registry = {}
    limit = 3

    def __new__(mcls, name, bases, namespace, **options):
        cls = super().__new__(mcls, name, bases, dict(namespace))
        cls.options = dict(options)
        cls.tag = name.lower()
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
        made.append((cls.__name__, [b.__name__ for b in bases], sorted(k for k in namespace if not k.startswith("__"))))
        Meta.registry[name] = cls
        cls.members = [k for k in namespace if not k.startswith("_")]

    def describe(cls):
        return f"<{cls.__name__} {cls.tag}>"

    @property
    def size(cls):
        return len(cls.members)

    @classmethod
    def known(mcls):
        return sorted(mcls.registry)

    @staticmethod
    def double(x):
        return 2 * x

    def __iter__(cls):
        return iter(cls.members)

    def __len__(cls):
        return len(cls.members)

    def __getitem__(cls, key):
        return cls.members[key]

    def __contains__(cls, key):
        return key in cls.members

    def __bool__(cls):
        return True

    def __repr__(cls):
        return f"Meta:{cls.__qualname__}"

    def __lt__(cls, other):
        return cls.__name__ < other.__name__

    def __add__(cls, other):
        return (cls.__name__, getattr(other, "__name__", other))


class Base(metaclass=Meta):
    kind = "base"

    def __init__(self, x=0):
        self.x = x

    def shown(self):
        return (type(self).__name__, self.x, self.extra())

    def extra(self):
        return None


class Derived(Base, flag=True):
    kind = "derived"

    def extra(self):
        return "derived"


class Single(type):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls._instance = None

    def __call__(cls, *args, **kwargs):
        if cls._instance is None:
            cls._instance = super().__call__(*args, **kwargs)
        return cls._instance


class Config(metaclass=Single):
    def __init__(self, value=1):
        self.value = value


class Checked(type):
    def __instancecheck__(cls, obj):
        return hasattr(obj, "quack") or super().__instancecheck__(obj)

    def __subclasscheck__(cls, other):
        return hasattr(other, "quack") or super().__subclasscheck__(other)


class Duck(metaclass=Checked):
    pass


class Ordered(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        return {"prepared": name}

    def __getattr__(cls, name):
        if name.startswith("dyn_"):
            return name[4:]
        raise AttributeError(name)

    def __setattr__(cls, name, value):
        if name == "locked":
            raise AttributeError("locked")
        super().__setattr__(name, value)


class Field(metaclass=Ordered):
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        cls.told = sorted(kw.items())


class Final(type):
    def __new__(mcls, name, bases, namespace):
        for base in bases:
            if isinstance(base, Final):
                raise TypeError(f"{base.__name__} is final")
        return type.__new__(mcls, name, bases, dict(namespace))


class Leaf(metaclass=Final):
    pass


def make(name, bases=(Base,), **namespace):
    return Meta(name, bases, namespace)


def kinds(cls):
    return type(cls).__name__, isinstance(cls, Meta), [c.__name__ for c in cls.__mro__ if c is not object]


def ask(cls):
    return cls.describe(), cls.size, len(cls), list(cls), cls[0] if len(cls) else None, cls.kind


def call(cls, *args):
    obj = cls(*args)
    return obj.shown(), isinstance(obj, Base), isinstance(obj, cls)


# Abstract classes and enumerations.
class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    def twice(self):
        return 2 * self.area()


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2


class Drawn(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Drawn and any("draw" in c.__dict__ for c in other.__mro__):
            return True
        return NotImplemented


def is_shape(x):
    return isinstance(x, Shape)


def is_drawn(x):
    return isinstance(x, Drawn)


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    ALSO_RED = 1

    @property
    def hex(self):
        return f"#{self.value:06x}"

    @classmethod
    def first(cls):
        return next(iter(cls))


@unique
class Weight(IntEnum):
    LIGHT = auto()
    HEAVY = auto()


class Access(Flag):
    R = auto()
    W = auto()
    X = auto()


def colour_names():
    return [c.name for c in Color]


def match_colour(c):
    match c:
        case Color.RED:
            return "red"
        case Color.GREEN:
            return "green"
    return "other"
