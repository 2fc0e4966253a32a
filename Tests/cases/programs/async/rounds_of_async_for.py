"""What `async for` makes for each round is used again, unless the program has seen it."""
import asyncio


async def leaf(n):
    for i in range(n):
        if i == 1:
            await asyncio.sleep(0)
        yield i


async def tree(depth):
    if depth:
        async for x in tree(depth - 1):
            yield x, depth
        async for x in tree(depth - 1):
            yield depth, x
    else:
        async for x in leaf(2):
            yield x


async def failing():
    yield 1
    raise ValueError("inside")


async def parked(event):
    async for x in waiting(event):
        yield x


async def waiting(event):
    await event.wait()
    yield "woken"


async def first(generator):
    async for x in generator:
        return x


async def main():
    print([x async for x in tree(3)])
    try:
        async for x in failing():
            print(x)
    except ValueError as error:
        print(repr(error))
    event = asyncio.Event()
    outer = parked(event)
    task = asyncio.create_task(first(outer))
    await asyncio.sleep(0)
    seen = outer.ag_await
    print(type(seen).__name__)
    event.set()
    print(await task, [x async for x in leaf(3)])
    try:
        seen.send(None)
    except RuntimeError as error:
        print(error)
    loop = asyncio.get_running_loop()
    for i in range(300):
        assert await first(leaf(1)) == 0
    await outer.aclose()
    print([x async for x in tree(1)], len(loop._asyncgens) < 1000)


asyncio.run(main())
