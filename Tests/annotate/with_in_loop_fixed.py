depth = [0]


class Deeper:
    def __enter__(self):
        depth[0] += 1

    def __exit__(self, kind, error, trace):
        depth[0] -= 1


def walk(n):
    total = 0
    for i in range(n):
        with Deeper():
            total += i * depth[0]
    return total


print(walk(1000000))
