#!/usr/bin/env python3.11
"""Compares Natrix's parser with CPython's: what is accepted, and the trees with positions.

    Tests/tools/compare_ast.py [--natrix 'bin/natrix ast --attributes'] [PATH...]

PATH is a file or a folder (default: the standard library of the interpreter that runs this).
The command gets one file name at the end and writes what `ast.dump` writes. CPython 3.11 is the
reference.
"""

import argparse
import ast
import concurrent.futures
import shlex
import subprocess
import sys
import sysconfig
import warnings
from pathlib import Path

DEFAULT = "bin/natrix ast --attributes"


def expected(path: Path) -> str | None:
    warnings.simplefilter("ignore")
    try:
        return ast.dump(ast.parse(path.read_bytes()), include_attributes=True)
    except (SyntaxError, ValueError):
        return None


def first_difference(want: str, got: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    return f"at {at}:\n     want …{want[max(0, at - 90):at + 60]}\n     got  …{got[max(0, at - 90):at + 60]}"


def compare(command: list[str], path: Path) -> tuple[Path, str]:
    want = expected(path)
    run = subprocess.run([*command, str(path)], capture_output=True)
    got = run.stdout.decode("utf-8", "surrogateescape").rstrip("\n")
    accepted = run.returncode == 0 and got.startswith("Module(")
    if run.returncode < 0:
        return path, f"killed by signal {-run.returncode}"
    if want is None:
        return path, "accepted, but CPython rejects it" if accepted else ""
    if not accepted:
        return path, f"rejected: {(run.stderr.decode(errors='replace') or got).strip()[-300:]}"
    return path, "" if want == got else first_difference(want, got)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--natrix", default=DEFAULT, metavar="COMMAND")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("paths", nargs="*", type=Path,
                        default=[Path(sysconfig.get_path("stdlib"))])
    options = parser.parse_args()
    files = sorted(f for path in options.paths
                   for f in (path.rglob("*.py") if path.is_dir() else [path]))
    command = shlex.split(options.natrix)
    sys.setrecursionlimit(10_000)
    failures = 0
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for path, problem in pool.map(compare, [command] * len(files), files, chunksize=16):
            if problem:
                failures += 1
                print(f"FAIL {path}: {problem}")
    print(f"{len(files) - failures} passed, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
