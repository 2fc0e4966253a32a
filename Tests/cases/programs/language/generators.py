# Generators, delegation, and what happens inside them around exceptions.
def echo():
    got = yield "first"
    while got != "stop":
        try:
            got = yield ("echo", got)
        except ValueError as e:
            got = yield ("caught", str(e))
    return "result"

def outer():
    result = yield from echo()
    print("delegate gave", result)
    yield from [1, 2]
    return (yield)

g = outer()
print(next(g), g.send(5), g.throw(ValueError("bad")), g.send(6), g.send("stop"), next(g), next(g))
try:
    g.send("end")
except StopIteration as e:
    print("stop", e.value)

def closing(log):
    try:
        yield 1
        yield 2
    except GeneratorExit:
        log.append("exit")
        raise
    finally:
        log.append("finally")

log = []
g = closing(log)
next(g)
g.close()
print(log)

def delegating(log):
    try:
        yield from closing(log)
    finally:
        log.append("outer")

log = []
g = delegating(log)
next(g)
g.close()
print(log)

def handled():
    try:
        raise KeyError("in generator")
    except KeyError:
        yield 1
        try:
            raise
        except KeyError as e:
            yield repr(e)

g = handled()
try:
    raise ValueError("outside")
except ValueError as outside:
    print(next(g), next(g), list(g))

def stops():
    yield 1
    raise StopIteration("inner")

try:
    list(stops())
except RuntimeError as e:
    print(e, repr(e.__cause__))

def squares(n):
    return (i * i for i in range(n) if i % 2)

print(list(squares(7)), sum(x for x in squares(5)), {k: v for k, v in enumerate("ab")})
print([x for row in [[1, 2], [3]] for x in row if x != 2], {c.upper() for c in "a"})
lazy = (print("evaluated", i) for i in range(2))
print("before")
print(list(lazy))

class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right
    def __iter__(self):
        if self.left: yield from self.left
        yield self.value
        if self.right: yield from self.right

print(list(Tree(2, Tree(1), Tree(4, Tree(3)))))
fetch = lambda: (yield 3)
print(list(fetch()))

class Awaitable:
    def __init__(self, value): self.value = value
    def __await__(self):
        got = yield self.value
        return got

class Context:
    async def __aenter__(self):
        return await Awaitable("enter")
    async def __aexit__(self, kind, value, tb):
        await Awaitable("exit")
        print("leaving", kind and kind.__name__)
        return True

async def numbers(n):
    for i in range(n):
        await Awaitable(("wait", i))
        yield i

async def main():
    async with Context() as entered:
        print("entered", entered)
        async for n in numbers(2):
            print("n", n)
        else:
            print("else")
        print([n async for n in numbers(2) if n], [await Awaitable(k) for k in "z"])
        raise KeyError("swallowed")
    return "main done"

c = main()
sent = None
while True:
    try:
        waiting = c.send(sent)
    except StopIteration as e:
        print(e.value)
        break
    print("waiting for", waiting)
    sent = waiting
