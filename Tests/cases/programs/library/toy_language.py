#!/usr/bin/env python3
"""A tiny tokenizer, parser and interpreter for a toy language."""
from __future__ import annotations
from dataclasses import dataclass, field
from enum import Enum, auto, IntFlag
from typing import Any, Callable, Iterator, Optional
from functools import singledispatch, lru_cache, cached_property, partial, reduce, total_ordering
import operator, re, itertools, string, json, sys
class T(Enum):
    NUM = auto(); ID = auto(); OP = auto(); END = auto()
    def __str__(self): return self.name.lower()
class Perm(IntFlag): R = 4; W = 2; X = 1; RW = R | W
print(Perm.R | Perm.X, Perm.RW, Perm(7), ~Perm.R, Perm.R in Perm.RW, Perm(0), repr(Perm(6)), list(Perm), T["NUM"], T(2), T.ID.value, list(T)[0] is T.NUM, f"{T.OP} {T.OP!r}", Perm.W + 1)
try: T(99)
except ValueError as e: print(e)
@dataclass(frozen=True, order=True)
class Token:
    kind: T = field(compare=False); text: str; pos: int = field(default=0, repr=False)
TOKEN = re.compile(r"\s*(?:(?P<NUM>\d+(?:\.\d+)?)|(?P<ID>[A-Za-z_]\w*)|(?P<OP>==|<=|>=|!=|[-+*/%^()=<>,;{}]))")
def tokens(src: str) -> Iterator[Token]:
    pos = 0
    while pos < len(src.rstrip()):
        m = TOKEN.match(src, pos)
        if not m: raise SyntaxError(f"bad character {src[pos]!r} at {pos}")
        yield Token(T[m.lastgroup], m[m.lastgroup], m.start(m.lastgroup)); pos = m.end()
    yield Token(T.END, "", pos)
@dataclass
class Node: pass
@dataclass
class Num(Node): value: float
@dataclass
class Var(Node): name: str
@dataclass
class Bin(Node): op: str; left: Node; right: Node
@dataclass
class Call(Node): fn: str; args: list[Node] = field(default_factory=list)
@dataclass
class Assign(Node): name: str; value: Node
class Parser:
    PREC = {"==": 1, "!=": 1, "<": 2, ">": 2, "<=": 2, ">=": 2, "+": 3, "-": 3, "*": 4, "/": 4, "%": 4, "^": 5}
    def __init__(self, src): self.toks = list(tokens(src)); self.i = 0
    @property
    def cur(self): return self.toks[self.i]
    def next(self): t = self.cur; self.i += 1; return t
    def expect(self, text):
        if self.cur.text != text: raise SyntaxError(f"expected {text!r}, got {self.cur.text or 'end'!r} at {self.cur.pos}")
        return self.next()
    def expr(self, p=0):
        left = self.atom()
        while (op := self.cur.text) in self.PREC and self.PREC[op] > p:
            self.next(); left = Bin(op, left, self.expr(self.PREC[op] - (op == "^")))
        return left
    def atom(self):
        match self.next():
            case Token(kind=T.NUM, text=t): return Num(float(t))
            case Token(kind=T.ID, text=name) if self.cur.text == "(":
                self.next(); args = []
                while self.cur.text != ")":
                    args.append(self.expr())
                    if self.cur.text == ",": self.next()
                self.expect(")"); return Call(name, args)
            case Token(kind=T.ID, text=name) if self.cur.text == "=": self.next(); return Assign(name, self.expr())
            case Token(kind=T.ID, text=name): return Var(name)
            case Token(text="("): e = self.expr(); self.expect(")"); return e
            case Token(text="-"): return Bin("-", Num(0), self.atom())
            case tok: raise SyntaxError(f"unexpected {str(tok.kind)} {tok.text!r}")
    def program(self):
        out = []
        while self.cur.kind is not T.END:
            out.append(self.expr())
            if self.cur.text == ";": self.next()
            elif self.cur.kind is not T.END: raise SyntaxError(f"expected ';' at {self.cur.pos}")
        return out
OPS: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "%": operator.mod, "^": operator.pow, "<": operator.lt, ">": operator.gt, "==": operator.eq, "!=": operator.ne, "<=": operator.le, ">=": operator.ge}
@singledispatch
def ev(node, env): raise TypeError(f"cannot evaluate {type(node).__name__}")
@ev.register
def _(node: Num, env): return node.value
@ev.register
def _(node: Var, env):
    try: return env[node.name]
    except KeyError: raise NameError(f"undefined: {node.name}") from None
@ev.register(Bin)
def _(node, env): return OPS[node.op](ev(node.left, env), ev(node.right, env))
@ev.register(Call)
def _(node, env): return env[node.fn](*(ev(a, env) for a in node.args))
@ev.register(Assign)
def _(node, env): env[node.name] = v = ev(node.value, env); return v
env = {"max": max, "sqrt": lambda x: x ** 0.5, "pi": 3.14159}
for src in ("1 + 2 * 3", "2 ^ 3 ^ 2", "(1 + 2) * -3", "x = 5; y = x * 2; max(x, y, 3) - 1", "sqrt(16) + pi", "1 / 0", "z + 1", "1 +", "foo(", "3 $ 4", "1 2", "10 % 4 == 2", "max(1)", "pi(1)"):
    try: print(src, "=>", [ev(n, env) for n in Parser(src).program()])
    except (SyntaxError, NameError, ArithmeticError, TypeError, KeyError) as e: print(src, "!!", type(e).__name__, e)
print(Parser("f(x, 1+2)").program(), Token(T.NUM, "1") < Token(T.OP, "2"), hash(Token(T.NUM, "a")) == hash(Token(T.ID, "a")))
@total_ordering
class Version:
    def __init__(self, s): self.parts = tuple(map(int, s.split(".")))
    def __eq__(self, o): return self.parts == o.parts
    def __lt__(self, o): return self.parts < o.parts
    def __repr__(self): return "v" + ".".join(map(str, self.parts))
print(sorted(map(Version, "1.10 1.2 1.2.1 0.9".split())), Version("1.0") >= Version("0.9"), max(map(Version, ["1.0", "2.0"])))
class Circle:
    def __init__(self, r): self.r = r
    @cached_property
    def area(self): print("computing"); return self.r ** 2
c = Circle(3); print(c.area, c.area, c.__dict__); del c.area; print(c.area)
@lru_cache(maxsize=2)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info(), fib.cache_parameters())
data = [{"n": "a", "g": 1, "s": 3.5}, {"n": "b", "g": 2, "s": 1}, {"n": "c", "g": 1, "s": 2.25}]
for k, grp in itertools.groupby(sorted(data, key=operator.itemgetter("g")), key=lambda d: d["g"]): print(k, [d["n"] for d in grp])
print(json.dumps(data, indent=1, sort_keys=True)[:60], json.loads('{"a": [1, 2.0, null, true, "\\u00e9"]}'), reduce(partial(operator.mul), range(1, 6)))
table = [("name", "qty", "price"), ("apple", 3, 1.5), ("kiwi", 12, 0.25)]
for row in table: print("{:<8}|{:>5}|{:>8}".format(*row))
print("\n".join(f"{a:<8}|{b:>5}|{c:>8.2f}" for a, b, c in table[1:]))
def ev_all(): return [ev(n, {}) for n in Parser("a + 1").program()]
ev_all()
