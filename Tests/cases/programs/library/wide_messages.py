import argparse, logging, io, sys, json, csv, configparser, subprocess, os, shutil, tempfile, pathlib, threading, queue, time, concurrent.futures, traceback, warnings, contextlib, types, weakref, gc, copy, pickle, random, statistics, hashlib, base64, struct, zlib, socket, select, signal, string, unicodedata, locale, codecs, operator, ast
# formatting of numbers & strings
for v, spec in ((1234567.891, ",.2f"), (255, "#x"), (255, "08b"), (-5, "+d"), (5, " d"), (0.000123, "e"), (1e20, "g"), (1.5, "%"), (3, "^9"), ("ab", "*<6"), ("abcdef", ".3"), (10**20, "_d"), (255, "_x"), (1.0, ""), (1e100, "n"), (True, "d"), (3.14159, "=+10.2f"), (65, "c"), (2, "010,.1f"), (float("nan"), "010"), (1+2j, ".1f"), (-0.0, "z.1f"), (12345.678, "_.1f")): print(repr(format(v, spec)), end=" ")
print()
for v, spec in (("a", "d"), (1, "s"), (1.5, "d"), ("a", "=5"), (1, ".2d"), ("x", ","), (1, "q"), (1, "{"), ([], "5"), (1.5, "c"), (1, ",_d"), (10**10, "c")):
    try: print(format(v, spec))
    except Exception as e: print(type(e).__name__, e)
print("%5.2f|%-5d|%05d|%+d|%x|%o|%e|%g|%s|%r|%a|%c|%%|%(k)s" % {"k": 1} if 0 else "%5.2f|%-5d|%05d|%+d|%x|%o|%e|%g|%s|%r|%a|%c|%%|%*d" % (3.14159, 3, 4, 5, 255, 8, 12345.678, 1e-5, "s", "r", "é", "c", 5, 6), "%(a)s-%(b)03d" % {"a": 1, "b": 2})
for f in (lambda: "%d" % "x", lambda: "%s %s" % (1,), lambda: "%s" % (1, 2), lambda: "%q" % 1, lambda: "%(a)s" % 1, lambda: "%c" % "ab", lambda: "%c" % 0x110000, lambda: "{} {1}".format(1, 2), lambda: "{a}".format(b=1), lambda: "{".format(), lambda: "{0[x]}".format([1]), lambda: "{!z}".format(1), lambda: "}".format(), lambda: "{0.x}".format(1), lambda: b"%d" % "a", lambda: "%.*f" % (1.5, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print("ß".upper(), "İ".lower(), "ǆ".title(), "Straße".casefold(), "a\u0301".isidentifier(), "²".isdigit(), "½".isnumeric(), "१".isdecimal(), int("१२"), "x".center(6, "é"), "a\tb".expandtabs(4), "a,b,,c".rsplit(",", 2), "aXbXc".partition("X"), "\x1f a\u2028b".splitlines(), "abc".translate({97: None, 98: "zz"}), str.maketrans("ab", "xy", "c"), "zfill".zfill(8), "-5".zfill(4), "abc".removeprefix("a").removesuffix("c"), "Hello World".swapcase(), "ab".encode("utf-16"), b"\xff\xfe".decode("latin-1"), "é".encode("ascii", "xmlcharrefreplace"), "\ud800".encode("utf-8", "surrogatepass"), b"a\xffb".decode("utf-8", "backslashreplace"), "abc" "def".index("d") if 0 else 3)
print(codecs.encode("abc", "rot13"), codecs.decode(b"YWJj", "base64"), codecs.encode(b"x" * 5, "hex"), codecs.lookup("utf8").name, codecs.BOM_UTF8, codecs.getincrementaldecoder("utf-8")().decode(b"\xc3"), list(codecs.iterdecode([b"\xc3", b"\xa9"], "utf-8")), codecs.escape_decode(b"a\\n")[0] if hasattr(codecs, "escape_decode") else "", "ö".encode("cp437"), "я".encode("koi8-r"), "€".encode("cp1252"), "é".encode("mac-roman"), "abc".encode("idna"), "bücher.de".encode("idna"), "ü".encode("punycode"))
print(ast.literal_eval("{'a': [1, 2.5, None, (True, b'x')], -1: {1, 2}}"), ast.dump(ast.parse("x = f(1, *a, k=2)"), indent=None), ast.unparse(ast.parse("if a:\n  b = [i for i in c if d]\nelse: pass")), [type(n).__name__ for n in ast.walk(ast.parse("a+b"))])
for bad in ("f()", "1+", "a", "{[]: 1}", "1 + 'a'"):
    try: print(ast.literal_eval(bad))
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0].split(" on line")[0])
# exceptions
class MyE(Exception):
    def __init__(self, a, *, code=5): super().__init__(a); self.code = code
try:
    try: raise MyE("inner", code=3)
    except MyE as e: e.add_note("n1"); raise KeyError("outer") from e
except KeyError as e: print(repr(e), e.__cause__.code, e.__cause__.__notes__, e.__suppress_context__, e.__context__ is e.__cause__); print("".join(traceback.format_exception(e)).replace(__file__, "F"))
try: raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), OSError(5, "x")])])
except* OSError as eg: print(eg, eg.exceptions)
except* (ValueError, TypeError) as eg: print(repr(eg), eg.subgroup(ValueError), eg.split(TypeError)[0])
def gen():
    try: yield 1
    except GeneratorExit: print("gx"); raise
    finally: print("fin")
g = gen(); next(g); g.close(); g = gen(); next(g)
try: g.throw(ValueError("t"))
except ValueError as e: print(e)
for f in (lambda: [][1], lambda: {}["k"], lambda: None.x, lambda: 1 + "a", lambda: int("z"), lambda: (1, 2).x, lambda: len(5), lambda: undefined_name, lambda: [1][1.5], lambda: "a" * "b", lambda: {[]: 1}, lambda: object() < object(), lambda: sum(["a"]), lambda: max([]), lambda: open("/nope/x"), lambda: bytes([300]), lambda: chr(-1), lambda: ord("ab"), lambda: range(1, 2, 0), lambda: next(5), lambda: int(float("inf")), lambda: round("x"), lambda: (lambda a: 0)(), lambda: print(sep=5), lambda: "abc".find(), lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: set([[]]), lambda: tuple(5), lambda: [1, 2].index(3), lambda: [].pop(), lambda: {}.popitem(), lambda: "a".join([1]), lambda: "%d" % None, lambda: float("x"), lambda: complex("x"), lambda: int("1", 99), lambda: pow(2, -1, 4), lambda: divmod(1, 0), lambda: 1 << -1, lambda: memoryview(5), lambda: bytearray(-1), lambda: slice(), lambda: getattr(5, 5), lambda: hash([]), lambda: __import__("nope_mod"), lambda: iter(5), lambda: reversed({1}), lambda: zip([1], [1, 2], strict=True).__next__() and list(zip([1], [1, 2], strict=True)), lambda: type("X", (int, str), {}), lambda: super().x, lambda: type(5, 5, 5), lambda: vars(5), lambda: all(5), lambda: sorted([1, "a"]), lambda: min(1, "a"), lambda: [].sort(5), lambda: abs("x"), lambda: bin(1.5), lambda: format(1, 5), lambda: input.__self__.nope):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
