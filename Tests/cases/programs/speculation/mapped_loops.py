"""Loops over map and filter, and builtins that take what they give: as if the calls were made, one item after the other."""
import builtins
import sys
import traceback


def doubled(xs):
    return [y for y in map(lambda x: x * 2, xs)]


def total(xs):
    return sum(map(lambda x: x + 1, filter(lambda x: x % 3, xs)))


def numbers(text):
    return list(map(int, text.split()))


def texts(xs):
    return ",".join(map(str, xs))


def loop(f, xs):
    result = []
    for x in map(f, xs):
        if x == 9:
            continue
        if x == 25:
            break
        result.append(x)
    else:
        result.append("end")
    return result


def truthy(xs):
    result = []
    for x in filter(None, xs):
        result.append(x)
    return result


def stops(x):
    if x == 3:
        raise StopIteration(x)
    return x


def stopped(xs):
    return list(map(stops, xs)), sum(map(stops, xs)), [x for x in filter(stops, xs)], tuple(map(stops, xs))


def stopped_for(xs):
    seen = []
    for x in map(stops, xs):
        seen.append(x)
    else:
        seen.append("else")
    return seen


def order(log, xs):
    def f(x):
        log.append(("f", x))
        return x

    def g(x):
        log.append(("g", x))
        return x != 1

    for x in map(f, filter(g, xs)):
        log.append(("body", x))
    return log


def generator(log):
    for i in range(3):
        log.append(("made", i))
        yield i


def every(xs):
    return (all(map(lambda x: x < 5, xs)), any(map(lambda x: x > 3, xs)), max(map(abs, xs)), min(map(abs, xs)),
            set(map(lambda x: x // 2, xs)), sorted(map(lambda x: -x, xs)), tuple(filter(lambda x: x & 1, xs)))


def nested(rows):
    return [sum(map(lambda x: x * k, row)) for k, row in enumerate(rows)]


def closure(n, xs):
    k = n

    def add(x):
        nonlocal k
        k += 1
        return x + k

    return list(map(add, xs)), k


class Odd:
    def __bool__(self):
        raise StopIteration


class Iter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        print("iter")
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        return self.n


def failing(x):
    return 10 // x


def show(f, *args):
    try:
        print(f.__name__, f(*args))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)
        for entry in traceback.extract_tb(e.__traceback__):
            print("   ", entry.name, entry.lineno - f.__code__.co_firstlineno, entry.line)


def fails_in_list(xs):
    return list(map(failing, xs))


def fails_in_for(xs):
    for y in map(failing, xs):
        pass


def fails_in_lambda(xs):
    return sum(
        map(lambda x: 1 // x,
            xs))


def fails_in_comprehension(xs):
    return [y + 1 for y in map(failing, xs)]


def fails_in_expression(xs):
    return sum(y + 1 for y in map(failing, xs))


def not_iterable(x):
    return list(map(str, x))


def not_iterable_for(x):
    for y in filter(None, x):
        pass


def not_callable(xs):
    return list(map(5, xs))


def no_values(xs):
    return max(map(abs, xs))


def of_range(n):
    s = 0
    for x in map(lambda x: x * x, range(n)):
        s += x
    for i, x in enumerate(filter(lambda x: x % 7 == 2, range(n))):
        s += i * x
    return s


def of_dict(d):
    return list(map(lambda kv: kv[0] + str(kv[1]), d.items())), sorted(map(str.upper, d))


def own_map():
    def map(f, xs):
        return ["own", f, xs]

    return list(map(1, 2)), [x for x in map(3, 4)]


def changing(xs):
    result = []
    for x in map(lambda x: x, xs):
        result.append(x)
        if len(xs) < 6:
            xs.append(len(xs))
    return result


print(doubled(range(4)), doubled("ab"), total(range(10)), total([1.5, 2, 3, 4]), numbers("1 22 -3"), texts([1, None, "x"]))
print(loop(lambda x: x * x, range(5)), loop(lambda x: x * x, range(9)), loop(int, "123"), truthy([0, 1, "", "a", None, [0]]))
print(stopped([1, 2, 3, 4]), stopped_for([1, 2, 3, 4]), stopped_for([1]))
print(order([], [0, 1, 2]))
log = []
print(order(log, generator(log)))
print(every([1, -2, 4, 7]), nested([[1, 2], [3], [4.5]]), closure(3, [1, 2, 3]))
print(list(map(Iter, [2]))[0].n, [x for x in map(str, Iter(2))], list(filter(None, [1, Odd(), 2])))
for f in fails_in_list, fails_in_for, fails_in_lambda, fails_in_comprehension, fails_in_expression:
    show(f, [5, 1, 0, 2])
show(not_iterable, 5)
show(not_iterable_for, 5)
show(not_callable, [1])
show(no_values, [])
show(numbers, "1 x")
print(of_range(50), of_dict({"a": 1, "b": 2}), own_map(), changing([1, 2, 3]))
for x in map(len, ["a", "bcd"]):
    print(x)
print(sum(map(lambda x: x * 10 ** 18, range(30))), list(map(lambda x: x << 60, range(3))))
builtins_map = map


class Words:
    rows = [x for x in map(str, range(3))]
    for y in map(str, rows):
        pass


print(Words.rows, Words.y)
