# Formats that have a way of their own, beside those that do not.
values = [0, 7, -7, 12345, -98765, 2**61, 2**70, True, 1.5, -2.25, 0.1, 1e10, 123456.789, -0.0, 1e300, float("inf"), float("nan"), "", "a", "word", "é", "日本"]
specs = ["", "5", ">5", "<8", "^9", "05", "d", "6d", "<6d", "s", "10s", ">10s", "^7s", ".2f", "8.2f", "<9.1f", "^10.3f", ".0f", "f", "10f", ".10f", ".20f", ",", "x", ".3", "+d", " d", "_d", "*^9", "96", "120", ".2%", "e", "c", "z"]
for v in values:
    for s in specs:
        try:
            r = format(v, s)
            assert r == f"{v:{s}}" == ("{:" + s + "}").format(v)
        except (ValueError, TypeError, OverflowError) as e:
            r = type(e).__name__ + ": " + str(e)
        print(repr(v), repr(s), repr(r))
def rows(n):
    for i in range(n):
        w = "w" * i
        yield f"{i:>4}|{w:<6}|{i * 1.25:8.2f}|{i!r:^5}|{w:>3s}|{-i:3d}|"
        yield "%d-%s|%5d|%-5s|%.3f|%r|%x|%%" % (i, w, i * i, w, i / 3, w, i)
        yield "%s" % (i,) + "%s %s" % (w, [i])
for r in rows(9): print(r)
def percent(f, *a):
    try: print(f % a)
    except (TypeError, ValueError, OverflowError) as e: print(type(e).__name__, e)
def direct(i, t):
    for k in range(7):
        try:
            if k == 0: print("%d %d" % (i,))
            elif k == 1: print("%d" % (i, t))
            elif k == 2: print("%(a)s" % (i, t))
            elif k == 3: print("%d" % (t,))
            elif k == 4: print("%*d|%.*f" % (5, i, 2, i))
            elif k == 5: print("%s %s" % (i, t), "%c%c" % (65 + i, "z"))
            elif k == 6: print("no" % (), "%q" % (i, t))
        except (TypeError, ValueError, OverflowError) as e: print(type(e).__name__, e)
direct(3, "x"); direct(2**80, (1, 2))
percent("%s"); percent("%s %s", 1, (2,)); percent("%f", 2.5)
class S:
    def __str__(self): return "S()"
    def __format__(self, spec): return "<" + spec + ">"
s = S()
print("%s %s" % (s, s), f"{s:>5} {s}", f"{s!s:>5}")
for n in (0, 1, -1, 255, -255, 2**40, -2**61, 2**61, 2**64, -2**100, True): print(hex(n), bin(n), oct(n))
for w in ("", "a", "abc", "é", "日本", "-5", "+x"):
    for n in (0, 1, 3, 6): print(repr(w.center(n)), repr(w.ljust(n, "*")), repr(w.rjust(n, "é")), repr(w.zfill(n)), repr(w.center(n, "日")))
text = "the quick brown the fox thethe " * 9
for part in ("the", "t", "e ", "fox", "zz", "", "thethe ", "xthe", " " * 3):
    print(text.find(part), text.rfind(part), text.count(part), part in text, text.replace(part, "<>")[:60], text[:20].find(part), text[:20].replace(part, "long one")[:50], text.find(part, 20, 40))
    print(text[:11].partition(part) if part else "-", text.startswith(part), text.endswith(part, 0, 30))
print(text[::-1][:20], text[5:40:3], text[40:5:-7], "éa"[::-1], "日本語"[::-1], "ab"[::2], ""[::-1])
