#!/usr/bin/env python3
"""Makes the C side of the stubs: runtime/include/natives.h and runtime/generated/<stub>.inc.

Each `.pyi` under runtime/types, runtime/builtins and runtime/modules says what Python can see of a C file; this writes
the prototypes (so that a C function that disagrees does not compile) and the tables of nx_native_def / nx_getset_def.
See docs/STUBS.md for the format.
"""
import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "runtime"


def strip(name):
    return name.strip("_") if name.startswith("__") and name.endswith("__") else name


def quoted(text):
    if text is None:
        return "NULL"
    out = []
    for byte in text.encode():
        char = chr(byte)
        if char in '"\\':
            out.append("\\" + char)
        elif char == "\n":
            out.append("\\n")
        elif 32 <= byte < 127:
            out.append(char)
        else:
            out.append("\\%03o" % byte)
    return '"' + "".join(out) + '"'


def default_word(node):
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return "NX_INT(-%d)" % node.operand.value
    if isinstance(node, ast.Constant):
        value = node.value
        if value is None:
            return "NX_NONE"
        if value is True or value is False:
            return "NX_TRUE" if value else "NX_FALSE"
        if isinstance(value, int) and abs(value) < 1 << 61:
            return "NX_INT(%d)" % value
    return "NX_ABSENT"


class Function:
    """One `def` of a stub: its C function and the row that describes it."""

    def __init__(self, node, prefix, in_class):
        self.node = node
        self.name = node.name
        self.c_name = f"{prefix}_{strip(node.name)}"
        self.row_name = f"{prefix}_{node.name}"  # unlike format, __format__ keeps its underscores here
        self.kind = "function"
        self.in_class = in_class
        self.flags = []
        self.is_member = False
        for decorator in node.decorator_list:
            text = ast.unparse(decorator)
            if isinstance(decorator, ast.Call) and text.startswith("native"):
                if decorator.args:
                    self.c_name = decorator.args[0].value
            elif text == "property":
                self.kind = "get"
                self.c_name = f"{prefix}_get_{strip(node.name)}"
            elif text == "member":
                self.kind = "get"
                self.is_member = True
                self.c_name = f"{prefix}_get_{strip(node.name)}"
            elif text.endswith(".setter"):
                self.kind = "set"
                self.c_name = f"{prefix}_set_{strip(node.name)}"
            elif text == "classmethod":
                self.flags.append("NX_NATIVE_CLASSMETHOD")
            elif text == "staticmethod":
                self.flags.append("NX_NATIVE_STATIC")
            elif text == "vector":
                self.flags.append("NX_NATIVE_VECTOR")
            elif text == "counted":
                self.flags.append("NX_NATIVE_COUNTED")
            else:
                sys.exit(f"{prefix}: unknown decorator {text}")

    @property
    def is_vector(self):
        return "NX_NATIVE_VECTOR" in self.flags

    def parameters(self):
        a = self.node.args
        positional = a.posonlyargs + a.args
        defaults = [None] * (len(positional) - len(a.defaults)) + list(a.defaults)
        rows = [(p.arg, d, "positional") for p, d in zip(positional, defaults)]
        if a.vararg:
            rows.append((a.vararg.arg, ast.Constant(...), "varargs"))
        rows += [(p.arg, d, "keyword") for p, d in zip(a.kwonlyargs, a.kw_defaults)]
        if a.kwarg:
            rows.append((a.kwarg.arg, ast.Constant(...), "kwargs"))
        return rows

    def prototype(self):
        if self.kind == "get":
            return f"nx_value {self.c_name}(nx_value self);"
        if self.kind == "set":
            return f"bool {self.c_name}(nx_value self, nx_value value);"
        if self.is_vector:
            return f"nx_value {self.c_name}(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);"
        names = ", ".join("nx_value " + c_parameter(name) for name, _, _ in self.parameters())
        return f"nx_value {self.c_name}({names or 'void'});"

    def signature(self):
        """The text signature, as CPython spells it; None when it would have none."""
        args = self.node.args
        is_any = self.is_vector and not args.posonlyargs and not args.args and args.vararg and not args.kwonlyargs
        if is_any or any(isinstance(d, ast.Constant) and d.value is ... for d in args.defaults + args.kw_defaults):
            return None
        text = self.plain_signature()
        if self.in_class and "NX_NATIVE_STATIC" not in self.flags:
            return re.sub(r"^\(\w+", "($type" if "NX_NATIVE_CLASSMETHOD" in self.flags else "($self", text)
        if self.in_class:
            return text
        return "($module" + (", " if text != "()" else "") + text[1:]

    def plain_signature(self):
        a = ast.unparse(self.node.args)
        return "(" + re.sub(r": [^,=)]+?(?= =|,|$|=)", "", re.sub(r": \w+(\[[^\]]*\])?( \| \w+(\[[^\]]*\])?)*", "", a)) + ")"

    def row(self, out):
        a = self.node.args
        rows = self.parameters()
        positional = len(a.posonlyargs) + len(a.args)
        required = positional - len(a.defaults)
        flags = list(self.flags)
        if a.vararg:
            flags.append("NX_NATIVE_VARARGS")
        if a.kwarg:
            flags.append("NX_NATIVE_KWARGS")
        only = len(a.posonlyargs)
        if self.in_class and "NX_NATIVE_STATIC" not in self.flags:
            only = max(only, 1)  # no keyword can name self
        needed = 0
        for i, (_, default, kind) in enumerate(rows):
            if kind == "keyword" and default is None:
                needed |= 1 << i
        names = defaults = "NULL"
        if rows:
            names = f"{self.row_name}_names"
            out.append(f"static const char *const {names}[] = {{{', '.join(quoted(n) for n, _, _ in rows)}}};")
            defaults = f"{self.row_name}_defaults"
            words = ", ".join("NX_ABSENT" if d is None else default_word(d) for _, d, _ in rows)
            out.append(f"static const nx_value {defaults}[] = {{{words}}};")
        doc = quoted(ast.get_docstring(self.node))
        return (f"    {{{quoted(self.name)}, (void *){self.c_name}, {len(rows)}, {required}, {only}, {positional}, "
                f"{' | '.join(flags) or 0}, {names}, {defaults}, {needed}u, {doc}, {quoted(self.signature())}}},")


