import typing, re, dataclasses, enum
from typing import *
print(typing.Pattern[str], typing.Match, Pattern, Match[bytes], Optional[Pattern])
def f(p: re.Pattern[str], m: "re.Match | None" = None) -> Iterator[re.Match]: ...
print(f.__annotations__, get_type_hints(f))
import fractions, statistics, numbers, decimal
print(fractions.Fraction("3/4"), fractions.Fraction(" -1.25e2 "), statistics.mean([1, 2, 4]), statistics.stdev([1, 2, 3, 4]), statistics.median([3, 1, 2]), statistics.mode("aab"), statistics.quantiles(range(10)), decimal.Decimal("1.10") + 1)
try: fractions.Fraction("x")
except ValueError as e: print(e)
import configparser, io
c = configparser.ConfigParser(); c.read_string("[a]\nx = 1\ny: two ; c\n multi\n[b]\nz=%(q)s!\nq=5\n")
print({s: dict(c[s]) for s in c.sections()}, c.getint("a", "x"), c.get("b", "z"))
o = io.StringIO(); c.write(o); print(o.getvalue())
try: c.read_string("junk")
except configparser.Error as e: print(type(e).__name__, e)
import pprint; pprint.pprint({"a": list(range(30)), "b": {"c": "x" * 100, "d": ("y",) * 20}}, width=60)
import urllib.parse as u
print(u.urlparse("https://user:pw@host:80/p;x?q=1&r=a%20b#frag"), u.quote("a b/é?"), u.parse_qs("a=1&a=2&b="), u.urljoin("http://a/b/c", "../d"), u.urlencode({"x": [1, 2], "y": "é "}, doseq=True))
