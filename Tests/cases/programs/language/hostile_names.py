# Names and texts that mean something to C: keywords, macros, functions of the runtime, comment ends, trigraphs, NUL.
import sys
# ??/ trigraph \
x = "??/\" ??= */ /* // \\"  # */ comment ending with backslash \
int_ = 1; register = 2; volatile = 3; __LINE__ = 4; __FILE__ = "f"; NULL = 5; main_ = 6; errno = 7; stdin = 8; assert_ = 9
nx_alloc = 10; nx_call = 11; nx_value = 12; NX_STOP = 13; GC_malloc = 14; printf = 15; malloc = 16; static = 17; goto = 18; switch = 19; unix = 20; linux = 21; I = 22; _Bool = 23; restrict = 24; inline = 25; typeof = 26; asm = 27; EOF = 28; BUFSIZ = 29; signed = 30
def int(a, b): return a + b  # shadows
def main(argc, argv): return argc, argv
def struct(register, double, char=1, *void, **union): return register, double, char, void, union
def nx_add(nx_value, t1, b2): return nx_value + t1 + b2
def __LINE__2(): return 5
class enum:
    switch = 1
    def case(self, default): return default
    def __init__(self, volatile=3): self.static = volatile; self.goto = 5
class nx_type: pass
def printf(fmt, *args): return fmt % args
def malloc(n): return [0] * n
def memcpy(a): return a
def errno_(): return errno
print(int(1, 2), main(1, 2), struct(1, 2, 3, 4, x=5), nx_add(1, 2, 3), enum().case(4), enum(7).static, nx_type.__name__)
print(printf("%d", 3), malloc(2), memcpy(1), errno_(), x)
print(__LINE__, __FILE__, NULL, errno, stdin, EOF, linux, I)
наименование = "utf"; µ = 1; ﬁ = 2; 变量 = [1]
print(наименование, μ, fi, 变量)
def ünïcode(ß): return ß
print(ünïcode(3))
print("*/", '/*', "??/", "\0nul\0", "%s%d", "\x7f", "#line 5", "\\\n", "a\
b", """
*/ #define x 5
??/
""")
d = {"*/": 1, "??/": 2, "\0": 3, "": 4, "\n": 5, "\"": 6}
print(d)
print(b"*/ ??/ \0\xff \"", f"{x!r:*>40} {'*/'}")
class C:
    __slots__ = ("int", "nx_header", "type", "shape", "__dict__")
c = C(); c.int = 1; c.shape = 2; c.type = 3; print(c.int, c.shape, c.type)
def f(*, int, for_=1): return int, for_
print(f(int=3))
setattr(c, "*/", 5); print(getattr(c, "*/"))
setattr(c, "a\nb\\", 6); print(getattr(c, "a\nb\\"))
t = type("class*/??/", (), {"x\"y": 1}); print(t.__name__, getattr(t, 'x"y'))
longname = "v" + "x" * 70000
