# inspect.getcallargs: the order of what it finds, and its words for arguments that do not fit.
import inspect


def f(a, b=2, /, c=3, *args, d, e=5, **kw): ...
def g(x, y, z): ...
def h(x, y=1, *, k): ...
def one(x): ...
def none(): ...


class C:
    def m(self, v, *, w=1): ...


for call in (
    lambda: inspect.getcallargs(f, 1, d=4),
    lambda: inspect.getcallargs(f, 1, 2, 3, 4, 5, d=6, extra=7),
    lambda: inspect.getcallargs(f, 1, e=9, d=8, c=7),
    lambda: inspect.getcallargs(f, a=1, d=2),
    lambda: inspect.getcallargs(f, 1),
    lambda: inspect.getcallargs(f),
    lambda: inspect.getcallargs(g),
    lambda: inspect.getcallargs(g, 1),
    lambda: inspect.getcallargs(g, 1, 2),
    lambda: inspect.getcallargs(g, 1, 2, 3, 4),
    lambda: inspect.getcallargs(g, 1, x=2),
    lambda: inspect.getcallargs(g, q=2),
    lambda: inspect.getcallargs(h, 1, 2, 3),
    lambda: inspect.getcallargs(h, 1, 2, 3, k=1),
    lambda: inspect.getcallargs(h, 1),
    lambda: inspect.getcallargs(one, 1, 2),
    lambda: inspect.getcallargs(none, 1),
    lambda: inspect.getcallargs(none),
    lambda: inspect.getcallargs(C().m),
    lambda: list(inspect.getcallargs(C().m, 1)),
    lambda: inspect.getcallargs(C.m, 1, 2, w=3),
    lambda: inspect.getcallargs(lambda p: 0),
    lambda: inspect.getcallargs(len, 1),
):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
