"""What `await` accepts, what coroutines refuse, and types.coroutine."""
import types


async def simple(value):
    return value


def told(call):
    try:
        print(repr(call()))
    except BaseException as error:
        print(type(error).__name__, error)


def run(coroutine):
    steps = []
    try:
        while True:
            steps.append(coroutine.send(None))
    except StopIteration as stop:
        return steps, stop.value


class Waits:
    def __init__(self, *steps):
        self.steps = steps

    def __await__(self):
        for step in self.steps:
            yield step
        return len(self.steps)


class NoIterator:
    def __await__(self):
        return 3


class GivesCoroutine:
    def __await__(self):
        return simple(1)


@types.coroutine
def generator(n):
    for i in range(n):
        yield i
    return "generator"


async def outer(*awaitables):
    return [await awaitable for awaitable in awaitables]

print(run(outer(simple(1), Waits("a", "b"), generator(2))))
print(generator.__code__.co_flags & 0x100, simple.__code__.co_flags & 0x80)
for wrong in (3, NoIterator(), GivesCoroutine(), (x for x in ())):
    told(lambda: run(outer(wrong)))
used = simple(1)
run(used)
told(lambda: used.send(None))
told(lambda: used.throw(ValueError))
fresh = simple(2)
told(lambda: fresh.send(1))
print(fresh.cr_running, fresh.cr_await, fresh.cr_suspended, fresh.__name__, fresh.__qualname__)
fresh.close()
told(lambda: fresh.send(None))
try:
    for x in simple(1):
        pass
except TypeError as error:
    print(error)


async def stop():
    raise StopIteration("leaves")

told(lambda: stop().send(None))
twice = Waits(1)
shared = outer(twice)
shared.send(None)


async def again():
    await shared

told(lambda: again().send(None))


class Manager:
    async def __aenter__(self):
        return "entered"

    async def __aexit__(self, kind, error, traceback):
        print("exit", kind)
        return kind is KeyError


async def managed():
    async with Manager() as value, Manager():
        print(value)
        raise KeyError
    print("after")
    async with 3:
        pass

told(lambda: run(managed()))
