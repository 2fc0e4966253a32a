#!/usr/bin/env python3
"""Programs as extension modules: `natrix ext`, Cython and mypyc of the same unmodified sources beside the executable that
natrix makes of them, and CPython.

    extension_bench.py --programs DIR [--only fib,nbody] [--systems module,executable,cython,mypyc,python]
    extension_bench.py --arrays          # sum of 10 million doubles in a numpy array beside a loop in C
    extension_bench.py --calls           # f(int, float), a method and a constructor from a Python loop

A driver imports the module and calls its main(); the time is that of both, in CPU seconds. Of an executable it is that of the
process. Each round runs every system once, the least of the rounds counts. All outputs must be those of CPython. Cython and
mypyc are taken from the virtual environment --venv (or $BENCH_VENV). Builds are kept in --work.
"""
import argparse
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PYTHON = os.environ.get("PYTHON", "/usr/bin/python3.11")
NATRIX = os.environ.get("NATRIX", str(Path(__file__).resolve().parents[2] / "bin" / "natrix"))
DRIVER = """
import sys, time
sys.path.insert(0, sys.argv[1])
name = sys.argv[2]
sys.argv = [name]
start = time.process_time()
module = __import__(name)
module.main()
sys.stdout.flush()
print(time.process_time() - start, file=sys.stderr)
"""
SYSTEMS = ["module", "executable", "cython", "mypyc", "python"]
ARRAYS = """
def total(xs):
    s = 0.0
    for i in range(len(xs)):
        s += xs[i]
    return s
"""
C_LOOP = "double total(const double *xs, long n) { double s = 0; for (long i = 0; i < n; i++) s += xs[i]; return s; }\n"
ARRAY_DRIVER = """
import sys, time, ctypes
import numpy
sys.path.insert(0, sys.argv[1])
import sums
loop = ctypes.CDLL(sys.argv[2]).total
loop.restype = ctypes.c_double
loop.argtypes = [ctypes.c_void_p, ctypes.c_long]
xs = numpy.arange(10_000_000) * 0.5
assert sums.total(xs) == loop(xs.ctypes.data, len(xs))
best = {}
for _ in range(12):
    for name, call in ("natrix", lambda: sums.total(xs)), ("C", lambda: loop(xs.ctypes.data, len(xs))):
        start = time.process_time()
        call()
        best[name] = min(best.get(name, 9), time.process_time() - start)
print("sum of 10 million doubles: %.2f ms, in C %.2f ms: %.2f" % (best["natrix"] * 1e3, best["C"] * 1e3, best["natrix"] / best["C"]))
"""
CALLS = """
def f(n: int, x: float) -> float:
    return n * x + 1.0


class Point:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def scaled(self, n: int, k: float) -> float:
        return (self.x + self.y) * k + n
"""
CALL_DRIVER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from calls import f, Point
def best(run, count=100000):
    times = []
    for _ in range(15):
        start = time.process_time()
        run(count)
        times.append(time.process_time() - start)
    return min(times) / count * 1e9
def empty(count):
    for i in range(count): pass
def call(count):
    for i in range(count): f(3, 2.5)
point = Point(1.0, 2.0)
def method(count):
    for i in range(count): point.scaled(3, 2.5)
def constructor(count):
    for i in range(count): Point(1.0, 2.5)
