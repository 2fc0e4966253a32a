# random: equal seeds give CPython's sequences in every method.
import random

for seed in (0, 1, 42, -42, 2 ** 40, 10 ** 50, 'seed', b'bytes', bytearray(b'ba'), 1.5, '', True):
    random.seed(seed)
    print(repr(seed), random.random(), random.getrandbits(7), random.getrandbits(70), random.randint(1, 6), random.randrange(1000))
r = random.Random(12345)
print([r.random() for _ in range(5)])
print([r.randint(-10, 10) for _ in range(10)], [r.randrange(0, 100, 7) for _ in range(5)], r.randrange(10 ** 30), r.randbytes(5))
print([r.choice('abcdef') for _ in range(8)], r.choices([1, 2, 3], k=5), r.choices('xyz', weights=[1, 2, 7], k=6), r.choices('xyz', cum_weights=[1, 3, 10], k=4))
items = list(range(20))
r.shuffle(items)
print(items)
print(r.sample(range(1000), 8), r.sample('abcdefgh', 3), r.sample([1, 2], counts=[5, 3], k=4), r.sample(range(10 ** 12), 3))
print(r.uniform(1, 5), r.triangular(0, 10, 3), r.gauss(0, 1), r.gauss(0, 1), r.normalvariate(5, 2), r.expovariate(2), r.lognormvariate(0, 1))
print(r.betavariate(2, 3), r.gammavariate(2, 1), r.gammavariate(0.5, 1), r.gammavariate(1, 2), r.paretovariate(3), r.weibullvariate(1, 2), r.vonmisesvariate(1, 2))
state = r.getstate()
first = [r.random() for _ in range(3)]
r.setstate(state)
print(first == [r.random() for _ in range(3)], state[0], len(state[1]), state[2])
for f in (lambda: r.choice([]), lambda: r.randint(5, 1), lambda: r.randrange(0), lambda: r.sample([1], 2), lambda: r.getrandbits(-1), lambda: r.choices([], k=1), lambda: r.randrange(1, 5, 0),
          lambda: r.choices([1, 2], weights=[0, 0]), lambda: random.seed([]), lambda: r.setstate((3, (1,), None))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(r.sample(range(100), 0), r.choices([1], k=0), 0 <= random.Random().random() < 1, isinstance(random.SystemRandom().random(), float))


class Loaded(random.Random):
    def random(self):
        return 0.25


loaded = Loaded(3)
print(loaded.random(), loaded.uniform(0, 4), loaded.choice(range(8)), loaded.randint(0, 7))
