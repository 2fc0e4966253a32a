#!/usr/bin/env python3
"""Whether `natrix bench` and hyperfine agree: for five programs the speed-up over python3, by both, within what either of them
varies. hyperfine runs before and after natrix bench, so that a machine whose speed changes shows as noise, not as disagreement,
and takes the two commands in turn, as natrix bench does: what runs again and again finds the processor's caches warm, which is a
quarter of a two-millisecond program's time.
Last, a program whose output differs must be reported by bench, and not ranked.

Prints `ok NAME: figures` or `FAIL NAME: figures` for each program. Without hyperfine (apt-get install hyperfine) it says so and skips."""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NATRIX = os.environ.get("NATRIX", os.path.join(ROOT, "bin/natrix"))
RUNS = 10

PROGRAMS = {
    "floats": "x = 0.0\nfor i in range(3000000):\n    x += i * 0.5\nprint(x)\n",
    "strings": "d = {}\nfor i in range(300000):\n    k = 'k%d' % (i % 1000)\n    d[k] = d.get(k, 0) + 1\nprint(len(d))\n",
    "objects": (
        "class P:\n    def __init__(self, x):\n        self.x = x\n    def get(self):\n        return self.x\n"
        "def run(n):\n    t = 0\n    for i in range(n):\n        t += P(i).get()\n    return t\nprint(run(700000))\n"),
    "sorting": "import random\nrandom.seed(1)\nv = [random.random() for _ in range(300000)]\nv.sort()\nprint(v[0])\n",
    "generators": "def g(n):\n    for i in range(n):\n        yield i\nprint(sum(g(2000000)))\n",
}


def interval(natrix, python):
    """The 95 % interval of the ratio of medians, by the bootstrap."""
    chance = random.Random(1)
    ratios = sorted(
        statistics.median(chance.choices(python, k=len(python))) / statistics.median(chance.choices(natrix, k=len(natrix)))
        for _ in range(2000))
    return ratios[50], ratios[1949]


def hyperfine(program, source, python, folder):
    report = os.path.join(folder, "hyperfine.json")
    times = [[], []]
    for _ in range(RUNS + 1):
        subprocess.run(
            ["hyperfine", "-N", "--runs", "1", "--export-json", report, program, f"{python} {source}"],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
        with open(report) as file:
            for of_one, result in zip(times, json.load(file)["results"]):
                of_one += result["times"]
    return [of_one[1:] for of_one in times]


def bench(source, python, folder):
    report = os.path.join(folder, "bench.json")
    subprocess.run([NATRIX, "bench", source, "--only", "--reference", python, "--runs", str(RUNS), "--json", report],
                   check=True, stdout=subprocess.DEVNULL, timeout=600)
    with open(report) as file:
        results = json.load(file)["programs"][0]["results"]
    return [[run["wall"] for run in result["runs"]] for result in results[:2]]


def wrong(python, folder):
    """An interpreter that prints something else."""
    source = os.path.join(folder, "right.py")
    with open(source, "w") as file:
        file.write("print(1 + 1)\n")
    other = os.path.join(folder, "wrong.sh")
    with open(other, "w") as file:
        file.write("#!/bin/sh\necho 3\n")
    os.chmod(other, 0o755)
    report = os.path.join(folder, "wrong.json")
    done = subprocess.run(
        [NATRIX, "bench", source, "--only", "--reference", python, "--with", f"wrong={other} {{file}}", "--runs", "3", "--json", report],
        capture_output=True, text=True, timeout=300)
    with open(report) as file:
        results = {r["name"]: r for r in json.load(file)["programs"][0]["results"]}
    said = "not ranked" in done.stdout + done.stderr
    failed = "failure" in results["wrong"] and not results["wrong"]["runs"] and done.returncode == 1
    print(("ok" if said and failed else "FAIL") + f" wrong-program: exit status {done.returncode}, {results['wrong'].get('failure')}")


def main():
    if not shutil.which("hyperfine"):
        print("SKIP bench and hyperfine: there is no hyperfine (apt-get install hyperfine)")
        return
    python = subprocess.run(["python3", "-c", "import sys; print(sys.executable)"], capture_output=True, text=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in PROGRAMS.items():
            source = os.path.join(folder, name + ".py")
            program = os.path.join(folder, name)
            with open(source, "w") as file:
                file.write(text)
            subprocess.run([NATRIX, "build", source, "-o", program], check=True, timeout=300)
            before = interval(*hyperfine(program, source, python, folder))
            ours = interval(*bench(source, python, folder))
            after = interval(*hyperfine(program, source, python, folder))
            low, high = min(before[0], after[0]), max(before[1], after[1])
            agrees = ours[0] <= high * 1.02 and low <= ours[1] * 1.02
            print(f"{'ok' if agrees else 'FAIL'} {name}: bench {ours[0]:.2f} … {ours[1]:.2f} times as fast, "
                  f"hyperfine {low:.2f} … {high:.2f}", flush=True)
        wrong(python, folder)


sys.exit(main())
