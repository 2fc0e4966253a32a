class Counter:
    def __init__(self):
        self.value = 0

    def add(self, n):
        self.value += n


class Proxy:
    def __init__(self, inner):
        self._inner = inner

    def __getattr__(self, name):
        return getattr(self._inner, name)


def run(n):
    counter = Proxy(Counter())
    for i in range(n):
        counter.add(i)  # SLOW: __getattr__
    return counter.value


print(run(2000000))
