"""Async generators that a loop leaves early are closed by the event loop; coroutines that are never awaited warn."""
import asyncio
import gc
import warnings


async def numbers():
    try:
        for i in range(5):
            yield i
    finally:
        await asyncio.sleep(0)
        print("closed")


async def leave():
    async for i in numbers():
        if i == 1:
            print("leaves")
            break


async def main():
    await leave()
    gc.collect()
    await asyncio.sleep(0.05)


async def forgotten():
    pass


def forget():
    forgotten()

asyncio.run(main())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    forget()
    [forget() for _ in range(3)]
    gc.collect()
print({(w.category.__name__, str(w.message)) for w in caught})
started = forgotten()
started.close()