builtin_tables = []

C_WORDS = set("""auto break case char const continue default do double else enum extern float for goto if inline int long
register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while bool true
false NULL errno stdin stdout stderr""".split())


def c_parameter(name):
    return name + "_" if name in C_WORDS else name


def table(functions, name, linkage, out):
    rows = [f.row(out) for f in functions]
    out.append(f"{linkage}const nx_native_def {name}[] = {{")
    out.extend(rows)
    out.append("    {NULL, NULL, 0, 0, 0, 0, 0, NULL, NULL, 0, NULL, NULL},\n};")


def functions_of(body, prefix, in_class):
    return [Function(node, prefix, in_class) for node in body if isinstance(node, ast.FunctionDef)]


def generate(stub):
    tree = ast.parse(stub.read_text())
    kind = stub.parent.name
    stem = stub.stem
    base = "nx_" + stem.lstrip("_") if kind == "modules" else "nx"
    out = [f"// Generated from {stub.relative_to(ROOT.parent)} by tools/gen_natives.py; do not edit.", "// clang-format off"]
    prototypes = [f"// {stub.relative_to(ROOT)}"]
    top = functions_of(tree.body, base if kind == "modules" else "nx_builtin", False)
    prototypes += [f.prototype() for f in top]
    if top:
        if kind == "modules":
            table(top, f"{base}_functions", "static ", out)
        else:
            table(top, f"nx_{stem}_builtin_functions", "", out)
            builtin_tables.append(f"nx_{stem}_builtin_functions")
            prototypes.append(f"extern const nx_native_def nx_{stem}_builtin_functions[];")
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        prefix = f"{base}_{node.name}" if kind == "modules" else f"nx_{node.name}"
        members = functions_of(node.body, prefix, True)
        prototypes += [f.prototype() for f in members]
        table([f for f in members if f.kind == "function"], f"{prefix}_methods", "static ", out)
        setters = {f.name: f for f in members if f.kind == "set"}
        out.append(f"static const nx_getset_def {prefix}_getsets[] = {{")
        for f in members:
            if f.kind == "get":
                setter = setters[f.name].c_name if f.name in setters else "NULL"
                out.append(f"    {{{quoted(f.name)}, {f.c_name}, {setter}, {quoted(ast.get_docstring(f.node))}, "
                           f"{'true' if f.is_member else 'false'}}},")
        out.append("    {NULL, NULL, NULL, NULL, false},\n};")
        out.append(f"static const char *const {prefix}_doc __attribute__((unused)) = {quoted(ast.get_docstring(node))};")
        out.append(f"_Static_assert(sizeof {prefix}_methods && sizeof {prefix}_getsets, \"\");")
    return out, prototypes


def write(path, lines):
    text = "\n".join(lines) + "\n"
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def main():
    header = ["// Prototypes of everything that stubs name. Generated by tools/gen_natives.py; do not edit.", "// clang-format off",
              "#ifndef NX_NATIVES_H", "#define NX_NATIVES_H", '#include "../core/api.h"', ""]
    for kind in ("types", "builtins", "modules"):
        for stub in sorted((ROOT / kind).glob("*.pyi")):
            out, prototypes = generate(stub)
            write(ROOT / "generated" / (stub.stem + ".inc"), out)
            header += prototypes + [""]
    rows = [f"    {name}," for name in builtin_tables]
    write(ROOT / "generated" / "builtin_tables.inc", ["// Generated by tools/gen_natives.py; do not edit."] + rows)
    write(ROOT / "include" / "natives.h", header + ["#endif"])


main()
