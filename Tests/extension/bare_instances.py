class Label:
    prefix = "<"

    def label(self):
        return self.prefix + self.name.lower() + ">"

    def kind(self):
        return type(self).__name__, isinstance(self, Label)


class Point:
    origin = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def total(self):
        return self.x + self.y + self.origin


class Single:
    made = None

    def __new__(cls, *args):
        if cls.made is None:
            cls.made = super().__new__(cls)
        return cls.made

    def __init__(self, *args):
        self.args = args


class Sized(Point):
    def __new__(cls, x, y=0, *, size=1):
        self = object.__new__(cls)
        self.size = size
        return self

    def __init__(self, x, y=0, *, size=1):
        super().__init__(x, y)


def bare(cls):
    return cls.__new__(cls)


def labels(members):
    return [(member.label(), member.kind(), member.value) for member in members]


def named(cls, name):
    return getattr(cls, name)


class First:
    def run(self):
        return self.helper(), self.second(), self.shared(), repr(self)

    def shared(self):
        return "first"


class Second:
    def __init__(self):
        self.n = 2

    def second(self):
        return "second %d" % self.n

    def shared(self):
        return "second"
