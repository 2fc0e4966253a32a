"""`%` of formats that are constants: the usual ones at once, all others as ever."""


class Shown:
    def __str__(self):
        return "<shown>"

    def __repr__(self):
        return "Shown()"


class Text(str):
    def __rmod__(self, other):
        return "rmod " + other

    def __str__(self):
        return "text"


class Pair(tuple):
    pass


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as e:
        print(type(e).__name__, e)


def one(x):
    return "[%d]" % x


def text(x):
    return "<%s>" % x


def two(a, b):
    return "%s is %d%%" % (a, b)


def widths(a, b):
    return "%5d|%-5d|%05d|%-05d|%5s|%-5s|%05s" % (a, a, a, a, b, b, b)


def hexes(a):
    return "%x %4x %04x %-4x|" % (a, a, a, a)


def floats(x, y):
    return "%.3f %5.1f %s %r %d" % (x, x, x, y, y)


def short(a):
    return "%d %d" % (a,)


def long(a):
    return "%d" % (a, a)


def unusual(a, b):
    return "%+d % d %#x %c %a %i %5%" % (a, a, a, b, b, a)


def long_text(a):
    return "%s-%s" % (a, a)


def no_places(a):
    return "none" % (a,)


def broken(a):
    return "%" % (a,)


for value in (0, 7, -7, 10 ** 17, -10 ** 17, 2 ** 62, -2 ** 63, 10 ** 30, True, 2.9, "a", None, (5,), (), (1, 2), [3], Pair((4,)), {"d": 1}, Shown(),
              Text("t"), "\u00e9", "\u20ac\U0001f600", b"x"):
    attempt(one, value)
    attempt(text, value)
    attempt(two, value, 3)
    attempt(two, "a", value)
    attempt(widths, 12, value)
    attempt(widths, value, "ab")
    attempt(hexes, value)
    attempt(floats, value, 1)
    attempt(short, value)
    attempt(long, value)
    attempt(unusual, 5, value)
    attempt(no_places, value)
    attempt(broken, value)
attempt(long_text, "x" * 300)
attempt(long_text, "x" * 255)
attempt(long_text, "\u00ff" * 200)
print("%d%s" % (1, ""), "%s" % "", "%s%s" % ("", ""), "%s" % "q", "%d" % 3)
