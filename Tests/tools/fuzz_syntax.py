#!/usr/bin/python3.11
"""Wrong programs against CPython's compile(): what is accepted, and each error's text, line and columns.

    Tests/tools/fuzz_syntax.py [--count 2000] [--seed 1] [--natrix bin/natrix] [--show 20] [--keep DIR] [FILE …]

Snippets are statements of the files (by default our test programs and CPython's library) and of a list of short ones
that has every form of the grammar, changed at random: tokens are deleted, doubled, swapped and replaced, brackets,
indentation, strings and bytes broken. Snippet N of a seed is always the same. Those that once differed stand in
Tests/tools/syntax_seeds, and are tried when no count is given.
"""
import argparse
import ast
import random
import re
import subprocess
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = "/usr/bin/python3.11"
SEEDS = Path(__file__).parent / "syntax_seeds"

SHORT = r'''
x = 1
x: int = 1
(x): int
a.b: int = c
a[0]: str
x = y = z = 0
a, b = b, a
a, *b = c
[a, b] = (c, d) = e
x += 1; y -= 2; z **= 3; a //= b; c >>= 1; d @= e
del a, b.c, d[0], (e, [f])
pass; pass
assert a, 'text'
assert (a, b)
return
return a, *b
raise
raise A from b
global a, b
nonlocal a
import a
import a.b.c as d, e
from a import b as c, d
from . import (a, b as c,)
from ..a.b import *
from __future__ import annotations
from __future__ import braces
if a: b
if a:\n    b\nelif c:\n    d\nelse:\n    e
while a:\n    break\nelse:\n    continue
for a in b: c
for a, (b, *c) in d, e:\n    pass\nelse:\n    f
async for a in b: c
async with a as b: c
try:\n    a\nexcept B as c:\n    d\nexcept (E, F):\n    g\nelse:\n    h\nfinally:\n    i
try:\n    a\nexcept* B as c:\n    d
try:\n    a\nfinally:\n    b
try:\n    a\nexcept:\n    b
with a: b
with a as b, c as (d, e): f
with (a as b, c as d,): e
with (a, b): c
with (yield): d
def f(): pass
def f(a, b=1, /, c=2, *d, e, f=3, **g) -> h: return a
def f(a: int, *, b: str = 'x', **c: list[int]): yield
def f(*args: *Ts): pass
async def f():\n    await a\n    async for b in c: d\n    async with e as f: g\n    return [h async for h in i]
@a.b(c)\n@d\ndef f(): pass
@a\nclass C(B, metaclass=M, *c, **d):\n    x = 1
class C: pass
class C():\n    def m(self): return super().m()
def f():\n    nonlocal x
def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    return g
def f():\n    global x\n    x = 1
def f():\n    print(x)\n    global x
def f():\n    yield\n    x = yield 1\n    y = yield from z\n    return (yield)
lambda: 0
lambda a, b=1, /, *c, d, **e: a
lambda *, a: (yield)
a if b else c
a or b and not c
a < b <= c != d is not e not in f in g is h
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
-a ** -b
not +~-a
await a
a.b.c(d)[e](f)
f(a, *b, c=d, **e)
f(a for a in b)
f(a, b for b in c)
f(a := 1, b)
f(**a, b)
f(a=1, b)
f(a=1, a=2)
f(a.b=1)
f(True=1)
f(a for a in b, c)
f(a, b=c for c in d)
a[b]
a[b:c, d:e:f, ...]
a[*b, c]
a[b := 1]
a[:, ::2]
(a, b)
(a,)
()
(a := b)
[a, *b]
[a for b in c if d if e for f in g]
{a: b, **c}
{a: b for c, d in e}
{a for b in c}
{*a, b}
(a async for a in b)
(yield)
print a
print "a"
exec "a"
a = b c
a b
x = 1 +
1 = a
f() = a
a + b = c
a = 1 = b
(a, b) += 1
a, b += 1
None = 1
True = 1
x.None = 1
def True(): pass
class None: pass
import None
for 1 in a: pass
for f() in a: pass
with a as 1: pass
with a as f(): pass
del f()
del a + b
del (a, 1)
del *a
a := 1
(a.b := 1)
(a[0] := 1)
x = *a
*a
*a, = b
*a, *b = c
f(*)
f(**)
{**a: 1}
{a: *b}
{a: }
{a:b, c}
{a, b: c}
def f(a, a): pass
def f(a=1, b): pass
def f(*): pass
def f(**a, b): pass
def f(*a, *b): pass
def f(a, /, /): pass
def f(/): pass
def f(*, **a): pass
def f(*a=1): pass
def f(**a=1): pass
def f((a, b)): pass
def f(1): pass
def f(a, (b)): pass
lambda (a): 0
lambda a=1, b: 0
lambda *: 0
class C(a for a in b): pass
class C(x=1, y): pass
break
continue
yield
await
return 1
'return' outside
if a = b: pass
if a: pass else: pass
while a = 1: pass
if x
for a in
for a b: pass
try: pass
try:\n    pass\nexcept A, B:\n    pass
try:\n    pass\nexcept:\n    pass\nexcept A:\n    pass
try:\n    pass\nexcept A:\n    pass\nexcept* B:\n    pass
try:\n    pass\nexcept*:\n    pass
try:\n    a\nexcept* B:\n    break
try:\n    a\nexcept* B:\n    return
else: pass
def f\n    pass
def f():\npass
class C:\npass
if a:\nb
if a:\n    b\n  c
if a:\n\tb\n        c
 a
a = (b
a = b)
a = [b)
a = {b: (c]}
a = (b,\nc]
f(a, b
'abc
"abc
\'\'\'abc
"""abc\n
'a' "b" r'c' b'd'
b'a' 'c'
b'\xe9'
'é' + "\N{DIGIT ONE}" + '\u1234'
'\N{no such}'
'\x1'
'\u12'
'\U12345678'
b'é'
b'\x1'
f'{a}'
f'{a!r:>{b}} {c=}'
f'{a:{b:{c}}}'
f''
f'{}'
f'{ }'
f'{a'
f'}'
f'{a!x}'
f'{a!}'
f'{a:{b:{c:{d}}}}'
f'{a b}'
f'{a = }'
f'{lambda x: 1}'
f'{*a}'
f'{yield}'
f'{a["b"]}'
f'{a:=5}'
f'{(a:=5)}'
f'{{}}'
f'{a\\b}'
f'{#}'
f'{a[}'
f'{a)}'
f'{1 2}'
f'{f(a for a in b, c)}'
f"""{\na\n}"""
rf'\{a}\d'
fr'{a:\d}'
u'a'
ur'a'
bf'a'
0
00
0123
0_0
1_000
1__0
1_
0x
0xg
0x_f
0b2
0b101
0b1_
0o8
0o17
1.5e10
1e
1e+
1.5j
1._5
1_.5
1if a else b
1 if 2else 3
0x1for x in y
1abc
1.2abc
0b1abc
1e5abc
5jx
1.real
a $ b
a ? b
a ! b
a !b
a <> b
a++
a--b
++a
a && b
a || b
a -> b
a \ b
a \\n + b
a = \n
a ; ; b
;
,
.
...
@
@a
match a:\n    case 1: pass\n    case -1 | 1+2j: pass\n    case 'a' 'b': pass
match a:\n    case [b, *c, d]: pass\n    case (e, f): pass\n    case (): pass
match a:\n    case {'k': v, **rest}: pass\n    case {}: pass
match a:\n    case C(x, y=z): pass\n    case a.b.c: pass
match a, b:\n    case (x | y) as z if w: pass\n    case _: pass
match a:\n    case None | True: pass
match a:\n    case x: pass\n    case y: pass
match a:\n    case _ | 1: pass
match a:\n    case x | y: pass
match a:\n    case [x, x]: pass
match a:\n    case {**x, 'k': v}: pass
match a:\n    case {'k': 1, 'k': 2}: pass
match a:\n    case C(x=1, x=2): pass
match a:\n    case C(x=1, y): pass
match a:\n    case 1 + 1: pass
match a:\n    case 1 as _: pass
match a:\n    case 1 as a.b: pass
match a:\n    case *x: pass
match a:\n    case [*x, *y]: pass
match a:\n    case f'x': pass
match a:\n    case {a: b}: pass
match a:\n    case -x: pass
match a:\n    case a.b(): pass
match a:\npass
match a:\n    case 1:\n    pass
match a:\n    pass
match = 1
match(a)
match.a
case = 2
_ = 3
type = 4
print(a, end='')
__debug__ = 1
def f(__debug__): pass
f(__debug__=1)
del __debug__
a.__debug__ = 1
import __debug__
x = __debug__
class C:\n    global x\n    x: int
def f():\n    x = 1\n    global x
def f():\n    x: int\n    nonlocal x
def f(x):\n    global x
def f(x):\n    nonlocal x
def f():\n    global x\n    nonlocal x
def f():\n    from a import *
class C:\n    from a import *
[x := 1 for x in y]
[y for x in (y := z)]
[[x := 1 for y in z] for x in w]
class C:\n    [x := 1 for y in z]
def f():\n    [x := 1 for y in z]
[(yield x) for x in y]
[await x for x in y]
def f():\n    await x
def f():\n    [x async for x in y]
async def f():\n    yield from x
async def f():\n    yield 1\n    return 2
class C:\n    return 1
class C:\n    yield
for x in y:\n    def f():\n        break
while a:\n    class C:\n        continue
é = 1
a‘b
a = “b”
a = 1 – 2
a\x00b
a\xa0= 1
a = 5€
\ufeffx = 1
# comment\n    # more\nx = 1
x = (  # comment\n  1,\n  # more\n)
if a:\n    # only a comment
'a' 'b
a = 'b\\n'
a = 'b\\
a = 'b\\\nc'
'''.strip().splitlines()

