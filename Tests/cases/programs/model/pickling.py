# copy and pickle of instances: every protocol, __getnewargs_ex__, __getstate__, __slots__, builtin objects.
import copy, pickle, io, sys
def show(f):
    try:
        print(f.__name__, "->", f())
    except BaseException as e:
        print(f.__name__, "!!", type(e).__name__, e)
class A: pass
class S:
    __slots__ = ("b", "a")
class T(tuple): pass
class L(list): pass
class D(dict): pass
class I(int): pass
class E(Exception):
    def __init__(self, a, b): super().__init__(a, b); self.z = 1
class N:
    def __new__(cls, a, *, k=0):
        s = object.__new__(cls); s.a = a; s.k = k; return s
    def __getnewargs_ex__(self): return (self.a,), {"k": self.k}
class G:
    def __getstate__(self): return {"v": 1}
    def __setstate__(self, s): self.s = s
def rd(o, p):
    r = o.__reduce_ex__(p)
    return [getattr(x, "__name__", None) if callable(x) else x if isinstance(x, (tuple, dict)) or x is None else type(x).__name__ for x in r]
a = A(); a.x = 1
s = S(); s.a = 1
t = T((1, 2)); t.q = 1
l = L([1]); l.q = 2
d = D(a=1); i = I(5); n = N(1, k=2)
for o in (a, A(), t, l, d, i, n, G()):
    for p in (0, 1, 2, 4):
        try: print(type(o).__name__, p, rd(o, p))
        except Exception as e: print(type(o).__name__, p, type(e).__name__, e)
    for p in (0, 2, 5):
        try:
            q = pickle.loads(pickle.dumps(o, p)); print(type(q).__name__, getattr(q, "__dict__", None))
        except Exception as e: print(type(o).__name__, p, type(e).__name__, e)
    q = copy.copy(o); print(type(q), q.__dict__); q = copy.deepcopy(o); print(type(q), q.__dict__)
for p in range(6):
    try: print(rd(s, p), pickle.loads(pickle.dumps(s, p)).a)
    except Exception as e: print(type(e).__name__, e)
for bad in ((x for x in ()), sys, open, type, int, None, ..., range(3), b"q", 1j, E(1, 2), NotImplemented, slice(1, 2), {}.keys(), reversed([1,2]), iter((1,2)), enumerate("ab"), zip("a"), map(str, "a"), filter(None, "a")):
    for p in (1, 4):
        try: print(p, pickle.loads(pickle.dumps(bad, p)) if not hasattr(bad, "__next__") else list(pickle.loads(pickle.dumps(bad, p))))
        except Exception as e: print(p, type(e).__name__, str(e).split(" at 0x")[0])
@show
def nog(): 
    class X:
        def __getnewargs__(self): return 3
    X().__reduce_ex__(2)
@show
def nogex(): 
    class X:
        def __getnewargs_ex__(self): return 3
    X().__reduce_ex__(2)
@show
def nogex2(): 
    class X:
        def __getnewargs_ex__(self): return 3,
    X().__reduce_ex__(2)
@show
def ctr(): return rd(N(1), 3), copy.deepcopy(n).k
@show
def red_exc(): return E(1, 2).__reduce__()[1:], copy.copy(E(1, 2)).z
@show
def st(): return A().__getstate__(), a.__getstate__(), s.__getstate__(), t.__getstate__(), (3).__getstate__(), [].__getstate__()
@show
def md(): return copy.deepcopy({"a": [a, a]})["a"][0].x
