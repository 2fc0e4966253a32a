"""Imports by name at run time. Modules are those that were compiled into the program, what the program puts into
sys.modules, and what its own finders in sys.meta_path find."""
import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

from builtins import __import__

_reloading = {}


def _resolve(name, package, level):
    """The absolute name of `name`, given behind `level` dots, as seen from a package."""
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{bits[0]}.{name}" if name else bits[0]


def import_module(name, package=None):
    """Import a module.

    The 'package' argument is required when performing a relative import. It
    specifies the package to use as the anchor point from which to resolve the
    relative import to an absolute import.
    """
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip("."))
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        name = _resolve(name[level:], package, level)
    elif not name:
        raise ValueError("Empty module name")
    module = sys.modules.get(name)
    if module is None:
        __import__(name)
        module = sys.modules[name]
    return module


def _find_spec(name, path):
    for finder in sys.meta_path:
        find_spec = getattr(finder, "find_spec", None)
        if find_spec is not None:
            spec = find_spec(name, path, None)
            if spec is not None:
                return spec
    return None


def reload(module):
    """Reload the module and return it.

    The module must have been successfully imported before.
    """
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    if name in _reloading:
        return _reloading[name]
    _reloading[name] = module
    try:
        parent_name = name.rpartition(".")[0]
        path = None
        if parent_name:
            if parent_name not in sys.modules:
                raise ImportError(f"parent {parent_name!r} not in sys.modules", name=parent_name)
            path = sys.modules[parent_name].__path__
        spec = module.__spec__ = _find_spec(name, path)
        if spec is None:
            raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
        try:
            spec.loader.exec_module(module)
        except BaseException:
            sys.modules.setdefault(name, module)
            raise
        sys.modules[name] = sys.modules.pop(name)  # now the last one
        return sys.modules[name]
    finally:
        _reloading.pop(name, None)


def invalidate_caches():
    """Call the invalidate_caches() method on all meta path finders stored in sys.meta_path (where implemented)."""
    for finder in sys.meta_path:
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()
