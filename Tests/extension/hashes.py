from dataclasses import dataclass
from typing import NamedTuple
def hash_of(x): return hash(x)
def literals(): return [hash("text"), hash(""), hash("é"), hash("€uro"), hash("🐍x"), hash(b"bytes"), hash(b""), hash(None), hash(...), hash(NotImplemented), hash(("a", 1, None)), hash(frozenset({"a", "b", None})), hash(range(0)), hash(range(3)), hash("\ud800"), hash(memoryview(b"bytes")), hash((1.5, "x", (None, b"q")))]
class Point:
    def __init__(self, a, b): self.a = a; self.b = b
    def __eq__(self, o):
        if isinstance(o, tuple): return (self.a, self.b) == o
        return isinstance(o, Point) and (self.a, self.b) == (o.a, o.b)
    def __hash__(self): return hash((self.a, self.b))
    def __repr__(self): return f"Point({self.a!r}, {self.b!r})"
class CI:
    def __init__(self, s): self.s = s.lower()
    def __eq__(self, o): return self.s == (o.s if isinstance(o, CI) else o.lower())
    def __hash__(self): return hash(self.s)
@dataclass(frozen=True)
class D:
    name: str
    n: int = 0
class N(NamedTuple):
    name: str
    v: object
def find(d, k): return d.get(k, "missing")
def make(k): return {k: 1, "other": 2}
def own(): 
    d = {Point("a", 1): "p", CI("ABC"): "ci", D("x", 1): "d", N("n", None): "n", ("t", None): "t"}
    return [d.get(("a", 1)), d.get("abc"), d.get(D("x", 1)), d.get(("n", None)), d.get(N("t", None)), ("a", 1) in d, CI("T") in {"t"}, "t" in {CI("T")}]
def given(keys, d): return [d.get(k) for k in keys]
def sets(s): return s & {"a", "b", None, ("x", 1)}, {Point("x", 1)} & s
