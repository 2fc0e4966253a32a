#!/usr/bin/env python3
"""Random programs against CPython: expressions over numbers, strings, bytes and containers, in functions with loops,
branches and handlers. What a program prints must be the same.

    Tests/tools/random_programs.py [--seeds 1-50] [--natrix "bin/natrix build -O1 {src} -o {exe}"] [--keep DIR]

Seeds that once failed stand in Tests/tools/random_seeds and are always tried when no seeds are given.
"""
import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = "/usr/bin/python3.11"

INTS = ["0", "1", "-1", "2", "3", "7", "-5", "10", "63", "64", "255", "-256", "1000003", "2**31", "2**61", "2**62 - 1",
        "-2**62", "2**63", "10**20", "-10**25", "True", "False"]
FLOATS = ["0.0", "-0.0", "1.0", "0.5", "-2.5", "3.75", "1e10", "1e-10", "1e300", "-1e-300", "0.1", "2/3", "123456.789",
          "float('inf')", "float('nan')", "9007199254740993.0"]
STRS = ["''", "'a'", "'abc'", "'hello world'", "'\\u00e9\\u20ac'", "'\\U0001f600x'", "'  pad '", "'12'", "'-3.5'", "'A,b,C'",
        "'\\n\\t'", "'zz' * 3", "'%d-%s'", "'{}|{:>5}'", "'\\xdf'", "'x\\x00y'"]
BYTES = ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'12 34'", "bytearray(b'xyz')"]
SPECS = ["d", "5d", "+d", "08d", ",d", "x", "#x", "b", "o", "e", ".2f", "10.3f", "g", ".3g", "%", "s", ">8", "<8", "^9", "*^9",
         "_d", ".2", "n", "c", "=+8", "08.2f", ",.1f", "#o", ".0e", "G", ""]

