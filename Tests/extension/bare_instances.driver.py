import copy, enum, pickle, sys
import bare_instances as b

sys.modules["__main__"].__dict__.update(Point=b.Point)


class Color(b.Label, enum.Enum):
    RED = 1
    GREEN = "g"
    CRIMSON = 1


class Access(b.Label, enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()


print(list(Color), Color(1), Color["GREEN"], Color.RED.label(), Color.CRIMSON is Color.RED, Color.RED.value, isinstance(Color.RED, b.Label))
print(b.labels(list(Color)), b.labels([Access.READ]), Access.READ | Access.WRITE, b.named(Color, "GREEN") is Color.GREEN)
print(pickle.loads(pickle.dumps(Color.RED)) is Color.RED, {Color.RED: 1}[Color(1)], hash(Color.RED) == hash(Color.CRIMSON))
for make in (object.__new__, b.Point.__new__, b.bare):
    p = make(b.Point)
    try:
        p.x
    except AttributeError as error:
        print(str(error).rpartition(".")[2])
    p.x = 3
    p.y = 4
    print(p.total(), p.origin, type(p) is b.Point, vars(p), copy.copy(p).total())
for arguments in ((), (1, 2, 3), (1,)):
    try:
        print(b.Point(*arguments).total())
    except TypeError as error:
        print(str(error).rpartition(".")[2])
try:
    b.Label(1)
except TypeError as error:
    print(error)
print(b.Single(1) is b.Single(2), b.Single().args, b.Single.__new__(b.Single) is b.Single())
print(b.Sized(1, 2, size=5).size, b.Sized(1, 2).total(), "__new__" in vars(b.Sized), "__new__" in vars(b.Point), b.Point.__new__ is object.__new__)


class Counted(b.Sized):
    count = 0

    def __new__(cls, *args, **kwargs):
        cls.count += 1
        return super().__new__(cls, *args, **kwargs)


class Doubled(b.Point):
    def __new__(cls, x):
        self = super().__new__(cls)
        self.extra = x
        return self

    def __init__(self, x):
        super().__init__(x, x)


print(Counted(1, size=3).size, Counted.count, Doubled(4).total(), Doubled(4).extra, b.bare(Doubled) if False else "")


class Helper:
    size = 3

    def helper(self):
        return "helper", self.size

    def shared(self):
        return "helper"

    def __repr__(self):
        return "repr"


class Both(b.First, b.Second, Helper):
    pass


class Between(b.First, Helper, b.Second):
    size = 4

    def second(self):
        return "mine " + super().second()


print(Both().run(), Between().run(), [c.__name__ for c in Both.__mro__ if c.__name__ != "instance"])
