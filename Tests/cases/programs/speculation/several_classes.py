class Base:
    kind = "base"
    def __init__(self, n):
        self.n = n
        self.tag = None
    def get(self):
        return self.n
    def both(self, k=2):
        return self.get() * k
    def name(self):
        return self.kind
class A(Base):
    def get(self):
        return self.n + 1
class B(Base):
    def __init__(self, n, extra):
        super().__init__(n)
        self.extra = extra
    def get(self):
        return self.n + self.extra
class C:
    def __init__(self, n):
        self.other = 0.5
        self.n = n
    def get(self):
        return self.n * 0.5
    def both(self, k=3):
        if self.n > 90: raise ValueError("big")
        return "c" * k
    def name(self):
        return "c"
def total(items):
    s = 0
    for x in items:
        s += x.get()
        x.n += 1
    return s
def texts(items):
    out = []
    for x in items:
        try:
            out.append(x.both())
        except ValueError as e:
            out.append(str(e))
        except OverflowError:
            out.append("no")
        else:
            out.append(x.name())
    return out
items = [A(1), B(2, 3), C(4), Base(7), A(1 << 70), B(2.5, 3), C(100)]
for _ in range(3):
    print(total(items))
    print(texts(items))
def bad(items):
    r = []
    for x in items:
        r.append(x.both(k=1) if isinstance(x, C) else x.both(5))
    return r
print(bad(items[:4]))
a = items[0]
del a.n
for f in total, texts:
    try:
        print(f(items))
    except AttributeError as e:
        print(e)
class D:
    n = 5
    def get(self): return 9
    def both(self, k=1): return "D"
    def name(self): return "dd"
print(total(items[1:4] + [D()]), texts(items[1:4] + [D()]))
A.get = lambda self: 77
a.n = 3
print(total(items[:3]), texts(items[:3]))
