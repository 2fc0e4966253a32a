# -*- coding: utf-8 -*-
print(0xFF, 0o17, 0b101, 1_000_000, 0x_ff_ff, 1e10, 1.5e-3, .5, 5., 1_0.0_1e1_0, 3j, 1.5J, 0J, 00, 0_0, 000)
print(1 .real, 1..real, 1.0.is_integer())
print('a' "b" '''c''' """d""", r'\n' R"\t", b'x'.decode(), rb'\x', Rb'\y', bR'\z', u'é', f'{1}' F"{2}" rf'\{3}' fR"\{4}")
print('\a\b\f\n\r\t\v\\\'\"\0\01\012\x41\u0041\U00000041\N{LATIN SMALL LETTER A}\
continued'.encode())
print(b'\a\b\f\n\r\t\v\\\'\"\0\01\012\x41\u0041\N{x}')
x = (1 +
     # comment inside
     2

     + 3)
print(x)
if x: print("one line"); print("two")
class A: pass; y = 1
def f(): return 1; return 2
print(f(), A.y)
y = \
    5
print(y)
é = 1; ñ_2 = 2; 变量 = 3; ª = 4; ﬀ = 5
print(é, ñ_2, 变量, a if (a := 1) else 0, ff)
print("tab	inside", 'form\x0cfeed')
if True:
	print("tabs")
	if 1:
	        print("mixed after tab")
print("""triple
  'quotes' "inside" \
joined
""")
lambda_ = lambda *a, **k: (a, k); print(lambda_(1, b=2))
match = 1; case = 2; _ = 3; type = 4; print(match, case, _, type)
match match:
    case 1: print("soft")
print(*[1, 2], sep=',', end='.\n'); print(1if 1else 2) if 0 else None
print(not-1, 1<2>1, 1 if 1 else(2), [1][0], {1:2}[1], (1,)[0], -1**2, 2**-1, ~1, not not 1)
print(0.1+0.2, 1e400, -1e400, 1e-400, 123456789012345678901234567890, 0.1e-5, 1e16, 1e15, 123456.789e3)
print("\N{GREEK SMALL LETTER ALPHA}\N{DIGIT ONE}", "\ud800".encode("utf-8", "surrogatepass"), '\x7f'.isprintable())
def g(a, /, b, *, c): return a, b, c
print(g(1, 2, c=3)); print(f'{x!r:>5}|{x=}|{x = }|{x:{y}}|{"a" if x else "b"}|{{}}|{x:%}|{3.14159:.2f}')
print(f"{'nested ' + f'{x}'}", f'{x:{"0"}>{4}}', f'''{
x}''', f"{lambda_}"[:5], f"{ {1: 2}[1] }", f"{x!s}{x!a}", rf"{x}\n", f"{x:\n}" if 0 else "")
global_ = 5; async_ = 6; print(global_, async_)
print(eval("1;") if 0 else 1, eval("(1\n+2)"), ...)
for i in range(3): pass
else: print("else")
while 0: pass
else: print("welse")
if 1: pass
elif 2: pass
else: pass
try: pass
except: pass
else: print("telse")
finally: print("fin")
with open("/dev/null") as fh, open("/dev/null") as fh2: pass
with (open("/dev/null") as fh, open("/dev/null") as fh2,): pass
assert 1, "x"; del i; pass
@lambda f: f
def deco(): "doc"
print(deco.__doc__)
print((yield_ := 1), [y for y in range(3) if y if y > 1], {k: v for k, v in {1: 2}.items()}, {z for z in 'a'}, sum(q for q in (1, 2)))
print(1, 2, 3,); print((1,), (), [1,], {1,}, {1: 2,})
a = b = c = [1]; a += [2]; print(a is b, b); a, (b, *c), d = 1, (2, 3, 4), 5; print(a, b, c, d); [p, q] = 1, 2; (r) = 3
x, = [1]; print(x); *s, t = "abc"; print(s, t)
print(0 if 0 else 1 if 0 else 2, 1 or 2 and 3, (1 or 2) and 3, not 1 == 2, 5 // -2, 5 % -2, -5 // 2, 2 ** 3 ** 2, 1 << 2 + 1, 1 | 2 ^ 3 & 4, 3 @ 2 if 0 else "mm")
print("a" in "abc", "d" not in "abc", None is None, 1 is not None, 1 < 2 < 3, 1 < 3 < 2)
print(__name__, __doc__, type.__class__.__name__, __debug__); None
