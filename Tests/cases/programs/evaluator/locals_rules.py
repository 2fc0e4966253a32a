import sys
g1 = 1
def show(d): return sorted((k, v) for k, v in d.items() if not k.startswith("__") and not callable(v) and type(v).__name__ != "module")
def f(a, b=2, *c, d=4, **e):
    x = 1
    l = locals()
    print(show(l))
    y = 2
    print(show(l), "y" in l)
    l2 = locals()
    print(l is l2, show(l))
    l["x"] = 99; print(x, locals()["x"])
    l["new"] = 5; print("new" in locals())
    del x
    print("x" in locals())
    return l
f(1, z=3)
def outer():
    v = 1
    def inner():
        nonlocal v
        v += 1
        w = v
        return locals()
    print(inner(), locals().keys())
    cell = 5
    def uses(): return cell
    return sorted(locals())
print(outer())
class C:
    a = 1
    print(sorted(k for k in locals() if k[0] != "_"), locals() is locals())
    locals()["b"] = 7
    print(b)
    def m(self): return sorted(locals())
    c = [sorted(locals()) for _ in range(1)]
    print([k for k in vars()][:2])
print(C().m(), C.b, C.c)
print(globals() is globals(), locals() is globals(), globals()["g1"], vars() is globals())
globals()["dyn"] = 10; print(dyn)
def mod():
    globals()["g1"] = 2; print(g1)
    global g2; g2 = 3
mod(); print(g2, "g2" in globals()); del globals()["g2"]
try: g2
except NameError as e: print(e)
def gen():
    a = 1
    yield locals()
    b = 2
    yield locals()
for d in gen(): print(d)
gg = gen(); d1 = next(gg); d2 = next(gg); print(d1 is d2, d1)
print([sorted(locals()) for i in range(1)], {k: sorted(locals()) for k in "a"}, list(sorted(locals()) for q in "z"))
print((lambda p, *q: locals())(1, 2), dir.__name__)
def d():
    z = 1; a = 2
    return dir(), vars()
print(d())
def cond(flag):
    if flag: maybe = 1
    return locals()
print(cond(0), cond(1))
def exc():
    try: 1/0
    except ZeroDivisionError as err: print(sorted(locals()))
    print(sorted(locals()))
exc()
def loop():
    for i in range(2): pass
    with open("/dev/null") as fh: pass
    import os as oo
    def nested(): pass
    class K: pass
    (w := 3)
    [t for t in range(2)]
    return sorted(locals())
print(loop())
def ev():
    x = 1
    exec("x = 2; z = 3")
    print(x, locals())
    print(eval("x + 1"), eval("locals() is not None"), eval("sorted(locals())"))
    exec("def h(): return 5\nprint(h())")
    print("h" in locals(), sorted(locals()))
    y = [eval("k") for k in range(2)]
    print(y)
    try: print([eval("x") for k in range(2)])
    except NameError as e: print("NE", e)
    eval("(q := 5)"); print(locals().get("q"))
ev()
code = f.__code__
print(code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames, code.co_flags & 0xf, code.co_nlocals, code.co_cellvars, code.co_freevars, code.co_firstlineno, code.co_filename.split("/")[-1], code.co_qualname)
