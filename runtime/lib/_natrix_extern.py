"""`natrix.extern`: functions of C libraries, declared with C types.

    @natrix.extern("libm")
    def cbrt(x: float) -> float: ...

Compiled, the function is called directly (runtime/modules/_natrix.c); interpreted, through ctypes (_natrix_ctypes.py). Both
convert and refuse the same.
"""
try:
    from _natrix import bind as _bind  # compiled
except ImportError:
    from _natrix_ctypes import bind as _bind


class CType:
    """What an annotation of an extern function names: a type of C."""

    def __init__(self, name, code):
        self.name = name
        self.code = code

    def __repr__(self):
        return "natrix." + self.name


int8, int16, int32, int64 = CType("int8", "b"), CType("int16", "h"), CType("int32", "i"), CType("int64", "q")
uint8, uint16, uint32, uint64 = CType("uint8", "B"), CType("uint16", "H"), CType("uint32", "I"), CType("uint64", "Q")
float32, float64 = CType("float32", "f"), CType("float64", "d")
c_int, c_uint, c_long, size_t = CType("c_int", "i"), CType("c_uint", "I"), CType("c_long", "q"), CType("size_t", "Q")
pointer = CType("pointer", "p")
_PLAIN = {int: "q", float: "d", bool: "?", str: "s", bytes: "y", None: "v"}
_NAMED = {"int": "q", "float": "d", "bool": "?", "str": "s", "bytes": "y", "None": "v"}


def _code(function, name, annotation):
    if isinstance(annotation, str):  # from __future__ import annotations
        if annotation in _NAMED:
            return _NAMED[annotation]
        first, _, rest = annotation.partition(".")
        found = function.__globals__.get(first)
        annotation = getattr(found, rest, None) if rest else found
    if isinstance(annotation, CType):
        return annotation.code
    try:
        return _PLAIN[annotation]
    except (KeyError, TypeError):
        raise TypeError(f"natrix.extern: {function.__name__}: {name} needs a C type (int, float, bool, str, bytes, natrix.int32, …)") from None


def extern(library="", name=None):
    """Makes a function whose body is `...` the function of that name (or `name`) of a C library.

    `library` is "libm", "libz.so.1" or a path; "" is the program itself. `str` is passed as UTF-8 and `bytes` as they are, both
    ending with a null byte, and None as NULL; `natrix.pointer` takes an address or what has a buffer.
    """
    def make(function):
        code = function.__code__
        if code.co_kwonlyargcount or code.co_flags & 12:
            raise TypeError(f"natrix.extern: {function.__name__}: only ordinary parameters can be passed to C")
        parameters = code.co_varnames[:code.co_argcount]
        annotations = dict(function.__annotations__)
        codes = ""
        for parameter in parameters:
            if parameter not in annotations:
                raise TypeError(f"natrix.extern: {function.__name__}: '{parameter}' has no annotation")
            codes += _code(function, f"'{parameter}'", annotations[parameter])
        codes += _code(function, "the result", annotations.get("return"))
        return _bind(library, name or function.__name__, function.__name__, tuple(parameters), codes,
                     function.__defaults__, annotations, function.__doc__, function.__module__)

    return make

