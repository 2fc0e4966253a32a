"""Random functions, classes and coroutines at the top level of a program."""
from .statements import Statements

PREFIX = '''\
import sys


def text(x):
    """A repr without what differs from run to run."""
    t = ascii(x)
    return t if " at 0x" not in t else type(x).__name__


def show(*values):
    for x in values:
        t = text(x)
        print(type(x).__name__, t if len(t) < 300 else (len(t), t[:300]))


def report(error):
    chain = []
    while error is not None and len(chain) < 6:
        message = ascii(str(error))
        chain.append((type(error).__name__, message[:200] if " at 0x" not in message else "", error.__suppress_context__))
        error = error.__cause__ or error.__context__
    print("caught", *chain)


class Manager:
    def __init__(self, state, swallows):
        self.state, self.swallows = state, swallows

    def __enter__(self):
        print("enter", ascii(self.state))
        return self

    def __exit__(self, kind, error, trace):
        print("exit", kind and kind.__name__)
        return self.swallows


def traced(function):
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        print("traced", function.__name__, len(args), sorted(kwargs))
        return result
    return wrapper


def tagged(tag, /, *, twice=False):
    def decorate(function):
        def wrapper(*args, **kwargs):
            if twice:
                function(*args, **kwargs)
            return tag, function(*args, **kwargs)
        return wrapper
    return decorate


class Turn:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        sent = yield self.value
        return sent


def drive(coroutine, *values):
    seen = []
    try:
        seen.append(coroutine.send(None))
        for value in values:
            seen.append(coroutine.send(value))
    except StopIteration as stop:
        return seen, stop.value
    coroutine.close()
    return seen, "closed"
'''

KINDS_OF_PARAMETERS = ["int", "str", "list", "float", "dict"]


