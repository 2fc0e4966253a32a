import codecs
def shorten(e):
    e.object = e.object[:e.start] + b"!" + e.object[e.end:]
    return ("?", e.start)
codecs.register_error("shorten", shorten)
for enc in ("ascii", "utf-8", "utf-16-le", "utf-7", "unicode_escape", "raw_unicode_escape", "cp1252", "cp037"):
    try: print(enc, b"a\x81\xff\x81b\\xz+\xffzz".decode(enc, "shorten"))
    except Exception as e: print(enc, type(e).__name__, e)
def other(e):
    e.object = b"short"
    return ("<>", 3)
codecs.register_error("other", other)
print(b"ab\xffcdefgh".decode("ascii", "other"), b"ab\xffcdefgh".decode("utf-8", "other"))
def typ(e):
    e.object = "str"
    return ("<>", 3)
codecs.register_error("typ", typ)
try: print(b"ab\xffcdefgh".decode("ascii", "typ"))
except Exception as e: print(type(e).__name__, e)
def far(e): return ("x", 100)
codecs.register_error("far", far)
for f in (lambda: b"a\xffb".decode("ascii", "far"), lambda: "a\xffb".encode("ascii","far")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def neg(e): return ("x", -1)
codecs.register_error("neg", neg)
print(b"a\xffb".decode("utf-8", "neg"), "a\xffb".encode("ascii", "neg"))
for bad in (5, (1, 2), ("a",), ("a", "b"), (b"a", 3)):
    codecs.register_error("bad", lambda e: bad)
    for f in (lambda: b"a\xffb".decode("ascii", "bad"), lambda: "a\xffb".encode("ascii", "bad")):
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
