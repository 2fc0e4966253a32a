import asyncio
import contextlib


def count(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                print("got", got)
    except ValueError as e:
        yield "caught " + str(e)
    finally:
        print("closed")
    return "result"


def outer(g):
    r = yield from g
    print("inner gave", r)
    yield "last"


def squares(xs):
    return (x * x for x in xs)


def consume(g):
    return list(g)


def pairs(xs):
    return zip(xs, map(str, xs)), enumerate(xs), reversed([1, 2])


@contextlib.contextmanager
def manager(name):
    print("enter", name)
    try:
        yield name
    except KeyError:
        print("swallow")
    finally:
        print("exit", name)


def with_manager():
    with manager("in") as n:
        return n


async def add(a, b):
    await asyncio.sleep(0)
    return a + b


async def gather(n):
    return await asyncio.gather(*[add(i, i) for i in range(n)])


async def call(f):
    return await f()


async def failing():
    await asyncio.sleep(0)
    raise ValueError("async")


async def agen(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def collect(source):
    return [x async for x in source]


async def locked(lock):
    async with lock:
        return "locked"


async def limited():
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError:
        return "timeout"


async def cancelled():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled")
        raise


class Aiter:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


class Awaitable:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return "awaited"