class Definitions(Statements):
    def parameters(self):
        return [(name, self.pick(*KINDS_OF_PARAMETERS)) for name in ("a", "b", "c")[:1 + self.upto(3)]]

    def signature(self, parameters):
        parts, defaults = [], False
        for name, kind in parameters:
            defaults = defaults or self.chance(0.3)
            self.names = {}
            parts.append(f"{name}={self.value(kind, 0)}" if defaults else name)
        if len(parts) > 1 and self.chance(0.15):
            parts.insert(1, "*")
            parts = parts if "=" in parts[0] or "=" not in " ".join(parts) else parts
        elif self.chance(0.15):
            parts.append(self.pick("*args", "**kwargs", "*args, **kwargs", "/"))
        return ", ".join(parts)

    def function(self, name):
        parameters = self.parameters()
        decorators = [self.pick("@traced", "@tagged(1)", "@tagged('t', twice=True)")] if self.chance(0.2) else []
        head = f"def {name}({self.signature(parameters)}):"
        self.names = dict(parameters)
        lines = []
        for _ in range(2 + self.upto(4)):
            lines += self.statement(2, 1)
        lines.append(f"    return {self.any(3)}")
        self.names = {}
        self.callables.append((name, parameters))
        return decorators + [head] + lines + [""]

    def recursion(self, name):
        self.names = {"n": "int"}
        return [f"def {name}(n, seen=()):", "    if n <= 0 or len(seen) > 20:", f"        return {self.any(2)}, seen",
                f"    return {name}(n - {1 + self.upto(3)}, seen + ({self.int(1)},))", "", f"show({name}({self.upto(30)}))", ""]

    def generator(self, name):
        self.names = {"n": "int"}
        lines = [f"def {name}(n):", "    total = 0", "    while total < 40:", f"        got = yield total, {self.any(2)}",
                 f"        total += got if isinstance(got, int) and got > 0 else {1 + self.upto(20)}"]
        lines += self.block(1)
        self.names = {}
        return lines + [f"    return {self.int(1)}", "", f"def all_{name}(n):", f"    result = yield from {name}(n)", "    show('result', result)", ""]

    def coroutine(self, name):
        self.names = {"n": "int"}
        lines = [f"async def {name}(n):", f"    first = await Turn({self.any(1)})", "    show(first)"]
        form = self.upto(3)
        if form == 0:
            lines += ["    async def steps():", "        for i in range(3):", f"            yield i, await Turn(i)", f"    return [x async for x in steps() if {self.bool(1)}]"]
        elif form == 1:
            lines += ["    try:", f"        second = await Turn({self.int(1)})", f"        return {self.any(2)}, second", "    finally:", "        show('left')"]
        else:
            lines += ["    class Guard:", "        async def __aenter__(self):", "            return await Turn('enter')", "        async def __aexit__(self, *info):",
                      "            await Turn('exit')", f"            return {self.bool(0)}", "    async with Guard() as g:", f"        show(g, {self.any(2)})", f"    return {self.int(2)}"]
        self.names = {}
        return lines + [""]

    # ---- classes

    def classes(self, stem):
        """A small hierarchy and a function that uses it."""
        base, middle, other, last = (f"{stem}_{letter}" for letter in "ABCD")
        lines = self.base_class(base)
        lines += [f"class {middle}({base}):", f"    kind = {self.str(1)}"]
        if self.chance(0.5):
            lines += ["    def __init__(self, value, extra=None):", "        super().__init__(value)", "        self.extra = extra"]
        lines += ["    def name(self):", f"        return ({self.str(0)}, super().name(), self.kind)"]
        for method in self.random.sample(self.dunders(), 4):
            lines += method
        lines += ["", f"class {other}({base}):", f"    kind = {self.int(0)}", "    def name(self):", "        return ['other', super().name()]", ""]
        lines += [f"class {last}({middle}, {other}):", "    @classmethod", "    def make(cls, *args):", "        return cls(*args or (1,))",
                  "    @staticmethod", f"    def constant(x={self.int(0)}): return x", ""]
        lines += [f"def use_{stem}():", f"    objects = [{base}({self.int(1)}), {middle}({self.int(1)}), {other}({self.str(0)}), {last}.make({self.float(0)}), {last}.make()]",
                  "    for x in objects:", "        attempt(lambda: x.name())", "        attempt(lambda: (str(x), repr(x)))"]
        self.names = {}
        for probe in self.random.sample(self.probes(), 9):
            lines.append(f"        attempt(lambda: {probe})")
        lines += ["    attempt(lambda: sorted(objects[:3], key=lambda x: str(x.value)))", f"    show({last}.__mro__[1].__name__, {last}.constant(), isinstance(objects[3], {other}))",
                  "    x = objects[0]"]
        for change in self.random.sample(["x += 1", "x -= objects[1]", "x.value = [1]", "x.new = 5", "del x.value", "x[0] = 'set'", "del x[1]", "x.twice = 8", "x **= 2"], 4):
            lines += ["    try:", f"        {change}", "        show(x)", "    except Exception as error:", "        report(error)"]
        return lines + [""]

    def base_class(self, base):
        slots = ["    __slots__ = ('value', '__dict__')"] if self.chance(0.2) else []
        lines = [f"class {base}:"] + slots + ["    count = 0", "    def __init__(self, value):", "        self.value = value", f"        {base}.count += 1",
                 "    def name(self):", f"        return {self.pick('type(self).__name__', repr('base'), 'self.value')}",
                 "    def __repr__(self):", "        return f'<{type(self).__name__} {self.value!r}>'",
                 "    @property", "    def twice(self):", "        return self.value * 2"]
        if self.chance(0.5):
            lines += ["    @twice.setter", "    def twice(self, new):", "        self.value = new // 2"]
        if self.chance(0.3):
            lines += ["    def __init_subclass__(cls, **options):", "        super().__init_subclass__(**options)", "        print('subclass', cls.__name__, sorted(options))"]
        for method in self.random.sample(self.dunders(), 6):
            lines += method
        return lines + [""]

    def dunders(self):
        pick = self.pick
        return [
            ["    def __eq__(self, other):", f"        return {pick('self.value == getattr(other, chr(118) + chr(97) + chr(108) + chr(117) + chr(101), other)', 'NotImplemented', 'self.value == other')}"],
            ["    def __eq__(self, other): return type(self) is type(other) and self.value == other.value", "    def __hash__(self): return 7"],
            ["    def __lt__(self, other):", f"        return {pick('str(self.value) < str(other)', 'NotImplemented', 'self.value < other.value')}"],
            ["    def __add__(self, other):", f"        return {pick('type(self)(self.value)', 'NotImplemented', 'self.value + other')}"],
            ["    def __radd__(self, other): return ('radd', other)"],
            ["    def __iadd__(self, other):", "        self.value = [self.value, other]", "        return self"],
            ["    def __sub__(self, other): return (self.value, 'minus', other)"],
            ["    def __getitem__(self, key):", "        if isinstance(key, int) and key > 5: raise IndexError(key)", f"        return {pick('(key, self.value)', 'self.value[key]')}"],
            ["    def __getitem__(self, key):", "        if isinstance(key, int) and key > 3: raise IndexError(key)", "        return key"],
            ["    def __setitem__(self, key, value): self.value = {key: value}"],
            ["    def __len__(self):", f"        return {pick('3', '0', '-1', 'len(str(self.value))', repr('x'))}"],
            ["    def __bool__(self):", f"        return {pick('True', 'bool(self.value)', '1')}"],
            ["    def __contains__(self, item): return item == self.value"],
            ["    def __iter__(self):", f"        {pick('return iter([self.value] * 2)', 'yield self.value; yield 1', 'return 5')}"],
            ["    def __call__(self, *args, **kwargs): return (args, kwargs, self.value)"],
            ["    def __getattr__(self, name):", "        if name.startswith('_'): raise AttributeError(name)", "        return name.upper()"],
            ["    def __setattr__(self, name, value):", "        super().__setattr__(name, value if name != 'extra' else ('extra', value))"],
            ["    def __str__(self): return f'str of {self.value}'"],
            ["    def __format__(self, spec): return f'{spec}|{self.value}'"],
            ["    def __index__(self):", f"        return {pick('2', 'self.value', '10 ** 20')}"],
            ["    def __int__(self): return 41", "    def __float__(self): return 1.5"],
            ["    def __neg__(self): return type(self)(self.value)", "    def __abs__(self): return 'abs'"],
            ["    def __mul__(self, n): return [self] * n", "    def __rmul__(self, n): return ('rmul', n)"],
            ["    def __delattr__(self, name):", "        print('delattr', name)", "        object.__delattr__(self, name)"],
            ["    def __reversed__(self): return 'backwards'"],
            ["    def __dir__(self): return ['b', 'a']"],
        ]

    def probes(self):
        return ["x == 1", "x != x", "x < 2", "x > 'a'", "x + 1", "1 + x", "'a' + x", "x - x", "x[1]", "x['k']", "x[1:2]", "len(x)", "bool(x)", "3 in x", "list(x)[:5]", "x(1, k=2)",
                "x.missing", "x._hidden", "x.twice", "f'{x}|{x:>5}|{x!r}'", "[1, 2, 3][x]", "int(x)", "float(x)", "-x", "abs(x)", "x * 2", "2 * x", "hash(x) == hash(x)", "x.count > 0",
                "reversed(x)", "dir(x)[:2]", "getattr(x, 'nothing', 'default')", "hasattr(x, 'value')", "{x: 1}[x]", "x in [x]", "(x, 1) == (x, 1)", "max([x, x]) is x", "[*x][:3]",
                "vars(x)", "type(x).name(x)", "x.value", "x is x", "not x", "x and 1", "'%s' % x", "sum([x, x])", "divmod(x, 2)", "x.__class__.__name__", "format(x, '08')", "range(x)"]
