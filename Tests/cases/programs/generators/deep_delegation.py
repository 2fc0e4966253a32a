"""Chains of `yield from`: values, results, errors, re-entry and what is handled meanwhile."""
import sys
import traceback


def tree(n):
    if n == 0:
        return 0
    left = yield from tree(n // 2)
    yield n
    right = yield from tree(n - n // 2 - 1)
    return left + right + 1


g = tree(20)
print(list(g))


def counted():
    print("count", (yield from tree(9)))
    yield "end"


print(list(counted()))


def chain(depth, leaf):
    if depth == 0:
        yield from leaf
    else:
        try:
            yield from chain(depth - 1, leaf)
        except KeyError as e:
            yield "caught %s at %d" % (e, depth)
        finally:
            if depth == 3:
                print("finally", depth)


def failing():
    yield 1
    yield 2
    raise KeyError("deep")


print(list(chain(100, failing())))


def boom():
    yield "first"
    raise ValueError("boom")


def level(n):
    yield from (boom() if n == 0 else level(n - 1))


it = level(3)
print(next(it))
try:
    next(it)
except ValueError as e:
    print([f.name for f in traceback.extract_tb(e.__traceback__)], e.__context__)
print(list(it))


def reenter():
    yield "a"
    for target in (outer, middle):
        for action in (next, lambda g: g.send(None), lambda g: g.close(), lambda g: g.throw(KeyError)):
            try:
                action(target)
            except ValueError as e:
                print(e)
    print(outer.gi_running, middle.gi_running, outer.gi_yieldfrom is middle)
    yield "b"


def delegate(inner):
    yield from inner


middle = delegate(reenter())
outer = delegate(middle)
print(list(outer))


def show():
    yield "x"
    print(repr(sys.exc_info()[1]))
    yield "y"
    try:
        raise TypeError("new")
    except TypeError as e:
        print(repr(e.__context__))
    yield "z"


def handling(inner):
    try:
        raise LookupError("held")
    except LookupError:
        yield from inner


print(list(delegate(handling(delegate(show())))))

shared = iter(range(5))
inner = delegate(shared)
first, second = delegate(inner), delegate(inner)
print(next(first), next(second), next(first), next(inner), next(second), next(first, "done"), next(second, "done"))


def echo():
    got = []
    while len(got) < 3:
        got.append((yield len(got)))
    return got


def use():
    print("got", (yield from delegate2()))


def delegate2():
    return (yield from echo())


u = use()
print(next(u), u.send("one"), next(u))
try:
    u.send("three")
except StopIteration as e:
    print("stopped", e.value)
t = delegate(chain(3, failing()))
print(next(t), t.throw(KeyError("thrown")))
t.close()
print(list(t))
