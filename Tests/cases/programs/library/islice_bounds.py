# What islice is given that is no index is told of in its own words, whatever __index__ raised.
from itertools import islice


class Raising:
    def __index__(self):
        raise KeyError("inside")


class Wrong:
    def __index__(self):
        return "x"


class Right:
    def __index__(self):
        return 2


for bound in Raising(), Wrong(), Right(), [], 1.5, -1, 2 ** 70:
    for arguments in (bound,), (bound, 3), (0, bound), (0, 3, bound):
        try:
            print(list(islice("abcde", *arguments)))
        except Exception as e:
            print(type(e).__name__, e)
