"""Builtins that are replaced while functions run that loop over map and filter."""
import builtins
def f(xs):
    return list(map(str, xs)), [x for x in map(str, filter(None, xs))], all(map(len, map(str, xs)))
print(f([1, 0, 2]))
old = builtins.map
builtins.map = lambda f, xs: ["patched", "by"]
print(f([1, 0, 2]))
builtins.map = old
builtins.filter = lambda f, xs: [7]
print(f([1, 0, 2]))
builtins.list = lambda x: ("list", *x)
print(f([1, 0, 2]))