loop = best(empty)
print("f(int, float) %.0f ns, method %.0f ns, constructor %.0f ns" % (best(call) - loop, best(method) - loop, best(constructor) - loop))
"""


def run(command, **options):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=1200, **options)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "takes longer than 20 minutes")


class Bench:
    def __init__(self, options):
        self.venv = Path(options.venv)
        self.work = Path(options.work or tempfile.mkdtemp())
        self.rounds = options.rounds

    def build(self, system, source):
        """What runs it: a folder to import it from, or an executable; None and a reason where it cannot be built."""
        name = source.stem
        folder = self.work / system / name
        done = folder / "done"
        target = folder / name if system == "executable" else folder
        if done.exists() and done.read_bytes() == source.read_bytes():
            return target, ""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if system == "python":
            shutil.copy(source, folder)
        else:
            made = self.compile(system, source, folder)
            if made.returncode != 0:
                return None, (made.stderr + made.stdout).strip().splitlines()[-1:]
        done.write_bytes(source.read_bytes())
        return target, ""

    def compile(self, system, source, folder):
        name = source.stem
        if system == "module":
            return run([NATRIX, "ext", str(source), "-o", str(folder)])
        if system == "executable":
            return run([NATRIX, "build", str(source), "-o", str(folder / name)])
        copy = folder / "build" / source.name
        copy.parent.mkdir()
        shutil.copy(source, copy)
        if system == "cython":
            command = [str(self.venv / "bin" / "cythonize"), "-3", "-i", source.name]
        else:
            command = [str(self.venv / "bin" / "mypyc"), source.name]
        made = run(command, cwd=copy.parent, env=dict(os.environ, PATH=f"{self.venv}/bin:{os.environ['PATH']}"))
        for library in copy.parent.glob("*.so"):
            shutil.move(library, folder)
        return made

    def time(self, system, target, name):
        """Seconds and output."""
        if system == "executable":
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = run([str(target)])
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout
        python = str(self.venv / "bin" / "python") if system in ("cython", "mypyc") else PYTHON
        done = run([python, "-c", DRIVER, str(target), name])
        lines = done.stderr.strip().splitlines()
        try:
            return float(lines[-1]), done.stdout
        except (IndexError, ValueError):
            return None, lines[-1] if lines else "no output"

    def compare(self, programs, systems):
        ratios = {system: [] for system in systems}
        print("%-22s" % "" + "".join("%12s" % system for system in systems))
        for source in programs:
            targets, best, why = {}, {}, {}
            for system in systems:
                target, reason = self.build(system, source)
                if target:
                    targets[system] = target
                else:
                    why[system] = "build: %s" % reason
            expected = self.time("python", self.build("python", source)[0], source.stem)[1]
            for number in range(self.rounds):
                for system, target in targets.items():
                    if system in why or (system == "python" and number > 1):
                        continue
                    seconds, output = self.time(system, target, source.stem)
                    if seconds is None or output != expected:
                        why[system] = "prints something else" if seconds is not None else output
                        best.pop(system, None)
                    else:
                        best[system] = min(best.get(system, math.inf), seconds)
            print("%-22s" % source.stem + "".join("%12s" % ("%.3f" % best[s] if s in best else "-") for s in systems), flush=True)
            for system, reason in why.items():
                print("    %s: %s" % (system, reason))
            for system in systems:
                if system in best and systems[0] in best:
                    ratios[system].append(best[system] / best[systems[0]])
        for system in systems[1:]:
            if ratios[system]:
                mean = math.exp(sum(map(math.log, ratios[system])) / len(ratios[system]))
                print("%s / %s: %.3f (%d programs)" % (system, systems[0], mean, len(ratios[system])))

    def arrays(self):
        (self.work / "sums.py").write_text(ARRAYS)
        (self.work / "loop.c").write_text(C_LOOP)
        subprocess.run([NATRIX, "ext", str(self.work / "sums.py"), "-o", str(self.work)], check=True)
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", str(self.work / "loop.c"), "-o", str(self.work / "loop.so")], check=True)
        (self.work / "sums.py").unlink()
        subprocess.run([PYTHON, "-c", ARRAY_DRIVER, str(self.work), str(self.work / "loop.so")], check=True)

    def calls(self, systems):
        source = self.work / "source" / "calls.py"
        source.parent.mkdir(exist_ok=True)
        source.write_text(CALLS)
        targets = {system: self.build(system, source)[0] for system in systems if system != "executable"}
        for _ in range(2):
            for system, target in targets.items():
                if target:
                    python = str(self.venv / "bin" / "python") if system in ("cython", "mypyc") else PYTHON
                    print("%-10s" % system, run([python, "-c", CALL_DRIVER, str(target)]).stdout.strip())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", help="a folder of .py files with a main()")
    parser.add_argument("--only", help="names, separated by commas")
    parser.add_argument("--systems", default=",".join(SYSTEMS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--venv", default=os.environ.get("BENCH_VENV", os.path.expanduser("~/.cache/natrix-bench/venv")))
    parser.add_argument("--work")
    parser.add_argument("--arrays", action="store_true")
    parser.add_argument("--calls", action="store_true")
    options = parser.parse_args()
    bench = Bench(options)
    bench.work.mkdir(parents=True, exist_ok=True)
    systems = options.systems.split(",")
    if options.arrays:
        bench.arrays()
    if options.calls:
        bench.calls(systems)
    if options.programs:
        found = sorted(Path(options.programs).glob("*.py"))
        only = options.only.split(",") if options.only else None
        programs = [p for p in found if "\ndef main(" in p.read_text() and (only is None or p.stem in only)
                    and p.stem not in ("compare", "run_module")]
        bench.compare(programs, systems)


if __name__ == "__main__":
    main()
