# Patterns, matches, templates, scanners: results and errors.
import re, copy
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(ascii(r))
    except re.error as e:
        print("re.error", ascii(str(e)), e.msg, e.pattern, e.pos, e.lineno, e.colno, e.args)
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))
P = re.compile("(?P<x>a)(b)?")
t(re.compile, P); t(re.compile, P, re.I); t(re.compile, P, 0)
t(P.match, b"ab"); t(re.match, b"a", "a"); t(P.match, 5); t(P.match, None); t(P.match); t(P.match, "a", "b"); t(P.match, string="ab", pos=0, endpos=1)
m = P.match("ab!")
t(m.group, 0); t(m.group, "x", 2, 0); t(m.group, 3); t(m.group, "y"); t(m.group, -1); t(m.__getitem__, "x"); t(m.__getitem__, 5); t(m.group, True); t(m.group, 1.0); t(m.group, [])
t(m.start, 2); t(m.end, "x"); t(m.span, 7); t(m.groups); t(m.groups, "d"); t(m.groupdict); t(P.match("a").groupdict, 5); t(P.match("a").groups, 5); t(P.match("a").span, 2)
t(m.expand, r"\1-\g<2>-\g<x>\n\t\\"); t(m.expand, r"\3"); t(m.expand, r"\g<y>"); t(m.expand, r"\g<"); t(m.expand, r"\g"); t(m.expand, r"\q"); t(m.expand, "\\"); t(m.expand, r"\g<1x>"); t(m.expand, r"\g<99>"); t(m.expand, r"\011\0\08\100\777"); t(m.expand, r"\-\[\é"); t(m.expand, r"\g<+1>"); t(m.expand, r"\g< 1>"); t(m.expand, r"\g<>");  t(m.expand, r"\400")
print(m, m.re, m.string, m.pos, m.endpos, m.lastindex, m.lastgroup, m.regs, bool(m))
print(P.flags, P.groups, P.groupindex, type(P.groupindex), P.pattern)
print(P == re.compile("(?P<x>a)(b)?"), P == re.compile("(?P<x>a)(b)?", re.I), P != 5, hash(P) == hash(re.compile("(?P<x>a)(b)?")), P is re.compile("(?P<x>a)(b)?"))
t(lambda: P < P)
print(re.sub("a", "b", "xax"), re.sub("x*", "-", "abxd"), re.sub("(a)|b", r"[\1]", "ab"), re.subn("b", lambda m: None, "abc"), re.sub("a", lambda m: m.group() * 2, "banana", count=2))
t(re.sub, "a", 5, "aaa"); t(re.sub, "a", lambda m: 5, "xaaa"); t(re.sub, "a", b"x", "aaa"); t(re.sub, b"a", "x", b"aaa"); t(re.sub, "a", None, "aaa"); t(re.sub, "a", "b", "aaa", -1); t(re.sub, "a", "b", b"aaa"); t(re.sub, b"a", lambda m: bytearray(b"zz"), b"abca"); t(re.sub, b"a", bytearray(b"\\n"), b"abca"); t(re.sub, "q", 5, "aaa")
t(re.split, "(,)|;", "a,b;c"); t(re.split, "", "abc"); t(re.split, "x*", "axbc"); t(re.split, ",", "a,b,c", 1); t(re.split, ",", "a,b", maxsplit=-1); t(re.split, b",", b"a,b"); t(re.split, ",", "")
t(re.findall, "(a)(b)?", "abaa"); t(re.findall, b"a", bytearray(b"aba")); t(re.findall, "", "ab"); t(re.findall, b"a", memoryview(b"aba"))
t(re.escape, "a.b*c\n é-_~#"); t(re.escape, b"a.b\xff\0"); t(re.escape, bytearray(b".")); t(re.escape, 5)
print(list(re.finditer("a|", "aab"))); it = re.finditer("a", "aa"); print(next(it), iter(it) is it, type(it).__name__)
sc = P.scanner("abaab"); print(sc.match(), sc.search(), sc.match(), sc.match(), sc.pattern is P)
