"""What natrix offers to Python source, with which it still runs under every interpreter.

    import natrix

    with natrix.nogil:          # loops over numbers and buffers run without the interpreter's lock
        for i in range(len(xs)):
            total += xs[i]

Interpreted, `nogil` does nothing.
"""


class _NoLock:
    def __enter__(self):
        return None

    def __exit__(self, kind, value, traceback):
        return None

    def __repr__(self):
        return "natrix.nogil"


nogil = _NoLock()
