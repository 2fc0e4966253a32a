"""Random statements, in blocks of a function's body."""
from .expressions import Expressions, KINDS

EXCEPTIONS = ["ValueError", "TypeError", "(ArithmeticError, LookupError)", "Exception", "ZeroDivisionError", "KeyError", "OverflowError"]


class Statements(Expressions):
    in_loop = 0
    reaching = "nonlocal"  # how a nested function gets at the variables around it
    serial = 0

    def fresh(self, stem):
        self.serial += 1
        return f"{stem}{self.serial}"

    def statement(self, depth, indent):
        pad = "    " * indent
        simple = [self.assignment, self.assignment, self.assignment, self.augmented, self.shown, self.mutation, self.unpacking]
        if self.in_loop:
            simple += [self.leave]
        if depth <= 0:
            return [pad + line for line in self.pick(*simple)()]
        compound = [self.branch, self.loop, self.handler, self.counted, self.manager, self.matched, self.closure, self.generator_inside, self.looped_else, self.walrus]
        if self.chance(0.55):
            return [pad + line for line in self.pick(*simple)()]
        return [pad + line for line in self.pick(*compound)(depth - 1)]

    def block(self, depth, loops=False):
        """An indented block; what is assigned in it may not be afterwards."""
        before = dict(self.names)
        self.in_loop += loops
        lines = []
        for _ in range(1 + self.upto(3)):
            lines += self.statement(depth, 1)
        self.in_loop -= loops
        self.names = before
        return lines

    # ---- simple

    def target(self, kind):
        name = f"{kind[0]}{self.upto(3)}" if kind != "bytes" else f"y{self.upto(2)}"
        return {"set": "e", "bool": "o", "complex": "z"}.get(kind, "") + name

    def assignment(self):
        kind = self.pick(*KINDS)
        value = self.value(kind, 3)
        name = self.target(kind)
        self.names[name] = kind
        return [f"{name}{self.pick('', '', ': object')} = {value}"]

    def augmented(self):
        kind = self.pick("int", "float", "str", "list", "set", "dict", "tuple", "bytes")
        name = self.name(kind)
        if not name:
            return self.assignment()
        operators = {"int": ["+=", "-=", "*=", "//=", "%=", "&=", "|=", "^=", ">>="], "float": ["+=", "-=", "*=", "/="], "set": ["|=", "&=", "-=", "^="],
                     "dict": ["|="]}.get(kind, ["+="])
        return [f"{name} {self.pick(*operators)} {self.value(kind, 2)}"]

    def shown(self):
        return [f"show({', '.join(self.any(3) for _ in range(1 + self.upto(2)))})"]

    def mutation(self):
        kind = self.pick("list", "dict", "set")
        name = self.name(kind)
        if not name:
            return self.assignment()
        if kind == "list":
            return [self.pick(f"{name}.append({self.any(1)})", f"{name}.extend({self.list(1)})", f"{name}.insert({self.int(0)}, {self.int(1)})",
                              f"{name}[{self.slice()}] = {self.list(1)}", f"del {name}[{self.int(0)} % 3:]", f"{name}.reverse()", f"{name}.sort(key=text)",
                              f"{name}[{self.int(0)}] = {self.any(1)}", f"show({name}.pop({self.pick('', '0', '-1', '5')}))", f"{name}.remove({self.int(0)})",
                              f"del {name}[{self.slice()}]", f"{name}.sort(reverse=True)")]
        if kind == "dict":
            return [self.pick(f"{name}[{self.str(1)}] = {self.any(1)}", f"show({name}.pop({self.str(0)}, {self.int(0)}))", f"{name}.update({self.dict(1)})",
                              f"show({name}.setdefault({self.str(0)}, {self.list(0)}))", f"del {name}[{self.int(0)}]", f"show({name}.popitem())",
                              f"for k in {name}: {name}[k] = {self.int(0)}")]
        return [self.pick(f"{name} = set({name}); {name}.add({self.int(1)})", f"{name} = set({name}); {name}.discard({self.int(0)})",
                          f"show(sorted({name}, key=text))")]

    def unpacking(self):
        form = self.upto(4)
        a, b, rest = self.target("int"), self.target("str"), self.target("list")
        if form == 0:
            line = f"{a}, {b} = {self.int(2)}, {self.str(2)}"
        elif form == 1:
            line = f"{a}, *{rest} = {self.pick(self.list, self.str, self.tuple)(2)}"
            self.names.pop(a, None)
            self.names[rest] = "list"
            return [line, f"show({a})", f"del {a}"]
        elif form == 2:
            line = f"({a}, {b}), *{rest} = [({self.int(2)}, {self.str(1)}), *{self.list(2)}]"
        else:
            line = f"{a} = {a}x = {self.int(2)}; {b} = str({a}x)"
        self.names.update({a: "int", b: "str"})
        if form == 2:
            self.names[rest] = "list"
        return [line]

    def leave(self):
        return [f"if {self.bool(1)}: {self.pick('break', 'continue')}"]

    # ---- compound

    def branch(self, depth):
        lines = [f"if {self.pick(self.bool, self.bool, self.any)(3)}:"] + self.block(depth)
        if self.chance(0.3):
            lines += [f"elif {self.bool(2)}:"] + self.block(depth)
        if self.chance(0.5):
            lines += ["else:"] + self.block(depth)
        return lines

    def loop(self, depth):
        saved = dict(self.names)
        if self.chance(0.5):
            head, self.names["v"] = f"for v in range({self.int(0)} % 5, {self.int(0)} % 9, {self.pick('1', '1', '2', '-1')}):", "int"
        else:
            head = f"for v in {self.pick(self.list, self.str, self.tuple)(2)}[:5]:"
        lines = [head] + self.block(depth, loops=True)
        self.names = saved
        if self.chance(0.25):
            lines += ["else:"] + self.block(depth)
        return lines

    def counted(self, depth):
        counter = self.fresh("n")
        return [f"{counter} = 0", f"while {counter} < {1 + self.upto(4)} and {self.bool(1)}:", f"    {counter} += 1"] + self.block(depth, loops=True)

    def walrus(self, depth):
        name = self.fresh("w")
        if self.chance(0.5):
            return [f"if ({name} := {self.any(2)}) {self.pick('and', 'or')} {self.bool(1)}:", f"    show({name})"] + self.block(depth)
        items = self.fresh("items")
        return [f"{items} = {self.list(2)}[:6]", f"while {items} and ({name} := {items}.pop()) != {self.int(0)}:", f"    show({name})"] + self.block(depth, loops=True)

    def looped_else(self, depth):
        counter = self.fresh("n")
        return [f"{counter} = {self.upto(4)}", f"while {counter}:", f"    {counter} -= 1"] + self.block(depth, loops=True) + ["else:"] + self.block(depth)

    def handler(self, depth):
        name = self.fresh("x")
        lines = ["try:"] + self.block(depth)
        if self.chance(0.2):
            lines.append(f"    raise {self.pick('ValueError', 'KeyError', 'TypeError')}({self.any(1)})")
        for _ in range(self.pick(1, 1, 2)):
            lines += [f"except {self.pick(*EXCEPTIONS)} as {name}:", f"    report({name})"]
            if self.chance(0.2):
                lines += [f"    raise {self.pick('RuntimeError(1)', 'LookupError')}{self.pick('', f' from {name}', ' from None')}"]
        if self.chance(0.2):
            lines += ["else:"] + self.block(depth)
        if self.chance(0.35):
            lines += ["finally:", "    show('finally')"] + (self.block(0) if self.chance(0.5) else [])
        return lines

    def manager(self, depth):
        name = self.fresh("m")
        return [f"with Manager({self.int(0)}, {self.bool(0)}) as {name}{self.pick('', f', Manager({self.str(0)}, False)')}:"] + self.block(depth) + [f"show({name}.state)"]

    def matched(self, depth):
        """A match over a value of any kind."""
        a, b = self.fresh("p"), self.fresh("q")
        cases = [f"case {self.pick('0', '1', '-1', '2.5', repr('abc'), 'None', 'True')}:", f"case [{a}, {b}]:", f"case [{a}, *{b}]:", f"case (0 | 1 | 2) as {a}:",
                 f"case str({a}):", f"case int({a}) if {a} > {self.upto(50)}:", f"case {{'k': {a}, **{b}}}:", f"case {{1: {a}}}:", f"case float() | complex():",
                 f"case [[{a}], *_] | [*_, {a}]:" if self.chance(0.5) else "case [] | {}:", "case bytes() | bytearray():", "case Manager(state=0):", "case dict():"]
        lines = [f"match {self.any(2)}:"]
        for case in self.random.sample(cases, 4):
            bound = [x for x in (a, b) if x in case]
            lines += [f"    {case}", f"        show({', '.join([repr(case)] + bound)})"]
            if self.chance(0.3):
                lines += ["    " + line for line in self.block(0)]
        return lines + ["    case _:"] + ["    " + line for line in self.block(min(depth, 1))]

    def closure(self, depth):
        """A nested function that reads and assigns what is around it."""
        name, around = self.fresh("inner"), self.name("int")
        lines = [f"def {name}(k={self.int(0)}, *rest, scale=1):"]
        if around and around not in ("a", "v", "k"):
            lines += [f"    {self.reaching} {around}", f"    {around} = {around} + k * scale"]
        saved, loops, self.in_loop = dict(self.names), self.in_loop, 0
        self.names = {n: k for n, k in saved.items() if k in ("int", "str", "list") and (n == around or self.chance(0.5))}
        reads = dict(self.names)
        self.names["k"] = "int"
        lines += [f"    return {self.pick(self.int, self.str, self.any)(2)}, {', '.join(reads) or 'None'}, rest"]
        self.names, self.in_loop = saved, loops
        return lines + [f"show({name}({self.int(0)}), {name}(k={self.int(0)}, scale=2), {name}(1, 2, 3))"]

    def generator_inside(self, depth):
        name = self.fresh("gen")
        saved, loops, self.in_loop = dict(self.names), self.in_loop, 0
        log = self.fresh("log")
        lines = [f"{log} = []", f"def {name}(limit):", "    got = None", "    try:", f"        for i in range(limit):",
                 f"            got = yield {self.pick('i', '(i, got)', 'i * i', f'[i, {self.str(0)}]')}", f"        yield from {self.pick(self.list, self.str)(1)}"]
        self.names, self.in_loop = saved, loops
        if self.chance(0.4):
            lines += ["    except ValueError as error:", "        yield ('caught', error.args)"]
        lines += ["    finally:", f"        {log}.append(('closed', got))", f"    return {self.int(0)}"]
        g = self.fresh("g")
        use = self.pick([f"show(list({name}({self.upto(4)})))"],
                        [f"{g} = {name}(3)", f"show(next({g}), {g}.send({self.int(0)}))", f"{g}.close()"],
                        [f"{g} = {name}(2)", f"show(next({g}))", "try:", f"    show({g}.throw(ValueError, 'thrown'), next({g}, 'end'))", "except ValueError as x:", "    report(x)"],
                        [f"show([*enumerate({name}(3))], sum(1 for _ in {name}(2)))"])
        return lines + use + [f"show({log})"]
