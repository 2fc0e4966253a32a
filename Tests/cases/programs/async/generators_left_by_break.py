"""An async generator that a loop leaves is closed by the event loop soon after."""
import asyncio
import contextlib


async def numbers(name):
    try:
        for i in range(5):
            yield i
            await asyncio.sleep(0)
    finally:
        print("closing", name)
        await asyncio.sleep(0)
        print("closed", name)


class Source:
    async def lines(self):
        async with contextlib.AsyncExitStack() as stack:
            stack.callback(print, "stack left")
            yield "a"
            yield "b"


async def find(limit):
    async for i in numbers("find"):
        if i == limit:
            return i


async def settle():
    for _ in range(20):
        await asyncio.sleep(0)


async def main():
    async for i in numbers("broken"):
        print(i)
        if i == 1:
            break
    print("behind the loop")
    await settle()
    print(await find(2))
    await settle()
    async for line in Source().lines():
        print(line)
        break
    await settle()
    async for i in numbers("whole"):
        print(i, end=" ")
    else:
        print("else")
    try:
        async for i in numbers("failing"):
            raise ValueError(i)
    except ValueError as e:
        print(repr(e))
    await settle()
    print("end")


asyncio.run(main())
