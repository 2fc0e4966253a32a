import beside as lay, enum, pickle, copy, json, collections, weakref, abc, threading, inspect
def p(*a): print(*a)
def t(f, *a, **k):
    try: return f(*a, **k)
    except BaseException as e: return f"{type(e).__name__}: {e}"
class RD(lay.Registry, dict):
    def __init__(self, name): super().__init__(name, a=1, b=2)
r = RD("reg"); p(r, len(r), r["a"], r.name, r.note(), r.note(5), r.calls, lay.use(r), r.__dict__, json.dumps(r))
r["c"] = 3; r.other = 5; p(r.other, vars(r), dict(r), isinstance(r, dict), isinstance(r, lay.Registry), RD.__mro__, RD.__bases__)
p(RD.three(), RD.make("m").name, lay.Registry.note(r), r.kind, RD.kind, t(lambda: r.nope))
del r.other; p(t(lambda: r.other)); del r.calls; p(t(lambda: r.calls), t(delattr, r, "calls"))
r.calls = 0
q = pickle.loads(pickle.dumps(r)) and False or copy.copy(r); p(q, q.name, type(q).__name__); q = copy.deepcopy(r); p(q == r, q.name)
p(pickle.loads(pickle.dumps(r)).name, pickle.loads(pickle.dumps(r)))
class DR(dict, lay.Mixin): pass
d = DR(x=1); p(d.hello(), d.describe(), d)
class ER(lay.Mixin, Exception): pass
def f(): raise ER("boom", 2)
try: f()
except ER as e: p(e.describe(), e.args, repr(e))
class PE(lay.Plain, Exception): pass
e = PE(4); p(repr(e), e.double(), e.v, e.args, lay.is_plain(e), str(e)); 
def g(): raise PE(8)
p(t(lay.attempt, g))
class EP(ValueError, lay.Mixin): pass
p(EP("z").hello(), t(lay.attempt, lambda: (_ for _ in ()).throw(EP("w"))))
class Lv(lay.Mixin, enum.IntEnum):
    A = 1
    B = 2
p(Lv.A, Lv.A + 1, Lv(2).describe(), list(Lv), isinstance(Lv.A, lay.Mixin), Lv.A.hello())
class Fl(lay.Mixin, enum.IntFlag):
    X = 1
    Y = 2
p(Fl.X | Fl.Y, Fl.X.hello())
class En(lay.Mixin, enum.Enum):
    P = "p"
p(En.P.describe(), En("p") is En.P)
class St(str, lay.Mixin): pass
p(St("s").describe(), St("s").upper())
class It(lay.Plain, int):
    def __new__(cls, v): return int.__new__(cls, v)
i = It(5); p(i + 1, i.double(), repr(i), i.v)
class Li(lay.Registry, list): pass
l = Li("li"); l.append(3); p(l, l.note(), len(l), l.name, sorted(l))
class Ba(lay.Mixin, bytearray): pass
p(Ba(b"x").hello())
class Od(lay.Registry, collections.OrderedDict): pass
o = Od("od"); o["k"] = 1; p(o.note(), list(o.items()))
class De(collections.deque, lay.Mixin): pass
p(De([1, 2]).hello())
class Th(lay.Mixin, threading.Thread):
    def run(self): self.got = self.describe()[:8]
th = Th(); th.start(); th.join(); p(th.got)


class Cu(lay.Custom, dict): pass
c = Cu(z=1); p(c.xy, c["z"], t(lambda: c.nope)); c.w = 4; p(c.w, c)
class Two(lay.Plain, lay.Mixin): pass
p(Two(3).describe(), Two(4).double(), Two.__mro__)
class Three(lay.Plain, lay.Mixin, dict):
    def __init__(self, v, **k): super().__init__(v); self.update(k)
x = Three(3, u=1); p(x.describe(), x.double(), x["u"]); w = weakref.ref(x); p(w() is x)
class Sub(Three): 
    def double(self): return super().double() + 1
p(Sub(3).double(), Sub.__mro__)
class PySub(lay.Plain):
    pass
class Four(PySub, dict): pass
f4 = Four(7); p(f4.double(), f4, type(f4).__mro__)
class WithSlots:
    __slots__ = ("q",)
class Five(lay.Plain, WithSlots): pass
f5 = Five(1); f5.q = 4; p(f5.q, f5.double())
class Bad1(dict):
    __slots__ = ()
p(t(lambda: type("X", (dict, list), {})))
p(t(lambda: type("X", (lay.Plain, dict, list), {})))
class Hook:
    def __init_subclass__(cls, **k):
        cls.made = lay.Plain(3).double(), PySub(2).double(), type("Inner", (lay.Plain,), {})(6).double()
class Seven(lay.Mixin, Hook, dict): pass
p(Seven.made, Seven().hello())
p(lay.Plain(9).double(), PySub(9).double(), lay.Plain.__basicsize__ == PySub.__basicsize__ or True)
class Meta(type):
    def __new__(m, n, b, d): return super().__new__(m, n, b, d)
class Eight(lay.Plain, dict, metaclass=Meta): pass
p(Eight(2).double(), type(Eight).__name__)
class Nine(lay.Mixin, abc.ABC, dict):
    @abc.abstractmethod
    def must(self): ...
p(t(Nine))
p(inspect.signature(RD), RD.__doc__, lay.Registry.__doc__)
print([lay.Plain.__mro__, lay.Plain.__bases__, lay.Mixin.__mro__, PySub.__mro__, PySub.__bases__, Two.__bases__])
import pydoc
print("natrix" in pydoc.plain(pydoc.render_doc(lay.Plain)), "natrix" in pydoc.plain(pydoc.render_doc(PySub)))
print([n for n in dir(lay.Plain) if "natrix" in n], inspect.getmro(lay.Custom), lay.Plain.mro())
