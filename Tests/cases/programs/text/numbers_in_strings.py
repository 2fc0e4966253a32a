import random
r = random.Random(5)
h = 0
def put(s):
    global h
    for c in s:
        h = (h * 31 + ord(c)) % 1000000007
for i in range(20000):
    x = r.uniform(-1000, 1000) if i % 3 else r.random() * 10 ** r.randint(-30, 25)
    p = r.randint(0, 17)
    put("%.*f" % (p, x)); put(f"{x:.{p}f}"); put(f"{x:12.2f}"); put("%.2f" % x); put(f"{round(x, 2)}"); put(f"{x}")
    n = r.randint(-10 ** r.randint(1, 22), 10 ** r.randint(1, 22))
    put(f"{n}{n:x}{n:#b}{n:,}{n:>25}{n!r}{x!s}"); put("%d %x %o %5d|%-6d|%s" % (n, n, n, n, n, n)); put(str(n)); put(hex(n) + bin(n) + oct(n))
for x in (0.5, 1.5, 2.5, 0.125, 0.375, -0.5, 0.0, -0.0, 1e15, 123456789.125, 2.0**52, 2.0**53, 1e-5, 5e-324, 1e300):
    print("%.0f %.1f %.2f %.3f" % (x, x, x, x), f"{x:.0f}|{x:+.2f}|{x:08.2f}|{x: .1f}|{x:.15f}|{x:.16f}")
print(h)
a, b, c, s = 5, -17, 2.5, "caf\u00e9"
print(f"{a}", f"{a}{b}", f"{a}:{b}:{c}:{s}", f"{s}{a}", f"\u4e2d{a}{c}", f"{a!r}{s!r}{c!s}", f"{True}{None}{a}")
print(f"{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{b}{c}{s}", f"{0}{-1}{2**61}{-2**61}{2**61-1}{2**70}")
class T(int):
    def __format__(self, spec): return "T" + spec
    def __str__(self): return "strT"
class U(str):
    def __format__(self, spec): return "U"
print(f"{T(3)}|{T(4):x}|{T(5)!s}|{T(6)!r}|{U('x')}|{U('y')!s}|{U('z')!r}")
