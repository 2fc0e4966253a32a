class A:
    kind = "a"
    def __init__(self, **kw):
        for k, v in kw.items():
            setattr(self, k, v)
class B(A):
    __slots__ = ("s",)
class G:
    def __getattr__(self, name):
        if name.startswith("x"): return name * 2
        raise AttributeError(name)
class P:
    @property
    def p(self): return getattr(self, "_p", "none")
    @p.setter
    def p(self, v): self._p = v
def look(o, names):
    return [(n, hasattr(o, n), getattr(o, n, "-")) for n in names]
names = ["a", "b", "kind", "late", "s", "p", "xy", "_p"]
objects = [A(a=1), A(b=2, a=3), B(a=1), G(), P(), 5, "t", None, A()]
for o in objects:
    for _ in range(2): print([x for x in look(o, names) if not callable(x[2])])
A.late = "now"
for o in objects[:3]: print(look(o, ["late", "a"]))
objects[0].late = "own"
print(look(objects[0], ["late"]), look(objects[1], ["late"]))
del A.late
print(look(objects[0], ["late"]), look(objects[1], ["late"]))
del objects[0].a
print(look(objects[0], names[:4]))
objects[0].__dict__["b"] = 9
print(look(objects[0], names[:4]))
objects[2].s = 4
print(look(objects[2], names[:5]))
A.a = property(lambda self: "prop")
print(look(objects[1], ["a"]), look(objects[2], ["a"]))
del A.a
print(look(objects[1], ["a"]))
p = P(); print(look(p, ["p"])); p.p = 3; print(look(p, ["p", "_p"]))
class Meta(type):
    def __getattr__(cls, n): return "meta " + n
class M(metaclass=Meta): x = 1
print(look(M, ["x", "y"]), look(M(), ["x", "y"]))
objects[1].__class__ = G
print(look(objects[1], ["a", "xx", "kind"]))
for i in range(40): setattr(objects[8], "n%d" % i, i)
print([getattr(objects[8], "n%d" % i) for i in range(40)] == list(range(40)), look(objects[8], ["n39", "n40"]))
