"""What the import machinery of CPython asks of the interpreter: there is one lock and nothing frozen."""
import sys

check_hash_based_pycs = "default"


def extension_suffixes():
    return []


def lock_held():
    return False


def acquire_lock():
    pass


def release_lock():
    pass


def is_builtin(name, /):
    """1 for a module of the runtime, -1 for one that cannot be made again, 0 for another."""
    return -1 if name in ("sys", "builtins") else int(name in sys.builtin_module_names)


def create_builtin(spec, /):
    return __import__(spec.name)


def _fix_co_filename(code, path, /):
    pass


def is_frozen(name, /):
    return False


def is_frozen_package(name, /):
    raise ImportError(f"No such frozen object named {name}", name=name)


def get_frozen_object(name, data=None, /):
    raise ImportError(f"No such frozen object named {name}", name=name)


def init_frozen(name, /):
    return None


def find_frozen(name, /, *, withdata=False):
    return None


def _frozen_module_names():
    return []


def _override_frozen_modules_for_tests(override, /):
    pass
