import package.second
VALUE = 5


def one():
    return package.second.two() + 1


class Thing:
    pass


class Moved(ValueError):
    pass


class MovedToo:
    pass