WORDS = """False None True and as assert async await break class continue def del elif else except finally for from
global if import in is lambda nonlocal not or pass raise return try while with yield match case type _ a x self print
exec __debug__ super __class__""".split()
OPERATORS = """+ - * ** / // % @ << >> & | ^ ~ := < > <= >= == != <> -> += -= *= /= //= %= @= &= |= ^= >>= <<= **= , : . ; = ...
( ) [ ] { } ! ? $ \\ ` # * ** == ( ) [ ] { } : ,""".split()
LITERALS = ["0", "1", "07", "1_0", "1__0", "0x", "0b12", "1e", "1.5", "2j", "1.5jx", "1if", "'a'", '"b"', "b'c'", "f'{x}'", "f'{'", "f'}'", "f'{x!r:>{w}}'",
            "f'{x y}'", "'''", '"""', "'", '"', "r'\\'", "'\\N{x}'", "'\\x'", "b'é'", "u'e'", "\\\n", "\n", "\t", "    ", "\f", "é", "€", "\u00a0", "\u200b",
            "‘", "…", "(yield)", "*a", "**b", "a=1", "a:=1", "(a:=1)", "[x for x in y]", "x for x in y", "lambda: 0", "lambda x, y=1: x", "...",
            "not", "await b", "a.b", "a[0]", "f()", "f(x)(y)", "-1", "a if b else c", "async for x in y", "yield from z", "()", "[]", "{}", "{a: b}", "(a, b)"]
