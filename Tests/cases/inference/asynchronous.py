"""Coroutines, async generators, async with."""
import asyncio


class Connection:
    async def __aenter__(self):
        return 2.5

    async def __aexit__(self, *details):
        return None


async def answer(n):
    return n * 2


async def ticks(n):
    for i in range(n):
        yield i / 2


async def main():
    reveal_type(await answer(3))  # revealed: int
    async for tick in ticks(3):
        reveal_type(tick)  # revealed: float
    async with Connection() as connection:
        reveal_type(connection)  # revealed: float
    values = [tick async for tick in ticks(2)]
    reveal_type(values)  # revealed: list[float]


asyncio.run(main())
