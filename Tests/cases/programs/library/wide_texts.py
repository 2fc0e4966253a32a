import textwrap, string, difflib, shlex, pprint, re, html, json, calendar, locale
t = """   The quick brown fox jumps over the lazy dog.  It was    a very-long-hyphenated-word day,
	with tabs and
newlines—and dashes."""
for w in (20, 33): print(textwrap.fill(t, w)); print(textwrap.wrap(t, w, initial_indent="* ", subsequent_indent="  ", max_lines=2, placeholder=" [..]"))
print(textwrap.shorten(t, 40), textwrap.shorten(t, 15, placeholder="…"), repr(textwrap.dedent("\n    a\n      b\n\n    c\n")), repr(textwrap.indent("a\n\nb\n", "> ")), repr(textwrap.indent("a\n\nb\n", "> ", lambda l: True)))
w = textwrap.TextWrapper(width=18, break_long_words=False, break_on_hyphens=False, drop_whitespace=False, expand_tabs=False, replace_whitespace=False, fix_sentence_endings=True, tabsize=4)
print(w.wrap(t), w.fill("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbb. ccc"))
try: textwrap.wrap("abc", 0)
except ValueError as e: print(e)
T = string.Template("$who owes ${what} $$5 $1x"); print(T.safe_substitute(who="a"), string.Template("$a-$b").substitute({"a": 1}, b=2), string.Template("$a ${b}").get_identifiers(), string.Template("$a $").is_valid())
for f in (lambda: T.substitute(who=1), lambda: string.Template("$x").substitute(), lambda: string.Template("a $").substitute()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class P(string.Template): delimiter = "%"; idpattern = "[a-z]+_[a-z]+"
print(P("%a_b %c").safe_substitute(a_b=1))
F = string.Formatter(); print(F.format("{0!r:>5} {a.real} {b[0]} {}" if False else "{0!r:>5} {a.real} {b[0]}", "x", a=3, b=[9]), list(F.parse("a{b!r:c{d}}e{{f")), F.vformat("{}{}", (1, 2), {}), string.capwords("hello  wORLD", None), string.ascii_letters[:3], string.punctuation)
class D(string.Formatter):
    def get_value(self, k, a, kw): return kw.get(k, f"<{k}>") if isinstance(k, str) else super().get_value(k, a, kw)
    def convert_field(self, v, c): return str(v).upper() if c == "u" else super().convert_field(v, c)
print(D().format("{x} {y!u} {0}", 5, y="yy"))
a, b = "one\ntwo\nthree\nfour\n".splitlines(True), "one\ntoo\nthree\nfive\nfour\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "a.txt", "b.txt", "d1", "d2", n=1))); print("".join(difflib.context_diff(a, b, "a", "b"))); print("".join(difflib.ndiff(a, b))); print(list(difflib.restore(difflib.ndiff(a, b), 2)))
s = difflib.SequenceMatcher(None, "private Thread currentThread;", "private volatile Thread currentThread;"); print(round(s.ratio(), 3), s.get_matching_blocks(), s.get_opcodes(), s.find_longest_match(0, 8, 0, 8), list(s.get_grouped_opcodes(1)), s.quick_ratio(), s.real_quick_ratio())
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("x", ["y"], cutoff=0.0), len(difflib.HtmlDiff().make_table(a, b)), difflib.IS_LINE_JUNK("#\n"), difflib.SequenceMatcher(lambda x: x == " ", "a b", "ab ").ratio())
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g # h"), shlex.split("a # b", comments=True), shlex.quote("it's"), shlex.join(["a b", "c"]), shlex.split("a'b'c", posix=False), list(shlex.shlex("a=b;c|d", punctuation_chars=True)), list(shlex.shlex("x + 'y z'")))
for bad in ("'abc", 'a"b', "a\\"):
    try: shlex.split(bad)
    except ValueError as e: print(e)
data = {"k%d" % i: list(range(i * 4)) for i in range(5)}; pprint.pprint(data, width=40); pprint.pprint(data, depth=1); pprint.pprint([["x" * 30] * 3, {"s": {3, 1, 2}, "f": frozenset("a"), "t": (1,), "b": b"x" * 90}], width=50, compact=True, indent=2); print(pprint.pformat({"b": 1, "a": 2}, sort_dicts=False), pprint.saferepr({"z": 1, "a": []}), pprint.isreadable([1]), pprint.isrecursive([]));
import collections, dataclasses, types
@dataclasses.dataclass
class DC: name: str; values: list = dataclasses.field(default_factory=list)
pprint.pprint([DC("a" * 40, list(range(20))), collections.OrderedDict(a=1, b="x" * 70), collections.defaultdict(int, {"q": 1}), collections.Counter("hello"), collections.deque([1, 2], 5), collections.ChainMap({"a": 1}, {"b": 2}), types.SimpleNamespace(a="y" * 50, b=list(range(12))), "long text " * 15, collections.UserDict(a=1)], width=60); pprint.pp({"z": 1, "a": 1_000_000}, underscore_numbers=True)
print(html.escape("<a href='x'>&</a>"), html.escape("'\"", quote=False), html.unescape("&lt;&eacute;&#233;&#xe9;&notit;&amp;amp;&#0;&#x110000;&nbsp;&hearts"))
print(json.dumps({"a": [1, 2.0, None, True, "é\n\u2028", float("inf")], "b": {}}, indent=2), json.dumps([1, {"z": 1, "a": ()}], separators=(",", ":"), sort_keys=True), json.dumps("é\U0001f600", ensure_ascii=False), json.dumps({1: 2, None: 3, True: 4, 1.5: 5}), json.loads('{"a": [1, 2.5, -3e5, "\\u00e9\\ud83d\\ude00", null, true, NaN]}'), json.loads("[1]", parse_int=float), json.loads('{"a":1,"a":2}', object_pairs_hook=list))
for bad in ("", "[1,]", '{"a" 1}', "[1", '"abc', "nul", '{"a":1} x', '"\\x"', '"\t"', "{1:2}", "-", "01", "[1 2]", '"\\u12"'):
    try: print(json.loads(bad))
    except json.JSONDecodeError as e: print(e, e.pos, e.lineno, e.colno)
for bad in (object, {(1, 2): 3}, {1, 2}, float("nan")):
    try: print(json.dumps(bad, allow_nan=False))
    except Exception as e: print(type(e).__name__, e)
c = []; c.append(c)
try: json.dumps(c)
except ValueError as e: print(e)
print(json.dumps({"d": {(1, 2): 3, "x": 1}}, skipkeys=True), json.dumps(3 + 4j, default=lambda o: [o.real, o.imag]), json.JSONEncoder(indent="\t").encode([1, [2]]), list(json.JSONEncoder().iterencode({"a": [1]})), json.JSONDecoder().raw_decode("[1] tail"))
print(calendar.month(2024, 2), calendar.TextCalendar(6).formatmonth(2023, 1, 3, 1), calendar.isleap(2000), calendar.monthrange(2023, 2), calendar.monthcalendar(2024, 2), list(calendar.Calendar().itermonthdates(2024, 2))[:2], calendar.weekday(2024, 2, 29), calendar.timegm((2024, 1, 1, 0, 0, 0)), calendar.HTMLCalendar().formatmonth(2024, 2)[:120], calendar.day_name[0], list(calendar.month_abbr), calendar.leapdays(1990, 2024)); print(calendar.calendar(2024, 1, 1, 2, 4)[:300])
