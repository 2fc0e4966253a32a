"""`x.__class__ = C`, said by either side."""


class A:
    def __init__(self):
        self.v = 1

    def name(self):
        return "A"


class B:
    def __init__(self):
        self.v = 2

    def name(self):
        return "B"


class Slotted:
    __slots__ = "only",


def assign(x, c):
    x.__class__ = c


def names(xs):
    return [x.name() + type(x).__name__ + str(isinstance(x, B)) for x in xs]
