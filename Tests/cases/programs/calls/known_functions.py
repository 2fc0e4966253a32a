# Direct calls of functions, methods and closures, and what must not be taken for them.
def f(a, b=2, c=3):
    return (a, b, c)

print(f(1), f(1, 5), f(1, 5, 6))
f.__defaults__ = (8, 9)
print(f(1), f(1, 5))
f.__defaults__ = (7,)
print(f(1, 5))
try:
    f(1)
except TypeError as e:
    print(e)
old = f
def g(n):
    return h(n) + 1
def h(n):
    return n * 2
print(g(4))
real = h
h = lambda n: n * 100
print(g(4))
h = real
print(g(4))
del h
try:
    g(4)
except NameError as e:
    print(e)

class A:
    def m(self, x, y=10):
        return ("A.m", x, y)
    def only(self):
        return "only"
class B(A):
    pass
a = A()
def call(o):
    return o.m(1), o.m(1, 2), o.only()
print(call(a), call(B()))
a.only = lambda: "own"
print(call(a))
A.m = lambda self, x, y=None: ("patched", x, y)
print(call(a), call(B()))
class C:
    @staticmethod
    def only():
        return "static"
    @classmethod
    def m(cls, x, y=0):
        return (cls.__name__, x, y)
print(call(C()))
try:
    call(3)
except AttributeError as e:
    print(e)

def outer(k):
    def inner(n):
        return k if n == 0 else inner(n - 1) + k
    return inner
p, q = outer(1), outer(10)
print(p(3), q(3))
def again():
    def inner(n):
        return "other"
    return inner(1)
print(again())

def deco(fn):
    return lambda *args: ("deco", fn(*args))
@deco
def d(x):
    return x + 1
print(d(1))
def swap(a, b, c):
    a, b, c = c, a, b
    b, a = a, b
    return a, b, c
print(swap(1, 2, 3))
for word in ["x", "y"]:
    a, *rest, b = word, 1, 2, word
    print(a, rest, b)
try:
    a, b = (1, 2, 3)
except ValueError as e:
    print(e)
def deep(n):
    return deep(n + 1)
try:
    deep(0)
except RecursionError as e:
    print("RecursionError")
