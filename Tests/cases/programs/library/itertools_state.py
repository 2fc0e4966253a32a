# Pickles of the iterators of itertools go on where the original stands.
import pickle
from itertools import (accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile,
                       filterfalse, groupby, islice, permutations, product, repeat, starmap, takewhile, tee, zip_longest)


def make():
    return [accumulate([1, 2, 3]), accumulate([1, 2, 3], max, initial=2), chain("ab", "cd"), combinations("abcd", 2),
            combinations_with_replacement("abc", 2), compress("abcd", [1, 0, 1, 1]), islice(count(3, 2), 6),
            islice(cycle("abc"), 7), dropwhile(bool, [1, 2, 0, 3, 4]), filterfalse(bool, [0, 1, 0, 2, 0]),
            islice("abcdefgh", 1, 7, 2), permutations("abc", 2), product("ab", range(2)), repeat("x", 4),
            starmap(pow, [(2, 3), (3, 2), (4, 1)]), takewhile(bool, [1, 2, 3, 0, 4]), tee("abcd")[1], zip_longest("abc", "x", fillvalue="-")]


for steps in range(4):
    for iterator in make():
        for _ in range(steps):
            next(iterator, None)
        texts = [list(pickle.loads(pickle.dumps(iterator, protocol))) for protocol in (0, 2, 4)]
        print(steps, type(iterator).__name__, texts[0] == texts[1] == texts[2], texts[0])

groups = groupby("aabbc")
next(groups)
key, group = next(groups)
next(group)
print([(key, list(group)) for key, group in pickle.loads(pickle.dumps(groups))])

for iterator, states in [(cycle("ab"), [1, (), ([], 0), (["x"], True)]), (product("ab"), [(), (5,), (-3,)]),
                         (islice("abc", 2), ["x", 1]), (combinations("abc", 2), [(1,), (5, 5)]), (chain(), [(), (1,), (iter("q"),)]),
                         (permutations("ab"), [((0,), (1,)), ([0, 1], (1, 1)), ((0, 1), (9, 9))])]:
    for state in states:
        try:
            iterator.__setstate__(state)
            print(type(iterator).__name__, next(iterator, "end"))
        except (TypeError, ValueError) as error:
            print(type(iterator).__name__, type(error).__name__, error)


class Evens(filterfalse):
    def __init__(self, function, iterable, label=None):
        self.label = label


print(list(Evens(lambda n: n % 2, range(6), label="even")))
try:
    filterfalse(None, [], label=1)
except TypeError as error:
    print(error)
