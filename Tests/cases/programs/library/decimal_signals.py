# Contexts: their signals as bools, their order, what exceptions hold, and what may be set.
from decimal import *

c = Context(prec=5)
print([signal.__name__ for signal in c.flags], c.flags[Inexact])
print(c.divide(1, 3), c.flags[Inexact], c)
c.flags[InvalidOperation] = 5
print(c.flags, c)
c.clear_flags()
print(c, c.traps.copy()[Overflow])
other = Context(traps=list(c.flags), flags=[Clamped, Rounded])
print(other)
with localcontext(Context(traps=[])) as quiet:
    print(Decimal(0) / 0, Decimal(1) / 0, quiet)
for f in (lambda: c.flags.__setitem__(ValueError, 1), lambda: c.flags[ValueError], lambda: setattr(c, "flags", 5),
          lambda: setattr(c, "flags", {}), lambda: setattr(c, "prec", "x"), lambda: setattr(c, "Emin", 5),
          lambda: setattr(c, "Emax", -5), lambda: setattr(c, "capitals", 5), lambda: setattr(c, "clamp", 5),
          lambda: setattr(c, "zz", 5), lambda: Decimal((0, (1, "x"), 0)), lambda: Decimal((0, (1, 2), "x")),
          lambda: Decimal((0, 5, 1)), lambda: Decimal((0, (1, 2), 1.5)), lambda: Decimal(("x", (1,), 1)),
          lambda: Decimal([0, [1, 2], 1]), lambda: Decimal.from_float("x"), lambda: round(Decimal("nan")),
          lambda: Decimal("inf").__floor__(), lambda: int(Decimal("-inf")), lambda: Context(prec=0),
          lambda: Context(rounding="x"), lambda: Decimal({}), lambda: round(Decimal(1), "x"), lambda: Decimal(1, 5),
          lambda: delattr(c, "prec"), lambda: len(c.flags), lambda: Decimal(1) / 0, lambda: Decimal("x")):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error, error.args)
