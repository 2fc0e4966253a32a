# dunders, copying, class features in everyday programs
import copy, functools, operator, abc, enum, dataclasses, typing, collections
class Vec:
    __slots__ = ("x", "y")
    def __init__(self, x=0, y=0): self.x, self.y = x, y
    def __repr__(self): return f"Vec({self.x}, {self.y})"
    def __eq__(self, o): return isinstance(o, Vec) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __iter__(self): yield self.x; yield self.y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
v = Vec(1, 2); print(v, v == Vec(1, 2), {v: 1}[Vec(1, 2)], list(v), copy.copy(v), copy.deepcopy([v, v]), sum([v, v], Vec()), [*v])
class Node:
    def __init__(self, v): self.v, self.kids = v, []
    def __copy__(self): n = Node("c" + str(self.v)); return n
    def __deepcopy__(self, memo): n = Node("d" + str(self.v)); n.kids = copy.deepcopy(self.kids, memo); return n
n = Node(1); n.kids.append(Node(2)); print(copy.copy(n).v, copy.deepcopy(n).kids[0].v)
class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def area(self): ...
    @abc.abstractmethod
    def draw(self): return "base draw"
    @classmethod
    @abc.abstractmethod
    def make(cls): ...
    def __init_subclass__(cls): print("sub", cls.__name__)
for f in (lambda: Shape(), lambda: type("Half", (Shape,), {"draw": lambda s: 1})()):
    try: f()
    except TypeError as e: print(e)
class Sq(Shape):
    def __init__(self, s): self.s = s
    @property
    def area(self): return self.s ** 2
    def draw(self): return super().draw() + "!"
    @classmethod
    def make(cls): return cls(3)
print(Sq.make().area, Sq(2).draw(), Shape.__abstractmethods__ == {"area", "draw", "make"}, issubclass(Sq, Shape))
@Shape.register
class Virt: pass
print(isinstance(Virt(), Shape), issubclass(Virt, Shape))
@functools.total_ordering
class Ver:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(Ver(1) <= Ver(2), Ver(2) >= Ver(3), Ver(1) > Ver(0), max(Ver(1), Ver(5)).v)
class Color(enum.Enum):
    RED = 1; GREEN = "g"; ALIAS = 1
    @property
    def low(self): return self.name.lower()
    @classmethod
    def default(cls): return cls.RED
print(Color.RED, repr(Color.GREEN), Color("g"), Color["RED"], list(Color), Color.ALIAS is Color.RED, Color.RED.low, Color.default(), Color.__members__.keys(), len(Color), Color.RED in Color, isinstance(Color.RED, Color))
for f in (lambda: Color(5), lambda: Color["X"], lambda: setattr(Color, "RED", 2), lambda: Color.RED.value.foo, lambda: Color.RED < Color.GREEN, lambda: type("Sub", (Color,), {})):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Perm(enum.Flag): R = 4; W = 2; X = 1
print(Perm.R | Perm.W, (Perm.R | Perm.X) & Perm.X, ~Perm.R, Perm.R in (Perm.R | Perm.W), bool(Perm.R & Perm.W), Perm(7), repr(Perm(3)))
class IE(enum.IntEnum): A = enum.auto(); B = enum.auto()
print(IE.A + 1, IE.B > IE.A, f"{IE.A}", IE(2), sorted([IE.B, IE.A]))
@dataclasses.dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = dataclasses.field(default_factory=list, compare=False)
    z: int = dataclasses.field(init=False, repr=False, default=5)
    def __post_init__(self): self.w = self.x + self.y
p = P(1, 2); print(p, p == P(1, 2), p < P(1, 3), p.w, p.z, dataclasses.asdict(p), dataclasses.astuple(p), dataclasses.replace(p, x=9), [f.name for f in dataclasses.fields(P)])
@dataclasses.dataclass(frozen=True, slots=True)
class F: a: int = 1
for f in (lambda: setattr(F(), "a", 2), lambda: hash(F()) == hash(F()), lambda: P(), lambda: P(1, 2, 3, 4)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class NT(typing.NamedTuple):
    a: int
    b: str = "x"
    def both(self): return f"{self.a}{self.b}"
print(NT(1), NT(1, "q").both(), NT._fields, NT(1)._replace(a=5), NT(1)._asdict(), NT._field_defaults, NT(1) == (1, "x"), NT._make([1, 2]))
PT = collections.namedtuple("PT", "x y z", defaults=[0]); print(PT(1, 2), PT(1, 2).x, PT._field_defaults, PT.__doc__, PT.x.__doc__, PT.__module__)
for f in (lambda: PT(1), lambda: PT(1, 2, 3, 4), lambda: PT(1, 2)._replace(q=1), lambda: collections.namedtuple("B", "a a"), lambda: collections.namedtuple("B", "class"), lambda: setattr(PT(1, 2), "x", 5), lambda: collections.namedtuple("B", "_x"), lambda: PT._make([1])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
T = typing.TypeVar("T")
class Stack(typing.Generic[T]):
    def __init__(self): self.items: list[T] = []
    def push(self, i: T) -> None: self.items.append(i)
s = Stack[int](); s.push(1); print(s.items, Stack[int], Stack.__parameters__, typing.get_type_hints(Stack.push), typing.Optional[int], typing.Union[int, str], list[int], dict[str, "int"], typing.Callable[[int], str], int | None)
class Proto(typing.Protocol):
    def go(self) -> int: ...
print(typing.cast(int, "x"), typing.TYPE_CHECKING, typing.get_origin(list[int]), typing.get_args(dict[str, int]))
class Single:
    _i = None
    def __new__(cls, *a):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Single(1) is Single(2))
class Int(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __add__(self, o): return Int(int(self) + o)
print(Int(5), Int(5) + 1, type(Int(5) + 1).__name__, Int(5) - 1, repr(Int(3)))
class L(list):
    def append(self, x): super().append(x); return self
    def __getitem__(self, i): return ("got", super().__getitem__(i))
print(L([1]).append(2), L([1])[0], len(L("ab")), L([1]) + [2], type(L([1]) + [2]).__name__, sorted(L([2, 1])))
class D(dict):
    def __getattr__(self, k):
        try: return self[k]
        except KeyError: raise AttributeError(k) from None
    __setattr__ = dict.__setitem__
d = D(a=1); d.b = 2; print(d.a, d, hasattr(d, "zz"))
class S(str):
    def shout(self): return self.upper() + "!"
print(S("a").shout(), S("a") + "b", type(S("a") + "b").__name__, isinstance(S("x"), str), {S("k"): 1}["k"])
class E2(Exception):
    def __init__(self, code, *a): super().__init__(*a); self.code = code
    def __str__(self): return f"E{self.code}"
try: raise E2(5, "m")
except E2 as e: print(e, repr(e), e.args, e.code)
@functools.lru_cache(maxsize=None)
def fibo(n): return n if n < 2 else fibo(n - 1) + fibo(n - 2)
print(fibo(30), fibo.cache_info())
class CP:
    @functools.cached_property
    def v(self): print("computed"); return 1
c = CP(); print(c.v, c.v, vars(c))
@functools.singledispatch
def sd(x): return "obj"
@sd.register
def _(x: int): return "int"
@sd.register(str)
def _(x): return "str"
print(sd(1), sd("a"), sd(1.5), sd(True))
