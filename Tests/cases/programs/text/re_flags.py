# Flags, reprs, generics, the Scanner class, subclasses of str.
import re, warnings
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(ascii(r))
    except re.error as e:
        print("re.error", ascii(str(e)), e.msg, e.pattern, e.pos, e.lineno, e.colno, e.args)
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))
P = re.compile("(?P<x>a)(b)?")
m = P.match("ab!")
print(re.I, repr(re.I), str(re.I | re.X), re.RegexFlag(0), int(re.S), re.I | 256, ~re.I, re.I & re.M, re.NOFLAG, repr(re.RegexFlag(2)), re.RegexFlag.IGNORECASE.name, type(re.I), [f.name for f in re.I | re.M], f"{re.I}", "%s %r" % (re.M, re.M), re.I in (re.I | re.M))
print(re.compile("é" * 300, re.I | re.A), re.compile(b"x", re.L), re.compile("x", re.U), re.compile("x" * 190 + "'"), re.compile("x", 0x1000), re.compile(b"a", re.S))
print(re.Pattern[str], re.Match[bytes], isinstance(P, re.Pattern), isinstance(m, re.Match))
t(re.Pattern); t(re.Match); t(lambda: type(P)()); 
s = re.Scanner([(r"[0-9]+", lambda s, tok: int(tok)), (r"[a-z]+", lambda s, tok: tok.upper()), (r"\s+", None), ("(x)(!)", "bang")])
print(s.scan("12 abc 3x ~~"))
class S(str): pass
print(re.sub("a", "b", S("xax")), type(re.sub("z", "b", S("xax"))).__name__, re.match("x", S("xa")).group().__class__.__name__, type(re.match("x", S("xa")).string).__name__)
print(re.error("m"), re.error("m", "pat\nx", 5), re.error("msg", b"p", 0).pos, issubclass(re.error, Exception), re.error.__name__, re.error.__module__)
t(re.error); t(lambda: re.error(msg="q", pattern="abc", pos=1).colno)
warnings.simplefilter("ignore")
re.purge()
print(re.fullmatch("a|ab", "ab"), re.fullmatch("a*?", "aaa"), re.match(r"(?:a|ab)(?:c|bcd)(d*)", "abcd").group(1))
print(re.search(r"(?<=abc)def", "abcdef"), re.search(r"\bfoo\b", "a foo."), re.sub(r"(?P<a>x)", r"\g<a>\g<1>\g<0>", "x"))

