# Annotations kept as text, class creation, super(), imports that fail.
from __future__ import annotations
import sys
def f(a: int | None, *b: list[str], c: "x" = 1, d: lambda x, *y: x+1 = 2, e: (1, -2) = 3, g: a[1:2, ::3] = 4, h: x if y else z = 1) -> {**a, 'b': [*c]}: pass
print(f.__annotations__)
x: not a and b or c == 1.5e20 < 2j = 1
class A:
    z: a.b.c(1, *d, k=2, **e)
print(A.__annotations__ if False else 1, __annotations__)
def gen():
    try:
        yield
    except: raise
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, bases, kw)
        return {}
    def __new__(mcs, name, bases, ns, **kw):
        print(sorted(ns), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
class C(A, metaclass=Meta, flag=True):
    "doc"
    attr: int
    def m(self): return __class__
print(C().m() is C, C.__doc__, C.__module__, C.__qualname__)
def outer():
    class D(A):
        def __init__(self): super().__init__(); self.q = [super(D, self).__repr__ for _ in "a"]
    return D()
print(len(outer().q))
try:
    super()
except RuntimeError as e: print(e)
def nocls(): 
    try: super()
    except RuntimeError as e: print(e)
nocls()
class E2:
    def f(*args):
        try: super()
        except RuntimeError as e: print(e)
        else: print("ok")
E2().f(); E2.f()
if __debug__: print("debug")
assert True
exec
print([*map(lambda v: v * 2, (1, 2))], (lambda: (yield))().send(None))
import os.path as osp, collections.abc
print(osp.basename("a/b"), collections.abc.Sized.__name__)
try:
    import not_there
except ImportError as e: print(e)
try:
    from os import nothing_there
except ImportError as e: print(str(e).split(" (")[0])
