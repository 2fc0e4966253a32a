class Vector:
    def __init__(self, items):
        self.items = items

    @property
    def length(self):
        return sum(x * x for x in self.items) ** 0.5


def normal(v):
    length = v.length
    return [x / length for x in v.items]


print(normal(Vector([float(i) for i in range(9000)]))[7])
