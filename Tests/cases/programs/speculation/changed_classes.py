"""Classes that change while their instances are looked at."""


class P:
    def __init__(self, x):
        self.x = x

    def get(self):
        return self.x

    def total(self):
        return self.x + 1


def later(flag):
    p = P(3)
    before = p.total()
    if flag:
        P.total = lambda self: "changed"
    return before, p.total()


print(later(False), later(True), later(False))


def described(n):
    p = P(1)
    result = [p.x, p.get()]
    if n:
        P.x = property(lambda self: 55)
    result.append(p.x)
    result.append(p.get())
    return result


print(described(0), described(1))
del P.x
print(described(0))


def asked(q, n):
    result = [q.x]
    if n:
        P.__getattribute__ = lambda self, name: 77
    result.append(q.x)
    return result


q = P(3)
print(asked(q, 0), asked(q, 1))


class Pair:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def __add__(self, other):
        return Pair(self.left + other.left, self.right + other.right)


def change(name, value):
    setattr(Pair, name, value)


def summed(n):
    acc = Pair(0, 0)
    for i in range(n):
        acc = acc + Pair(i, 1)
        if i == 3:
            change("left", property(lambda self: 1000))
            result = acc.left, acc.right
            del Pair.left
            return result
    return acc.left, acc.right


print(summed(3), summed(4), summed(5))
