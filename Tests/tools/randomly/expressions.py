"""Random expressions by the kind of their value: int, float, complex, str, bytes, list, tuple, dict, set, bool or any."""
import random

INTS = ["0", "1", "-1", "2", "3", "7", "-5", "10", "63", "64", "255", "-256", "1000003", "2**31", "2**61", "2**62 - 1",
        "-2**62", "2**63", "10**20", "-10**25", "True", "False", "0x7f", "1_000", "-1 << 61"]
FLOATS = ["0.0", "-0.0", "1.0", "0.5", "-2.5", "3.75", "1e10", "1e-10", "1e300", "-1e-300", "0.1", "2/3", "123456.789",
          "float('inf')", "float('nan')", "9007199254740993.0", "5e-324", "1e16", "-1e22"]
COMPLEXES = ["1j", "0j", "1+2j", "-0.5j", "complex(3, -0.0)", "(2-1j)"]
STRS = ["''", "'a'", "'abc'", "'hello world'", "'\\u00e9\\u20ac'", "'\\U0001f600x'", "'  pad '", "'12'", "'-3.5'", "'A,b,C'",
        "'\\n\\t'", "'zz' * 3", "'%d-%s'", "'{}|{:>5}'", "'\\xdf'", "'x\\x00y'", "'one two  three'", "'\\u0130\\u01c5'", "'a\\nb\\r\\nc'"]
BYTES = ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'12 34'", "bytearray(b'xyz')", "b'a,b,,c'", "b' pad '"]
SPECS = ["d", "5d", "+d", "08d", ",d", "x", "#x", "b", "o", "e", ".2f", "10.3f", "g", ".3g", "%", "s", ">8", "<8", "^9", "*^9",
         "_d", ".2", "n", "c", "=+8", "08.2f", ",.1f", "#o", ".0e", "G", "", " d", "-^12", "#010x", "_b", ".1%", "+.3e", "\\u20ac>6"]
ORDERS = ["'big'", "'little'"]
KINDS = ["int", "float", "str", "list", "dict", "set", "tuple", "bytes", "bool", "complex"]


