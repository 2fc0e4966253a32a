"""Context variables in tasks, callbacks and Context.run."""
import asyncio
import contextvars

number = contextvars.ContextVar("number", default=0)
name = contextvars.ContextVar("name")


async def child(value):
    before = number.get()
    number.set(value)
    await asyncio.sleep(0)
    return before, number.get()


async def main():
    number.set(1)
    print(await asyncio.gather(child(2), child(3)), number.get())
    context = contextvars.copy_context()
    context.run(number.set, 9)
    print(context[number], number.get(), name in context, len(context))
    task = asyncio.create_task(child(4), context=context)
    print(await task, context[number], number.get())
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    loop.call_soon(lambda: done.set_result(number.get()), context=context)
    print(await done)
    token = number.set(20)
    print(number.get(), token.old_value, token.var is number)
    number.reset(token)
    print(number.get())
    for wrong in (lambda: number.reset(token), lambda: name.reset(number.set(1)), lambda: context.run(context.run, print),
                  lambda: name.get(), lambda: contextvars.ContextVar(1), lambda: contextvars.Token(), lambda: context[3]):
        try:
            wrong()
        except Exception as error:
            print(type(error).__name__, str(error).split(" at 0x")[0])

asyncio.run(main())
print(number.get(), name.get("none"), contextvars.Token.MISSING)
