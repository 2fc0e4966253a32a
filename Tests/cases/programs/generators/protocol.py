# send, throw, close, return values, delegation and the errors of the protocol.
def g():
    try:
        x = yield 1
        print("got", x)
        yield 2
    except ValueError as e:
        print("in", e)
        yield 3
    finally:
        print("finally")
    return "value"


def outer():
    result = yield from g()
    print("result", result)
    result = yield from [10, 20]
    print("list result", result)
    return "outer value"


it = outer()
print(next(it), it.send("hello"), it.throw(ValueError("v")))
print(next(it), next(it))
try:
    next(it)
except StopIteration as e:
    print("stop", e.value)
print(list(it))


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            print("ignoring")
            yield
            return


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)


def leaks():
    yield 1
    raise StopIteration("inside")


try:
    list(leaks())
except RuntimeError as e:
    print(e, repr(e.__cause__))


def myself():
    yield next(me)


me = myself()
try:
    next(me)
except ValueError as e:
    print(e)
new = g()
try:
    new.send(1)
except TypeError as e:
    print(e)
try:
    new.throw(KeyError("at start"))
except KeyError as e:
    print("thrown", e)
print(list(new), new.gi_frame)
for bad in (5, int):
    try:
        g().throw(bad)
    except TypeError as e:
        print(e)


class Custom:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("custom value")
        return self.n


def over():
    return (yield from Custom())


o = over()
print(next(o), next(o))
try:
    next(o)
except StopIteration as e:
    print(e.value)


def handled():
    import sys
    try:
        raise ValueError("own")
    except ValueError:
        yield sys.exc_info()[1]
    yield sys.exc_info()[1]


try:
    raise KeyError("outside")
except KeyError:
    h = handled()
    print(repr(next(h)), repr(next(h)))
print(g.__name__, it.__name__, it.__qualname__, it.gi_running)
