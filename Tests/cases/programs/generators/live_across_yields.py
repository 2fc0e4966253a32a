# What is alive across a yield: variables, temporaries in the middle of expressions, conditions, exceptions being handled.
def show(gen, sends=()):
    out = []
    try:
        out.append(next(gen))
        for s in sends:
            out.append(gen.send(s) if not isinstance(s, type) else gen.throw(s))
        for x in gen:
            out.append(x)
    except Exception as e:
        out.append(type(e).__name__)
    print(out)

def temporaries(a, b):
    x = a + (yield "one") * (yield "two") - b
    y = [x, (yield x), {(yield "k"): (yield "v")}]
    yield y
    yield (yield 1) if (yield 2) else (yield 3)
show(temporaries(10, 3), [4, 5, "item", "key", "value"])
show(temporaries(1.5, 3), [2, 2, 0, 1, 2, None])

def fibs(n):
    a, b = 0, 1
    while a < n:
        yield a
        a, b = b, a + b
show(fibs(40))

def rotate(a, b, c, n):
    for i in range(n):
        a, b, c = b, c, a
        got = yield (i, a, b, c)
        if got:
            a, c = c, a
show(rotate(1, 2, 3, 5), [True, None, True])

def handled():
    try:
        try:
            yield 1
        except ValueError as e:
            yield ("caught", type(e).__name__)
            try:
                raise KeyError("inner")
            except KeyError as k:
                yield (repr(k), type(k.__context__).__name__)
            yield 2
            raise
        else:
            yield "else"
        finally:
            yield "finally"
    except ValueError:
        yield "outer"
show(handled())
show(handled(), [ValueError])

def loops():
    for i in range(3):
        try:
            if i == 1:
                continue
            yield i
        finally:
            yield ("f", i)
    else:
        yield "done"
show(loops())

def chain(lo, hi):
    while lo < (yield "mid") < hi:
        lo += 1
    return lo
def outer():
    r = yield from chain(0, 10)
    yield ("result", r)
show(outer(), [5, 5, 5, 5, 5, 20])

def maybe(flag):
    if flag:
        value = 1
    yield "start"
    yield value
show(maybe(True))
show(maybe(False))

def closing():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closed")
        raise
g = closing()
next(g)
g.close()
print(list(x * y for x in range(3) for y in range(x) if (x + y) % 2))
print([list(fibs(k)) for k in (1, 5)])
