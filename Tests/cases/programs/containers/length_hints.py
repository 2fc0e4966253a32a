# What list() and others ask for before they begin, set displays of folded constants, `in` over what has no iterator.
class Hinted:
    def __init__(self, length, hint):
        self.length, self.hint = length, hint

    def __iter__(self):
        return iter([1, 2])

    def __len__(self):
        if isinstance(self.length, type):
            raise self.length("length")
        return self.length

    def __length_hint__(self):
        if isinstance(self.hint, type):
            raise self.hint("hint")
        return self.hint


for length, hint in [(2, 0), (-1, 0), ("x", 5), (TypeError, 3), (ValueError, 3), (TypeError, TypeError), (TypeError, KeyError), (TypeError, -1), (TypeError, "x"),
                     (TypeError, NotImplemented), (TypeError, 10**16)]:
    for take in (list, tuple, bytes):
        try:
            print(take(Hinted(length, hint)))
        except (Exception, MemoryError) as error:
            print(type(error).__name__, error)
print({True, -5, 127, 255}, {3, -5, 127, 255}, {-1, -2, -3}, {1 + 1, 255, 127, -5}, {255, 127, -5})


class Odd:
    def __iter__(self):
        return 5


for container in (Odd(), 5, object):
    try:
        print(1 in container)
    except TypeError as error:
        print(error)
for size in (2**31, 2**62, 2**70, -2**31):
    try:
        print(repr("a\tb".expandtabs(size)), b"a\tb".expandtabs(size))
    except OverflowError as error:
        print(error)
