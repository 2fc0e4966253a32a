# Iterators over ranges of any size are copied and pickled; range(…) beyond 62 bits.
import copy
import pickle

for bounds in [(3,), (5, 0, -2), (2**62, 2**62 + 9, 4), (2**70, 2**70 - 9, -3), (1, 2, 2**80), (0, 0)]:
    for steps in range(4):
        iterator = iter(range(*bounds))
        for _ in range(steps):
            next(iterator, None)
        for again in [copy.copy(iterator)] + [pickle.loads(pickle.dumps(iterator, protocol)) for protocol in range(5)]:
            if list(again) != list(range(*bounds))[steps:] or type(again) is not type(iterator):
                print("differs", bounds, steps)
    back = reversed(range(*bounds))
    next(back, None)
    print(bounds, list(copy.copy(back)))

iterator = iter(range(2**65, 2**65 + 5))
for state in (2, -1, 9):
    iterator.__setstate__(state)
    print(state, [n - 2**65 for n in copy.copy(iterator)])
largest = range(-(2**63 - 1), 2**63 - 1, 2)
print(len(largest), largest[0], largest[-1], largest.index(2**63 - 3), 2**63 - 2 in largest)
nested = []
for _ in range(1200):
    nested = [nested]
try:
    repr(nested)
except RecursionError as error:
    print("RecursionError:", str(error)[:48])
