#!/usr/bin/env python3
"""Writes the pages that are made from something else: docs/DIVERGENCES.md from Tests/divergences, and the table of
opcodes in docs/IR.md from Opcode.swift.

    tools/gen_docs.py            # or: make docs
    tools/gen_docs.py --check    # fails if a page is not current
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- generated: opcodes -->", "<!-- end -->"


def divergence(path):
    """Title, description, cause, workaround and the program's own lines."""
    fields, program = {}, []
    for line in path.read_bytes().decode("utf-8").replace("\0", "␀").splitlines():
        head = re.match(r"# (description|cause|workaround): (.*)", line)
        if head and not program:
            fields[head[1]] = head[2]
        else:
            program.append(line)
    missing = {"description", "cause", "workaround"} - fields.keys()
    if missing:
        sys.exit(f"{path}: no {', '.join(sorted(missing))} in its header")
    return fields, "\n".join(program).strip()


def divergences():
    parts = ["# Where Natrix differs from CPython 3.11\n\nEvery difference that is meant stands here; anything else that differs is a bug. "
             "The page is made from the programs in `Tests/divergences` (`make docs`), which `Tests/divergences/run` checks: that Natrix "
             "does what is written here, and that CPython still does something else.\n"]
    for path in sorted((ROOT / "Tests/divergences").glob("*.py")):
        fields, program = divergence(path)
        title = path.stem.replace("_", " ").capitalize()
        parts.append(f"## {title}\n\n{fields['description']}\n\n*Cause:* {fields['cause']}\n\n*Workaround:* {fields['workaround']}\n\n```python\n{program}\n```\n")
        for name, suffix in (("Natrix", ".out"), ("CPython", ".cpython")):
            output = path.with_suffix(suffix).read_text("utf-8").rstrip("\n")
            parts.append(f"{name}:\n\n```\n{output}\n```\n")
    return "\n".join(parts)


def opcodes():
    """Rows `opcode | meaning` from the cases of the enumeration and their comments."""
    text = (ROOT / "Sources/NatrixIR/Opcode.swift").read_text("utf-8")
    text = text[text.index("enum Opcode"):text.index("package struct Row")]
    rows, comment = [], []
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("// ----"):
            rows.append(f"\n### {line.strip('/- ').capitalize()}\n\n| opcode | what it does |\n|---|---|")
        elif line.startswith("///"):
            comment.append(line[3:].strip())
        elif case := re.match(r"case `?(\w+)`?", line):
            rows.append(f"| `{case[1]}` | {' '.join(comment).replace('|', chr(92) + '|')} |")
            comment = []
    return "\n".join(rows).strip()


def pages():
    yield ROOT / "docs/DIVERGENCES.md", divergences()
    ir = ROOT / "docs/IR.md"
    text = ir.read_text("utf-8")
    head, tail = text.split(BEGIN)[0], text.split(END)[1]
    yield ir, f"{head}{BEGIN}\n{opcodes()}\n{END}{tail}"


def main():
    stale = []
    for path, text in pages():
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(path)
            if "--check" not in sys.argv:
                path.write_text(text, "utf-8")
    if "--check" in sys.argv and stale:
        sys.exit("not current (make docs): " + ", ".join(str(path.relative_to(ROOT)) for path in stale))


if __name__ == "__main__":
    main()
