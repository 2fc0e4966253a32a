def t(name, f):
    try: print(name, '=', ascii(f()))
    except Exception as e: print(name, '!', type(e).__name__, ascii(str(e)))
for x in ["12", " 12 ", "+12", "-12", "1_000", "1__0", "_1", "1_", "", " ", "1.5", "0x10", "0b1", "1e5", "٣", "１２", "12a", "1 2", "\n5\n", "0", "00", "-0", "+", "--1", "9" * 30, b"12", bytearray(b"7"), b"1_0", b"x", None, [], 1.9, -1.9, 1e20, float("inf"), float("nan"), True, 1j, "\x00", "1\x00", "½", "é"]:
    t(f"int({x!a})", lambda: int(x)); t(f"float({x!a})", lambda: float(x)); t(f"complex({x!a})", lambda: complex(x))
for args in [("ff", 16), ("0xff", 16), ("0xff", 0), ("0b101", 0), ("0o17", 0), ("017", 0), ("0", 0), ("00", 0), ("0_0", 0), ("z", 36), ("z", 35), ("1", 1), ("1", 37), ("1", -2), ("1", "2"), (1, 10), (1.5, 10), ("12", 2.0), (b"ff", 16), ("0b1", 2), ("0b1", 16), ("_1", 16), ("0x_f", 16), ("0x", 16), ("-0xff", 0), (" -0b1 ", 0), ("1_0", 8), ("8", 8), ("zz", 36), ("", 0), ("10", None)]:
    t(f"int{args}", lambda: int(*args))
t("int kw", lambda: int("10", base=2)); t("int kw", lambda: int(x=1)); t("int kw", lambda: int(base=2)); t("int", lambda: int("1", 2, 3))
for x in ["1e400", "-1e400", "1e-400", "inf", "-Infinity", "nan", "-nan", "iNf", "1.", ".5", ".", "1e", "e5", "1e+5", "1e-5", "1_0.5_0", "1._5", "1_.5", "1e1_0", "0x1p3", "1,5", "1.7976931348623157e308", "1.7976931348623159e308", "4.9e-324", "2e-324", "5e-325", "123456789012345678", "0.1", "1e22", "1e23", "9007199254740993", " 1.5\n", "+1.5", "1.5j", "infinit", "nan(1)", "1e1000000000000000000000"]:
    t(f"float({x!r})", lambda: repr(float(x)))
for x in ["1+2j", "1-2j", "j", "-j", "+j", "1j", "(1+2j)", " ( 1+2j ) ", "1 + 2j", "1+2", "inf+nanj", "1e5j", "1+j", "1_0+2_0j", "1+2J", "()", "", "1j+2", "infj", "1e400j"]:
    t(f"complex({x!r})", lambda: complex(x))
for args in [(1, 2), (1.5,), ("1", 2), (1, "2"), (1j, 2j), (None,), (1, None), (), (True, False), (10**400,), ([],)]:
    t(f"complex{args if args != (10**400,) else 'big'}", lambda: complex(*args))
for v in [0.1, 0.0, -0.0, 1.0, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 1.5e-7, 1e22, 1e23, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 1/3, 2/3, 100.0, 1234567.891, 3.0e10, 0.1+0.2, 1e100, 2.5, -1.5e-10]:
    print(repr(v), str(v), v.hex(), v.is_integer(), f"{v:.3f} {v:.3e} {v:.3g} {v:g} {v!r:>25}", "%r %s %.10g" % (v, v, v))
    t("ratio", lambda: v.as_integer_ratio()); t("round", lambda: round(v)); t("round2", lambda: round(v, 2)); t("round-2", lambda: round(v, -2)); t("int", lambda: int(v)); t("trunc", lambda: v.__trunc__()); t("floor", lambda: v.__floor__()); t("ceil", lambda: v.__ceil__())
for h in ["0x1p0", "0x1.8p1", "1.8", "-0x.8p-2", "inf", "nan", "0x1p1024", "0x1p-1075", "0x1p-1074", "0x", "x", "", "0x1.fffffffffffff8p1023", "1p5", "0X1P+3", " 0x1 ", "0x1.8", "0x1p", "é"]:
    t(f"fromhex {h!a}", lambda: float.fromhex(h))
