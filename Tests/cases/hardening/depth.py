import sys, copy
def attempt(name, f):
    try:
        r = f()
        print(name, "ok", str(r)[:30])
    except BaseException as e:
        print(name, type(e).__name__, str(e)[:80])
def nested(make, n):
    x = None
    for _ in range(n): x = make(x)
    return x
N = 200000
deep_list = nested(lambda x: [x], N)
deep_tuple = nested(lambda x: (x,), N)
deep_dict = nested(lambda x: {1: x}, N)
other_list = nested(lambda x: [x], N)
other_dict = nested(lambda x: {1: x}, N)
class Node:
    def __init__(self, next): self.next = next
    def __eq__(self, o): return self.next == o.next
    def __hash__(self): return hash(self.next)
    def __repr__(self): return "N" + repr(self.next)
    def __str__(self): return "N" + str(self.next)
    def __len__(self): return len(self.next)
    def __iter__(self): return iter(self.next)
    def __bool__(self): return bool(self.next)
    def __lt__(self, o): return self.next < o.next
    def __add__(self, o): return self.next + o
    def __call__(self): return self.next()
    def __getattr__(self, n):
        if n.startswith("__"): raise AttributeError(n)
        return getattr(self.next, n)
    def __getitem__(self, k): return self.next[k]
    def __contains__(self, k): return k in self.next
    def __format__(self, s): return format(self.next, s)
    def __int__(self): return int(self.next)
nodes = nested(Node, N); nodes2 = nested(Node, N)
attempt("repr list", lambda: repr(deep_list))
attempt("repr tuple", lambda: repr(deep_tuple))
attempt("repr dict", lambda: repr(deep_dict))
attempt("repr node", lambda: repr(nodes))
attempt("str node", lambda: str(nodes))
attempt("eq list", lambda: deep_list == other_list)
attempt("eq dict", lambda: deep_dict == other_dict)
attempt("lt list", lambda: deep_list < other_list)
attempt("eq node", lambda: nodes == nodes2)
attempt("lt node", lambda: nodes < nodes2)
attempt("hash tuple", lambda: hash(deep_tuple))
attempt("hash node", lambda: hash(nodes))
attempt("deepcopy", lambda: copy.deepcopy(deep_list))
attempt("isinstance", lambda: isinstance(1, deep_tuple))
attempt("len", lambda: len(nodes))
attempt("iter", lambda: iter(nodes))
attempt("bool", lambda: bool(nodes))
attempt("add", lambda: nodes + 1)
attempt("call", lambda: nodes())
attempt("getattr", lambda: nodes.missing)
attempt("getitem", lambda: nodes[0])
attempt("contains", lambda: 1 in nodes)
attempt("format", lambda: format(nodes))
attempt("fstring", lambda: f"{nodes}")
attempt("int", lambda: int(nodes))
attempt("sorted", lambda: sorted([deep_list, other_list]))
attempt("in list", lambda: deep_list in [other_list])
attempt("index", lambda: [other_list].index(deep_list))
attempt("dict key", lambda: {deep_tuple: 1})
attempt("set", lambda: {nodes})
import json
attempt("json dumps", lambda: json.dumps(deep_list))
attempt("json dumps dict", lambda: json.dumps(deep_dict))
attempt("json loads", lambda: json.loads("[" * 200000 + "]" * 200000))
attempt("json loads dict", lambda: json.loads('{"a":' * 200000 + "1" + "}" * 200000))
def f(n): return f(n + 1)
attempt("recursion", lambda: f(0))
def g():
    yield from g()
attempt("yield from", lambda: next(g()))
def deepgen(n):
    if n: yield from deepgen(n - 1)
    else: yield 1
attempt("deep gens", lambda: list(deepgen(500)))
attempt("deep gens 2", lambda: list(deepgen(100000)))
async def co(n):
    if n: return await co(n - 1)
    return 1
def run(c):
    try: c.send(None)
    except StopIteration as s: return s.value
attempt("coroutines", lambda: run(co(500)))
attempt("coroutines deep", lambda: run(co(100000)))
it = iter([])
for _ in range(100000): it = map(lambda x: x, it)
attempt("map chain", lambda: list(it))
import itertools, functools
it = iter([1])
for _ in range(100000): it = itertools.chain(it)
attempt("chain", lambda: list(it))
p = print
for _ in range(100000): p = functools.partial(p)
attempt("partial", lambda: p("called"))
fn = lambda: 1
for _ in range(100000): fn = (lambda g: lambda: g())(fn)
attempt("closures", lambda: fn())
class M(type):
    def __instancecheck__(cls, o): return isinstance(o, cls)
class K(metaclass=M): pass
attempt("instancecheck", lambda: isinstance(1, K))
class P:
    @property
    def x(self): return self.x
attempt("property", lambda: P().x)
class S:
    def __setattr__(self, n, v): setattr(self, n, v)
def setit(): S().a = 1
attempt("setattr", setit)
class D:
    def __del__(self): D()
e = None
for _ in range(100000):
    e2 = ValueError(); e2.__cause__ = e; e = e2
attempt("exception chain", lambda: str(type(e)))
attempt("except", lambda: [0 for _ in range(3)])
class R:
    def __repr__(self): return repr([self])
attempt("repr rec", lambda: repr(R()))
l = []; l.append(l); d = {}; d[1] = d
attempt("self list", lambda: repr(l)); attempt("self dict", lambda: repr(d)); attempt("self eq", lambda: l == [l]); 
m = []; m.append(m)
attempt("self eq2", lambda: l == m)
attempt("compare", lambda: max(deep_list, other_list))
attempt("str.join", lambda: "".join([str(deep_list)]))
attempt("percent", lambda: "%s" % deep_list)
attempt("ascii", lambda: ascii(deep_tuple))
sys.setrecursionlimit(100)
attempt("limit", lambda: f(0))
sys.setrecursionlimit(1000)
linked = None
for i in range(2000000): linked = (i, linked)
del linked, deep_list, deep_dict, nodes
import gc; gc.collect()
print("alive")
