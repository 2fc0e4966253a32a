# A parameter that is taken for a machine number, and is none, right before the first yield: that one is not skipped.
def shifted(start, by):
    got = start + (yield "first") - by
    yield got
    yield by


def delegating(start, by):
    yield "before"
    result = yield from shifted(start, by)
    yield result, by - 1


def drive(generator, *sent):
    found = [next(generator)]
    for value in sent:
        found.append(generator.send(value))
    found.extend(generator)
    return found


for by in (3, 4, 10**30, True, 2**62, -2**63, 5):
    print(drive(shifted(10, by), 7))
    print(drive(delegating(10, by), None, 8))