class Expressions:
    """Chooses; `names` tells which variables exist, and the kind of each."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = {}
        self.callables = []

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, part):
        return self.random.random() < part

    def upto(self, count):
        return self.random.randrange(count)

    def name(self, kind):
        return self.pick(*[n for n, k in self.names.items() if k == kind] or [""])

    def value(self, kind, depth):
        return getattr(self, kind)(depth)

    # ---- numbers

    def int(self, depth):
        if depth <= 0 or self.chance(0.15):
            return self.name("int") or f"({self.pick(*INTS)})"
        d = depth - 1
        return self.pick(
            lambda: f"({self.int(d)} {self.pick('+', '-', '*', '+', '-')} {self.int(d)})",
            lambda: f"({self.int(d)} {self.pick('//', '%', '&', '|', '^')} {self.int(d)})",
            lambda: f"({self.int(d)} {self.pick('<<', '>>')} ({self.int(d)} % 70))",
            lambda: f"(({self.int(d)}) % 1000003 ** ({self.int(d)} % 5))",
            lambda: f"pow({self.int(d)}, abs({self.int(d)}) % 1000, {self.int(d)})",
            lambda: f"({self.pick('-', '~', '+', 'abs', 'int')}({self.int(d)}))",
            lambda: f"len({self.pick(self.str, self.bytes, self.list, self.dict, self.set, self.tuple)(d)})",
            lambda: f"{self.str(d)}.{self.pick('find', 'count', 'rfind', 'index')}({self.str(0)})",
            lambda: f"sum(x for x in {self.list(d)} if isinstance(x, int))",
            lambda: f"({self.int(d)} if {self.bool(d)} else {self.int(d)})",
            lambda: f"int({self.pick(self.float, self.str)(d)})",
            lambda: f"round({self.float(d)})",
            lambda: f"round({self.int(d)}, {self.pick('-1', '-2', '0', '3')})",
            lambda: f"divmod({self.int(d)}, {self.int(d)})[{self.pick('0', '1')}]",
            lambda: f"{self.pick('min', 'max')}({self.int(d)}, {self.int(d)})",
            lambda: f"{self.pick('min', 'max')}({self.list(d)}, key=str, default={self.int(0)})",
            lambda: f"({self.int(d)}).{self.pick('bit_length', 'bit_count', '__index__', 'conjugate')}()",
            lambda: f"{self.list(d)}[{self.int(d)}]",
            lambda: f"{self.list(d)}.{self.pick('index', 'count')}({self.int(0)})",
            lambda: f"int.from_bytes({self.bytes(d)}, {self.pick(*ORDERS)}, signed={self.bool(0)})",
            lambda: f"{self.bytes(d)}[{self.int(0)} % 4]",
            lambda: f"{self.dict(d)}.get({self.any(0)}, {self.int(0)})",
            lambda: f"(lambda a, b={self.int(0)}: {self.pick('a + b', 'a * b', 'b - a', 'a')})({self.int(d)})",
            lambda: f"ord({self.str(d)}[:1])",
            lambda: f"int({self.str(0)}, {self.pick('0', '16', '36', '2')})",
            lambda: f"range({self.int(0)}, {self.int(0)}, {self.pick('1', '-3', '7')})[{self.int(0)}]",
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
            lambda: f"abs({self.pick(self.float, self.complex)(d)})",
            lambda: f"float({self.pick(self.int, self.str)(d)})",
            lambda: f"round({self.float(d)}, {self.pick('0', '1', '2', '-1', '5')})",
            lambda: f"({self.int(d)} * {self.float(d)})",
            lambda: f"sum([{self.float(d)}, {self.float(d)}])",
            lambda: f"({self.complex(d)}).{self.pick('real', 'imag')}",
            lambda: f"divmod({self.float(d)}, {self.float(d)})[{self.pick('0', '1')}]",
            lambda: f"({self.float(d)}).as_integer_ratio()[0] * 0.5",
            lambda: f"float.fromhex(({self.float(d)}).hex())",
        )()

    def complex(self, depth):
        if depth <= 0:
            return self.name("complex") or f"({self.pick(*COMPLEXES)})"
        d = depth - 1
        return self.pick(
            lambda: f"({self.complex(d)} {self.pick('+', '-', '*', '/')} {self.pick(self.complex, self.float, self.int)(d)})",
            lambda: f"complex({self.float(d)}, {self.int(0)})",
            lambda: f"(-{self.complex(d)}).conjugate()",
            lambda: f"({self.complex(d)} ** {self.pick('2', '0', '-1')})",
        )()

    def bool(self, depth):
        if depth <= 0:
            return self.name("bool") or self.pick("True", "False")
        d = depth - 1
        number = self.pick(self.int, self.float)
        return self.pick(
            lambda: f"({number(d)} {self.pick('<', '<=', '==', '!=', '>', '>=')} {number(d)})",
            lambda: f"({self.str(d)} {self.pick('<', '==', 'in', 'not in', '!=')} {self.str(d)})",
            lambda: f"({self.bool(d)} {self.pick('and', 'or', 'is', 'is not')} {self.bool(d)})",
            lambda: f"(not {self.any(d)})",
            lambda: f"({self.int(d)} {self.pick('in', 'not in')} {self.pick(self.list, self.dict, self.set)(d)})",
            lambda: f"({self.int(d)} < {self.float(d)} <= {self.int(d)})",
            lambda: f"{self.str(d)}.{self.pick('isdigit', 'isalpha', 'islower', 'isspace', 'istitle', 'isidentifier', 'isnumeric')}()",
            lambda: f"{self.pick('any', 'all')}({self.list(d)})",
            lambda: f"isinstance({self.any(d)}, {self.pick('int', 'str', '(list, dict)', 'float', 'int | str')})",
            lambda: f"({self.tuple(d)} {self.pick('<', '==', '>=')} {self.tuple(d)})",
            lambda: f"({self.set(d)} {self.pick('<=', '<', '==', '>')} {self.set(d)})",
            lambda: f"{self.set(d)}.{self.pick('issubset', 'isdisjoint', 'issuperset')}({self.list(0)})",
            lambda: f"({self.list(d)} {self.pick('<', '==', '!=')} {self.list(d)})",
            lambda: f"{self.str(d)}.{self.pick('startswith', 'endswith')}(({self.str(0)}, {self.str(0)}))",
        )()

    # ---- texts

    def str(self, depth):
        if depth <= 0 or self.chance(0.1):
            return self.name("str") or f"({self.pick(*STRS)})"
        d = depth - 1
        return self.pick(
            lambda: f"({self.str(d)} + {self.str(d)})",
            lambda: f"({self.str(d)} * ({self.int(d)} % 5))",
            lambda: f"{self.str(d)}[{self.slice()}]",
            lambda: f"{self.str(d)}.{self.pick('upper', 'lower', 'title', 'strip', 'swapcase', 'casefold', 'capitalize', 'expandtabs', 'lstrip')}()",
            lambda: f"{self.str(d)}.replace({self.str(0)}, {self.str(d)})",
            lambda: f"{self.str(d)}.join(map(str, {self.list(d)}))",
            lambda: f"str({self.any(d)})",
            lambda: f"text({self.any(d)})",
            lambda: f"ascii({self.str(d)})",
            lambda: f"format({self.pick(self.int, self.float, self.str, self.complex)(d)}, '{self.pick(*SPECS)}')",
            lambda: f"'%{self.pick('d', '5d', 'x', 's', 'r', '.2f', 'g', '+d', '05d', 'e', 'c', 'a', '#o', '-8s', '.3s', '%')}' % ({self.any(d)},)",
            lambda: f"'%(k)s %(k)r' % {{'k': {self.any(d)}}}",
            lambda: "f'" + "".join(self.field() for _ in range(1 + self.upto(3))) + "'",
            lambda: f"'{{0:{self.pick(*SPECS)}}} {{1!r}} {{k[0]}}'.format({self.pick(self.int, self.float, self.str)(d)}, {self.str(0)}, k={self.list(0)})",
            lambda: f"{self.str(d)}.format({self.any(d)}, {self.str(0)})",
            lambda: f"{self.str(d)}.{self.pick('center', 'ljust', 'rjust', 'zfill')}({self.int(0)} % 12)",
            lambda: f"chr({self.int(d)} % 1000)",
            lambda: f"{self.pick('hex', 'bin', 'oct')}({self.int(d)})",
            lambda: f"{self.str(d)}.split({self.pick('', repr(','))})[0]",
            lambda: f"{self.str(d)}.{self.pick('partition', 'rpartition')}({self.str(0)})[{self.pick('0', '1', '2')}]",
            lambda: f"({self.str(d)} if {self.bool(d)} else {self.str(d)})",
            lambda: f"{self.bytes(d)}.decode('latin-1')",
            lambda: f"{self.bytes(d)}.decode({self.pick(repr('utf-8'), repr('ascii'))}, {self.pick(repr('replace'), repr('ignore'), repr('backslashreplace'))})",
            lambda: f"{self.str(d)}.translate({{97: 'A', 98: None, 99: 0x20ac}})",
            lambda: f"{self.str(d)}.{self.pick('removeprefix', 'removesuffix', 'strip', 'rstrip')}({self.str(0)})",
            lambda: f"({self.float(d)}).hex()",
        )()

    def field(self):
        kind = self.pick("int", "float", "str", "list", "bool")
        value = self.value(kind, 1).replace("\\", "")
        value = self.name(kind) or "5" if "'" in value else value
        value = " " + value if value.startswith("{") else value
        return self.pick("lit ", "{{", "") + "{" + self.pick(
            value, f"{value}!r", f"{value} = ", f"{value}:{self.pick(*[s for s in SPECS if chr(92) not in s])}", f"{value}!s:>{{{self.pick('9', '4 + 3')}}}") + "}"

    def bytes(self, depth):
        if depth <= 0 or self.chance(0.2):
            return self.name("bytes") or f"({self.pick(*BYTES)})"
        d = depth - 1
        return self.pick(
            lambda: f"({self.bytes(d)} + {self.bytes(d)})",
            lambda: f"({self.bytes(d)} * ({self.int(d)} % 4))",
            lambda: f"{self.str(d)}.encode({self.pick('', repr('latin-1'), repr('ascii') + ', ' + repr('replace'), repr('utf-16-le'), repr('ascii') + ', ' + repr('xmlcharrefreplace'))})",
            lambda: f"bytes([x % 256 for x in {self.list(d)} if isinstance(x, int)])",
            lambda: f"({self.int(d)} % 100000).to_bytes(4, {self.pick(*ORDERS)})",
            lambda: f"{self.bytes(d)}[{self.slice()}]",
            lambda: f"{self.bytes(d)}.{self.pick('upper', 'strip', 'title', 'lower', 'swapcase', 'capitalize')}()",
            lambda: f"{self.bytes(d)}.replace(b'a', b'bb')",
            lambda: f"b'%d|%s|%x' % ({self.int(d)}, {self.bytes(0)}, {self.int(0)})",
            lambda: f"b'-'.join({self.bytes(d)}.split(b','))",
            lambda: f"bytes.fromhex({self.bytes(d)}.hex())",
            lambda: f"bytes(memoryview({self.bytes(d)})[{self.slice()}])",
        )()

    def slice(self):
        bound = lambda: self.pick("", str(self.random.randint(-4, 8)), self.name("int"))
        return f"{bound()}:{bound()}" + self.pick("", "", ":", ":2", ":-1", ":-3")

    # ---- containers

    def list(self, depth):
        if depth <= 0 or self.chance(0.15):
            return self.name("list") or "[" + ", ".join(self.int(0) for _ in range(self.upto(5))) + "]"
        d = depth - 1
        return self.pick(
            lambda: "[" + ", ".join(self.any(d) for _ in range(self.upto(4))) + "]",
            lambda: f"({self.list(d)} + {self.list(d)})",
            lambda: f"{self.list(d)}[{self.slice()}]",
            lambda: f"sorted({self.pick(self.list, self.tuple, self.dict)(d)}, key=text)",
            lambda: f"sorted({self.list(d)}, key=lambda x: ({self.pick('len(text(x))', 'type(x).__name__', '-len(text(x))')}, text(x)), reverse={self.bool(0)})",
            lambda: f"sorted(({self.int(d)}, {self.int(d)}, {self.float(d)}), reverse={self.bool(0)})",
            lambda: f"sorted({self.list(d)})",
            lambda: f"[x for x in {self.list(d)} if x]",
            lambda: f"[{self.pick('x', '(x, i)', 'i * 2', 'x == i')} for i, x in enumerate({self.list(d)}{self.pick('', ', 3', ', start=-1')})]",
            lambda: f"[(x, y) for x in {self.list(d)}[:3] for y in {self.str(d)}[:3] if {self.pick('x', 'y', 'x != y', 'not x')}]",
            lambda: f"[[y for y in text(x)[:3]] for x in {self.list(d)}[:4]]",
            lambda: f"list(range({self.int(0)} % 7, {self.int(0)} % 11, {self.pick('1', '2', '-1')}))",
            lambda: f"list({self.pick(self.str, self.dict, self.bytes, self.tuple)(d)})",
            lambda: f"list(zip({self.list(d)}, {self.str(d)}{self.pick('', ', strict=True')}))",
            lambda: f"list({self.dict(d)}.{self.pick('items', 'keys', 'values')}())",
            lambda: f"[*{self.list(d)}, *{self.pick(self.str, self.tuple)(d)}]",
            lambda: f"({self.list(d)} * ({self.int(d)} % 3))",
            lambda: f"list(map({self.pick('str', 'text', 'type', 'bool', 'lambda x: (x, x)')}, {self.list(d)}))",
            lambda: f"list(filter({self.pick('None', 'bool', 'lambda x: x != 1')}, {self.list(d)}))",
            lambda: f"list(reversed({self.list(d)}))",
            lambda: f"{self.str(d)}.{self.pick('split', 'splitlines', 'rsplit')}()",
            lambda: f"list(iter({self.list(d)}.copy().pop, {self.int(0)}))",
        )()

    def tuple(self, depth):
        if depth <= 0:
            return self.name("tuple") or f"({self.int(0)}, {self.str(0)})"
        d = depth - 1
        return self.pick(
            lambda: "(" + "".join(self.any(d) + ", " for _ in range(self.upto(4))) + ")",
            lambda: f"tuple({self.pick(self.list, self.str)(d)})",
            lambda: f"({self.tuple(d)} + {self.tuple(d)})",
            lambda: f"{self.tuple(d)}[{self.slice()}]",
            lambda: f"divmod({self.int(d)}, {self.int(d)})",
            lambda: f"tuple(x for x in {self.list(d)} if x != {self.any(0)})",
        )()

    def dict(self, depth):
        if depth <= 0:
            return self.name("dict") or "{1: 'one', 'k': 2}"
        d = depth - 1
        return self.pick(
            lambda: "{" + ", ".join(f"{self.pick(self.int, self.str, self.float, self.tuple)(d)}: {self.any(d)}" for _ in range(self.upto(4))) + "}",
            lambda: f"{{**{self.dict(d)}, **{self.dict(d)}}}",
            lambda: f"({self.dict(d)} | {self.dict(d)})",
            lambda: f"{{str(x): i for i, x in enumerate({self.list(d)})}}",
            lambda: f"{{k: v for k, v in {self.dict(d)}.items() if {self.pick('v', 'k', 'k != v')}}}",
            lambda: f"dict(zip({self.str(d)}, {self.list(d)}))",
            lambda: f"dict.fromkeys({self.str(d)}, {self.int(d)})",
            lambda: f"dict(a={self.any(d)}, **{{'b': {self.int(0)}}})",
        )()

    def set(self, depth):
        """Sets of ints only: the order of others depends on random hashes."""
        if depth <= 0:
            return self.name("set") or "{" + ", ".join(self.int(0) for _ in range(1 + self.upto(4))) + "}"
        d = depth - 1
        return self.pick(
            lambda: f"({self.set(d)} {self.pick('|', '&', '-', '^')} {self.set(d)})",
            lambda: f"{{x % {self.pick('7', '100', '3')} for x in {self.list(d)} if isinstance(x, int)}}",
            lambda: f"set(range({self.int(0)} % 9))",
            lambda: f"frozenset({self.set(d)})",
            lambda: f"{{x for x in {self.bytes(d)}}}",
            lambda: f"{self.set(d)}.{self.pick('union', 'intersection', 'difference', 'symmetric_difference')}({self.set(0)})",
        )()

    def any(self, depth):
        kinds = [self.int, self.int, self.float, self.str, self.str, self.bytes, self.list, self.dict, self.bool, self.tuple, self.set,
                 lambda d: "None", lambda d: f"({self.int(d - 1)}, {self.str(d - 1)})"]
        if self.callables and depth > 0:
            kinds += [self.call, self.call]
        return self.pick(*kinds)(depth)

    def call(self, depth):
        """A call of a function of the program, right or slightly wrong."""
        name, parameters = self.pick(*self.callables)
        arguments = [self.value(kind, depth - 1) for _, kind in parameters]
        if self.chance(0.2) and arguments:
            arguments[-1] = f"{parameters[-1][0]}={arguments[-1]}"
        elif self.chance(0.1) and arguments:
            arguments[-1] = f"*({arguments[-1]},)"
        elif self.chance(0.1) and arguments:
            arguments[-1] = f"**{{'{parameters[-1][0]}': {arguments[-1]}}}"
        elif self.chance(0.06):
            arguments = self.pick(arguments[:-1], arguments + ["0"], ["None"] + arguments[1:])
        return f"{name}({', '.join(arguments)})"
