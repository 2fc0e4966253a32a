"""Classes that derive from builtin ones."""
from collections import OrderedDict, UserDict, defaultdict, namedtuple, Counter
from enum import Enum, IntEnum, Flag, auto
from functools import cached_property, lru_cache, singledispatch, total_ordering, partial, partialmethod, wraps, reduce
from typing import NamedTuple, Generic, TypeVar, Protocol, TypedDict
from contextlib import contextmanager, ExitStack, AbstractContextManager, suppress, closing
from collections.abc import Mapping, MutableMapping, Sequence, Iterator
import abc

T = TypeVar("T")


class Meter(dict):
    unit = "m"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.reads = 0

    def __getitem__(self, key):
        self.reads += 1
        return super().__getitem__(key)

    def __missing__(self, key):
        return -1

    def total(self):
        return sum(self.values())


class Stack(list):
    def push(self, v):
        self.append(v)
        return self

    def top(self):
        return self[-1]


class Money(int):
    def __new__(cls, value, currency="EUR"):
        self = super().__new__(cls, value)
        self.currency = currency
        return self

    def __add__(self, other):
        return Money(int(self) + int(other), self.currency)

    def __repr__(self):
        return f"Money({int(self)}, {self.currency!r})"


class Name(str):
    def shout(self):
        return self.upper() + "!"

    def __new__(cls, v):
        return str.__new__(cls, v.strip())


class Pair(tuple):
    __slots__ = ()

    def __new__(cls, a, b):
        return tuple.__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]


class Real(float):
    def half(self):
        return Real(self / 2)


class Bag(set):
    def add_all(self, items):
        for i in items:
            self.add(i)


class Mixin:
    limit = 10
    names = ["n"]

    def describe(self):
        return f"{type(self).__name__} of {len(self)} up to {self.limit}"

    @property
    def size(self):
        return len(self)

    @classmethod
    def build(cls, *a):
        return cls(*a)


class Mixed(Mixin, list):
    def describe(self):
        return "mixed " + super().describe()


class Fail(Exception):
    def __init__(self, code, text="failed"):
        super().__init__(code, text)
        self.code = code

    def __str__(self):
        return f"{self.code}: {self.args[1]}"


class Missing(Fail, KeyError):
    pass


class Color(Enum):
    RED = 1
    GREEN = auto()

    def nice(self):
        return self.name.lower()

    @classmethod
    def parse(cls, s):
        return cls[s.upper()]


class Level(IntEnum):
    LOW = 1
    HIGH = 5


class Perm(Flag):
    R = auto()
    W = auto()


class Named(Mixin, str, Enum):
    A = "aa"
    B = "b"


class Coord(NamedTuple):
    x: int
    y: int = 3

    def norm(self):
        return self.x * self.x + self.y * self.y


Simple = namedtuple("Simple", "a b")


class Box(Generic[T]):
    def __init__(self, v: T):
        self.v = v

    def get(self) -> T:
        return self.v


class Registry(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


class Sized(Protocol):
    def size(self) -> int: ...


class Movie(TypedDict, total=False):
    title: str
    year: int


class Work:
    calls = 0

    def __init__(self, n):
        self.n = n

    @cached_property
    def costly(self):
        Work.calls += 1
        return self.n * 10

    @lru_cache(maxsize=None)
    def cached(self, k):
        Work.calls += 1
        return self.n + k

    half = partialmethod(lambda self, d: self.n // d, 2)


@lru_cache(maxsize=32)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@singledispatch
def show(v):
    return "object " + repr(v)


@show.register(int)
def _(v):
    return "int " + str(v)


@show.register
def _(v: list):
    return "list " + ", ".join(map(show, v))


@total_ordering
class Age:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n

    def __lt__(self, o):
        return self.n < o.n


@contextmanager
def tagged(log, name):
    log.append("<" + name)
    try:
        yield name
    except ValueError as e:
        log.append("caught " + str(e))
    finally:
        log.append(">" + name)


class Resource(AbstractContextManager):
    def __init__(self, log):
        self.log = log

    def __exit__(self, *exc):
        self.log.append(exc[0])
        return True


def traced(f):
    @wraps(f)
    def inner(*a, **k):
        return f.__name__, f(*a, **k)
    return inner


@traced
def area(w, h=2):
    "The area."
    return w * h


def use_all():
    log = []
    with tagged(log, "a"), ExitStack() as stack:
        stack.enter_context(tagged(log, "b"))
        stack.callback(log.append, "callback")
        raise ValueError("v")
    with Resource(log):
        1 / 0
    with suppress(KeyError):
        {}["x"]
    d = defaultdict(list)
    d["k"].append(1)
    c = Counter("abca")
    o = OrderedDict(a=1)
    o.move_to_end("a")
    m = Meter(a=1)
    m["b"] = 2
    s = Stack([1]).push(2)
    return log, dict(d), c.most_common(1), list(o), m.total(), m["zz"], m.reads, s.top(), isinstance(m, dict), isinstance(s, list), [x * 2 for x in s]


def fail(n):
    if n:
        raise Missing(n)
    raise Fail(n, "zero")


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...


class Square(Shape):
    def area(self):
        return 4


class Single(type):
    made = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args, **kwargs)
        return cls.made[cls]

    def describe(cls):
        return "class " + cls.__name__


class Config(metaclass=Single):
    def __init__(self, v=1):
        self.v = v


class Plugin:
    known = []

    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.known.append((cls.__name__, tag))


class PluginA(Plugin, tag="a"):
    pass


class Typed:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item!r}]"


class Field:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.name, None)

    def __set__(self, obj, value):
        setattr(obj, self.name, value * 2)


class Row:
    a = Field()
    b = Field()

    def __init__(self, a):
        self.a = a


class DRow(dict):
    a = Field()
