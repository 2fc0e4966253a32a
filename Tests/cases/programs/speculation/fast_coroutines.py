"""Coroutines and async generators in fast code."""
import asyncio


async def work(n):
    if n < 2:
        return n
    return await work(n - 1) + await work(n - 2)


async def ticks(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i, i * 0.5


async def main():
    total = 0
    async for i, half in ticks(4):
        total += i * half
    print(await work(10), total, [x async for x, _ in ticks(3)], sum([x for x in range(4)]))
    print(await asyncio.gather(*(work(i) for i in range(5))))

asyncio.run(main())
