# iterators
import itertools as it, operator, collections
print(list(it.accumulate([1, 2, 3, 4], operator.mul)), list(it.accumulate([], initial=5)), list(it.chain("ab", [1])), list(it.chain.from_iterable(["ab", "c"])), list(it.combinations("abc", 2)), list(it.combinations_with_replacement("ab", 2)), list(it.compress("abc", [1, 0, 1])), list(it.islice(it.count(5, 2), 3)), list(it.islice(it.cycle("ab"), 5)), list(it.dropwhile(lambda x: x < 2, [1, 2, 1])), list(it.filterfalse(None, [0, 1])), [(k, list(g)) for k, g in it.groupby("aabbb")], list(it.islice("abcdef", 1, 5, 2)), list(it.pairwise("abc")), list(it.permutations("abc", 2)), list(it.product("ab", repeat=2)), list(it.repeat(1, 3)), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.takewhile(lambda x: x < 2, [1, 2, 1])), [list(x) for x in it.tee("ab", 2)], list(it.zip_longest("ab", "c", fillvalue="-")))
for f in (lambda: list(it.combinations("a", -1)), lambda: it.islice("a", -1), lambda: it.islice("a", 1, 2, 0), lambda: it.islice([], "a"), lambda: it.repeat(1, "a"), lambda: it.count("a"), lambda: it.product([1], repeat=-1), lambda: it.permutations("ab", "c"), lambda: it.tee([], -1), lambda: it.chain(1), lambda: list(it.chain(1)), lambda: it.zip_longest(1), lambda: it.starmap(1), lambda: list(it.starmap(pow, [1])), lambda: it.groupby(), lambda: it.accumulate(), lambda: it.pairwise(1), lambda: it.cycle(1), lambda: it.compress([1]), lambda: it.count(1, 2, 3), lambda: repr(it.count(3)), lambda: repr(it.repeat(1, 2)), lambda: repr(it.count(1.5, 2)), lambda: it.count(1).__next__(), lambda: it.repeat(5, times=2).__length_hint__()):
    try: r = f(); print("=", r if not hasattr(r, "__next__") else type(r).__name__)
    except Exception as e: print(type(e).__name__, e)
class Seq:
    def __init__(s, n): s.n = n
    def __getitem__(s, i):
        if i >= s.n: raise IndexError
        return i * i
print(list(Seq(4)), 9 in Seq(4), [*Seq(2)], sum(Seq(3)), dict(zip(Seq(3), "abc")), list(map(lambda a, b: a + b, Seq(3), Seq(5))), max(Seq(3)), tuple(Seq(0)), sorted(Seq(3), reverse=True))
try: reversed(Seq(3))
except TypeError as e: print(e)
class L(Seq):
    def __len__(s): return s.n
print(list(reversed(L(3))), operator.length_hint(L(4)))
class C:
    def __iter__(s): yield from (1, 2)
    def __contains__(s, x): return x == "magic"
print(list(C()), "magic" in C(), 1 in C(), [x for x in C() for y in C()], {*C()}, (lambda *a: a)(*C()))
a, b = C(); print(a, b)
i = iter([1, 2, 3]); print(list(zip(i, i)), list(i)); i = iter("abc"); print(next(i), *i, next(i, "end"))
d = {1: 2}; i = iter(d.items()); print(next(i)); d[5] = 6
try: next(i)
except RuntimeError as e: print(e)
l = [1]; i = iter(l); l.append(2); print(list(i)); l.append(3); print(list(i))
e = enumerate("ab", start=5); print(next(e), list(e)); z = zip(); print(list(z)); m = map(None, []); print(list(m))
print(list(map(lambda *a: a, [1, 2], "ab")), list(zip([1, 2], (3, 4), "ab")), list(filter(str.isdigit, "a1b2")), [*reversed(range(5))], list(range(10, 0, -3)), range(10)[2:8:3], range(0, 10, 3)[-1], 9 in range(0, 10, 3), range(5) == range(0, 5), range(0) == range(1, 1), len(range(10**20)), range(10**20)[10**19], hash(range(3)) == hash(range(0, 3, 1)), range(3).count(1), repr(range(0, 9, 2)), list(range(3)[::-1]))
import copy, pickle
for x in (iter([1, 2, 3]), iter((1, 2)), iter("ab"), iter(range(3)), enumerate("ab"), zip("ab", "cd"), map(str, [1, 2]), it.count(3), it.chain("a", "b"), it.islice("abcd", 1, 3), it.cycle("ab"), reversed([1, 2])):
    try: next(x); y = copy.copy(x); print(type(x).__name__, next(x), next(y, None), [v for v, _ in zip(pickle.loads(pickle.dumps(y)), range(2))])
    except TypeError as er: print(type(x).__name__, er)
def countdown(n):
    while n: n -= 1; got = yield n; print("got", got) if got else None
g = countdown(3); print(next(g), g.send("hi"), list(g)); print(sum(countdown(4)), max(countdown(5)), list(countdown(0)), 3 in countdown(5), sorted(countdown(3)), dict.fromkeys(countdown(2)), ",".join(map(str, countdown(3))), [*countdown(2), *countdown(1)], any(x > 2 for x in countdown(4)), all(countdown(2)))
