from collections import *
from collections import abc
import copy, enum, dataclasses, typing
def e(f, *a):
    try: return f(*a)
    except Exception as x: return f"{type(x).__name__}: {x}"
d = deque([1, 2, 3], maxlen=3); d.append(4); d.appendleft(0); print(d, d[0], d[-1], len(d), d.maxlen, e(lambda: d[9]))
d = deque("abc"); d.rotate(1); print(d, list(reversed(d)), d.pop(), d.popleft(), d); d.extend([1, 2]); d.extendleft([8, 9]); print(d, d.index(1), d.count(8), d + deque([5]), d * 2)
d.insert(1, "x"); d.remove(8); del d[0]; d.reverse(); print(d, d == deque(d), d < deque([1]), "x" in d, e(d.remove, 77), e(deque().pop)); print(d.copy(), deque(maxlen=2))
c = Counter("abracadabra"); print(c, c["a"], c["zz"], c.most_common(2), sum(c.values()), list(Counter(a=2, b=1).elements()), c.total())
c.update("aaa"); c.subtract({"b": 5}); print(c, +c, -c, Counter(a=3) + Counter(a=1, b=2), Counter(a=3) - Counter(a=1), Counter(a=3) & Counter(a=1), Counter(a=3) | Counter(b=1)); del c["nope"]; print(Counter([1, 1, 2]) == {1: 2, 2: 1}, Counter(a=1) <= Counter(a=2))
dd = defaultdict(list); dd["a"].append(1); dd["b"]; print(dd, dd.default_factory, dict(dd), "c" in dd, dd.get("c"), e(lambda: defaultdict()["x"])); dd2 = defaultdict(int, a=1); dd2["z"] += 5; print(dd2, dd2.copy())
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)]); o.move_to_end("a"); print(o, o.popitem(last=False), o.popitem(), o); o["q"] = 1; o.move_to_end("q", last=False); print(o, list(reversed(o)), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1}, OrderedDict())
P = namedtuple("P", "x y", defaults=[5]); p = P(1); print(p, p.x, p.y, P(x=3, y=4), p._replace(y=9), p._asdict(), P._fields, P._field_defaults, p == (1, 5), e(P), e(P, 1, 2, 3), P._make([7, 8]), p[0], len(p)); a, b = p; print(a, b, isinstance(p, tuple), P.__doc__, e(lambda: setattr(p, "x", 3)), e(namedtuple, "Q", "a a"), e(namedtuple, "Q", "class"), namedtuple("R", "a class a", rename=True)._fields, hash(p) == hash((1, 5)), sorted([P(2), P(1)]))
class Pt(namedtuple("Pt", ["x", "y"])):
    __slots__ = ()
    def norm(self): return self.x + self.y
print(Pt(1, 2), Pt(1, 2).norm())
cm = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(cm, cm["a"], cm["b"], len(cm), list(cm), cm.new_child({"z": 0}), e(lambda: cm["q"]))
class UD(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
u = UD(a=1); u["b"] = 2; print(u, u["a"], len(u), "b" in u, dict(u)); ul = UserList([3, 1]); ul.append(2); ul.sort(); print(ul, ul[0], ul + [9]); us = UserString("abc"); print(us.upper(), us + "d", us[1], len(us))
print(isinstance([], abc.Sequence), isinstance({}, abc.Mapping), isinstance({1}, abc.Set), isinstance(iter([]), abc.Iterator), isinstance(len, abc.Callable), isinstance(5, abc.Hashable), issubclass(dict, abc.MutableMapping), isinstance((i for i in ()), abc.Generator))
class S(abc.Sequence):
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 10
s = S(); print(list(s), 20 in s, s.index(10), s.count(0), list(reversed(s)), e(abc.Sequence))
x = [1, [2, 3], {"a": [4]}]; y = copy.copy(x); z = copy.deepcopy(x); x[1].append(9); print(y, z, copy.deepcopy({1: (2, [3])}), copy.copy({1, 2}), copy.copy(p))
print(list[int], dict[str, list[int]], int | None, int | str | list[int], (int | str) == (str | int), isinstance(3, int | str), tuple[int, ...], type(int | str), list[int].__origin__, list[int].__args__, list[int]([1]), typing.Optional[int], set[int] | None)
class Color(enum.Enum): RED = 1; GREEN = 2
print(Color.RED, repr(Color.GREEN), Color(1), Color["RED"], list(Color), Color.RED.name, Color.RED.value, Color.RED is Color.RED, e(Color, 5))
@dataclasses.dataclass(order=True)
class DC:
    a: int
    b: list = dataclasses.field(default_factory=list)
print(DC(1), DC(1) == DC(1), DC(1) < DC(2), dataclasses.asdict(DC(3, [1])), dataclasses.replace(DC(1), a=5), e(DC))
