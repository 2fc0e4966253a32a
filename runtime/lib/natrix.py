"""What natrix offers to Python source, with which it still runs under every interpreter.

    import natrix

    with natrix.nogil:          # loops over numbers and buffers run without the interpreter's lock
        for i in range(len(xs)):
            total += xs[i]

    @natrix.extern("libm")      # a function of a C library (docs/EXTERN.md)
    def cbrt(x: float) -> float: ...

Interpreted, `nogil` does nothing, and `extern` goes through ctypes.
"""
from _natrix_extern import (CType, c_int, c_long, c_uint, extern, float32, float64, int8, int16, int32, int64, pointer, size_t,
                            uint8, uint16, uint32, uint64)


class _NoLock:
    def __enter__(self):
        return None

    def __exit__(self, kind, value, traceback):
        return None

    def __repr__(self):
        return "natrix.nogil"


nogil = _NoLock()
