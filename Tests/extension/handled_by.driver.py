import enum
import io
import logging
import sys
import handled_by as m


class Named:
    def __init__(self, value):
        self.value = value


class Color(enum.Enum):
    RED = 1


def ask(raised=None):
    if raised:
        raise raised
    kind, value, traceback = sys.exc_info()
    return kind and kind.__name__, str(value), traceback is None, bool(value and value.__traceback__)


def t(f, *args):
    try:
        print(f(*args))
    except BaseException as error:
        print(type(error).__name__, error)


for x in m.Point(5, 6), m.Meters(3), Named(7), Color.RED, [1, 3], 4:
    t(m.matched, x, Named)
    t(m.matched, x, Color)
t(m.too_many, m.Point(1))
t(m.twice, m.Point(1))
t(m.not_a_class, 1, 5)
t(m.not_a_class, 1, Named(1))
t(m.handled, ask, 3)
t(m.handled, ask, 0)
t(ask)
g = m.generated(ask)
t(lambda: (next(g), ask(), next(g), next(g), ask()))
try:
    raise LookupError("outer")
except LookupError:
    t(m.handled, ask, 1)
    t(lambda: list(m.generated(ask)))
    t(ask)
text = io.StringIO()
handler = logging.StreamHandler(text)
log = logging.getLogger("handled_by")
log.propagate = False
log.addHandler(handler)
m.logged(log)
print([line.strip() for line in text.getvalue().splitlines() if "File" not in line])
