import types
n = types.SimpleNamespace(a=1, zz=2, bcd=5)
s = "a.bcd.zz"
print(getattr(n, s.split(".")[1], None), getattr(n, s.split(".")[2], None), getattr(n, s.split(".")[0], None), getattr(n, s[0], None), getattr(n, chr(97), None))
class C: pass
c = C(); c.a = 5; print(getattr(c, s[0], None), s[0] in c.__dict__, getattr(c, "xay"[1]))
import operator
print(operator.attrgetter("a.b")(types.SimpleNamespace(a=types.SimpleNamespace(b=1))), hasattr(c, "a,b".split(",")[0]), [k for k in "abz" if k in vars(n)])
