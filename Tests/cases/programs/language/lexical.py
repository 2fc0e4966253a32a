# -*- coding: utf-8 -*-
def t(*a): print(*[ascii(x) for x in a])
t('a\
b', "\101\x41\u0041\U00000041\N{LATIN CAPITAL LETTER A}\a\b\f\n\r\t\v\\\'\"\0\08\777", b"\101\x41\0\377", r"\n\x41\'", rb"\xff\n", Rb"\\", bR'\'', u"é", '''a'b"c''', """x
y\
z""", r'''\
a''', "\q\8\9\ ", b"\q")
t("a" 'b' "c" f"{1}d" r"\n", ("x"
  "y"), b"a" b"b")
t(0xFF, 0XfF, 0b101, 0B1, 0o17, 0O7, 1_000_000, 0x_ff_ff, 0b_1, 0o_7, 00000, 0_0, 1.5e3, 1E-3, .5, 5., 1_0.0_1e1_0, 1j, 1.5J, 1e3j, 0xdeadbeefcafebabe1234, 10**25, 09.5, 00e1, 0j)
ünïcödé = 1; ñ = 2; 变量 = 3; ﬁ = 4; print(ünïcödé + ñ + 变量, fi, "ﬁ" in globals(), "fi" in globals())
µ = 5; print("µ" in globals(), "\u03bc" in globals(), μ)
class 类: 属性 = 1; ª = 2
print(类.属性, 类.a, 类.__name__, [k for k in vars(类) if not k.startswith("__")])
def fünc(ärg=1, *, 键=2): return ärg, 键
print(fünc(ärg=5, 键=6), fünc.__name__); 
try: fünc(x=1)
except TypeError as e: print(ascii(str(e)))
try: 未定义
except NameError as e: print(ascii(str(e)))
x = 1; y = 2 ; z = 3;
if x: y = 5; z = 6
if x: pass
else: pass
a = [1,
     2,   # comment
     # another

     3,
]; print(a)
b = 1 + \
    2 + \
  3
print(b)
def f(
    a,
    b = 2,
    *args,
    **kw,
): return (a,
           b)
print(f(1,
  2,), f(*[1, 2],), f(**{"a": 1},))
if True:
	tab = 1
	if tab:
	        deeper = 2
print(tab, deeper)
class A: x = 1; y = 2
class B(A,): pass
class C(): "doc"
print(A.y, C.__doc__, B.x)
def g(): "gdoc"; return 1
def h():
    """multi
    line
      doc"""
def i():
    f"not doc"
def j():
    b"not doc"
def k():
    "a" "b"
print(g.__doc__, repr(h.__doc__), i.__doc__, j.__doc__, k.__doc__)
lambda_ = lambda: (yield); print(type(lambda_()).__name__)
match = 1; case = 2; type = 3; _ = 4; print(match, case, type, _); soft = match + case * type
print(match [0:1] if 0 else "subscript", (match), -match, match.real)
async def co(): await co2()
print(not(1)and(2)or(3), 1if 1else 2, [1for _ in(1,)])

print(...)  ; print(Ellipsis is ...)
print(None, True, False, __name__)
@(lambda f: f)
def deco(): return "deco"
print(deco())
print((1,), (1, 2,), (), [], {}, {1}, {1: 2}, (1), ((1),), [(1, 2), [3]])
print("%s" "%s" % ("a", "b"), "a" + "b" "c", -1 ** 2, not 1 in [1], 1 < 2 < 3)
	# a comment with a tab
        # oddly indented comment
if 1:
    pass
    # comment
  # dedented comment
    print("still in")

