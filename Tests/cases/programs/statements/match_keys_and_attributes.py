"""Patterns of mappings and classes: keys and attributes that stand twice, rests, other mappings."""
class A:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class B:
    __match_args__ = ("x", "x")
    x = 1
class C:
    __match_args__ = ("x", 3)
    x = 1
def t(s):
    try:
        match s:
            case {"k": "u", "z": 1}: return "u"
            case {"k": k, "v": v, **rest}: return k, v, rest
            case {}: return "empty"
            case A(x=1, y=2): return "12"
            case A(a, b): return a, b
            case B(a, b): return "B"
            case C(a, b): return "C"
            case str(q): return q
            case int(n) | float(n): return n
            case [1, *r]: return r
    except Exception as e: return type(e).__name__, str(e)
class K: a = "k"; b = "k"; c = 3; d = [1]
def dup(s):
    try:
        match s:
            case {K.a: 1, K.b: 1}: return "yes"
    except Exception as e: return type(e).__name__, str(e)
def unh(s):
    try:
        match s:
            case {K.d: 1}: return "yes"
    except Exception as e: return type(e).__name__, str(e)
def mix(s):
    match s:
        case {K.a: 1, K.c: n, 4: m}: return n, m
def arg(s):
    try:
        match s:
            case A(1, x=1): return "dup"
    except Exception as e: return type(e).__name__, str(e)
class D(dict):
    def __missing__(self, k): return 7
import collections
for s in ({"k": "u", "z": 1}, {"k": 3, "v": 4, "w": 5}, {"k": 1}, {}, A(1, 2), A(3, 4), B(), C(), "s", 4, 2.5, [1, 2, 3], D(k=1), D(k=1, v=2), collections.ChainMap({"k": 1}, {"v": 2})): print(t(s))
print(dup({"k": 1}), unh({}), unh({1: 1}), mix({"k": 1, 3: 5, 4: 6}), mix({"k": 1}), arg(A(1, 1)), arg(A(2, 2)))
