# Random operations of decimal: all of them, under all roundings, many precisions and exponents, with and without traps.
import operator
import random
import zlib
from decimal import *
from fractions import Fraction

R = random.Random(2024)
ROUNDINGS = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
SIGNALS = [InvalidOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped, FloatOperation]
UNARY = "next_minus next_plus normalize to_integral_exact to_integral_value sqrt logb logical_invert abs minus plus copy_abs copy_negate is_normal is_subnormal number_class to_eng_string to_sci_string create_decimal is_zero is_signed is_finite is_nan".split()
BINARY = "compare compare_signal max max_mag min min_mag next_toward remainder_near logical_and logical_or logical_xor rotate scaleb shift add subtract multiply divide divide_int divmod remainder quantize compare_total compare_total_mag copy_sign same_quantum power".split()
SLOW = "exp ln log10 power".split()

def number():
    kind = R.randrange(20)
    if kind == 0: return R.choice(["NaN", "-NaN", "sNaN", "Infinity", "-Infinity", "NaN123", "-sNaN99999999999999", "sNaN4"])
    if kind == 1: return R.choice(["0", "-0", "0E+7", "-0E-12", "0.000", "1", "-1", "10", "1E+9", "0.5", "1.00"])
    if kind == 2: return "".join(R.choice("01") for _ in range(R.randrange(1, 30)))
    digits = "".join(R.choice("0123456789" if R.random() < .8 else "059") for _ in range(R.choice([1, 2, 3, 5, 9, 16, 20, 28, 40, 60, 100])))
    if kind < 6: return str(R.randrange(-40, 40))
    exponent = R.choice([0, -2, -1, 1, R.randrange(-20, 20), R.randrange(-60, 60), R.randrange(-450, 450)])
    return R.choice(["", "-"]) + digits + "E%d" % exponent

def context():
    emax = R.choice([5, 30, 96, 384, 999999, MAX_EMAX])
    return Context(prec=R.choice([1, 2, 3, 5, 9, 16, 28, 38, 50, 77]), rounding=R.choice(ROUNDINGS), Emin=-R.choice([0, emax]), Emax=emax,
                   capitals=R.randrange(2), clamp=R.randrange(2), flags=[], traps=R.sample(SIGNALS, R.choice([0, 0, 0, 1, 2, 9])))

def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + str(e)

total = count = 0

def tell(*what):
    global total, count
    line = repr(what)
    total = zlib.crc32(line.encode(), total)
    count += 1
    if count % 500 == 0: print(count, total, line)

def flags(c):
    return [s.__name__ for s, on in c.flags.items() if on]

def main(rounds):
    for i in range(rounds):
        c = context()
        a, b, e = Decimal(number()), Decimal(number()), Decimal(number())
        if R.random() < .1: b = R.randrange(-10**R.randrange(1, 30), 10**20)
        name = R.choice(UNARY + BINARY + BINARY + ["fma", "powmod"])
        if name == "fma": result = attempt(lambda: c.fma(a, b, e))
        elif name == "powmod":
            p, q, m = R.randrange(-100, 10**6), R.randrange(-1, 200), R.randrange(-50, 10**5)
            a, b, e = p, q, m
            result = attempt(lambda: c.power(Decimal(p), Decimal(q), Decimal(m)))
        elif name in UNARY: result = attempt(lambda: getattr(c, name)(a))
        else: result = attempt(lambda: getattr(c, name)(a, b))
        tell(name, a, b, e, result, flags(c), c)
    for i in range(rounds // 10):
        c = context()
        name = R.choice(SLOW)
        a = Decimal(R.choice([number(), "%d.%d" % (R.randrange(100), R.randrange(10**9)), "1." + "0" * R.randrange(20) + str(R.randrange(1, 999))]))
        b = Decimal(R.choice(["%.3f" % R.uniform(-9, 9), str(R.randrange(-50, 50)), number()]))
        if name == "exp" and not a.is_nan() and c.Emax > 10**6: c.Emax = 999999
        if name == "power": result = attempt(lambda: c.power(a, b))
        else: result = attempt(lambda: getattr(c, name)(a))
        tell(name, a, b, result, flags(c), c)
    for i in range(rounds // 4):
        c = context()
        setcontext(c)
        a, b = Decimal(number()), Decimal(number())
        other = R.choice([b, R.randrange(-99, 99), R.uniform(-5, 5), float("inf"), 1 + 0j, Fraction(R.randrange(-9, 9), R.randrange(1, 9))])
        name = R.choice(OPERATORS)
        result = attempt(lambda: OPERATOR[name](a, other))
        tell(name, a, other, result, flags(c))
        spec = R.choice(["", "", "*", "0"]) + R.choice(["", "<", ">", "^", "="]) + R.choice(["", "+", "-", " "]) + R.choice(["", "", "z"]) + R.choice(["", "", "0"]) + R.choice(["", "1", "7", "12", "30"]) + R.choice(["", "", ","]) + R.choice(["", ".0", ".1", ".4", ".20"]) + R.choice(["", "e", "E", "f", "F", "g", "G", "%", "n", "x"])
        tell("format", a, spec, attempt(lambda: format(a, spec)), c)
        tell("conversions", attempt(lambda: hash(a)) if not a.is_nan() else 0, attempt(lambda: float(a)), attempt(lambda: round(a)) if a.is_nan() or a.adjusted() < 200 else 0,
             attempt(lambda: round(a, R.randrange(-5, 9))), a.as_tuple(), attempt(lambda: a.as_integer_ratio()), str(a), a.adjusted(),
             attempt(lambda: a.quantize(Decimal("0.01"), ROUND_HALF_UP)), attempt(lambda: a.__floor__()), attempt(lambda: a.__ceil__()), flags(c))
        f = R.uniform(-1, 1) * 10.0 ** R.randrange(-30, 30)
        tell("float", Decimal.from_float(f), attempt(lambda: Decimal(f)), attempt(lambda: c.create_decimal(f)), attempt(lambda: c.create_decimal(number())))
    print(count, total)

OPERATOR = {n: getattr(operator, n) for n in "add sub mul truediv floordiv mod eq ne lt le gt ge".split()}
OPERATOR["divmod"] = divmod
OPERATOR["radd"] = lambda a, b: b + a
OPERATOR["rmod"] = lambda a, b: b % a
OPERATOR["abs"] = lambda a, b: abs(a)
OPERATOR["neg"] = lambda a, b: -a
OPERATOR["pos"] = lambda a, b: +a
OPERATOR["pow"] = lambda a, b: a ** (b if isinstance(b, int) else 2)
OPERATORS = list(OPERATOR)
main(3000)
