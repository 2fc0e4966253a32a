# sum() of the values of dicts and of tuples: small ints in one loop, the rest one by one.
def f(d, t):
    return sum(d.values()), sum(t), sum(d), sum(d.values(), 5), sum(t, 1.5)
d = {i: i * 3 for i in range(10)}
del d[3], d[0]
print(f(d, (1, 2, 3)), f({}, ()))
print(f({1: 2**61, 2: 2**61, 3: 2**61 - 1, 4: 2**62}, (2**61, 2**61, 2**62, 5)))
print(f({1: 2**60, 2: 1.5, 3: 7, 4: 2**61}, (1, 2.5, 3)))
print(f({i: 2**61 - 1 for i in range(9)}, (2**61 - 1,) * 9))
class Adds:
    def __init__(self, d): self.d = d
    def __radd__(self, other):
        self.d[object()] = 1
        return other
e = {1: 1}
e[2] = Adds(e)
e[3] = 4
try:
    print(sum(e.values()))
except RuntimeError as error:
    print(error)
class Pops(Adds):
    def __radd__(self, other):
        k = next(iter(self.d)); v = self.d.pop(k); self.d[k] = v
        return other + 1
e = {1: 1}
e[2] = Pops(e)
e[3] = 4
try:
    print(sum(e.values()))
except RuntimeError as error:
    print(error)
