"""Running natrix on the modules that the project lists."""
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile

from .project import ProjectError


class Compiled:
    """One extension module: where it was made, and what it is called in the wheel."""

    def __init__(self, archive_name, path, extra=()):
        self.archive_name = archive_name
        self.path = path
        self.extra = list(extra)


def find_compiler():
    given = os.environ.get("NATRIX")
    if given:
        return given if os.path.sep in given else shutil.which(given)
    return shutil.which("natrix")


def _environment():
    environment = dict(os.environ)
    include = sysconfig.get_path("include")
    if "NATRIX_PYTHON_INCLUDE" not in environment and include and os.path.isfile(os.path.join(include, "Python.h")):
        environment["NATRIX_PYTHON_INCLUDE"] = include
    return environment


def compile_modules(project):
    """By dotted name what was compiled. Nothing, with a word about it, where there is no compiler."""
    if not project.modules:
        return {}
    compiler = find_compiler()
    if not compiler or not os.path.exists(compiler):
        if project.requires_compiler:
            raise ProjectError("natrix was not found: put it on PATH, or name it in the environment variable NATRIX")
        print("natrix-build: natrix was not found (not on PATH, NATRIX not set): the wheel has the modules uncompiled", file=sys.stderr)
        return {}
    folder = tempfile.mkdtemp(prefix="natrix-build-")
    made = {}
    for module in project.modules:
        source = project.path_of(module)
        output = os.path.join(folder, module)
        os.mkdir(output)
        command = [compiler, "ext", *project.options, source, "-o", output]
        print("natrix-build:", " ".join(command), flush=True)
        if subprocess.run(command, env=_environment()).returncode != 0:
            raise ProjectError(f"natrix could not compile {module} ({source})")
        last = module.rpartition(".")[2]
        place = "/".join(module.split("."))
        path = os.path.join(output, last + ".abi3.so")
        # A folder comes before a module of its name, so a package's library is its __init__.
        is_package = os.path.isdir(source)
        name = f"{place}/__init__.abi3.so" if is_package else f"{place}.abi3.so"
        stub = os.path.join(output, last + ".pyi")
        own_stub = os.path.join(source, "__init__.pyi") if is_package else source + "i"
        extra = [(f"{place}.pyi", stub)] if os.path.isfile(stub) and not is_package and not os.path.exists(own_stub) else []
        made[module] = Compiled(name, path, extra)
    return made
