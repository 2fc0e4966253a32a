"""Futures and tasks: states, errors, callbacks and their order."""
import asyncio


def told(call):
    try:
        print(repr(call()))
    except BaseException as error:
        print(type(error).__name__, error)


async def nothing():
    pass


async def futures(loop):
    future = loop.create_future()
    told(future.result)
    told(future.exception)
    told(lambda: future.set_exception(1))
    told(lambda: future.set_exception(StopIteration))
    order = []
    future.add_done_callback(lambda f: order.append(("first", f.result())))
    future.add_done_callback(lambda f: order.append(("second", f.result())))
    future.set_result(5)
    print(order, future.done(), future.cancelled())
    await asyncio.sleep(0)
    print(order)
    told(lambda: future.set_result(6))
    told(future.cancel)
    pending = loop.create_future()
    steps = iter(pending)
    print(next(steps) is pending, pending._asyncio_future_blocking)
    told(lambda: next(steps))
    pending.cancel("why")
    told(pending.result)

    def callback(future):
        pass

    other = loop.create_future()
    other.add_done_callback(callback)
    other.add_done_callback(callback)
    print(len(other._callbacks), other.remove_done_callback(callback), other._callbacks)


async def tasks(loop):
    task = asyncio.create_task(nothing(), name="named")
    print(task.get_name(), task.done(), task.cancelling())
    told(lambda: task.set_result(1))
    await task
    print(task.done(), task.result())
    told(lambda: asyncio.Task(3))

    class Odd:
        def __init__(self, value):
            self.value = value

        def __await__(self):
            yield self.value

    async def awaiting(value):
        await Odd(value)

    for value in (3, loop.create_future(), (x for x in [])):
        try:
            await asyncio.create_task(awaiting(value))
        except RuntimeError as error:
            print(str(error).split("<")[0])

    async def fail():
        raise KeyError("x")

    results = await asyncio.gather(fail(), nothing(), asyncio.sleep(0, "slept"), return_exceptions=True)
    print(results)
    print(len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks())


async def main():
    loop = asyncio.get_running_loop()
    await futures(loop)
    await tasks(loop)

asyncio.run(main())
told(asyncio.get_running_loop)
