# Evaluation order of calls, displays and assignments; every kind of target.
def t(value):
    print(value, end=" ")
    return value

def f(*args, **kw):
    print("|", args, kw)
    return kw

f(t(1), *t([2, 3]), t(4), a=t(5), **t({"b": 6}), c=t(7))
f(*t("ab"), *t((1,)), **t({}), k=t(0))
class Box:
    def __getitem__(self, key):
        print("get", key, end=" ")
        return 10
    def __setitem__(self, key, value):
        print("set", key, value)
    def __delitem__(self, key):
        print("del", key)
    def __setattr__(self, name, value):
        print("setattr", name, value)
    def __delattr__(self, name):
        print("delattr", name)

box = Box()
box[t(1)], box.x = t("left"), t("right")
box[t(1):t(2), ...] += t(5)
box[::2] = box[1:]
del box[0], box.gone, (box[1], [box[2]])
a, (b, *c), d = 1, "xyz", [2]
print(a, b, c, d)
*start, last = range(4)
[p, [q]] = {1: 0, (2,): 0}
print(start, last, p, q)
i = 0
values = [10, 20, 30]
i, values[i] = 2, "swapped"
print(i, values)
x = y = z = []
x += [1]
print(x is y is z, z)
try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
print({t(1): t("a"), **t({2: "b"}), t(3): t("c")}, [*t("ab"), t(0)], {*t([1]), t(2)}, (*t([1]),))

def defaults(a, b=t("default"), /, c=3, *, d=t("kw"), **rest):
    return a, b, c, d, rest

print()
print(defaults(1), defaults(1, 2, c=4, d=5, e=6, a=7))
for bad in (lambda: defaults(), lambda: defaults(1, 2, 3, 4), lambda: defaults(1, c=1, **{"c": 2}),
            lambda: f(**{1: 2}), lambda: f(*1)):
    try:
        bad()
    except TypeError as e:
        print(e)

def decorate(tag):
    print("make", tag)
    def apply(g):
        print("apply", tag, g.__name__)
        return g
    return apply

@decorate("outer")
@decorate("inner")
def plain(): pass

width, value = 8, 3.14159
print(f"{value:{width}.3f}|{value!r:>{width + 2}}|{'a' 'b'!s}|{{}}|{width=}")
m: int = 3
def annotated(a: "A", b: int = 2, *c: str, d: float = 1.0, **e: bytes) -> None:
    local: undefined_name
    return None
print(__annotations__, annotated.__annotations__)
for box.attr in [1]: pass
with_target = [0]
for with_target[0] in "ab": pass
print(with_target, 1 < 2 < 3 != 4, 3 not in (1, 2))
