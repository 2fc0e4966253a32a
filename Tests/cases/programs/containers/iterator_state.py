import itertools as it, operator, copy, functools
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: list(it.accumulate([1, 2, 3])), lambda: list(it.accumulate([1, 2, 3], operator.mul, initial=10)), lambda: list(it.chain("ab", [1])), lambda: list(it.chain.from_iterable(["ab", "c"])), lambda: list(it.combinations("abcd", 2)), lambda: list(it.combinations_with_replacement("ab", 2)), lambda: list(it.compress("abcd", [1, 0, 1])), lambda: list(it.islice(it.count(5, 2), 3)), lambda: list(it.islice(it.cycle("ab"), 5)), lambda: list(it.dropwhile(lambda x: x < 3, [1, 3, 2])), lambda: list(it.filterfalse(None, [0, 1, ""])), lambda: [(k, list(g)) for k, g in it.groupby("aabbc")], lambda: list(it.islice(range(10), 2, 8, 3)), lambda: list(it.pairwise("abc")), lambda: list(it.permutations([1, 2, 3], 2)), lambda: list(it.product("ab", [1, 2])), lambda: list(it.product([0, 1], repeat=2)), lambda: list(it.repeat(1, 3)), lambda: list(it.starmap(pow, [(2, 3), (3, 2)])), lambda: list(it.takewhile(bool, [1, 0, 1])), lambda: [list(x) for x in it.tee([1, 2], 2)], lambda: list(it.zip_longest("ab", [1], fillvalue="-")), lambda: it.count(1), lambda: it.count(1, 2), lambda: it.repeat(1, 2), lambda: it.repeat("x"), lambda: list(it.batched("abc", 2))): t(f)
for o in ([1, 2, 3], (1, 2), "ab", b"ab", {1: 2}, {1}, range(3), {1: 2}.items(), {1: 2}.values(), bytearray(b"x")):
    i = iter(o); print(type(i).__name__, operator.length_hint(i), i is iter(i)); next(i); print(operator.length_hint(i))
i = iter([1, 2, 3]); next(i); r = i.__reduce__(); print(r[0].__name__, r[1:], list(copy.copy(i))); i.__setstate__(2); print(list(i), list(i)); print(i.__reduce__()[1])
i = iter((1, 2)); print(i.__reduce__()[1:]); i = iter(range(5)); next(i); print(i.__reduce__()[1:]); i = reversed([1, 2, 3]); next(i); print(i.__reduce__()[1:], i.__length_hint__())
i = iter("abc"); next(i); print(i.__reduce__()[1:]); i = iter({1: 2, 3: 4}); next(i); print(i.__reduce__()[1:])
e = enumerate("abc", 5); print(next(e), e.__reduce__()[0].__name__, list(e)); z = zip("ab", [1, 2]); print(next(z), list(z)); m = map(str, [1, 2]); print(next(m), list(m)); f = filter(None, [0, 1, 2]); print(next(f), list(f))
print(list(map(lambda *a: a, [1, 2], "ab", (3, 4, 5))), list(zip()), list(zip([1])), list(zip([1, 2], strict=True)))
t(lambda: list(zip([1], [1, 2], strict=True))); t(lambda: list(zip([1, 2], [1], strict=True))); t(lambda: list(zip([1], [1], [1, 2], strict=True)))
class I:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(I()), sum(I()), max(I()), sorted(I(), reverse=True), tuple(I()), set(I()), 2 in I(), [*I()], dict(zip(I(), I())), ",".join(map(str, I())))
a, b, c = I(); print(a, b, c); first, *rest = I(); print(first, rest)
n = [1, 2]; ci = iter(lambda: n.pop() if n else None, None); print(list(ci), type(ci).__name__)
l = [1, 2, 3]
for x in l:
    if x < 3: l.append(x + 10)
    if len(l) > 6: break
print(l)
d = {1: 1, 2: 2}
def mut():
    for k in d: d[k + 10] = 1
t(mut)
s = {1, 2}
def mut2():
    for k in s: s.add(k + 10)
t(mut2)
def mut3():
    for k in list(d): del d[k]
    return d
t(mut3)
for bad in (lambda: iter(5), lambda: next(5), lambda: iter(5, 5), lambda: list(5), lambda: for_(5), lambda: [*5], lambda: {**5}, lambda: dict(**5), lambda: set(5), lambda: tuple(None), lambda: sum(5), lambda: (lambda *a: a)(*5), lambda: next(iter([])), lambda: next(iter([]), "d"), lambda: reversed({1}), lambda: list(reversed({1: 2, 3: 4})), lambda: list(reversed(range(5))), lambda: list(reversed("abc")), lambda: reversed(5)): t(bad)
class OnlyGet:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i
print(list(OnlyGet()), 1 in OnlyGet(), type(iter(OnlyGet())).__name__, list(zip(OnlyGet(), "ab")))
class BadIter:
    def __iter__(self): return 5
class BadNext:
    def __iter__(self): return self
t(lambda: list(BadIter())); t(lambda: list(BadNext())); t(lambda: [x for x in BadIter()])
class RaiseIter:
    def __iter__(self): raise ValueError("in iter")
t(lambda: list(RaiseIter())); t(lambda: 1 in RaiseIter())
class NoneIter:
    __iter__ = None
t(lambda: list(NoneIter())); t(lambda: 1 in NoneIter())
g = it.groupby([1, 1, 2]); k1, g1 = next(g); k2, g2 = next(g); print(list(g1), list(g2))
x, y = it.tee(iter("abc")); next(x); print(list(y), list(x))
print(functools.reduce(lambda a, b: a * b, range(1, 6)), functools.reduce(operator.add, [[1], [2]], []))
c = it.chain([1], [2]); next(c); print(copy.copy(c).__next__()); cc = it.count(3); next(cc); print(cc.__reduce__())
