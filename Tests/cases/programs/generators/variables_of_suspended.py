import inspect, asyncio, sys

def gen(a, b=2, *rest, k="k", **kw):
    total = a + b
    got = yield total
    for i in range(2):
        yield (i, got)
    if got:
        late = 1
        yield late

g = gen(1, 5, 7, k="z", extra=True)
print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g), g.gi_frame.f_lineno)
next(g)
print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g), g.gi_frame.f_lineno)
g.send("sent")
print(g.gi_frame.f_locals, g.gi_frame.f_lineno, g.gi_frame.f_code.co_name, g.gi_frame is g.gi_frame)
for _ in range(2):
    print(next(g), g.gi_frame.f_locals, g.gi_frame.f_lineno)
frame = g.gi_frame
g.close()
print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g), g.gi_frame)

def outer():
    shared = [1]
    other = "o"
    def inner(x):
        nonlocal other
        own = len(shared)
        yield own
        other = "changed"
        yield other
    return inner

h = outer()("x")
print(inspect.getgeneratorlocals(h))
next(h)
print(sorted(inspect.getgeneratorlocals(h).items()))
next(h)
print(sorted(inspect.getgeneratorlocals(h).items()))

e = (n * n for n in [3, 4] if n)
next(e)
print({k: v for k, v in inspect.getgeneratorlocals(e).items() if k != ".0"})
d = (yielded for yielded in ())
print(list(inspect.getgeneratorlocals(d)))

def delegating():
    mine = 1
    result = yield from gen(1)
    yield result

y = delegating()
next(y)
print(inspect.getgeneratorlocals(y), inspect.getgeneratorlocals(y.gi_yieldfrom))
try:
    inspect.getgeneratorlocals([])
except TypeError as error:
    print(error)

class Stop:
    def __await__(self):
        inside = "await"
        yield inside

async def co(p):
    before = p * 2
    await Stop()
    after = 1
    return before, after

c = co(21)
print(inspect.getcoroutinestate(c), inspect.getcoroutinelocals(c))
c.send(None)
print(inspect.getcoroutinestate(c), inspect.getcoroutinelocals(c), c.cr_frame.f_lineno)
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value, inspect.getcoroutinelocals(c), c.cr_frame)

async def ag(q):
    w = q
    yield w
    w += 1
    yield w

async def main():
    a = ag(5)
    print(a.ag_frame.f_locals)
    await a.__anext__()
    print(a.ag_frame.f_locals)
    await a.__anext__()
    print(a.ag_frame.f_locals, a.ag_frame.f_lineno)
    await a.aclose()
    print(a.ag_frame)
asyncio.run(main())
