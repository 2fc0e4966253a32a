# Every kind of pattern, bindings and guards.
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Color:
    RED = 1

def match(value):
    match value:
        case None | True: return "singleton"
        case 0 | -1 | 1.5 | "zero": return "literal"
        case Color.RED: return "red"
        case []: return "empty"
        case [x]: return "one", x
        case [1, *rest]: return "starts with 1", rest
        case [first, *_, 9]: return "ends with 9", first
        case (a, b) if a == b: return "pair", a
        case [Point(x=0) as origin, _]: return "zero point", origin.y
        case Point(x, y=[_, last] | last): return "point", x, last
        case {"kind": "a" | "b" as kind, **rest}: return kind, rest
        case {"nested": {"deep": [_, second]}}: return second
        case {}: return "mapping"
        case int(n) if n > 100: return "big", n
        case str() | bytes() as text: return "text", text
        case float(): return "float"
        case _: return "other"

for value in [None, True, 0, -1, 1.5, "zero", 1, [], [5], [1, 2, 3], [4, 5, 9], (7, 7), (7, 8),
              [Point(0, 4), 1], Point(1, [2, 3]), Point(1, "y"), {"kind": "b", "z": 1},
              {"nested": {"deep": (1, 2)}}, {"q": 1}, 500, 50, "text", b"b", 2.5, False]:
    print(match(value), end="; ")
print()
match [1, 2, 3]:
    case [a, b]: pass
    case [a, *b] if b == 1: pass
    case other: print(a, b, other)
match "x", 2:
    case str(s), int(k): print(s, k)
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e:
    print(e)
class Plain: pass
try:
    match Plain():
        case Plain(1): pass
except TypeError as e:
    print(e)

def groups():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as e:
        print("values", e.exceptions)
    except* (TypeError, KeyError) as e:
        print("rest", e.exceptions)
    else:
        print("never")
    finally:
        print("finally")
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), OSError(2)])
        except* ValueError:
            raise RuntimeError("from handler")
    except ExceptionGroup as e:
        print(repr(e), [repr(x.__context__) for x in e.exceptions])
    try:
        raise ValueError("plain")
    except* ValueError as e:
        print(repr(e))

groups()
