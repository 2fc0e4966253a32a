def outer():
    z = 1; b = 2; a = 3
    def inner():
        nonlocal z
        z += 1
        def deep(): return a + b + z
        return deep() + b
    print(inner.__code__.co_freevars, [c.cell_contents for c in inner.__closure__], outer.__code__.co_cellvars)
    return inner()
print(outer())
class B: 
    def m(self): return 1
class C(B):
    def m(self, q=2):
        w = 5
        def n(): return w, q, __class__
        return super().m(), n(), n.__code__.co_freevars
print(C().m()[0], C().m()[2], C.m.__code__.co_freevars)
def gen(y):
    x = 5
    def g():
        yield x; yield y
    async def co(): return x + y
    return [*g()], [x * i * y for i in range(2)], (lambda: (y, x))()
print(gen(3))
class M(dict):
    def keys(self): return ["q", "a"]
print(eval("dir()", {}, M()))
