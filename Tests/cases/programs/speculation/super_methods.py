class Base:
    def __init__(self, name, k=4):
        super().__init__()
        self.name = name
        self.k = k
    def area(self, f=1):
        return self.k * f
    def show(self):
        return "%s %s" % (self.name, self.area())
class Mid(Base):
    def __init__(self, w):
        super().__init__("mid")
        self.w = w
    def area(self, f=1):
        return self.w + super().area(f)
class Leaf(Mid):
    def __init__(self, w):
        super().__init__(w + 1)
        self.name = "leaf"
    def area(self, f=1):
        if f > 100:
            raise ValueError(f)
        return super().area(f + 1) * 2
class Mix:
    def area(self, f=1):
        return "mix"
class Both(Mid, Mix):
    def area(self, f=1):
        return [super().area(f)]
class Odd(Mix, Base):
    def __init__(self):
        super().__init__("odd", 9)
    def area(self, f=1):
        return (super().area(f), super(Mix, self).area(f))
def run(n):
    out = []
    for i in range(n):
        for x in (Base("b"), Mid(i), Leaf(i), Both(i), Odd(), Leaf(0.5)):
            out.append(x.area(i))
            out.append(x.show())
    return out
print(run(3))
try:
    print(Leaf(1).area(101))
except ValueError as e:
    print(e)
class E(Exception):
    def __init__(self, code, text="x"):
        super().__init__(text)
        self.code = code
    def __str__(self):
        return "E%d: %s" % (self.code, super().__str__())
def fail(i):
    try:
        raise E(i, "no")
    except E as e:
        return str(e), e.args, e.code
print([fail(i) for i in range(3)])
class Slots:
    __slots__ = ("a",)
    def __init__(self, a):
        self.a = a
    def get(self): return self.a
class Sub(Slots):
    __slots__ = ("b",)
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b
    def get(self): return super().get() + self.b
print(sum(Sub(i, 2).get() for i in range(10)))
Mid.area = lambda self, f=1: 1000
print(Leaf(2).area())
