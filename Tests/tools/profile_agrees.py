#!/usr/bin/env python3
"""Whether `natrix run --profile` and `perf report` name the same hottest Python function of programs.

    Tests/tools/profile_agrees.py ../shared/bench/nbody.py=4000000 ../shared/bench/queens.py=14

Behind `=` stand a program's arguments, parted by commas. It should run for two seconds or more: samples are few, and two
functions that take nearly as much change places by chance. A function's time is that of its own machine code, which is what perf attributes to symbols: its versions taken together,
without the runtime. Both watch the same run: how long parts of a program take changes with what else the machine does. Needs perf
(linux-perf); the software clock is enough, so it works in virtual machines.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NATRIX = os.environ.get("NATRIX", os.path.join(ROOT, "bin", "natrix"))


def label(function):
    return "%s:%d" % (function["name"], function["line"])


def own_seconds(profile):
    """Function -> seconds, of the program's own functions."""
    found = {}
    for entry in profile["times"]:
        function = entry["function"]
        if not function["isLibrary"]:
            found[label(function)] = found.get(label(function), 0) + entry["own"] - entry["runtime"]
    return found


def labels(profile):
    """What C functions are called -> function. Of several Python functions of one name the second and later are numbered."""
    found = {}
    for function in profile["functions"]:
        if not function["isLibrary"]:
            name = stem(function["name"])
            number = 1
            while "%s_%d" % (name, number) in found:
                number += 1
            found["%s_%d" % (name, number)] = label(function)
            if number == 1:
                found[name] = label(function)
    return found


def stem(qualified):
    if qualified == "<module>":
        return "body"
    parts = [part for part in qualified.split(".") if part != "<locals>"]
    return "__".join(re.sub(r"\W", "_", part.strip("<>")) for part in parts)


def perf_seconds(data, module, labels):
    report = subprocess.run(["perf", "report", "-i", data, "--stdio", "--no-inline", "-F", "overhead,sym", "-t", ";"],
                            capture_output=True, text=True, timeout=300).stdout
    found = {}
    for line in report.splitlines():
        match = re.match(r"\s*([\d.]+)%\s*;\[\.\] (py_[\w.]+)", line)
        if match and match[2].startswith("py_" + module + "__"):
            name = match[2][len("py_" + module + "__"):]
            name = name.split(".")[0]  # what the C compiler has split off
            name = re.sub(r"(__generic|__fast\d*|_resume|_entry)$", "", name)
            name = labels.get(name, name)
            found[name] = found.get(name, 0) + float(match[1])
    return found


def main():
    differing = 0
    for path in sys.argv[1:]:
        path, _, arguments = path.partition("=")
        arguments = arguments.split(",") if arguments else []
        path = os.path.abspath(path)
        with tempfile.TemporaryDirectory() as folder:
            output = os.path.join(folder, "profile.json")
            data = os.path.join(folder, "perf.data")
            environment = dict(os.environ, NATRIX_CACHE=os.path.join(folder, "cache"))
            run = [NATRIX, "run", "--profile", "--profile-format", "json", "-o", output, path]
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment, "timeout": 600}
            subprocess.run(run, **quiet)  # compiles it
            subprocess.run(["perf", "record", "-q", "-e", "cpu-clock", "-F", "1000", "-o", data, *run, *arguments], **quiet)
            with open(output) as file:
                profile = json.load(file)
            ours = own_seconds(profile)
            theirs = perf_seconds(data, os.path.basename(path)[:-3], labels(profile))
        first = max(ours, key=ours.get) if ours else "-"
        perf_first = max(theirs, key=theirs.get) if theirs else "-"
        here, there = sum(ours.values()) or 1e-9, sum(theirs.values()) or 1e-9
        same = first == perf_first
        # Samples come by chance: two functions may change places that both say take nearly as much.
        close = all(abs(share.get(first, 0) - share.get(perf_first, 0)) < 0.04 * whole for share, whole in ((ours, here), (theirs, there)))
        differing += not (same or close)
        print("%s %s: %.1f s, natrix %s %.0f %%, perf %s %.0f %%" % (
            "ok" if same else "nearly equal" if close else "DIFFERENT", " ".join([os.path.basename(path), *arguments]), sum(ours.values()),
            first, 100 * ours.get(first, 0) / here, perf_first, 100 * theirs.get(perf_first, 0) / there))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