TOKEN = re.compile(r"\w+|[ \t]+|\n|\"\"\"|'''|\*\*=?|//=?|>>=?|<<=?|!=|->|:=|[-+*/%&|^@=<>]=|\.\.\.|.", re.DOTALL)


class Generator:
    """Snippets of one seed; `snippet(n)` does not depend on the ones before."""

    def __init__(self, seed, texts):
        self.seed = seed
        self.texts = texts
        self.short = [re.sub(r"(?<!\\)\\n", "\n", line).replace(r"\\", "\\") for line in SHORT]

    def snippet(self, number):
        choose = self.random = random.Random(f"{self.seed}/{number}")
        text = self.base()
        for _ in range(choose.choice([0, 1, 1, 1, 1, 2, 2, 3])):
            text = self.change(text)
        data = text.encode("utf-8", "surrogatepass")
        if choose.random() < 0.02:
            place = choose.randrange(len(data) + 1)
            data = data[:place] + choose.choice([b"\x00", b"\xff", b"\xc3", b"\xe2\x82", b"\r", b"\r\n", b"\x0c", b"\x1a", b"\xed\xa0\x80"]) + data[place:]
        return data

    def base(self):
        kind = self.random.random()
        if kind < 0.6 or not self.texts:
            count = self.random.choice([1, 1, 1, 2, 3])
            parts = [self.random.choice(self.short) for _ in range(count)]
            wrapped = self.random.random()
            if wrapped < 0.15:
                head = self.random.choice(["def f():", "async def f():", "class C:", "for i in j:", "if a:", "with a:", "try:", "while a:", "else:"])
                return head + "\n" + "\n".join("    " + line for part in parts for line in part.split("\n")) + "\n"
            if wrapped < 0.3 and "\n" not in parts[0]:
                return self.random.choice(["x = ", "f(", "[", "(", "{", "return ", "f'{", "x.y[", "lambda: ", "if "]) + parts[0] + \
                    self.random.choice(["", "", ")", "]", "}", "}'", ":"]) + "\n"
            return "\n".join(parts) + self.random.choice(["\n", "\n", "\n", ""])
        lines = self.random.choice(self.texts)
        start = self.random.randrange(len(lines))
        while start and (lines[start][:1] in " \t#)]}\n" or not lines[start].strip()):
            start -= 1
        return "".join(lines[start:start + self.random.choice([3, 8, 20])])

    def change(self, text):
        tokens = TOKEN.findall(text)
        if not tokens:
            return text
        place = self.random.randrange(len(tokens))
        other = self.random.randrange(len(tokens))
        what = self.random.random()
        new = self.random.choice(self.random.choice([WORDS, OPERATORS, OPERATORS, LITERALS]))
        if what < 0.25:
            del tokens[place]
        elif what < 0.35:
            tokens.insert(place, tokens[place])
        elif what < 0.45:
            tokens[place], tokens[other] = tokens[other], tokens[place]
        elif what < 0.65:
            tokens[place] = new
        elif what < 0.85:
            tokens.insert(place, new if self.random.random() < 0.5 else f" {new} ")
        elif what < 0.9:
            del tokens[place:]
        elif what < 0.95:
            marks = [i for i, token in enumerate(tokens) if token in "()[]{}:,'\"=."]
            if marks:
                tokens[self.random.choice(marks)] = self.random.choice(["(", ")", "[", "]", "{", "}", "", ":", ",", "'", "="])
        else:
            lines = text.splitlines(keepends=True)
            line = self.random.randrange(len(lines))
            lines[line] = self.random.choice(["", " ", "  ", "    ", "\t", "        ", "\f"]) + lines[line].lstrip(" \t")
            return "".join(lines)
        return "".join(tokens)


