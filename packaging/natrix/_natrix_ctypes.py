"""Functions of C libraries for `natrix.extern` under an interpreter: through ctypes, with the conversions of compiled code."""
import ctypes
import math
import operator

_INTEGERS = {"b": ("int8_t", ctypes.c_int8), "B": ("uint8_t", ctypes.c_uint8), "h": ("int16_t", ctypes.c_int16), "H": ("uint16_t", ctypes.c_uint16),
             "i": ("int32_t", ctypes.c_int32), "I": ("uint32_t", ctypes.c_uint32), "q": ("int64_t", ctypes.c_int64), "Q": ("uint64_t", ctypes.c_uint64)}
_OTHERS = {"f": ctypes.c_float, "d": ctypes.c_double, "?": ctypes.c_bool, "s": ctypes.c_char_p, "y": ctypes.c_char_p, "p": ctypes.c_void_p, "v": None}


def _open(name):
    if not name:
        return ctypes.CDLL(None)
    names = [name]
    if "/" not in name:
        names += [name + ".so"] + [f"{name}.so.{version}" for version in range(100)]
    for candidate in names:
        try:
            return ctypes.CDLL(candidate)
        except OSError:
            pass
    raise OSError(f"natrix.extern: there is no library '{name}'")


def _type(code):
    return _INTEGERS[code][1] if code in _INTEGERS else _OTHERS[code]


def _address(value):
    """The address of a buffer's first byte, and what keeps it there."""
    view = memoryview(value)
    if view.readonly:
        kept = ctypes.c_char_p(bytes(view)) if not isinstance(value, bytes) else ctypes.c_char_p(value)
        return ctypes.cast(kept, ctypes.c_void_p), kept
    kept = (ctypes.c_char * view.nbytes).from_buffer(value)
    return ctypes.cast(kept, ctypes.c_void_p), kept


def _convert(function, parameter, code, value, kept):
    def kind(expected):
        return TypeError(f"{function}(): argument '{parameter}' must be {expected}, not {type(value).__name__}")

    if code in _INTEGERS:
        name, ctype = _INTEGERS[code]
        number = operator.index(value)
        if ctype(number).value != number:
            raise OverflowError(f"{function}(): argument '{parameter}' does not fit {name}")
        return number
    if code in "fd":
        return math.ldexp(value, 0)
    if code == "?":
        return bool(value)
    if value is None:
        return None
    if code == "s":
        if not isinstance(value, str):
            raise kind("str or None")
        if "\0" in value:
            raise ValueError("embedded null character")
        return value.encode("utf-8", "surrogateescape")
    if code == "y":
        if not isinstance(value, bytes):
            raise kind("bytes or None")
        return value
    if hasattr(type(value), "__index__"):
        return operator.index(value)
    address, keep = _address(value)
    kept.append(keep)
    return address


def bind(library, symbol, name, parameters, codes, defaults, annotations, doc, module):
    try:
        c_function = getattr(_open(library), symbol)
    except AttributeError:
        raise AttributeError(f"natrix.extern: the library '{library}' has no function '{symbol}'") from None
    c_function.argtypes = [_type(code) for code in codes[:-1]]
    c_function.restype = _type(codes[-1])
    # Takes what the function takes, with Python's own errors.
    namespace = {}
    exec(f"def {name}({', '.join(parameters)}): return ({''.join(p + ', ' for p in parameters)})", namespace)
    in_order = namespace[name]
    in_order.__defaults__ = defaults

    def call(*args, **kwargs):
        if kwargs or len(args) != len(parameters):
            args = in_order(*args, **kwargs)
        kept = []
        result = c_function(*[_convert(name, p, code, value, kept) for p, code, value in zip(parameters, codes, args)])
        if codes[-1] == "s" and result is not None:
            return result.decode("utf-8", "surrogateescape")
        return result or 0 if codes[-1] == "p" else result

    call.__name__ = call.__qualname__ = name
    call.__doc__, call.__module__, call.__annotations__ = doc, module, annotations
    return call
