# Builtin functions and methods that compiled code calls directly: results, errors, subclasses.
print(len([1,2]), len("abc"), len({1:2}), len((1,)), len(range(5)), len({1,2}))
print(min(1, 2), max(1, 2), min(2.5, 1), max("a", "b"), min(3, 3.0), max(3, 3.0))
print(isinstance(1, int), isinstance(True, int), isinstance("x", (int, str)), isinstance([], dict))
print(ord("a"), chr(98), repr("x"), hasattr(1, "real"), sum([1, 2, 3]))
it = iter([1])
print(next(it))
for f in (lambda: next(it), lambda: len(5), lambda: min(1, "a"), lambda: iter(3), lambda: next([]), lambda: ord("ab"), lambda: isinstance(1, 2)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
class L:
    def __len__(self): return 3
class B:
    def __len__(self): return -1
print(len(L()))
try: len(B())
except ValueError as e: print(e)
def g(xs, d, s):
    xs.append(1); xs.append(2); xs.extend([3]); xs.insert(0, 9)
    print(xs.pop(), xs.pop(0), xs, xs.index(2), d.get("a"), d.get("b", 5), d.setdefault("c", []), d)
    d.pop("c"); print(d.pop("zz", None), list(d.items()), list(d.keys()), list(d.values()))
    s.add(4); s.discard(1); print(s)
    print("a,b".split(","), " x ".strip(), "-".join(["a", "b"]), "abc".startswith("a"), "abc".find("c"), "abc".replace("b", "X"), "q".upper(), "a b".split(), "xx".strip("x"), "l\nm".splitlines(), "5".isdigit())
    try: xs.pop(100)
    except IndexError as e: print(e)
    try: d.pop("nope")
    except KeyError as e: print(repr(e))
    try: s.remove(77)
    except KeyError as e: print(repr(e))
    try: xs.remove(77)
    except ValueError as e: print(e)
    try: " ".join([1])
    except TypeError as e: print(e)
g([], {"a": 1}, {1})
class MyList(list):
    def append(self, x): super().append(x * 10)
m = MyList(); m.append(3)
def h(x): x.append(4); return x
print(h(m), h([1]))
