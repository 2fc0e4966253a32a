"""Compiles modules with natrix when they are imported: `import natrix_auto`, with their names in NATRIX_AUTO.

    NATRIX_AUTO=slow,package.inner python3 -c 'import natrix_auto, slow'
    NATRIX_AUTO=slow python3 -m natrix_auto script.py arguments

What is compiled is kept in NATRIX_AUTO_CACHE (default: ~/.cache/natrix/auto) under a hash of the sources and of the
compiler; a name that is a package's takes in the whole package. A module that cannot be compiled is imported as it is, with
a warning that says why.
"""
import hashlib
import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import warnings


class CompileWarning(ImportWarning):
    """A module was to be compiled and is imported as it is."""


warnings.simplefilter("default", CompileWarning)


def _compiler():
    given = os.environ.get("NATRIX", "natrix")
    return given if os.sep in given else shutil.which(given)


def _cache_folder():
    given = os.environ.get("NATRIX_AUTO_CACHE")
    if given:
        return given
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "natrix", "auto")


def _sources(path):
    if os.path.isfile(path):
        return [path]
    found = []
    for folder, folders, files in os.walk(path):
        folders.sort()
        found += [os.path.join(folder, name) for name in sorted(files) if name.endswith(".py")]
    return found


def _key(name, path, compiler):
    digest = hashlib.sha256()
    stamp = os.stat(os.path.realpath(compiler))
    options = os.environ.get("NATRIX_AUTO_OPTIONS", "")
    digest.update(f"{name}\0{path}\0{stamp.st_mtime_ns}\0{stamp.st_size}\0{options}".encode())
    for source in _sources(path):
        with open(source, "rb") as file:
            digest.update(source.encode() + b"\0" + file.read() + b"\0")
    return digest.hexdigest()[:32]


def compiled(name, path):
    """The extension module of a .py file or a package's folder: from the cache, or made now. None: it could not be made."""
    compiler = _compiler()
    if not compiler or not os.path.exists(compiler):
        warnings.warn(f"{name} is not compiled: natrix was not found (on PATH, or by NATRIX)", CompileWarning, stacklevel=2)
        return None
    folder = os.path.join(_cache_folder(), _key(name, path, compiler))
    last = name.rpartition(".")[2]
    target = os.path.join(folder, last + ".abi3.so")
    if os.path.isfile(target):
        return target
    working = f"{folder}.{os.getpid()}"
    os.makedirs(working, exist_ok=True)
    environment = dict(os.environ)
    include = sysconfig.get_path("include")
    if "NATRIX_PYTHON_INCLUDE" not in environment and include and os.path.isfile(os.path.join(include, "Python.h")):
        environment["NATRIX_PYTHON_INCLUDE"] = include
    options = os.environ.get("NATRIX_AUTO_OPTIONS", "").split()
    done = subprocess.run([compiler, "ext", *options, path, "-o", working], env=environment, capture_output=True, text=True)
    if done.returncode != 0 or not os.path.isfile(os.path.join(working, last + ".abi3.so")):
        shutil.rmtree(working, ignore_errors=True)
        reason = (done.stderr or done.stdout).strip() or f"natrix ended with {done.returncode}"
        warnings.warn(f"{name} is not compiled: {reason}", CompileWarning, stacklevel=2)
        return None
    try:
        os.rename(working, folder)
    except OSError:  # another process was first
        shutil.rmtree(working, ignore_errors=True)
    return target if os.path.isfile(target) else None


class Finder:
    """Finds the listed modules where they would be found, and loads them compiled."""

    def __init__(self, names):
        self.names = set(names)

    def find_spec(self, name, path=None, target=None):
        if name not in self.names:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is None or not isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            return None
        is_package = spec.submodule_search_locations is not None
        library = compiled(name, os.path.dirname(spec.origin) if is_package else spec.origin)
        if library is None:
            return None
        loader = importlib.machinery.ExtensionFileLoader(name, library)
        found = importlib.util.spec_from_file_location(
            name, library, loader=loader, submodule_search_locations=spec.submodule_search_locations)
        found.loader_state = spec.origin  # what lies beside the source is found from there, not from the cache
        return found


_finder = None


def install(names):
    """Adds names of modules that are compiled when they are imported."""
    global _finder
    if _finder is None:
        _finder = Finder(())
        sys.meta_path.insert(0, _finder)
    _finder.names.update(names)


install(name.strip() for name in os.environ.get("NATRIX_AUTO", "").split(",") if name.strip())


def _main():
    import runpy

    if len(sys.argv) < 2:
        sys.exit("usage: NATRIX_AUTO=module,… python3 -m natrix_auto SCRIPT [ARGUMENT …]")
    # __main__ is another copy of this file: the finder that is installed is the one that serves.
    sys.argv.pop(0)
    sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0]))
    runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    _main()
