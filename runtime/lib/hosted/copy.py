"""The `copy` of extension modules: plain values and builtin containers are copied here, everything else by the host's module."""
import _host_copy as _host
from _host_copy import __all__, Error, error

_SAME = frozenset((type(None), int, float, bool, complex, str, bytes, range, type(Ellipsis), type(NotImplemented)))


def copy(x):
    """Shallow copy operation on arbitrary Python objects."""
    cls = type(x)
    if cls is list or cls is dict or cls is set:
        return x.copy()
    if cls in _SAME or cls is tuple or cls is frozenset:
        return x
    return _host.copy(x)


class _Other(Exception):
    """Something that the host copies has been met."""


def _deep(x, memo):
    cls = type(x)
    if cls in _SAME:
        return x
    key = id(x)
    made = memo.get(key)
    if made is not None:
        return made
    if cls is list:
        made = memo[key] = []
        for item in x:
            made.append(_deep(item, memo))
    elif cls is dict:
        made = memo[key] = {}
        for name, value in x.items():
            made[_deep(name, memo)] = _deep(value, memo)
    elif cls is tuple:
        items = [_deep(item, memo) for item in x]
        if key in memo:  # it contains itself
            return memo[key]
        for before, after in zip(x, items):
            if before is not after:
                made = memo[key] = tuple(items)
                return made
        return x
    elif cls is set:
        made = memo[key] = {_deep(item, memo) for item in x}
    else:
        raise _Other
    return made


def deepcopy(x, memo=None):
    """Deep copy operation on arbitrary Python objects."""
    if memo is None:
        if type(x) in _SAME:
            return x
        try:
            return _deep(x, {})
        except _Other:
            pass
    return _host.deepcopy(x, memo)


def __getattr__(name):
    return getattr(_host, name)
