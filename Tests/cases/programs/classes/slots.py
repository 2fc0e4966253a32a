# __slots__: members, inheritance, conflicts.
class P:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x = x
        self.y = y


p = P(1, 2)
print(p.x, p.y, P.__slots__, P.x, hasattr(p, "__dict__"))
try:
    p.z = 3
except AttributeError as e:
    print(e)
del p.x
try:
    p.x
except AttributeError as e:
    print(e)
try:
    del p.x
except AttributeError as e:
    print(e)


class Q(P):
    __slots__ = "z"


q = Q(1, 2)
q.z = 3
print(q.x, q.y, q.z)


class R(Q): pass


r = R(4, 5)
r.free = 6
r.z = 7
print(r.x, r.y, r.z, r.free, r.__dict__)


class WithDict:
    __slots__ = ("a", "__dict__")


w = WithDict()
w.a = 1
w.b = 2
print(w.a, w.b, w.__dict__)
for body in [{"__slots__": ("a",), "a": 1}, {"__slots__": ("1a",)}, {"__slots__": (1,)}]:
    try:
        type("Bad", (), body)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    class S(int): __slots__ = ("a",)
except TypeError as e:
    print(e)
try:
    class T(P, WithDict): pass
except TypeError as e:
    print(e)


class Private:
    __slots__ = ("__hidden",)
    def __init__(self): self.__hidden = 1
    def get(self): return self.__hidden


print(Private().get(), Private._Private__hidden)
try:
    P.x.__get__(5)
except TypeError as e:
    print(e)
