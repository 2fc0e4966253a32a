# Instances of classes that are made at run time get attributes from outside of their methods, more than they have room for.
import copy
import logging
import pickle


def class_with(count):
    def __init__(self):
        for i in range(count):
            setattr(self, "a%d" % i, i)

    return type("C%d" % count, (), {"__init__": __init__, "total": lambda self: sum(vars(self).values())})


def make(count):
    class Local:
        def __init__(self):
            self.one = self.two = self.three = self.four = 1
            self.five = self.six = self.seven = 2

        def total(self):
            return self.one + self.seven + getattr(self, "extra0", 0)

    made = Local()
    for i in range(count):
        setattr(made, "extra%d" % i, i)
    return made


def main():
    for count in (0, 1, 5, 6, 7, 8, 13, 14):
        cls = class_with(count)
        x = cls()
        x.more = 100
        y = cls()
        y.more, y.still_more = 1, 2
        print(count, x.total(), y.total(), list(vars(x))[-2:], list(copy.copy(y).__dict__)[-3:])
    for count in range(5):
        x = make(count)
        print(x.total(), list(vars(x)), vars(copy.deepcopy(x)) == vars(x))
    logger = logging.getLogger("outside")
    print(sorted(pickle.loads(pickle.dumps(logging.makeLogRecord({"msg": "a %s", "args": ("b",)}))).__dict__)[:4])
    logger.extra = logger.another = 1
    logger.setLevel(logging.ERROR)
    print(logger.isEnabledFor(logging.DEBUG), logger.manager is logging.Logger.manager, sorted(vars(logger)))


main()
