"""Whole programs: definitions and calls, several programs to a file."""
from .definitions import PREFIX, Definitions

ATTEMPT = '''

def attempt(action):
    try:
        show(action())
    except Exception as error:
        report(error)

'''


class Programs(Definitions):
    """`program()` is the text of one program; names begin with `stem`, so that programs can stand in one file."""

    def program(self, stem):
        lines, calls = [], []
        count = 1 + self.upto(2)
        for i in range(count):
            lines += self.function(f"{stem}f{i}")
        for i in range(count):
            _, parameters = self.callables[i]
            for _ in range(2):
                arguments = ", ".join(f"{name}={self.value(kind, 1)}" for name, kind in parameters)
                calls.append(f"attempt(lambda: {stem}f{i}({arguments}))")
        if self.chance(0.25):
            lines += self.classes(f"{stem}K")
            calls.append(f"attempt(use_{stem}K)")
        if self.chance(0.2):
            lines += self.recursion(f"{stem}r")
        if self.chance(0.25):
            lines += self.generator(f"{stem}g")
            calls += [f"attempt(lambda: list(all_{stem}g({self.int(0)})))", f"attempt(lambda: next({stem}g(1)))"]
        if self.chance(0.25):
            lines += self.coroutine(f"{stem}co")
            calls.append(f"attempt(lambda: drive({stem}co({self.int(0)}), {self.int(0)}, {self.str(0)}, 1, 2, 3))")
        if self.chance(0.25):
            lines += self.module_level(stem)
        return "\n".join(lines + calls)

    def module_level(self, stem):
        """Statements of the module itself, and a function that changes its variables."""
        name = f"{stem}total"
        self.names = {}
        body = [f"{name} = {self.int(1)}", f"def {stem}change(by={self.int(0)}):", f"    global {name}", f"    {name} += by", f"    return {name}",
                f"for i in range({self.upto(5)}):", f"    {stem}change(i)", f"show({name}, [{stem}change(k) for k in range(2)])", "try:"]
        self.reaching = "global"
        body += self.block(2)
        self.reaching = "nonlocal"
        return body + ["except Exception as error:", "    report(error)", ""]


def file_of(seeds):
    """The text of a file with the programs of these seeds; each begins by printing its number."""
    parts = [PREFIX, ATTEMPT]
    for seed in seeds:
        parts.append(f"\nprint('==== {seed}')\n" + indented_in_try(Programs(seed).program(f"p{seed}")))
    return "\n".join(parts) + "\n"


def indented_in_try(text):
    lines = ["    " + line if line else "" for line in text.splitlines()]
    return "\n".join(["try:"] + lines + ["except Exception as error:", "    report(error)"])
