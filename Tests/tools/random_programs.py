#!/usr/bin/python3.11
"""Random programs against CPython: what a program prints must be the same.

    Tests/tools/random_programs.py [--seeds 1-500] [--batch 20] [--interpret] [--natrix "bin/natrix build -O0 {src} -o {exe}"]
                                   [--keep DIR] [--print SEED]

The programs (see randomly/) have functions, closures, generators, coroutines, classes, match and with statements,
handlers and expressions over all builtin types. `batch` of them stand in one file and are compiled together. Seeds that
once failed stand in Tests/tools/random_seeds, and are tried when none are given; a seed's program may change with the
generator.
"""
import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from randomly import file_of

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = "/usr/bin/python3.11"


def run(command, limit=60):
    try:
        result = subprocess.run(command, capture_output=True, timeout=limit, stdin=subprocess.DEVNULL)
        return result.returncode, result.stdout.decode("utf-8", "replace"), result.stderr.decode("utf-8", "replace")
    except subprocess.TimeoutExpired as error:
        return None, (error.stdout or b"").decode("utf-8", "replace"), "too slow"


def sections(output):
    """What each seed's program printed."""
    parts = re.split(r"^==== (\d+)\n", output, flags=re.MULTILINE)
    return dict(zip(map(int, parts[1::2]), parts[2::2]))


class Comparison:
    def __init__(self, chosen):
        self.chosen = chosen
        self.folder = Path(chosen.folder)
        self.compared = self.skipped = 0
        self.failures = []

    def batch(self, seeds):
        source, program = self.folder / "random_program.py", self.folder / "program"
        source.write_text(file_of(seeds))
        status, expected, said = run([PYTHON, "-W", "ignore", str(source)], 10 + len(seeds))
        if status != 0:
            if len(seeds) > 1:
                return self.halves(seeds)
            self.skipped += 1
            print(f"seed {seeds[0]}: CPython: {(said.splitlines() or [''])[-1]}")
            return
        if self.chosen.interpret:
            status, actual, said = run([str(ROOT / "bin/natrix"), "run", "--interpret", str(source)], 60 + 20 * len(seeds))
        else:
            status, _, said = run(self.chosen.natrix.format(src=source, exe=program).split(), 1200)
            if status != 0:
                if len(seeds) > 1:
                    return self.halves(seeds)
                return self.fail(seeds[0], f"build: {said.strip()[-300:]}")
            status, actual, said = run([str(program)], 60 + 20 * len(seeds))
        wanted, got = sections(expected), sections(actual)
        for seed in seeds:
            self.compared += 1
            if seed not in got:
                self.fail(seed, f"ended before, status {status}: {said.strip()[-300:]}")
                if len(rest := seeds[seeds.index(seed):]) < len(seeds):
                    self.batch(rest)
                elif len(seeds) > 1:
                    self.batch(seeds[1:])
                return
            if got[seed] != wanted[seed]:
                self.fail(seed, difference(got[seed], wanted[seed]))

    def halves(self, seeds):
        self.batch(seeds[:len(seeds) // 2])
        self.batch(seeds[len(seeds) // 2:])

    def fail(self, seed, reason):
        if seed in [s for s, _ in self.failures]:
            return
        self.failures.append((seed, reason))
        print(f"seed {seed}: {reason}", flush=True)
        if self.chosen.keep:
            self.chosen.keep.mkdir(exist_ok=True, parents=True)
            (self.chosen.keep / f"seed{seed}.py").write_text(file_of([seed]))


def difference(got, wanted):
    for mine, theirs in zip(got.splitlines(), wanted.splitlines()):
        if mine != theirs:
            return f"\n  natrix:  {mine[:300]}\n  CPython: {theirs[:300]}"
    return f"{len(got.splitlines())} lines, not {len(wanted.splitlines())}"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seeds", help="a seed or first-last (default: those in random_seeds)")
    options.add_argument("--batch", type=int, default=20, help="programs in one file")
    options.add_argument("--natrix", default=f"{ROOT}/bin/natrix build -O0 {{src}} -o {{exe}}")
    options.add_argument("--interpret", action="store_true", help="with natrix run --interpret")
    options.add_argument("--keep", type=Path, help="folder for the programs that differ")
    options.add_argument("--print", type=int, help="print this seed's program")
    chosen = options.parse_args()
    if chosen.print is not None:
        print(file_of([chosen.print]), end="")
        return
    if chosen.seeds:
        first, _, last = chosen.seeds.partition("-")
        seeds = list(range(int(first), int(last or first) + 1))
    else:
        seeds = [int(line.split()[0]) for line in (Path(__file__).parent / "random_seeds").read_text().splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as chosen.folder:
        comparison = Comparison(chosen)
        for start in range(0, len(seeds), chosen.batch):
            comparison.batch(seeds[start:start + chosen.batch])
    failed = len(comparison.failures)
    print(f"{comparison.compared - failed} passed, {failed} failed, {comparison.skipped} skipped")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
