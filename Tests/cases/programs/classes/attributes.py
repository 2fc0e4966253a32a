# Attribute lookup: descriptors, instance dicts, hooks, and the errors.
class Data:
    def __init__(self, name): self.name = name
    def __get__(self, obj, owner):
        if obj is None: return self
        return f"data {self.name} of {type(obj).__name__}"
    def __set__(self, obj, value): print("set", self.name, value)
    def __delete__(self, obj): print("delete", self.name)


class NonData:
    def __get__(self, obj, owner): return "non-data"


class C:
    d = Data("d")
    n = NonData()
    plain = 1
    def method(self): return "method"


c = C()
print(c.d, c.n, c.plain, c.method())
c.__dict__["d"] = "hidden"
c.__dict__["n"] = "instance wins"
c.plain = 2
c.method = lambda: "own"
print(c.d, c.n, c.plain, c.method(), C.plain, type(C.d).__name__)
c.d = 5
del c.d
del c.plain
print(c.plain, sorted(c.__dict__))
for action in ["c.missing", "del_missing", "C.missing", "(1).x", "set"]:
    try:
        if action == "c.missing": c.missing
        elif action == "del_missing": del c.missing
        elif action == "C.missing": C.missing
        elif action == "(1).x": (1).x
        else: (1).x = 2
    except AttributeError as e:
        print(type(e).__name__, e, e.name, e.obj is not None)
try:
    int.x = 1
except TypeError as e:
    print(e)
try:
    "abc".upper = 1
except AttributeError as e:
    print(e)


class Hooked:
    def __init__(self): object.__setattr__(self, "log", [])
    def __getattr__(self, name):
        if name.startswith("x"): return name * 2
        raise AttributeError(f"no {name}")
    def __setattr__(self, name, value):
        self.log.append((name, value))
        super().__setattr__(name, value)
    def __delattr__(self, name):
        self.log.append(("del", name))
        super().__delattr__(name)
    def __dir__(self): return ["b", "a"]


h = Hooked()
h.a = 1
print(h.a, h.xy, getattr(h, "b", "default"), hasattr(h, "q"), dir(h))
del h.a
print(h.log)


class Every:
    value = 1
    def __getattribute__(self, name):
        if name == "secret": raise AttributeError(name)
        return ("got", name, object.__getattribute__(self, "value"))
    def __getattr__(self, name): return "fallback " + name


print(Every().value, Every().secret, Every().anything)


class Many: pass


m = Many()
for i in range(30): setattr(m, f"a{i}", i)
print(sum(getattr(m, f"a{i}") for i in range(30)), list(m.__dict__)[:3], len(vars(m)))
m2 = Many()
m2.b = 1
m2.a = 2
m2.__dict__ = {"z": 26}
print(m2.z, hasattr(m2, "a"))
m2.__dict__["y"] = 25
print(m2.y, vars(m2))
