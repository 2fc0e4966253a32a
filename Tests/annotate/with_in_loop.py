from contextlib import contextmanager

depth = [0]


@contextmanager
def deeper():
    depth[0] += 1
    yield
    depth[0] -= 1


def walk(n):
    total = 0
    for i in range(n):
        with deeper():  # SLOW: deeper
            total += i * depth[0]
    return total


print(walk(1000000))
