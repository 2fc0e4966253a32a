# Contexts: current ones, copies, threads and context variables, what they refuse, and numbers that meet other types.
import contextvars
import copy
import decimal
import fractions
import math
import numbers
import pickle
import threading
from decimal import *

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

c = getcontext()
print(c is getcontext(), c.flags is c.flags, c.flags == {s: False for s in c.flags}, c.traps == c.flags, len(c.flags), sorted(s.__name__ for s in c.traps))
setcontext(ExtendedContext)
print(getcontext() is ExtendedContext, getcontext())
setcontext(c)
for made in copy.copy(c), c.copy(), pickle.loads(pickle.dumps(c)), copy.deepcopy(c):
    print(made is c, made)
class Own(Context):
    def twice(self): return self.prec * 2
own = Own(prec=7, traps=[])
print(own.twice(), own.divide(1, 3), own.sqrt(2), own.power(2, 10, 7), own.create_decimal("1.23456789"), type(own.copy()).__name__)
with localcontext() as inner:
    inner.prec = 4
    print(Decimal(2).sqrt(), getcontext() is inner)
    with localcontext(own): print(Decimal(1) / 3, Decimal(1) / 0, getcontext().flags[DivisionByZero], own.flags[DivisionByZero])
    inner_run = contextvars.copy_context().run(lambda: (getcontext().prec, setcontext(Context(prec=2)), Decimal(1) / 3))
    print(inner_run, Decimal(1) / 3)
print(Decimal(1) / 3)
seen = []
thread = threading.Thread(target=lambda: seen.append((getcontext().prec, Decimal(2) / 3)))
getcontext().prec = 6
thread.start()
thread.join()
print(seen, Decimal(2) / 3)
getcontext().prec = 28
for f in (lambda: Decimal(1) + 1.5, lambda: 1.5 * Decimal(1), lambda: Decimal(1) < "x", lambda: Decimal(1) == "x", lambda: Decimal("nan") < 1, lambda: hash(Decimal("snan")),
          lambda: Decimal(1).quantize("x"), lambda: Decimal(1).quantize(Decimal("1e-40")), lambda: Decimal(1).foo, lambda: setattr(Decimal(1), "foo", 1),
          lambda: math.floor(Decimal("2.7")), lambda: math.ceil(Decimal("-2.7")), lambda: math.trunc(Decimal("9.9")), lambda: complex(Decimal("1.5")),
          lambda: sum([Decimal("0.1")] * 10), lambda: max(Decimal(3), 2, 3.5), lambda: sorted([Decimal("1.5"), 1, fractions.Fraction(4, 3)]),
          lambda: isinstance(Decimal(1), numbers.Number), lambda: isinstance(Decimal(1), numbers.Real), lambda: {Decimal("1.0"): 1}[1], lambda: Decimal("1e-7"),
          lambda: Decimal(10) ** -2, lambda: pow(Decimal(3), 4, 5), lambda: divmod(7, Decimal(2)), lambda: 2 ** Decimal("0.5"), lambda: -Decimal("0"), lambda: +Decimal("-0"),
          lambda: Decimal("0x1"), lambda: Decimal("1e"), lambda: Decimal(""), lambda: Decimal("\u0661\u0662.5"), lambda: Decimal("infinity"), lambda: Decimal(True),
          lambda: Decimal(2 ** 200), lambda: int(Decimal(2 ** 200)) == 2 ** 200, lambda: Decimal("9" * 60) + 1, lambda: "%.2f|%s|%d" % (Decimal("1.005"), Decimal("1.10"), Decimal("7.9")),
          lambda: round(Decimal("1.25"), 1), lambda: round(Decimal("12345"), -2), lambda: float("%s" % Decimal("1e-400")), lambda: Decimal("1.5").as_integer_ratio(),
          lambda: Decimal("-Infinity").as_tuple(), lambda: DecimalTuple(0, (1, 2), -1), lambda: Decimal(DecimalTuple(1, (0, 0, 5), 2)), lambda: repr(Decimal("1E+5")),
          lambda: Decimal(1).exp(), lambda: Decimal("1e5").ln(), lambda: Decimal("0.001").log10(), lambda: Decimal(5).fma(2, 3), lambda: Decimal(1).compare_total(Decimal("1.0")),
          lambda: localcontext(5), lambda: setcontext(5), lambda: Context(prec="x"), lambda: Context(foo=1), lambda: c.sqrt("x"), lambda: Decimal(1).sqrt(context=5),
          lambda: Decimal.from_float(0.1).quantize(Decimal("0.001"), rounding="x"), lambda: c.create_decimal(" 1"), lambda: c.Etiny(), lambda: c.Etop(), lambda: c.radix(),
          lambda: [s.__name__ for s in DecimalException.__subclasses__()], lambda: MAX_PREC, lambda: MIN_ETINY, lambda: decimal.__version__, lambda: Decimal.__module__,
          lambda: math.sqrt(Decimal(2)), lambda: Decimal(7).__round__(None), lambda: 3 in [Decimal(3)], lambda: bool(Decimal("0.0")), lambda: Decimal(1).real, lambda: Decimal(1).imag):
    attempt(f)