ORDERS = ["'big'", "'little'"]


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = {}

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, part):
        return self.random.random() < part

    def name(self, kind):
        return self.pick(*[n for n, k in self.names.items() if k == kind] or [""])

    # ---- expressions by kind, `depth` deep at most

    def int(self, depth):
        if depth <= 0 or self.chance(0.15):
            return self.name("int") or f"({self.pick(*INTS)})"
        d = depth - 1
        return self.pick(
            lambda: f"({self.int(d)} {self.pick('+', '-', '*', '+', '-')} {self.int(d)})",
            lambda: f"({self.int(d)} {self.pick('//', '%', '&', '|', '^')} {self.int(d)})",
            lambda: f"({self.int(d)} {self.pick('<<', '>>')} ({self.int(d)} % 70))",
            lambda: f"({self.int(d)} ** ({self.int(d)} % 9))",
            lambda: f"pow({self.int(d)}, abs({self.int(d)}) % 1000, {self.int(d)})",
            lambda: f"({self.pick('-', '~', '+', 'abs', 'int', 'hash')}({self.int(d)}))",
            lambda: f"len({self.pick(self.str, self.bytes, self.list, self.dict)(d)})",
            lambda: f"{self.str(d)}.{self.pick('find', 'count', 'rfind', 'index')}({self.str(0)})",
            lambda: f"sum(x for x in {self.list(d)} if isinstance(x, int))",
            lambda: f"({self.int(d)} if {self.bool(d)} else {self.int(d)})",
            lambda: f"int({self.pick(self.float, self.str)(d)})",
            lambda: f"round({self.float(d)})",
            lambda: f"round({self.int(d)}, {self.pick('-1', '-2', '0', '3')})",
            lambda: f"divmod({self.int(d)}, {self.int(d)})[{self.pick('0', '1')}]",
            lambda: f"{self.pick('min', 'max')}({self.int(d)}, {self.int(d)})",
            lambda: f"({self.int(d)}).bit_length()",
            lambda: f"{self.list(d)}[{self.int(d)}]",
            lambda: f"int.from_bytes({self.bytes(d)}, {self.pick(*ORDERS)}, signed={self.bool(0)})",
            lambda: f"{self.bytes(d)}[{self.int(0)} % 4]",
        )()

    def float(self, depth):
        if depth <= 0 or self.chance(0.15):
            return self.name("float") or f"({self.pick(*FLOATS)})"
        d = depth - 1
        return self.pick(
            lambda: f"({self.float(d)} {self.pick('+', '-', '*', '/')} {self.float(d)})",
            lambda: f"({self.float(d)} {self.pick('//', '%')} {self.pick(self.float, self.int)(d)})",
            lambda: f"({self.int(d)} / {self.int(d)})",
            lambda: f"({self.float(d)} ** {self.pick('2', '0.5', '-1', '3')})",
            lambda: f"abs({self.float(d)})",
            lambda: f"float({self.pick(self.int, self.str)(d)})",
            lambda: f"round({self.float(d)}, {self.pick('0', '1', '2', '-1', '5')})",
            lambda: f"({self.int(d)} * {self.float(d)})",
            lambda: f"sum([{self.float(d)}, {self.float(d)}])",
        )()

    def bool(self, depth):
        if depth <= 0:
            return self.pick("True", "False")
        d = depth - 1
        number = self.pick(self.int, self.float)
        return self.pick(
            lambda: f"({number(d)} {self.pick('<', '<=', '==', '!=', '>', '>=')} {number(d)})",
            lambda: f"({self.str(d)} {self.pick('<', '==', 'in', 'not in', '!=')} {self.str(d)})",
            lambda: f"({self.bool(d)} {self.pick('and', 'or', 'is', 'is not')} {self.bool(d)})",
            lambda: f"(not {self.any(d)})",
            lambda: f"({self.int(d)} {self.pick('in', 'not in')} {self.pick(self.list, self.dict)(d)})",
            lambda: f"({self.int(d)} < {self.float(d)} <= {self.int(d)})",
            lambda: f"{self.str(d)}.{self.pick('isdigit', 'isalpha', 'islower', 'isspace', 'istitle')}()",
            lambda: f"{self.pick('any', 'all')}({self.list(d)})",
            lambda: f"isinstance({self.any(d)}, {self.pick('int', 'str', '(list, dict)', 'float')})",
        )()

    def str(self, depth):
        if depth <= 0 or self.chance(0.1):
            return self.name("str") or f"({self.pick(*STRS)})"
        d = depth - 1
        bound = lambda: self.pick("", str(self.random.randint(-4, 8)))
        return self.pick(
            lambda: f"({self.str(d)} + {self.str(d)})",
            lambda: f"({self.str(d)} * ({self.int(d)} % 5))",
            lambda: f"{self.str(d)}[{bound()}:{bound()}:{self.pick('', '', '2', '-1')}]",
            lambda: f"{self.str(d)}.{self.pick('upper', 'lower', 'title', 'strip', 'swapcase', 'casefold', 'capitalize')}()",
            lambda: f"{self.str(d)}.replace({self.str(0)}, {self.str(d)})",
            lambda: f"{self.str(d)}.join(map(str, {self.list(d)}))",
            lambda: f"str({self.any(d)})",
            lambda: f"repr({self.any(d)})",
            lambda: f"ascii({self.str(d)})",
            lambda: f"format({self.pick(self.int, self.float, self.str)(d)}, {self.pick(*SPECS)!r})",
            lambda: f"'%{self.pick('d', '5d', 'x', 's', 'r', '.2f', 'g', '+d', '05d', 'e', 'c')}' % ({self.any(d)},)",
            lambda: f"f'{{{self.name('int') or 5}:{self.pick('>8', '+', 'x', '_d', '.1f')}}}{{{self.name('str') or 1}!r:>10}}'",
            lambda: f"{self.str(d)}.{self.pick('center', 'ljust', 'rjust', 'zfill')}({self.int(0)} % 12)",
            lambda: f"chr({self.int(d)} % 1000)",
            lambda: f"{self.pick('hex', 'bin', 'oct')}({self.int(d)})",
            lambda: f"{self.str(d)}.split({self.pick('', repr(',')) })[0]",
            lambda: f"{self.str(d)}.partition({self.str(0)})[{self.pick('0', '1', '2')}]",
            lambda: f"({self.str(d)} if {self.bool(d)} else {self.str(d)})",
            lambda: f"{self.bytes(d)}.decode('latin-1')",
        )()

    def bytes(self, depth):
        if depth <= 0 or self.chance(0.2):
            return f"({self.pick(*BYTES)})"
        d = depth - 1
        return self.pick(
            lambda: f"({self.bytes(d)} + {self.bytes(d)})",
            lambda: f"({self.bytes(d)} * ({self.int(d)} % 4))",
            lambda: f"{self.str(d)}.encode({self.pick('', repr('latin-1'), repr('ascii') + ', ' + repr('replace'), repr('utf-16-le'))})",
            lambda: f"bytes([x % 256 for x in {self.list(d)} if isinstance(x, int)])",
            lambda: f"({self.int(d)} % 100000).to_bytes(4, 'big')",
            lambda: f"{self.bytes(d)}[{self.pick('1:', ':2', '::-1', '-2:')}]",
            lambda: f"{self.bytes(d)}.{self.pick('upper', 'strip', 'title', 'hex')}()" if self.chance(0.5) else f"{self.bytes(d)}.replace(b'a', b'bb')",
        )()

    def list(self, depth):
        if depth <= 0 or self.chance(0.15):
            return self.name("list") or "[" + ", ".join(self.int(0) for _ in range(self.random.randrange(5))) + "]"
        d = depth - 1
        return self.pick(
            lambda: "[" + ", ".join(self.any(d) for _ in range(self.random.randrange(4))) + "]",
            lambda: f"({self.list(d)} + {self.list(d)})",
            lambda: f"{self.list(d)}[{self.pick('1:', ':-1', '::2', '::-1', '-3:2')}]",
            lambda: f"sorted({self.list(d)}, key=repr)",
            lambda: f"sorted(({self.int(d)}, {self.int(d)}, {self.float(d)}), reverse={self.bool(0)})",
            lambda: f"[x for x in {self.list(d)} if x]",
            lambda: f"[{self.pick('x', '(x, i)', 'i * 2')} for i, x in enumerate({self.list(d)})]",
            lambda: f"list(range({self.int(0)} % 7, {self.int(0)} % 11, {self.pick('1', '2', '-1')}))",
            lambda: f"list({self.pick(self.str, self.dict, self.bytes)(d)})",
            lambda: f"list(zip({self.list(d)}, {self.str(d)}))",
            lambda: f"list({self.dict(d)}.items())",
            lambda: f"[*{self.list(d)}, *{self.str(d)}]",
            lambda: f"({self.list(d)} * ({self.int(d)} % 3))",
            lambda: f"list(map({self.pick('str', 'repr', 'type', 'bool')}, {self.list(d)}))" if self.chance(0.7) else f"list(reversed({self.list(d)}))",
        )()

    def dict(self, depth):
        if depth <= 0:
            return self.name("dict") or "{1: 'one', 'k': 2}"
        d = depth - 1
        return self.pick(
            lambda: "{" + ", ".join(f"{self.pick(self.int, self.str, self.float)(d)}: {self.any(d)}" for _ in range(self.random.randrange(4))) + "}",
            lambda: f"{{**{self.dict(d)}, **{self.dict(d)}}}",
            lambda: f"({self.dict(d)} | {self.dict(d)})",
            lambda: f"{{str(x): i for i, x in enumerate({self.list(d)})}}",
            lambda: f"dict(zip({self.str(d)}, {self.list(d)}))",
            lambda: f"dict.fromkeys({self.str(d)}, {self.int(d)})",
        )()

    def any(self, depth):
        return self.pick(self.int, self.int, self.float, self.str, self.str, self.bytes, self.list, self.dict, self.bool,
                         lambda d: "None", lambda d: f"({self.int(d - 1)}, {self.str(d - 1)})")(depth)

    # ---- statements

    def statement(self, depth, indent):
        pad = "    " * indent
        kind = self.pick("int", "float", "str", "list", "dict")
        name = f"{kind[0]}{self.random.randrange(3)}"
        choice = self.random.randrange(11)
        if choice < 4 or depth <= 0:
            line = f"{pad}{name} = {getattr(self, kind)(3)}"
            self.names[name] = kind
            return [line]
        if choice == 4:
            target = self.name(kind)
            if target and kind in ("int", "float", "str", "list"):
                return [f"{pad}{target} {self.pick('+=', '+=', '*=') if kind != 'str' and kind != 'list' else '+='} {getattr(self, kind)(2)}"]
        if choice == 5:
            head = [f"{pad}if {self.bool(3)}:"] + self.block(depth - 1, indent + 1)
            return head + ([f"{pad}else:"] + self.block(depth - 1, indent + 1) if self.chance(0.5) else [])
        if choice == 6:
            return [f"{pad}for v in {self.pick(self.list, self.str)(2)}[:5]:"] + self.block(depth - 1, indent + 1)
        if choice == 7:
            return ([f"{pad}try:"] + self.block(depth - 1, indent + 1) + [
                f"{pad}except {self.pick('ValueError', 'TypeError', '(ArithmeticError, LookupError)', 'Exception')} as e:",
                f"{pad}    print('caught', type(e).__name__, ascii(str(e)))"]
                + ([f"{pad}finally:", f"{pad}    print('finally')"] if self.chance(0.3) else []))
        if choice == 8:
            counter = f"n{indent}"
            return [f"{pad}{counter} = 0", f"{pad}while {counter} < {self.random.randrange(1, 5)} and {self.bool(1)}:",
                    f"{pad}    {counter} += 1"] + self.block(depth - 1, indent + 1)
        if choice == 9 and self.name("list"):
            target = self.name("list")
            return [pad + self.pick(f"{target}.append({self.any(1)})", f"{target}.extend({self.list(1)})", f"{target}.insert({self.int(0)}, {self.int(1)})",
                                    f"{target}[{self.int(0)}:{self.int(0)}] = {self.list(1)}", f"del {target}[{self.int(0)} % 3:]", f"{target}.reverse()")]
        return [f"{pad}show({self.any(3)})"]

    def block(self, depth, indent):
        before = dict(self.names)
        lines = []
        for _ in range(self.random.randrange(1, 4)):
            lines += self.statement(depth, indent)
        self.names = before  # what is assigned in a branch may not be afterwards
        return lines

    def program(self):
        lines = ["def show(x):", "    t = ascii(x)", "    print(type(x).__name__, t if len(t) < 300 else (len(t), t[:300]))", ""]
        count = self.random.randrange(3, 7)
        for i in range(count):
            self.names = {"a": "int", "b": "str", "c": "list"}
            lines.append(f"def f{i}(a, b, c):")
            for _ in range(self.random.randrange(3, 10)):
                lines += self.statement(2, 1)
            lines += [f"    return {self.any(3)}", ""]
        self.names = {}
        for i in range(count):
            for _ in range(3):
                call = f"f{i}({self.int(1)}, {self.str(1)}, {self.list(1)})"
                lines += ["try:", f"    show({call})", "except Exception as e:", "    print(type(e).__name__, ascii(str(e)))"]
        return "\n".join(lines) + "\n"


