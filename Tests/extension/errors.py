import decimal
import json


class AppError(Exception):
    def __init__(self, message, code=0):
        super().__init__(message)
        self.code = code

    def describe(self):
        return f"{self.args[0]}:{self.code}"


class Sub(AppError, KeyError):
    pass


def raise_it(kind, *args):
    raise kind(*args)


def raise_own(code):
    raise AppError("own", code)


def catch(f, kind):
    try:
        f()
    except kind as e:
        return type(e).__name__, str(e), e.args
    except Exception as e:
        return "other", type(e).__name__
    else:
        return "none"
    finally:
        print("finally")


def chain(f):
    try:
        f()
    except ValueError as e:
        raise RuntimeError("wrapped") from e


def context(f):
    try:
        f()
    except ValueError:
        raise KeyError("second")


def attributes(f):
    try:
        f()
    except Exception as e:
        return e.value, e


def again(f):
    try:
        f()
    except Exception:
        raise


def host_errors():
    out = []
    try:
        json.loads("{")
    except json.JSONDecodeError as e:
        out.append((e.msg, e.pos, isinstance(e, ValueError)))
    try:
        decimal.Decimal(1) / 0
    except ZeroDivisionError as e:
        out.append(type(e).__name__)
    try:
        open("/nonexistent/file")
    except FileNotFoundError as e:
        out.append((e.errno, e.filename, e.strerror))
    try:
        {}["x"]
    except KeyError as e:
        out.append(e.args)
    return out


def deep(n, f):
    if n == 0:
        return f()
    return deep(n - 1, f)


def recursion(n):
    return recursion(n + 1) + 1


def stop():
    raise StopIteration(5)


def leave(code):
    raise SystemExit(code)


def groups():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        found = e.exceptions
    return found


class Renamed(Exception):
    pass


def rename():
    Renamed.__module__ = "elsewhere"
    Renamed.code = 5
    Renamed.__str__ = lambda self: "renamed"
    raise Renamed(1)


def with_attributes():
    e = ValueError("x")
    e.code = 5
    e.add_note("first")
    raise e


def add_attributes(call):
    try:
        call()
    except Exception as e:
        e.extra = 1
        e.add_note("guest")
        return e.code, e.__notes__, e
