import traceback

import errors as m


def value_error():
    raise ValueError("host", 1)


class HostError(Exception):
    def __init__(self, value):
        super().__init__("host error")
        self.value = value

    def method(self):
        return self.value * 2


def host_error():
    raise HostError(21)


for kind, args in [(ValueError, ("v",)), (KeyError, ("k",)), (OSError, (2, "no", "f")), (HostError, (1,)), (StopIteration, (3,)),
                   (UnicodeDecodeError, ("utf-8", b"x", 0, 1, "r")), (m.AppError, ("a", 4)), (ImportError, ("i",))]:
    try:
        m.raise_it(kind, *args)
    except Exception as e:
        print(type(e) is kind, repr(e), e.args, str(e), getattr(e, "errno", None), getattr(e, "value", None), getattr(e, "code", None))
try:
    m.raise_own(7)
except m.AppError as e:
    print(e.code, e.describe(), e, repr(e), isinstance(e, Exception), type(e).__name__)
try:
    raise m.Sub("x", 3)
except KeyError as e:
    print(type(e).__mro__[1:4], e.code, e.args)
e = m.AppError("made", code=2)
e.code = 9
e.other = "o"
print(e.describe(), e.code, e.other)
print(m.catch(value_error, ValueError), m.catch(value_error, KeyError), m.catch(lambda: m.raise_own(1), m.AppError))
print(m.catch(host_error, HostError), m.catch(lambda: 1, ValueError), m.catch(host_error, (KeyError, HostError)))
for f in (m.chain, m.context):
    try:
        f(value_error)
    except Exception as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
        traceback.print_exc()
v, e = m.attributes(host_error)
print(v, e.method(), type(e) is HostError)
try:
    m.again(host_error)
except HostError as e:
    print([(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)])
print(m.host_errors())
try:
    m.deep(3, value_error)
except ValueError:
    traceback.print_exc()
same = ValueError("same")


def raise_same():
    raise same


try:
    m.again(raise_same)
except ValueError as e:
    print(e is same)
try:
    m.recursion(0)
except RecursionError as e:
    print(type(e).__name__)
for f in (m.stop, lambda: m.leave(3)):
    try:
        f()
    except (StopIteration, SystemExit) as e:
        print(repr(e))
print(m.groups())


class FromPython(m.AppError):
    pass


def from_python():
    raise FromPython("derived", 4)


for f in (m.chain, m.context):
    try:
        f(from_python)
    except Exception as e:
        traceback.print_exc()
e = FromPython("made", 5)
print(e.code, hasattr(e, "nothing"), e.describe(), m.catch(from_python, m.AppError))
try:
    m.raise_own(1)
except Exception as e:
    try:
        raise RuntimeError("during")
    except RuntimeError as second:
        print(second.__context__ is e)
m.raise_own(5)

import errors
print(errors.Renamed.__module__, hasattr(errors.Renamed, "code"))
try:
    errors.rename()
except errors.Renamed as e:
    print(type(e).__module__, e.code, str(e), e.args, errors.Renamed.code)
try:
    m.with_attributes()
except ValueError as e:
    print(e.code, e.__notes__, e.__dict__)


def with_code():
    e = OSError(2, "m")
    e.code = 7
    e.add_note("host")
    raise e


code, notes, e = m.add_attributes(with_code)
print(code, notes, e.extra, e.__notes__, e.__dict__)
