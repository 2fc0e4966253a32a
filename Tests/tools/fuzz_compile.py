#!/usr/bin/python3.11
"""What compile() raises at run time against CPython's: message, places and text of the exception, in every mode.

    Tests/tools/fuzz_compile.py [--count 3000] [--seed 1] [--natrix bin/natrix] [--show 20]

The snippets are those of fuzz_syntax.py; each is compiled as `exec`, `eval` and `single`, with and without the end of
its last line. The interpreter runs them all as one program. Texts that later versions of Python understand may differ.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz_syntax import NEWER_FORMS, PYTHON, ROOT, Generator

PROGRAM = r'''
import json, sys, warnings
warnings.simplefilter("ignore")


def outcome(text, mode):
    try:
        compile(text, "<text>", mode)
    except SyntaxError as error:
        place = error.lineno, error.offset, error.end_lineno, error.end_offset
        return repr((type(error).__name__, error.msg, *place, error.text, len(error.args)))
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:
        return repr((type(error).__name__, str(error)))
    return "compiled"


with open(sys.argv[1]) as file:
    texts = json.load(file)
for text in texts:
    for mode in ("exec", "eval", "single"):
        for variant in dict.fromkeys((text, text.removesuffix("\n"))):
            print(mode, repr(variant), outcome(variant, mode), sep="\t")
'''


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, default=3000)
    options.add_argument("--seed", default="1")
    options.add_argument("--natrix", default=str(ROOT / "bin/natrix"))
    options.add_argument("--show", type=int, default=20, help="differences to print")
    chosen = options.parse_args()
    generator = Generator(chosen.seed, [])
    texts = []
    for number in range(chosen.count):
        data = generator.snippet(number)
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        if not NEWER_FORMS.search(data):
            texts.append(text)
    with tempfile.TemporaryDirectory() as folder:
        program, snippets = Path(folder, "program.py"), Path(folder, "texts.json")
        program.write_text(PROGRAM)
        snippets.write_text(json.dumps(texts))
        theirs, ours = (subprocess.run([*command, str(program), str(snippets)], capture_output=True, timeout=1200)
                        for command in ([PYTHON], [chosen.natrix, "run", "--interpret"]))
    if ours.returncode != 0:
        sys.exit(f"the interpreter ended with status {ours.returncode}: {ours.stderr.decode('utf-8', 'replace')[-500:]}")
    pairs = list(zip(theirs.stdout.decode().split("\n"), ours.stdout.decode().split("\n")))[:-1]
    differing = sorted(((a, b) for a, b in pairs if a != b), key=lambda pair: len(pair[0]))
    for expected, given in differing[:chosen.show]:
        mode, text, outcome = expected.split("\t")
        print(f"---- {mode} {text}\nCPython: {outcome}\nnatrix:  {given.split(chr(9))[-1]}")
    print(f"{len(pairs) - len(differing)} passed, {len(differing)} failed")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
