# a + b + c of strings: made at once, with what is left in between as Python makes it.


def tag(name, value):
    return "<" + name + "=" + str(value) + ">"


def nested(a, b, c, d):
    return (a + b) + (c + d) + a


def kinds(a):
    return "é" + a + "\u20ac" + a + "\U0001f600"


def odd(a, b, c):
    try:
        return a + b + c
    except TypeError as e:
        return str(e)


def noisy(log, text):
    log.append(text)
    return text


def order(log):
    return noisy(log, "a") + noisy(log, "b") + noisy(log, "c")


def growing(n):
    s = ""
    for i in range(n):
        s = s + "x" + str(i)
    return s


def both(a, b):
    c = a + b
    return c + a + c, c


class Sub(str):
    def __add__(self, other):
        return "sub:" + str(self) + str(other)

    def __radd__(self, other):
        return "radd"


def cuts(text, i, j):
    return [text[i:j], text[i:], text[:j], text[:], text[-i:j], text[i:-1]]


print(tag("a", 1), tag("", ""), nested("1", "2", "3", "4"), nested("", "", "", ""), kinds("x"), kinds(""))
print(odd("a", "b", "c"), odd("a", 1, "c"), odd("a", "b", 2), odd(1, 2, 3), odd([1], [2], [3]))
print(odd(Sub("s"), "b", "c"), odd("a", Sub("s"), "c"), odd("a", "b", Sub("s")))
log = []
print(order(log), log)
print(len(growing(2000)), growing(12), both("p", "q"))
for text in ("", "a", "hello", "h\u00e9llo", "\u20ac12345"):
    print([cuts(text, i, j) for i in (0, 1, 3) for j in (-2, 0, 2, 10)])
print(cuts("abc", -10**12, 10**12), "abc"[1:10**30], "abc"[-10**30:])
