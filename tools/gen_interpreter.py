#!/usr/bin/env python3
"""Makes runtime/generated/interpreter.inc: one case of the interpreter's switch for each row of primitives.def.

The order of operands is that of FunctionEncoder.swift: result register, error target, position, then one word for each
parameter (a value, a name's number, an integer, a cache's number, a function's number; of NX_ITEMS their count and the
values).
"""
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "runtime"
ROW = re.compile(r"^PRIM(?:_INLINE)?\((\w+), (\w+), \((.*)\), ([\w +]+), (NX_\w+)\)$", re.M)
HEAD = 4  # words before the operands


def argument(parameter, at):
    """The C text of one argument and the number of operand words it takes."""
    kind = parameter.split()[0]
    return {
        "nx_value": (f"V({at})", 1),
        "bool": (f"(bool)V({at})", 1),
        "nx_str": (f"NAME({at})", 1),
        "nx_cache": (f"CACHE({at})", 1),
        "const": (f"CODE({at})", 1),
        "int": (f"at[{at}]", 1),
        "int64_t": (f"at[{at}]", 1),
        "nx_function": ("function", 0),
        "nx_dict": ("globals", 0),
        "NX_ITEMS": (f"(size_t)at[{at}], items", 1),
    }[kind]


def case(result, name, parameters, effects, failure):
    arguments, at, items = [], HEAD, None
    for parameter in filter(None, (p.strip() for p in parameters.split(","))):
        if parameter == "void":
            continue
        if parameter == "NX_ITEMS":
            items = at
        text, words = argument(parameter, at)
        arguments.append(text)
        at += words
    call = f"nx_{name}({', '.join(arguments)})"
    step = f"at += {at}" + (f" + at[{items}]" if items else "")
    lines = [f"case NX_P_{name}: {{"]
    if effects == "NX_ANY":
        lines.append("    HERE();")
    if items:
        lines.append(f"    LIST({items});")
    if result == "void":
        lines.append(f"    {call};")
    else:
        lines.append(f"    {result} result = {call};")
        test = {"NX_FAILS_NULL": "!result", "NX_FAILS_FALSE": "!result", "NX_FAILS_NEGATIVE": "result < 0"}.get(failure)
        if test:
            lines.append(f"    if (NX_UNLIKELY({test})) goto failed;")
        lines.append("    R(1) = (nx_value)result;")
    lines.append(f"    {step};")
    lines.append("    break;")
    lines.append("}")
    return "\n".join(lines)


def main():
    text = (ROOT / "primitives/include/primitives.def").read_text()
    rows = ROW.findall(text)
    expected = len(re.findall(r"^PRIM", text, re.M))
    if len(rows) != expected:
        raise SystemExit(f"primitives.def: {expected} rows, of which {len(rows)} were understood")
    all_rows = rows
    rows = [row for row in rows if "NX_LAYOUT" not in row[2]]  # only fast code has them, which is not interpreted
    special = {"load_global", "store_global", "delete_global"}  # by name: interpreter.c
    # Rows of fast code follow in the numbering, and are not interpreted either.
    fast = re.findall(r"^PRIM(?:_INLINE)?\([\w ]+, (\w+),", (ROOT / "primitives/include/fast.def").read_text(), re.M)
    numbers = "".join(f" NX_P_{name}," for name in [row[1] for row in all_rows] + fast)
    cases = "\n".join(case(*row) for row in rows if row[1] not in special)
    out = "// Made by tools/gen_interpreter.py from primitives.def.\n"
    out += f"#ifdef NX_NUMBERS\nenum {{{numbers} NX_PRIMITIVE_COUNT }};\n#else\n{cases}\n#endif\n"
    (ROOT / "generated/interpreter.inc").write_text(out)


main()