def oracle(data, path):
    """What CPython says about a file: '' or the error as it prints it.

    Columns are those of the text (of bytes without a declaration CPython 3.11 counts bytes, and its carets are shifted)."""
    source = data
    if not data.isascii() and not data.startswith(b"\xef\xbb\xbf") and b"coding" not in data:
        try:
            source = data.decode()
        except UnicodeDecodeError:
            result = subprocess.run([PYTHON, str(path)], capture_output=True, timeout=60)
            return result.stderr.decode("utf-8", "replace").replace(f'File "{path}"', 'File "FILE"')
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, str(path), "exec", dont_inherit=True)
    except SyntaxError as error:
        return "".join(traceback.format_exception_only(error)).replace(f'File "{path}"', 'File "FILE"')
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return f"{type(error).__name__}: {error}\n"
    return ""


def natrix(command, paths):
    """What natrix says, by path."""
    result = subprocess.run([command, "check", "--syntax-only", "--first", *map(str, paths)], capture_output=True, timeout=600)
    said, current = {}, None
    for line in result.stderr.decode("utf-8", "replace").split("\n"):
        if line.startswith("==> "):
            current = line[4:]
            said[current] = ""
        elif current is not None:
            said[current] += line.replace(f'File "{current}"', 'File "FILE"') + "\n"
    if result.returncode not in (0, 1):
        print(f"natrix check ended with status {result.returncode}", file=sys.stderr)
        said["crash"] = result.stderr.decode("utf-8", "replace")[-500:]
    return {path: text.removesuffix("\n") if text.endswith("\n\n") else text for path, text in said.items()}


