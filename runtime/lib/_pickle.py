"""What pickle.py takes from C in CPython. It imports this module before it has defined what the picklers build on, so
they are made when first asked for."""

_NAMES = ("PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads")


def __getattr__(name):
    if name not in _NAMES:
        raise AttributeError(f"module '_pickle' has no attribute {name!r}")
    import pickle  # before the module that builds on it
    import _picklers
    namespace = globals()
    for known in _NAMES:
        namespace[known] = getattr(_picklers, known)
    return namespace[name]
