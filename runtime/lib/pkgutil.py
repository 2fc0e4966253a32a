"""Utilities to support packages. The modules that exist are those that were compiled into the program."""
import importlib
import sys
from collections import namedtuple

import _program

__all__ = ["get_importer", "iter_importers", "get_loader", "find_loader", "walk_packages", "iter_modules", "get_data",
           "extend_path", "resolve_name", "ModuleInfo"]

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")
ModuleInfo.__doc__ = "A namedtuple with minimal info about a module."


def _folder(path, is_package):
    """The entry of a path that the module at `path` would be found by."""
    folder = path.rpartition("/")[0]
    return folder.rpartition("/")[0] if is_package else folder


def read_code(stream):
    """The code in a stream of a module compiled by CPython, which cannot run here; None if it is another stream."""
    from importlib.util import MAGIC_NUMBER
    if stream.read(4) == MAGIC_NUMBER:
        raise ImportError("code compiled by CPython cannot be run", path=getattr(stream, "name", None))
    return None


def _modules_in_folders(path, prefix):
    """As iter_modules, of the files in the folders of a path."""
    import os
    from importlib.machinery import PathFinder
    seen = set()
    for folder in path:
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        for file in names:
            full = os.path.join(folder, file)
            is_package = os.path.isdir(full)
            name = file if is_package else file.removesuffix(".py")
            if name == "__init__" or name in seen or "." in name or (not is_package and name == file):
                continue
            if is_package and not os.path.isfile(os.path.join(full, "__init__.py")):
                continue
            seen.add(name)
            yield ModuleInfo(PathFinder, prefix + name, is_package)


def iter_modules(path=None, prefix=""):
    """Yields ModuleInfo for all submodules on path, or, if path is None, all top-level modules of the program."""
    if isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    if _program.interprets():
        yield from _modules_in_folders(sys.path if path is None else path, prefix)
        return
    found = {}
    namespaces = _program.namespace_packages()
    for name, file, is_package in _program.modules():
        if file is None or name == "__main__":
            continue
        parent, _, last = name.rpartition(".")
        if path is None:
            if not parent:
                found.setdefault(last, is_package)
        elif _folder(file, is_package) in path or parent in path and parent in namespaces:
            found.setdefault(last, is_package)
    for name in sorted(found):
        yield ModuleInfo(None, prefix + name, found[name])


def walk_packages(path=None, prefix="", onerror=None):
    """Yields ModuleInfo for all modules recursively on path, or, if path is None, all accessible modules."""
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            inner = getattr(sys.modules[info.name], "__path__", None) or []
            fresh = [entry for entry in inner if entry not in seen]
            seen.update(fresh)
            yield from walk_packages(fresh, info.name + ".", onerror)


def get_importer(path_item):
    """Retrieve a finder for the given path item: compiled programs have none."""
    return None


def iter_importers(fullname=""):
    """Yield finders for the given module name."""
    if fullname.startswith("."):
        raise ImportError("Relative module name {!r} not supported".format(fullname))
    yield from sys.meta_path


def find_loader(fullname):
    """Find a "loader" object for fullname."""
    if fullname.startswith("."):
        raise ImportError("Relative module name {!r} not supported".format(fullname))
    from importlib.util import find_spec
    spec = find_spec(fullname)
    return spec.loader if spec is not None else None


def get_loader(module_or_name):
    """Get a "loader" object for module_or_name."""
    if module_or_name in sys.modules:
        module_or_name = sys.modules[module_or_name]
        if module_or_name is None:
            return None
    if isinstance(module_or_name, type(sys)):
        loader = getattr(module_or_name, "__loader__", None)
        if loader is not None:
            return loader
        if getattr(module_or_name, "__spec__", None) is None:
            return None
        return find_loader(module_or_name.__name__)
    return find_loader(module_or_name)


def extend_path(path, name):
    """Extend a package's path: everything in it is known already."""
    return path[:] if isinstance(path, list) else path


def get_data(package, resource):
    """Get a resource from a package, or None."""
    module = importlib.import_module(package)
    file = getattr(module, "__file__", None)
    if file is None:
        return None
    with open(file.rpartition("/")[0] + "/" + resource, "rb") as source:
        return source.read()


def resolve_name(name):
    """Resolve a name ("package.module:object.attribute", or all with dots) to an object."""
    modname, colon, rest = name.partition(":")
    words = modname.split(".")
    if not all(word.isidentifier() for word in words) or rest and not all(w.isidentifier() for w in rest.split(".")):
        raise ValueError(f"invalid format: {name!r}")
    if colon:
        result = importlib.import_module(modname)
        parts = rest.split(".") if rest else []
    else:
        result = importlib.import_module(words[0])
        modname = words[0]
        parts = words[1:]
        while parts:
            try:
                result = importlib.import_module(f"{modname}.{parts[0]}")
            except ImportError:
                break
            modname = f"{modname}.{parts.pop(0)}"
    for part in parts:
        result = getattr(result, part)
    return result
