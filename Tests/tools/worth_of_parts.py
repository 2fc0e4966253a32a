"""What each part of the optimiser is worth: the programs of a folder with every part in turn left out (--disable-pass).

    worth_of_parts.py [--programs DIR] [--natrix PATH] [--runs N] [PART…]

Prints a Markdown table: for each part the geometric mean of the programs' user times without it over those with
everything, and the programs that lose most. Without PART: `speculation` and all parts that natrix names behind it.
Programs are built side by side and run one after the other.
"""
import argparse
import math
import os
import resource
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHOWN = 4  # programs named in a row


def user_time(program):
    """Seconds of user time of one run; None when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    status = subprocess.run([program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before if status == 0 else None


def build(options, source, part, folder):
    target = os.path.join(folder, f"{os.path.basename(source)[:-3]}.{part or 'all'}")
    command = [options.natrix, "build", source, "-o", target]
    if part:
        command += ["--disable-pass", part]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{' '.join(command)}\n{result.stderr}")
    return target


def measure(options, part, folder):
    """Least user time by program's name."""
    sources = sorted(
        os.path.join(options.programs, name)
        for name in os.listdir(options.programs)
        if name.endswith(".py") and not name.endswith("_typed.py") and name not in ("compare.py", "run_module.py", "hello.py")
    )
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        targets = list(pool.map(lambda source: build(options, source, part, folder), sources))
    times = {}
    for source, target in zip(sources, targets):
        runs = [user_time(target) for _ in range(options.runs)]
        if None in runs:
            sys.exit(f"{target} fails")
        times[os.path.basename(source)[:-3]] = max(min(runs), 0.001)
        os.remove(target)
    return times


def parts_of_speculation(options):
    command = [options.natrix, "build", "--disable-pass", "none-such", os.devnull, "-o", os.devnull]
    names = subprocess.run(command, capture_output=True, text=True).stderr.split("passes are: ")[-1]
    parts = [name.strip() for name in names.split(",")]
    if "speculation" not in parts:
        sys.exit("natrix does not say which passes it has: name the parts")
    return parts[parts.index("speculation"):]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*")
    parser.add_argument("--programs", default=os.path.join(ROOT, "..", "shared", "bench"))
    parser.add_argument("--natrix", default=os.path.join(ROOT, "bin", "natrix"))
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    parts = options.parts
    if not parts:
        parts = parts_of_speculation(options)
    with tempfile.TemporaryDirectory() as folder:
        whole = measure(options, None, folder)
        print("| left out | geometric mean | most |\n|---|---:|---|", flush=True)
        for part in parts:
            times = measure(options, part, folder)
            ratios = {name: times[name] / whole[name] for name in whole}
            mean = math.exp(sum(map(math.log, ratios.values())) / len(ratios))
            worst = sorted(ratios.items(), key=lambda item: -item[1])[:SHOWN]
            named = ", ".join(f"{name} {ratio:.1f}" for name, ratio in worst if ratio > 1.1)
            print(f"| `{part}` | {mean:.2f} | {named} |", flush=True)


main()
