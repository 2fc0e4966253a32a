#!/usr/bin/env python3
"""Whether `natrix run --profile` and `perf report` name the same hottest Python function of programs.

    Tests/tools/profile_agrees.py ../shared/bench/{nbody,fib,queens,stack_vm,lcs}.py

A function's time is that of its own machine code, which is what perf attributes to symbols: its versions taken together,
without the runtime. Each program is built once, as it is profiled, and run twice. Needs perf (linux-perf); the software clock is
enough, so it works in virtual machines.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NATRIX = os.environ.get("NATRIX", os.path.join(ROOT, "bin", "natrix"))


def own_seconds(profile):
    """Name of the C function's stem -> seconds, of the program's own functions."""
    found = {}
    for entry in profile["times"]:
        function = entry["function"]
        if not function["isLibrary"]:
            found[stem(function["name"])] = found.get(stem(function["name"]), 0) + entry["own"] - entry["runtime"]
    return found


def stem(qualified):
    if qualified == "<module>":
        return "body"
    parts = [part for part in qualified.split(".") if part != "<locals>"]
    return "__".join(re.sub(r"\W", "_", part.strip("<>")) for part in parts)


def perf_seconds(program, arguments, module, folder):
    data = os.path.join(folder, "perf.data")
    subprocess.run(["perf", "record", "-q", "-e", "cpu-clock", "-F", "1000", "-o", data, program, *arguments],
                   stdout=subprocess.DEVNULL, check=True, timeout=300)
    report = subprocess.run(["perf", "report", "-i", data, "--stdio", "--no-inline", "-F", "overhead,sym", "-t", ";"],
                            capture_output=True, text=True, timeout=300).stdout
    found = {}
    for line in report.splitlines():
        match = re.match(r"\s*([\d.]+)%\s*;\[\.\] (py_[\w.]+)", line)
        if match and match[2].startswith("py_" + module + "__"):
            name = match[2][len("py_" + module + "__"):]
            name = name.split(".")[0]  # what the C compiler has split off
            name = re.sub(r"(__generic|__fast\d*|_resume|_entry)$", "", name)
            found[name] = found.get(name, 0) + float(match[1])
    return found


def main():
    differing = 0
    for path in sys.argv[1:]:
        path = os.path.abspath(path)
        with tempfile.TemporaryDirectory() as folder:
            output = os.path.join(folder, "profile.json")
            cache = os.path.join(folder, "cache")
            environment = dict(os.environ, NATRIX_CACHE=cache)
            subprocess.run([NATRIX, "run", "--profile", "--profile-format", "json", "-o", output, path],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, timeout=600)
            with open(output) as file:
                ours = own_seconds(json.load(file))
            programs = os.path.join(cache, "programs")
            program = os.path.join(programs, os.listdir(programs)[0])
            theirs = perf_seconds(program, [], os.path.basename(path)[:-3], folder)
        first = max(ours, key=ours.get) if ours else "-"
        perf_first = max(theirs, key=theirs.get) if theirs else "-"
        same = first == perf_first
        differing += not same
        print("%s %s: natrix %s %.0f %%, perf %s %.0f %%" % (
            "ok" if same else "DIFFERENT", os.path.basename(path), first,
            100 * ours.get(first, 0) / max(sum(ours.values()), 1e-9), perf_first,
            100 * theirs.get(perf_first, 0) / max(sum(theirs.values()), 1e-9)))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
