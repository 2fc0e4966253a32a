# Classes changed at run time: what a site found before must not stick.
class A:
    def f(self): return 1
    v = 10
def call(o): return o.f(), o.v
a = A()
for i in range(3): call(a)
A.f = lambda self: 2
print(call(a))
a.f = lambda: 3
print(call(a))
del a.f
print(call(a))
A.v = 11
print(call(a))
a.v = 12
print(call(a)); del a.v; print(call(a))
A.v = property(lambda self: "prop")
print(call(a))
class B(A): pass
b = B()
print(call(b)); B.f = lambda self: "B"; print(call(b)); del B.f; print(call(b))
A.__getattr__ = lambda self, n: "ga " + n
def z(o): return o.zzz
print(z(a), z(b))
A.__getattribute__ = lambda self, n: "gab " + n
print(z(a), a.v)
del A.__getattribute__
print(z(a), a.v)
class C:
    def __init__(self, x): self.x = x
cs = [C(i) for i in range(3)]
def g(o): return o.x
print([g(c) for c in cs])
C.x = property(lambda self: "shadow", lambda self, v: None)
print([g(c) for c in cs])
def st(o, v): o.x = v
st(cs[0], 5); del C.x; print([g(c) for c in cs]); st(cs[0], 6); print(g(cs[0]))
C.__init__ = lambda self, x: None
try: C(1).x
except AttributeError as e: print(e)
C.__eq__ = lambda s, o: "eq"
print(cs[0] == cs[1])
C.__len__ = lambda s: 7
print(len(cs[0]), bool(cs[0]))
del C.__len__
try: len(cs[0])
except TypeError as e: print(e)
C.n = 0
def inc():
    C.n += 1
for i in range(5): inc()
print(C.n, cs[0].n)
class Meta(type):
    def __getattr__(cls, n): return "meta " + n
class M(metaclass=Meta):
    k = 1
def mk(c): return c.k, c.other
print(mk(M), mk(M)); M.other = 4; print(mk(M)); Meta.k = property(lambda c: "metaprop"); print(mk(M))
import math
def pi(): return math.pi
print(pi()); math.pi = 3; print(pi()); del math.pi
try: pi()
except AttributeError as e: print(e)
