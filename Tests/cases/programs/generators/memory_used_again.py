"""Generators and coroutines that only their consumer has: what is made after they have ended is another one."""
import types


class Tree:
    def __init__(self, left, value, right):
        self.left = left
        self.value = value
        self.right = right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def tree(lo, hi):
    if lo >= hi:
        return None
    middle = (lo + hi) // 2
    return Tree(tree(lo, middle), middle, tree(middle + 1, hi))


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return i * 10


def nested(n):
    for i in count(n):
        result = yield from count(i)
        yield result


class Stored:
    def __init__(self):
        self.made = count(3)

    def __iter__(self):
        return self.made


class Kept:
    """Its __iter__ is a generator function, which iter() gives to others too."""

    def __iter__(self):
        yield 1
        yield 2


def passing(given):
    return given


def stopping(n):
    for i in count(n):
        if i == 2:
            break
        yield i
    for i in count(n):
        if i == 3:
            return
        yield -i


async def leaf(n):
    return n + 1


async def branch(n):
    if n == 0:
        return await leaf(0)
    total = 0
    for i in range(n):
        total += await branch(i)
    return total + await leaf(n)


@types.coroutine
def pause(value):
    answer = yield value
    return answer


async def talking():
    first = await pause("one")
    second = await pause("two")
    return first, second, await leaf(len(first))


async def failing():
    raise ValueError("inside")


async def guarded():
    try:
        await failing()
    except ValueError as e:
        return "caught %s, %d" % (e, await leaf(1))


def run(coroutine, *answers):
    answers = list(answers)
    sent = None
    while True:
        try:
            print("yielded", coroutine.send(sent))
        except StopIteration as stop:
            return stop.value
        sent = answers.pop(0)


whole = tree(0, 40)
print(list(whole), sum(whole), [x for x in whole if x % 7 == 0])
for _ in range(3):
    print([x for x in nested(4)], list(nested(3)), list(stopping(6)))
stored = Stored()
print([x for x in stored], [x for x in stored], list(stored))
kept = Kept()
mine = iter(kept)
for x in mine:
    print("kept", x)
print(next(mine, "over"), mine.gi_frame, [x for x in kept], next(mine, "over"))
given = count(2)
for x in passing(given):
    print("given", x)
print(next(given, "ended"), list(count(2)), next(given, "ended"))
pairs = [(a, b) for a in count(3) for b in count(a)]
print(pairs)
for a in count(2):
    for b in count(2):
        for c in count(2):
            print(a, b, c, end="; ")
print()
print(run(branch(5)), run(talking(), "abc", "de"), run(guarded()))
once = leaf(1)


async def twice():
    first = await once
    try:
        await once
    except RuntimeError as e:
        return first, str(e)


print(run(twice()))


def looked_at():
    yield from count(2)


outer = looked_at()
next(outer)
inner = outer.gi_yieldfrom
print(list(outer), inner.gi_frame is None, next(inner, "done"), list(count(2)), next(inner, "done"))
