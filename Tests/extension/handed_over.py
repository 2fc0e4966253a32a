"""Lists, dicts and sets that become the host's while an iterator of before is under way."""
class A:
    def __init__(self):
        self.d = {'a': 1, 'b': 2, 'c': 3}
        self.l = [1, 2, 3, 4]
        self.s = {1, 2, 3}
    def walkd(self):
        for k in self.d: yield k
    def walki(self):
        for k in self.d.items(): yield k
    def walkl(self):
        for k in self.l: yield k
    def walks(self):
        for k in self.s: yield k
def alias(x: list[int]) -> dict[str, int]: return list[int]
class B(A):
    def walkv(self):
        for k, v in enumerate(self.d.values()): yield k, v
    def walkr(self):
        for k in reversed(self.l): yield k
    def walkz(self):
        for k in zip(self.l, self.l): yield k
    def walkj(self):
        for k, v in self.d.items(): yield v, k
    def walkrd(self):
        for k in reversed(self.d): yield k
    def walke(self):
        for i, k in enumerate(self.l, 5): yield i, k
    def walkt(self):
        for i in range(len(self.l)): yield self.l[i]
    def walkc(self):
        yield from [x * 2 for x in self.l]
        yield from (x for x in self.s)
    def iters(self): return iter(self.l), iter(self.d), iter(self.s), iter(self.d.items()), reversed(self.l)
class S:
    def __init__(self): self.s = {"abc", "defg", "hij", "k", "lm", "n1", "zz"}
    def walk(self):
        for x in self.s: yield x
