# Numbers, texts, conversions, contexts and classes of their own.
import decimal
from decimal import *
D = Decimal
print(D("1.10") + 1, D(1)/D(7), D("1e400")*2, D("-0"), D("NaN123"), repr(D("sNaN")), D(0.1))
print(D(2).sqrt(), D(2).ln(), D(100).log10(), D(3).log10(), D(1).exp(), D("0.5").exp(), D(-3).exp(), D(2)**D("0.5"), D(2)**100, D(2)**-3)
print(D.from_float(1.5e300), D((1,(1,2,3),-2)), D("1_000.5"), D("  12 "))
print(D(5)//D("1.5"), D(-5)%3, divmod(D(17),D("2.5")), D("3.14159").quantize(D("0.01"), decimal.ROUND_UP))
print(getcontext())
print(f"{D('1234567.891'):,.2f}", f"{D('-1.5'):010.3f}", f"{D('1e10'):e}", f"{D(0):.3e}", f"{D('12.5'):%}", f"{D('1234'):012,}", f"{D('nan'):>8}", f"{D('5'):*^7}")
print(hash(D("1.5"))==hash(1.5), hash(D(10)**30)==hash(10**30), hash(D("1e-5")), D("1.5")==1.5, D(1)<2, D("0.5")==__import__("fractions").Fraction(1,2))
print(D("123.45").as_tuple(), D("0.75").as_integer_ratio(), int(D("-7.9")), float(D("1e-5")), float(D("0.1")), round(D("2.675"),2), round(D("2.5")))
try: D(1)/0
except ZeroDivisionError as e: print(repr(e), type(e).__mro__)
try: D("x")
except InvalidOperation as e: print(repr(e))
with localcontext(prec=5) as c: print(D(2)/3, c)
class S(Decimal):
    def __new__(cls, x, y): 
        s = super().__new__(cls, x); s.y = y; return s
s = S("12345678901234567890123456789012345678901234567890", 5)
print(s, s.y, s+1, type(s+1))
import pickle, copy
print(pickle.loads(pickle.dumps(D("1.25"))), copy.deepcopy(D("1e5")))
print(D(2)**D("1e-30"), D("1.00")**3, D("0e1").to_eng_string(), D("12e4").to_eng_string())
print(DivisionUndefined.__bases__, DivisionImpossible.__bases__)
