# Classes with methods that builtin types have, too, and whose code calls those of builtin objects.
import math


class Stack:
    def __init__(self, items=()):
        self.items = list(items)

    def append(self, item):
        self.items.append(item)
        return self

    def pop(self, index=-1):
        return self.items.pop(index)

    def extend(self, items):
        for item in items:
            self.append(item)

    def count(self, item):
        return self.items.count(item)


class Cache:
    def __init__(self, parent=None):
        self.known = {}
        self.parent = parent
        self.asked = 0

    def get(self, key, default=None):
        self.asked += 1
        found = self.known.get(key)
        if found is None and self.parent is not None:
            return self.parent.get(key, default)
        return default if found is None else found

    def setdefault(self, key, value):
        return self.known.setdefault(key, value)

    def items(self):
        return sorted(self.known.items())


class Loud(dict):
    def get(self, key, default=None):
        return "loud", super().get(key, default)


def either(holder, key):
    return holder.get(key)


def lengths(points):
    total = 0.0
    for x, y in points:
        total += math.sqrt(x * x + y * y)
    return round(total, 6)


stack = Stack()
for number in range(50):
    stack.append(number % 7).append(number)
stack.extend("abc")
print(stack.pop(), stack.pop(0), stack.pop(), stack.count(3), len(stack.items))

outer = Cache()
inner = Cache(outer)
for number in range(40):
    (inner if number % 3 else outer).setdefault(number, number * number)
print([inner.get(number, "none") for number in range(38, 43)], inner.asked, outer.asked, outer.items()[:3])
print(either(inner, 4), either({4: "four"}, 4), either(Loud({4: "IV"}), 4), either(outer, 5))

inner.known = Loud(inner.known)
print(inner.get(4))
inner.known = None
try:
    inner.get(4)
except AttributeError as error:
    print(error)
try:
    Stack().pop()
except IndexError as error:
    print(error)

print(lengths([(3, 4), (6, 8)] * 10))
root = math.sqrt
math.sqrt = lambda x: x
print(lengths([(3, 4), (6, 8)] * 10))
math.sqrt = root
print(lengths([(3, 4), (6, 8)] * 10))
del math.sqrt
try:
    lengths([(3, 4)])
except AttributeError as error:
    print(error)