def run(command, **options):
    try:
        result = subprocess.run(command, capture_output=True, timeout=60, **options)
        return result.returncode, result.stdout, result.stderr
    except subprocess.TimeoutExpired:
        return None, b"", b"too slow"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seeds", help="a seed or first-last (default: those in random_seeds)")
    options.add_argument("--natrix", default=f"{ROOT}/bin/natrix build -O1 {{src}} -o {{exe}}")
    options.add_argument("--keep", type=Path, help="folder for the programs that differ")
    chosen = options.parse_args()
    if chosen.seeds:
        first, _, last = chosen.seeds.partition("-")
        seeds = list(range(int(first), int(last or first) + 1))
    else:
        seeds = [int(line.split()[0]) for line in (Path(__file__).parent / "random_seeds").read_text().splitlines() if line.strip()]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder, "random_program.py"), Path(folder, "program")
        for seed in seeds:
            source.write_text(Generator(seed).program())
            expected = run([PYTHON, "-W", "ignore", str(source)])
            if expected[0] is None:
                continue
            built = run(chosen.natrix.format(src=source, exe=program).split())
            actual = run([str(program)]) if built[0] == 0 else built
            if (actual[0], actual[1]) == (expected[0], expected[1]):
                continue
            failed += 1
            print(f"seed {seed}: " + ("build" if built[0] != 0 else f"status {actual[0]}, not {expected[0]}" if actual[0] != expected[0] else "output"))
            for mine, theirs in zip(actual[1].splitlines(), expected[1].splitlines()):
                if mine != theirs:
                    print("  natrix: ", mine.decode()[:200], "\n  CPython:", theirs.decode()[:200])
                    break
            else:
                print("  ", (actual[2].decode(errors="replace").splitlines() or [""])[-1][:200])
            if chosen.keep:
                chosen.keep.mkdir(exist_ok=True, parents=True)
                (chosen.keep / f"seed{seed}.py").write_text(source.read_text())
    print(f"{len(seeds) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
