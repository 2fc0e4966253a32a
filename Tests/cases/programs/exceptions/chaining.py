# Causes, contexts, suppression, and that a chain never becomes a cycle.
def show(e):
    parts = []
    while e is not None:
        parts.append(f"{type(e).__name__}({e}) suppressed={e.__suppress_context__}")
        e = e.__cause__ or e.__context__
    print(" <- ".join(parts))


try:
    try:
        raise ValueError("first")
    except ValueError as e:
        raise KeyError("second") from e
except KeyError as e:
    show(e)
    print(e.__cause__ is e.__context__)

try:
    try:
        1 / 0
    finally:
        raise TypeError("in finally")
except TypeError as e:
    show(e)

try:
    try:
        raise ValueError("hidden")
    except ValueError:
        raise OSError(2, "missing", "f") from None
except OSError as e:
    print(e.__cause__, repr(e.__context__), e.__suppress_context__, e)

try:
    try:
        raise ValueError("a")
    except ValueError as a:
        try:
            raise TypeError("b")
        except TypeError as b:
            raise a
except ValueError as e:
    show(e)
    print(e.__context__.__context__)


def nested():
    try:
        raise LookupError("inner")
    except LookupError:
        try:
            raise
        except LookupError as again:
            return again.__context__, again.__traceback__ is not None


print(nested())
for bad in (lambda: exec_raise(5), lambda: exec_raise(int)):
    def exec_raise(x):
        raise x
    try:
        bad()
    except TypeError as e:
        print(e)
try:
    raise ValueError from 3
except TypeError as e:
    print(e)
try:
    raise
except RuntimeError as e:
    print(e)
e = ValueError("x")
for name, value in (("__cause__", 1), ("__context__", 1), ("__traceback__", 1), ("args", 1)):
    try:
        setattr(e, name, value)
    except TypeError as error:
        print(name, error)
