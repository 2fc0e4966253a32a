# What the runtime does itself for plain generators, and what it leaves to the methods in Python.
import random
import warnings

warnings.simplefilter("ignore")
random.seed(20)
print([random.randint(1, 6) for _ in range(12)], [random.randrange(10) for _ in range(8)])
print([random.randrange(3, 50, 7) for _ in range(6)], [random.randrange(9, -9, -3) for _ in range(6)])
print(random.randint(-10**17, 10**17), random.randint(0, 2**62), random.randint(-2**70, 2**70), random.randrange(2**40))
print(random.randint(5, 5), random.randrange(True, 4), random.randrange(1), random.randint(a=1, b=3), random.randrange(start=2, stop=9))
print(random.choice([1, 2, 3]), random.choice((4, 5, 6)), random.choice("abc"), random.choice(range(9)), random.choice(seq=["x"]))
items = list(range(20))
random.shuffle(items)
print(items, random.shuffle([]), random.shuffle([1]))
print(random.sample(items, 4), random.sample(items, 20), random.sample(tuple("abcdef"), 3), random.sample("hello", 2))
print(random.sample(range(100000), 5), random.sample(["a", "b"], counts=[3, 4], k=5), random.sample(items, k=0))
print(random.choices(items, k=5), random.choices("ab", k=4), random.choices([1, 2], [5, 1], k=6), random.choices((7, 8), cum_weights=[1, 4], k=3))
print(random.choices([1, 2, 3], k=0), random.choices(items, k=-1), random._inst._randbelow(10), random.random())
for wrong in [
    lambda: random.randint(3, 2), lambda: random.randrange(0), lambda: random.randrange(5, 5), lambda: random.randrange(1, 5, 0),
    lambda: random.choice([]), lambda: random.choice(()), lambda: random.randint("a", 2), lambda: random.randint(1.5, 2),
    lambda: random.shuffle((1, 2)), lambda: random.shuffle("ab"), lambda: random.sample([1], 2), lambda: random.sample({1}, 1),
    lambda: random.choices([], k=1), lambda: random.sample([1, 2], -1), lambda: random.choice(5), lambda: random.randrange(step=2, start=4),
    lambda: random.sample([1, 2], 1.5), lambda: random.choices([1], k="a"),
]:
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)


class Fixed(random.Random):
    def random(self):
        return 0.25


class Bits(random.Random):
    def getrandbits(self, k):
        return 1


class Below(random.Random):
    def _randbelow(self, n):
        return n - 1


class Range(random.Random):
    def randrange(self, start, stop=None, step=1):
        return "mine"


class Plain(random.Random):
    pass


for cls in (Fixed, Bits, Below, Range, Plain):
    r = cls(3)
    xs = list(range(6))
    r.shuffle(xs)
    print(cls.__name__, r.randint(1, 9), r.randrange(7), r.choice([1, 2, 3, 4]), xs, r.sample([1, 2, 3], 2), r.choices([1, 2, 3, 4], k=3), r.uniform(0, 1))

r = random.Random(8)
print(r.randint(1, 100), r.choice([1, 2, 3]))
r._randbelow = lambda n: 0
print(r.choice([7, 8, 9]), r.sample([4, 5, 6], 2))
del r._randbelow
r.random = lambda: 0.5
print(r.choices([1, 2, 3, 4], k=2), r.uniform(0, 2))
del r.random
print(r.choice([7, 8, 9]))
state = r.getstate()
first = [r.randint(1, 1000) for _ in range(3)]
r.setstate(state)
print(first == [r.randint(1, 1000) for _ in range(3)])
system = random.SystemRandom()
print(1 <= system.randint(1, 3) <= 3, system.choice([5]), len(system.sample(range(9), 3)))
original = random.Random.getrandbits
random.Random.getrandbits = lambda self, k: 0
print(random.randint(3, 9), random.choice([1, 2]), random.Random(1).randrange(5))
del random.Random.getrandbits
random.seed(1)
print(random.randint(3, 9))
print(random.Random.randint.__name__, callable(random.choice))
