"""Cancelling: messages, clean-up that awaits, shielding, time limits, task groups."""
import asyncio


async def cleaner(name, log):
    try:
        log.append(f"{name} starts")
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        log.append(f"{name} cancelled {error.args}")
        await asyncio.sleep(0)
        log.append(f"{name} cleaned")
        raise
    finally:
        log.append(f"{name} ends")


async def stubborn(log):
    for turn in range(2):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            log.append(f"ignored {turn} {asyncio.current_task().cancelling()}")
    return "done"


async def main():
    log = []
    first, second = asyncio.create_task(cleaner("a", log)), asyncio.create_task(cleaner("b", log))
    await asyncio.sleep(0)
    print(first.cancel("stop"), second.cancel(), first.cancelling())
    print(await asyncio.gather(first, second, return_exceptions=True))
    print(log, first.cancelled())
    log.clear()
    task = asyncio.create_task(stubborn(log))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    print(await task, log, task.uncancel())
    log.clear()
    inner = asyncio.create_task(cleaner("inner", log))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.01)
    except asyncio.TimeoutError as error:
        print("timeout", error.args, inner.done())
    inner.cancel()
    await asyncio.wait([inner])
    print(log, inner.cancelled())
    try:
        async with asyncio.timeout(0.01) as limit:
            await asyncio.sleep(1)
    except TimeoutError as error:
        print("limit", limit.expired(), type(error.__cause__).__name__)
    log.clear()

    async def fail():
        await asyncio.sleep(0)
        raise ValueError("group")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cleaner("member", log))
            group.create_task(fail())
    except* ValueError as errors:
        print(errors.exceptions, log)
    never = asyncio.create_task(cleaner("never", log))
    never.cancel()
    await asyncio.wait({never})
    print(never.cancelled(), log[-1])

asyncio.run(main())
