def near(ts, limit):
    best = None
    for t in ts:
        if t is not None and t > 0.5 and (best is None or t < best):
            best = t
    return best if best is not None and best < limit else -1
def mixed(n, x):
    total = 0.0
    if n is not None:
        total += n * x + n / 2 - x
        if n < x: total -= 1
        if x >= n: total += n ** 2
    return total
class P:
    def __init__(self, v=None): self.v = v
    def up(self):
        if self.v is None: self.v = 0
        self.v += 1
        return self.v
def text(s):
    return s is not None and s == "go" and s != "stop"
print(near([None, 3.5, 2.5, 0.1], 10.0), near([], 1.0), near([1, 2.5], 9), near([2**60], 2**70))
print(mixed(3, 1.5), mixed(None, 2.0), mixed(2**60 + 1, 0.5), mixed(-4, -4.0))
print([P().up(), P(4).up(), P(1.5).up()], text("go"), text(None), text("stop"))
try:
    mixed("a", 1.0)
except TypeError as e:
    print(e)
