"""Async generators: asend, athrow, aclose, misuse, comprehensions, aiter and anext."""
import asyncio


def drive(awaitable):
    """Runs an awaitable that waits for nothing."""
    try:
        awaitable.send(None)
    except StopIteration as stop:
        return stop.value
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return "suspended"


async def numbers(log):
    received = None
    try:
        while True:
            try:
                received = yield received
            except KeyError as error:
                log.append(repr(error))
                received = "caught"
    finally:
        log.append("closed")


log = []
gen = numbers(log)
print(drive(gen.asend(1)))
print(drive(gen.asend(None)), drive(gen.asend(7)), drive(gen.athrow(KeyError("k"))))
print(gen.ag_running, gen.ag_frame is None, gen.__name__)
print(drive(gen.aclose()), log, drive(gen.__anext__()), drive(gen.aclose()))
used = gen.asend(None)
drive(used)
print(drive(used))


async def stubborn():
    try:
        yield 1
    finally:
        yield 2

gen = stubborn()
drive(gen.__anext__())
print(drive(gen.aclose()))


async def stops():
    yield 1
    raise StopAsyncIteration("inner")

gen = stops()
print(drive(gen.__anext__()), drive(gen.__anext__()))
for wrong in (lambda: aiter(1), lambda: anext(1), lambda: anext(), lambda: aiter()):
    try:
        wrong()
    except TypeError as error:
        print(error)


async def count(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def main():
    print([i async for i in count(3)], {i: await asyncio.sleep(0, i * i) async for i in count(3) if i})
    print([[j async for j in count(i)] async for i in count(3)])
    lazy = (i * 2 async for i in count(3))
    print(type(lazy).__name__, [i async for i in lazy])
    short = count(1)
    print(await anext(short), await anext(short, "default"), aiter(short) is short)
    try:
        await anext(short)
    except StopAsyncIteration:
        print("exhausted")
    async for i in count(5):
        if i == 2:
            break
    else:
        print("no break")
    async for i in count(1):
        pass
    else:
        print("else", i)
    try:
        async for i in 3:
            pass
    except TypeError as error:
        print(error)

asyncio.run(main())
