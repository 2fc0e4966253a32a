"""The other one: calls the first when it has been imported."""


class Other(Exception):
    pass


class Base:
    def area(self):
        return 7

    def twice(self):
        return 2 * self.area()


def helper(shape):
    return shape.n if hasattr(shape, "n") else -1


def double(values):
    values += values
    return values


def fail_there(n):
    if n > 1:
        raise KeyError(n)
    raise Other(n)


def through(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, e.args, getattr(e, "n", None)


def consume(iterable):
    return [i * 10 for i in iterable]


def derive():
    import together

    class Derived(together.Shape):
        def area(self):
            return super().area() + 100

    return Derived