# What CPython says of f-strings that later versions understand.
NEWER_FSTRINGS = re.compile(r"f-string: expressions nested too deeply|unterminated string literal|f-string: expecting '}'")
NEWER_FORMS = re.compile(rb"\bexcept\b.*,|\b(def|class)\s+\w+\s*\[|^\s*type\s+\w", re.MULTILINE)
NEWER = re.compile(rb"\b(def|class)\s+\w+\s*\[|\btype\s+\w+|\bf?[rRbBtT]?[fFtT][rR]?['\"]|\bexcept\b")


def is_newer(data, theirs):
    """Whether a text may be wrong to CPython 3.11 only because it uses later syntax."""
    if NEWER_FORMS.search(data):
        return True
    if not re.search(rb"[fF][rR]?['\"]", data):
        return False
    return bool(NEWER_FSTRINGS.search(theirs)) or len(re.findall(rb"['\"]", data)) > 2 or b"\\" in data


def compare(command, snippets, folder):
    """The differing ones of (name, bytes): (name, bytes, theirs, ours)."""
    paths = []
    for index, (_, data) in enumerate(snippets):
        paths.append(Path(folder, f"{index}.py"))
        paths[-1].write_bytes(data)
    said = natrix(command, paths)
    if "crash" in said and len(snippets) > 1:
        middle = len(snippets) // 2
        return compare(command, snippets[:middle], folder) + compare(command, snippets[middle:], folder)
    result = []
    for (name, data), path in zip(snippets, paths):
        theirs, ours = oracle(data, path), said.get("crash", said.get(str(path), ""))
        if theirs == ours:
            continue
        if not ours and NEWER.search(data):
            continue  # syntax of later versions than 3.11
        if is_newer(data, theirs):
            continue
        if "Non-UTF-8" in ours or b"\0" in data and "null" in ours:
            continue  # we say so first
        result.append((name, data, theirs, ours))
    return result


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, help="random snippets (default: the kept ones)")
    options.add_argument("--seed", default="1")
    options.add_argument("--natrix", default=str(ROOT / "bin/natrix"))
    options.add_argument("--show", type=int, default=20, help="differences to print")
    options.add_argument("--keep", type=Path, help="folder for the snippets that differ")
    options.add_argument("files", nargs="*", type=Path)
    chosen = options.parse_args()
    if chosen.count is None:
        snippets = [(f"kept {i}", ast.literal_eval(line)) for i, line in enumerate(SEEDS.read_text().splitlines(), 1) if line.strip()]
    else:
        files = chosen.files or sorted(ROOT.glob("Tests/cases/programs/**/*.py")) + sorted(Path("/usr/lib/python3.11").glob("*.py"))
        texts = [text.splitlines(keepends=True) for path in files if (text := path.read_text("utf-8", "replace")).strip()]
        generator = Generator(chosen.seed, texts)
        snippets = [(f"{chosen.seed}/{n}", generator.snippet(n)) for n in range(chosen.count)]
    differing = []
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(snippets), 1000):
            differing += compare(chosen.natrix, snippets[start:start + 1000], folder)
    differing.sort(key=lambda d: len(d[1]))
    for name, data, theirs, ours in differing[:chosen.show]:
        print(f"---- {name}: {data!r}\nCPython: {theirs or 'accepted'}\nnatrix:  {ours or 'accepted'}")
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        for name, data, _, _ in differing:
            (chosen.keep / (name.replace("/", "_").replace(" ", "_") + ".py")).write_bytes(data)
    print(f"{len(snippets) - len(differing)} passed, {len(differing)} failed")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
