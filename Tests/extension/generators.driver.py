import asyncio

import generators as m

g = m.count(3)
print(next(g), g.send("x"), next(g))
try:
    next(g)
except StopIteration as e:
    print(e.value)
g = m.count(3)
next(g)
print(g.throw(ValueError("v")))
g.close()
print(list(m.count(2)), sum(m.count(4)), iter(g) is g)


def host():
    yield 1
    x = yield 2
    return x


print(list(m.outer(host())), list(m.outer(m.count(2))))
g = m.outer(host())
print(next(g), next(g), g.send("s"))
print(list(m.squares([1, 2])), m.consume(x for x in "ab"), m.consume(m.squares(range(3))))
a, b, c = m.pairs([1, 2])
print(list(a), list(b), list(c))
with m.manager("out") as n:
    print(n)
    raise KeyError
print(m.with_manager())
print(asyncio.run(m.add(1, 2)), asyncio.run(m.gather(4)))


async def host_coro():
    await asyncio.sleep(0)
    return "host"


async def main():
    print(await m.call(host_coro), await m.add(1, 1), await m.locked(asyncio.Lock()), await m.limited())
    try:
        await m.failing()
    except ValueError as e:
        print(repr(e))
    print([x async for x in m.agen(3)], await m.collect(m.agen(2)), await m.collect(m.Aiter(3)), [x async for x in m.Aiter(2)])
    print(await m.Awaitable())

    async def hgen():
        yield "h"

    print(await m.collect(hgen()))
    t = asyncio.create_task(m.cancelled())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("done", t.cancelled())
    print(await asyncio.wait_for(m.add(2, 3), 1), asyncio.iscoroutine(c := m.add(1, 1)))
    c.close()
    r = await asyncio.gather(m.failing(), m.add(5, 5), return_exceptions=True)
    print(r)


asyncio.run(main())

# Asked again when they have ended.
for end in (lambda g: list(g), lambda g: g.close(), lambda g: [next(g), g.close()]):
    g = m.count(3)
    end(g)
    print(next(g, "none"), list(g), g.close())
    for ask in (lambda: g.send(None), lambda: g.send(1), lambda: next(g), lambda: g.throw(ValueError("late"))):
        try:
            print(ask())
        except Exception as e:
            print(repr(e), e.args)
c = m.add(1, 2)
print(asyncio.run(c))
try:
    c.send(None)
except RuntimeError as e:
    print(e)
