import importlib
import pickle
import sys
import threading

import together
import together_also

s = together.make(3)
print(together.use(s), together.use(together_also.Base()), together_also.helper(s))
print(together_also.through(together.fail, 4), together.guarded(1), together.guarded(2))
print(together.values(3), together_also.consume(together.numbers(3)))
Derived = together_also.derive()
d = Derived(1)
print(d.area(), isinstance(d, together.Shape), together.use(d), d == together.Shape(1))

results = []


def work(k):
    total = 0
    for i in range(200):
        shape = together.make(k * i)
        total += together.use(shape) + together_also.helper(shape)
        try:
            together.fail(i)
        except together.Problem as e:
            total += e.n
    results.append(total)


threads = [threading.Thread(target=work, args=(k,)) for k in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results))
print(pickle.loads(pickle.dumps([s, together_also.Base()]))[0] == s)
again = importlib.import_module("together")
print(again is together, sys.modules["together_also"] is together_also)
again = importlib.reload(together)
print(again is together, again.make(2).area())


# Collections while both are in use.
for round in range(4):
    kept = [together.make(i) for i in range(20000)]
    if hasattr(together, "__natrix_counts__"):
        together.__natrix_counts__()
        together_also.__natrix_counts__()
    print(sum(together.use(shape) for shape in kept[::1000]), together_also.helper(kept[7]), together.values(3))
    kept = [together_also.Base() for i in range(20000)]
    print(together.use(kept[0]), Derived(round).area(), together_also.consume(together.numbers(3)), together_also.through(together.fail, 4))
