# Method resolution order, super, and the errors of impossible hierarchies.
class A:
    def who(self):
        return "A"

    def chain(self):
        return ["A"]


class B(A):
    def who(self):
        return "B" + super().who()

    def chain(self):
        return ["B"] + super().chain()


class C(A):
    def who(self):
        return "C" + super().who()

    def chain(self):
        return ["C"] + super().chain()


class D(B, C):
    def who(self):
        return "D" + super().who()

    def chain(self):
        return ["D"] + super().chain()


print(D().who(), D().chain())
print([c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__))
print(D.__bases__, D.__base__, A.__base__, object.__base__)
print(issubclass(D, A), isinstance(D(), (int, C)), issubclass(A, D))
print([c.__name__ for c in A.__subclasses__()])

for bases in [(A, B), (B, A, B)]:
    try:
        type("X", bases, {})
    except TypeError as e:
        print(e)


class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass
try:
    class Z(XY, YX): pass
except TypeError as e:
    print(e)
try:
    class Z(int, str): pass
except TypeError as e:
    print(e)
try:
    class Z(bool): pass
except TypeError as e:
    print(e)
try:
    class Z(3): pass
except TypeError as e:
    print(e)


class M1(type): pass
class M2(type): pass
class P(metaclass=M1): pass
class Q(metaclass=M2): pass
try:
    class R(P, Q): pass
except TypeError as e:
    print(e)

print(super(B, D()).who(), D.who(D()))
print(super(D, D).who is not None, repr(super(B, B())).startswith("<super: <class 'B'>, <B object>>"))
A.who = lambda self: "patched"
print(D().who())
del B.who
print(D().who())
C.__bases__ = (X,)
C.who = lambda self: "c"
print(D().who(), [k.__name__ for k in D.__mro__])
