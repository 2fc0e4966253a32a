"""Patterns and matches are native inside and the host's outside: each becomes the other's when it crosses."""
import re
from re import Match, Pattern
P = re.compile(r"(\w+)=(\d+)", re.I | re.M)
def find(s): return P.search(s)
def pat(): return P
def same(p): return p is P
def allof(s): return [m.group() for m in re.finditer(r"\d+", s)]
def iterate(s): return re.finditer(r"\d+", s)
def sub(f, s): return re.sub(r"\d+", f, s)
def use(p, s): return re.search(p, s)
def bad(p):
    try: re.compile(p)
    except re.error as e: return (str(e), e.msg, e.pos, e.pattern, type(e) is re.error)
def raises(p): return re.compile(p)
def types(m, p): return type(m) is Match, isinstance(m, re.Match), type(p) is Pattern, isinstance(p, Pattern)
def flags(): return re.I | re.M, re.IGNORECASE, re.compile("x").flags
def tokens(s): 
    sc = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\s+", None)])
    return sc.scan(s)


class Lexer:
    token = re.compile(r"\s*(?:(?P<number>\d+)|(?P<name>[a-z]\w*)|(?P<op>.))")

    def __init__(self, text):
        self.text = text
        self.last = None

    def __iter__(self):
        at = 0
        while m := self.token.match(self.text, at):
            self.last = m
            yield m.lastgroup, m.group(m.lastgroup)
            at = m.end()


def kept(patterns):
    return {name: re.compile(p) for name, p in patterns.items()}


def looks(s):
    return [(m.start(), m.group()) for m in re.compile(r"(?<=a)b|\Bc$").finditer(s, 1)]


def matched(value):
    match value:
        case re.Match(string=s):
            return "match", s
        case re.Pattern(pattern=p):
            return "pattern", p
    return "other", value