for a in (7, -7, 0, 10**20, -(10**20), 7.5, -7.5, True):
    for b in (3, -3, 0, 2.5, -2.5, 10**19, 0.0, False):
        for op, f in [("//", lambda: a // b), ("%", lambda: a % b), ("/", lambda: a / b), ("divmod", lambda: divmod(a, b))]:
            t(f"{a} {op} {b}", f)
for a in (0, 1, 2, -2, 10, 0.0, -8.0, 2.5, 10**10):
    for b in (0, 1, -1, 2, 0.5, -0.5, 10, -3):
        t(f"{a} ** {b}", lambda: a ** b)
for args in [(2, 10, 1000), (2, -1, 7), (2, -1, 4), (2, 5, 0), (2, 5, -7), (2.0, 5, 7), (2, 5, 1), (-2, 5, 7), (0, 0, 1), (3, 10**20, 10**9+7), (2, "a"), ("a", 2), (2, 3, "a"), (10, -2), (0, -1), (0.0, -1)]:
    t(f"pow{args}", lambda: pow(*args))
t("pow kw", lambda: pow(base=2, exp=3, mod=5)); t("pow", lambda: pow(2)); t("pow", lambda: 2 ** 2000 % 1000); t("ov", lambda: 1e200 ** 2); t("ov", lambda: 2.0 ** 10000); t("ov", lambda: 10**400 * 1.0); t("ov", lambda: float(10**400)); t("ov", lambda: 10**400 / 3); t("div", lambda: 10**400 / 10**399); t("div", lambda: (10**400 + 1) // 7 % 100)
for a, s in [(1, 2), (-1, 2), (1, -1), (5, 1000), (-5, 1000), (1 << 100, 99), (1, "a"), (1.0, 2), (1, 2.0), (0, 10**30), (1, 10**30), (-1, 10**30), (True, 3)]:
    t(f"{a} << {s}", lambda: a << s if s != 10**30 or a == 0 else "skip"); t(f"{a} >> {s}", lambda: a >> s)
for a, b in [(6, 3), (-6, 3), (6, -3), (1 << 70, -1), (-(1 << 70), (1 << 65) + 5), (True, False), (True, 2), (5, 1.0), ("a", 1), (5, None)]:
    t(f"{a!r} & {b!r}", lambda: a & b); t(f"{a!r} | {b!r}", lambda: a | b); t(f"{a!r} ^ {b!r}", lambda: a ^ b)
t("inv", lambda: ~5); t("inv", lambda: ~True); t("inv", lambda: ~1.5); t("neg", lambda: -True); t("pos", lambda: +True); t("abs", lambda: abs(-5)); t("abs", lambda: abs("a")); t("abs", lambda: abs(3+4j)); t("neg", lambda: -"a"); t("pos", lambda: +[]); t("inv", lambda: ~{})
for args in [(0,), (255,), (256,), (-1,), (10**20,), (1.5,), ("a",)]:
    t(f"bits{args}", lambda: (args[0].bit_length(), args[0].bit_count()))
for n, args in [(1024, (2, "big")), (1024, (1, "big")), (-1, (1, "big")), (0, (0, "big")), (5, (0, "big")), (1024, (4, "little")), (10**20, (10, "big")), (1, (2, "x")), (1, (-1, "big")), (255, ()), (256, ()), (1, ("a", "big")), (5, (1,))]:
    t(f"to_bytes {n} {args}", lambda: n.to_bytes(*args))
t("tb", lambda: (-1000).to_bytes(3, "little", signed=True)); t("tb", lambda: (128).to_bytes(1, "big", signed=True)); t("tb", lambda: (-129).to_bytes(1, "big", signed=True)); t("fb", lambda: int.from_bytes(b"\x01\x02", "big")); t("fb", lambda: int.from_bytes(b"\xff\xfe", "little", signed=True)); t("fb", lambda: int.from_bytes([1, 2, 3], "big")); t("fb", lambda: int.from_bytes([256], "big")); t("fb", lambda: int.from_bytes("a", "big")); t("fb", lambda: int.from_bytes(b"", "big")); t("fb", lambda: int.from_bytes(b"a", "x")); t("fb", lambda: int.from_bytes(b"\x80")); t("fb", lambda: int.from_bytes(1, "big")); t("fb", lambda: int.from_bytes(bytearray(b"ab"), byteorder="big"))
for args in [(2.5,), (3.5,), (-2.5,), (2.675, 2), (1234, -2), (1250, -2), (1350, -2), (5, 1), (15, -1), (25, -1), (-15, -1), (1e300, 2), (2.5, None), (2, None), ("a",), (1.5, "a"), (1.5, 1.0), (10**30 + 5, -1), (0.5,), (1.5,), (float("nan"),), (float("inf"),), (float("inf"), 1), (123.456, -3), (999.9, -3), (1, 2, 3), (1j,), (True,), (5e-324, 400), (1.1, 10**10), (1.1, -10**10), (12345, -10**3)]:
    t(f"round{args}", lambda: round(*args))
t("round kw", lambda: round(number=2.567, ndigits=1))
for op in "+ - * / // % ** << >> & | ^ @".split():
    for a, b in [(1, "a"), ("a", 1), (1.5, None), ([], 1), (None, None), (1j, "a"), ({}, {}), (1j, 2), (1.5, 2)]:
        env = {"a": a, "b": b}
        f = {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b, "//": lambda: a // b, "%": lambda: a % b, "**": lambda: a ** b, "<<": lambda: a << b, ">>": lambda: a >> b, "&": lambda: a & b, "|": lambda: a | b, "^": lambda: a ^ b, "@": lambda: a @ b}[op]
        t(f"{a!r} {op} {b!r}", f)
def aug(op, a, b):
    if op == "+": a += b
    elif op == "-": a -= b
    elif op == "*": a *= b
    elif op == "/": a /= b
    elif op == "//": a //= b
    elif op == "%": a %= b
    elif op == "**": a **= b
    elif op == "<<": a <<= b
    elif op == ">>": a >>= b
    elif op == "&": a &= b
    elif op == "|": a |= b
    elif op == "^": a ^= b
    elif op == "@": a @= b
    return a
for op in "+ - * / // % ** << >> & | ^ @".split():
    for a, b in [(1, "a"), (None, 1), (7, 2), (7.5, 2)]:
        t(f"{a!r} {op}= {b!r}", lambda: aug(op, a, b))
for a, b in [(1, "a"), (1, None), (1j, 1), (1j, 2j), ([], {}), (1, 1.5), (float("nan"), 1), ("a", b"a"), (2**53 + 1, float(2**53)), (10**400, float("inf")), (10**400, 1e308)]:
    t(f"{str(a)[:5]} < {b!r}", lambda: a < b); t(f"{str(a)[:5]} >= {b!r}", lambda: a >= b); t(f"{str(a)[:5]} == {b!r}", lambda: a == b)
z = 3 + 4j
t("c", lambda: z.real); t("c", lambda: z.conjugate()); t("c", lambda: z // 2); t("c", lambda: z % 2); t("c", lambda: divmod(z, 2)); t("c", lambda: z ** 2); t("c", lambda: z ** -1); t("c", lambda: z ** 0.5); t("c", lambda: z ** (1+1j)); t("c", lambda: z / 0); t("c", lambda: 0j ** -1); t("c", lambda: int(z)); t("c", lambda: float(z)); t("c", lambda: hash(z) == hash(3+4j)); t("c", lambda: z == 3); t("c", lambda: (3+0j) == 3); t("c", lambda: {3+0j: 1}[3]); t("c", lambda: (-0.0+0j, complex(-0.0, -0.0), complex(0, -1), complex(float("nan"), float("inf")), 1e100j)); t("c", lambda: z + 1); t("c", lambda: 1 - z); t("c", lambda: z * 1.5); t("c", lambda: z.imag.is_integer()); t("set", lambda: (1).real); t("set", lambda: setattr(1, "real", 1)); t("d", lambda: (5).numerator); t("d", lambda: (1.5).imag); t("d", lambda: (5).denominator); t("x", lambda: (5).conjugate()); t("bin", lambda: (bin(-5), oct(8), hex(-255), bin(10**20))); t("bin", lambda: bin(1.5)); t("hex", lambda: hex("a")); t("oct", lambda: oct(None)); t("sum", lambda: sum([1, 2.5, 3j])); t("sum", lambda: sum(["a"])); t("sum", lambda: sum([[1]], [])); t("sum", lambda: sum("ab", "")); t("sum", lambda: sum(1)); t("sum", lambda: sum([0.1] * 10)); t("max", lambda: max([])); t("max", lambda: max(1)); t("max", lambda: max(1, "a")); t("max", lambda: max([], default=3)); t("max", lambda: max(1, 2, default=3)); t("min", lambda: min("abc", key=ord)); t("divmod", lambda: divmod(1, "a")); t("divmod", lambda: divmod(1)); t("big", lambda: str(3 ** 500)); t("big", lambda: 2 ** 64 - 1); t("big", lambda: hash(2 ** 61 - 1)); t("h", lambda: (hash(1), hash(1.0), hash(-1), hash(2 ** 61), hash(0.5), hash(float("inf")), hash(float("-inf")), hash(10**20), hash(True), hash(-2))); t("lim", lambda: int("1" * 5000)); t("lim", lambda: len(str(10 ** 5000)))
