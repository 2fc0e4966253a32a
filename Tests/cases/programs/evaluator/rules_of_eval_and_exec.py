# Namespaces, modes, errors and code objects of eval, exec and compile.
import sys
# eval/exec/compile rules
def show(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
g = {}
show(eval, "1+1", g); print(sorted(g))
show(eval, " 1", {}); show(eval, "\t1 ", {}); show(eval, "\n1", {}); show(eval, "1\n\n", {}); show(eval, "", {}); show(eval, "x=1")
show(eval, "x", {"x": 3}, {"x": 4}); show(eval, "x", {}, {"x": 4}); show(eval, "y", {}, {"x": 4})
show(eval, "x", 5); show(eval, "x", {}, 5); show(eval, 5); show(eval); show(eval, "1", None, None, None); show(exec, "x", [])
show(eval, b"1+1"); show(eval, bytearray(b"2")); show(eval, memoryview(b"3")); show(exec, "a\0b"); show(compile, "a\0b", "", "exec")
show(compile, "1", "f", "bad"); show(compile, "1", "f"); show(compile, 1, "f", "exec"); show(compile, "1", 5, "exec"); show(compile, "1", "f", "exec", 99999999); show(compile, "1", "f", "exec", 0, False, 5)
class M(dict):
    def __missing__(self, k): return "missing " + k
show(eval, "zz", {}, M()); show(eval, "zz", M()); show(eval, "len", {}, M())
class N:
    def __getitem__(self, k): print("get", k); raise KeyError(k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k); raise KeyError(k)
show(exec, "a = 1\na\n", {}, N()); show(exec, "del q", {}, N()); show(exec, "len", {}, N())
ns = {}
exec("def f(a, b=2, *c, d, **e):\n  'doc'\n  return locals()\nclass C:\n  x = 1\n  def m(self): return self.x\nimport os.path as p\nz = [i for i in range(3)]\n", ns)
print(ns["f"](1, d=4), ns["C"]().m(), ns["z"], ns["f"].__doc__, ns["f"].__module__, ns["C"].__module__, ns["f"].__qualname__)
ns = {"__name__": "nn"}; exec("class C: pass\ndef f(): pass", ns); print(ns["C"], ns["f"].__module__)
def f():
    x = 1
    exec("x = 2; y = 3")
    print(x, sorted(locals()))
    show(eval, "y")
    show(eval, "x + 1")
    l = locals(); l["q"] = 5
    show(eval, "q")
    def inner(): return x
    show(lambda: eval("x"))
    return [eval("x") for _ in range(1)]
show(f)
c = compile("a + b", "<f>", "eval"); print(c.co_names, c.co_filename, c.co_name, c.co_firstlineno, c.co_argcount, c.co_flags & 0x40, c.co_varnames)
show(eval, c, {"a": 1, "b": 2}); show(exec, c, {"a": 1, "b": 2})
c = compile("x = 1\ny = 2\n", "<g>", "exec"); d = {}; show(exec, c, d); show(eval, c, d); print(sorted(k for k in d if k[0] != "_"))
c = compile("x = 5\nx\n'str'\nNone\n", "<g>", "exec"); exec(c)
for s in ("5", "None", "x = 1", "'a'; 7", "for i in range(2): i", "def f(): 5", "if 1:\n  8\n"): exec(compile(s + ("\n" if s[-1] != "\n" else "") , "<s>", "single"))
show(eval, "__import__('math').pi"); show(eval, "[x for x in (1,2) if x > y]", {"y": 1})
show(exec, "raise ValueError('v')"); show(exec, "1/0"); show(exec, "return 1"); show(exec, "yield"); show(exec, "await x"); 
g = {"__builtins__": {}}; show(eval, "len([])", g); show(exec, "class A: pass", g); show(exec, "import os", g); show(eval, "None", g)
g = {"__builtins__": {"len": lambda x: "mine"}}; show(eval, "len([])", g)
def h():
    def k(): nonlocal_x = 1; return nonlocal_x
    return k.__code__
show(eval, h()); 
def free():
    y = 1
    def k(): return y
    return k.__code__
show(exec, free())
show(exec, "global zz\nzz = 5", {}, {}); show(exec, "print(__file__)", {}); 
exec("xx = 1"); print(xx, "xx" in globals())
show(exec, "from __future__ import annotations\ndef f(a: undefined): pass\nprint(f.__annotations__)")
show(compile, "from __future__ import nope", "f", "exec"); show(eval, "f'{1+1!r:>{5}}'"); show(eval, "1 if"); show(exec, "  x = 1"); show(exec, "if 1:\nx=2")
print(eval("print")("hello"), eval("(yy := 5)"), yy)
show(exec, "a: int = 1\nb: str\nprint(__annotations__)", {}); show(exec, "@property\ndef f(self): pass\nprint(type(f).__name__)", {})
show(eval, "*a", {}); show(eval, "a b"); show(exec, "x = (1,\n2\n3)"); show(eval, "'abc"); show(eval, "0x"); show(eval, "é", {"é": 1}); show(eval, "ﬁ", {"fi": 9})
