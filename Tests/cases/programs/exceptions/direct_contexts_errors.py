"""`with` of the program's classes: what __exit__ looks at of the exception, and what it does not."""


class Depth:
    def __init__(self):
        self.depth = 0

    def __enter__(self):
        self.depth += 1
        return self

    def __exit__(self, kind, value, traceback):
        self.depth -= 1
        return kind is not None and issubclass(kind, ValueError)


class Value:
    def __init__(self):
        self.values = []

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.values.append(value)
        return True


class Trace:
    def __init__(self):
        self.lines = []

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        while traceback:
            self.lines.append(traceback.tb_frame.f_code.co_name)
            traceback = traceback.tb_next
        return True


class Failing:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        raise KeyError(kind.__name__)


def fail(i):
    raise ValueError(i, "f")


def run(n):
    d, v, t = Depth(), Value(), Trace()
    contexts = []
    for i in range(n):
        with d:
            fail(i)
        with v:
            fail(i)
        with t:
            fail(i)
        try:
            with Failing():
                fail(i)
        except KeyError as e:
            contexts.append((e.args, e.__context__.args))
        try:
            with d:
                raise TypeError(i)
        except TypeError as e:
            contexts.append((e.args, e.__context__))
    return d.depth, [e.args for e in v.values], t.lines, contexts


print(run(4))
