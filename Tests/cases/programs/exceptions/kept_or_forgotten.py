"""Exceptions that somebody keeps stay what they are, however many others are raised and forgotten meanwhile."""
import sys
import traceback


class Error(Exception):
    pass


class Coded(Error):
    def __init__(self, code):
        super().__init__("code", code)
        self.code = code


class Registered(Error):
    every = []

    def __init__(self, number):
        self.number = number
        Registered.every.append(self)


def churn(n=50):
    """Raises and forgets exceptions of all the kinds here: what was given back wrongly is overwritten."""
    for i in range(n):
        try:
            raise Error(i, "churn")
        except Error:
            pass
        try:
            raise Coded(-i)
        except Coded:
            pass
        try:
            [][i]
        except IndexError:
            pass
        try:
            {}[i]
        except KeyError:
            pass
        try:
            raise ValueError
        except ValueError:
            pass


def show(e):
    return type(e).__name__, e.args, [f.name for f in traceback.extract_tb(e.__traceback__)]


def fail(*args):
    raise Error(*args)


def named():
    try:
        fail("named", 1)
    except Error as e:
        kept = e
    churn()
    return kept


def from_exc_info():
    try:
        fail("exc_info", 2)
    except Error:
        kept = sys.exc_info()
    churn()
    return kept[1]


def helper_sees():
    return sys.exc_info()[1]


def from_helper():
    try:
        fail("helper", 3)
    except Error:
        kept = helper_sees()
    churn()
    return kept


def as_context():
    try:
        try:
            fail("first", 4)
        except Error:
            fail("second", 5)
    except Error as e:
        kept = e
    churn()
    return kept.__context__


def as_cause():
    try:
        try:
            raise Error("cause", 6)
        except Error as e:
            raise Error("effect", 7) from e
    except Error as e:
        kept = e
    churn()
    return kept.__cause__


def raised_again():
    keep = []
    try:
        try:
            raise Error("again", 8)
        except Error as e:
            keep.append(e)
            raise
    except Error:
        pass
    churn()
    return keep[0]


def bare_raise_below():
    """Raised again and caught below while it is still being handled here."""
    def again():
        try:
            raise
        except Error:
            pass
    try:
        fail("below", 9)
    except Error:
        again()
        churn()
        return sys.exc_info()[1]


def by_its_init():
    try:
        raise Registered(10)
    except Registered:
        pass
    churn()
    return Registered.every[-1]


def made_before():
    e = Error("before", 11)
    for _ in range(3):
        try:
            raise e
        except Error:
            pass
    churn()
    return e


def from_function():
    kept = []

    def make(n):
        kept.append(Error("function", n))
        return kept[-1]
    try:
        raise make(12)
    except Error:
        pass
    churn()
    return kept[0]


def in_finally():
    seen = []
    try:
        try:
            fail("finally", 13)
        finally:
            seen.append(sys.exc_info()[1])
            churn()
    except Error:
        pass
    churn()
    return seen[0]


def swallowed_by_return():
    def inner():
        try:
            fail("return", 14)
        finally:
            return helper_sees()
    e = inner()
    churn()
    return e


class Keeper:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        self.value = value
        return True


def by_context_manager():
    k = Keeper()
    with k:
        fail("with", 15)
    churn()
    return k.value


def generator():
    try:
        fail("generator", 16)
    except Error:
        yield 1
        churn()
        yield sys.exc_info()[1]


def by_generator():
    g = generator()
    next(g)
    churn()
    e = next(g)
    g.close()
    churn()
    return e


def outer_of_generator():
    def g():
        yield sys.exc_info()[1]
    try:
        fail("outer", 17)
    except Error:
        e = next(g())
    churn()
    return e


def thrown():
    def g():
        try:
            yield 1
        except Error:
            churn()
            yield helper_sees()
    it = g()
    next(it)
    e = it.throw(Error("thrown", 18))
    churn()
    return e


def thrown_class():
    def inner():
        try:
            yield 1
        except Error:
            churn()
            yield helper_sees()

    def outer():
        yield from inner()
    it = outer()
    next(it)
    e = it.throw(Error)
    churn()
    return e


def traceback_only():
    try:
        fail("tb", 19)
    except Error:
        tb = sys.exc_info()[2]
    churn()
    return [f.name for f in traceback.extract_tb(tb)]


def nested_handlers():
    try:
        fail("outer handler", 20)
    except Error:
        try:
            fail("inner handler", 21)
        except Error:
            churn()
            e = sys.exc_info()[1]
        churn()
        return e.__context__, sys.exc_info()[1]


def group():
    try:
        raise ExceptionGroup("g", [Error("in group", 22), ValueError(23)])
    except* ValueError:
        pass
    except* Error as eg:
        kept = eg.exceptions[0]
    churn()
    return kept


def hidden_lookup():
    class Lazy:
        def __getattr__(self, name):
            raise AttributeError(name)
    try:
        fail("hidden", 24)
    except Error:
        hasattr(Lazy(), "x")
        getattr(Lazy(), "y", None)
        churn()
        return sys.exc_info()[1]


def getattr_raises_again():
    class Again:
        def __getattr__(self, name):
            raise
    try:
        raise AttributeError("outer attribute", 25)
    except AttributeError:
        print(hasattr(Again(), "x"), getattr(Again(), "y", "default"))
        churn()
        return sys.exc_info()[1]


class Stop:
    def __init__(self):
        self.raised = []

    def __iter__(self):
        return self

    def __next__(self):
        self.raised.append(StopIteration("value", 26))
        raise self.raised[-1]


def stop_iteration():
    s = Stop()
    for _ in s:
        pass
    list(s)
    next(s, None)
    churn()
    return s.raised[0], s.raised[2]


def in_loop():
    kept = []
    for i in range(6):
        try:
            fail(i)
        except Error as e:
            if i % 2:
                kept.append(e)
                continue
        churn(3)
    return kept


class Showing(Error):
    every = []

    @property
    def code(self):
        Showing.every.append(self)
        return 27

    def __getattr__(self, name):
        Showing.every.append(self)
        return name


class Setting(Error):
    every = []

    def __init__(self, number):
        super().__init__(number)
        self.number = number

    @property
    def number(self):
        return self.args[0]

    @number.setter
    def number(self, value):
        Setting.every.append(self)


class Watching(Error):
    every = []

    def __init__(self, number):
        super().__init__(number)
        self.number = number

    def __setattr__(self, name, value):
        Watching.every.append(self)
        super().__setattr__(name, value)


class Base(Error):
    every = []

    def __init__(self, *args):
        super().__init__(*args)
        Base.every.append(self)


class Derived(Base):
    def __init__(self, number):
        super().__init__(number, "derived")
        self.number = number


def attributes_that_look():
    """Attributes whose loading or storing shows the exception to others."""
    total = []
    try:
        raise Showing(27)
    except Showing as e:
        total += [e.code, e.other]
    for kind in Setting, Watching, Derived:
        try:
            raise kind(28)
        except kind as e:
            total.append(e.number)
    try:
        raise Coded(29)
    except Coded as e:
        args = e.args
        total.append(e.code)
    try:
        try:
            raise Coded(30)
        except Coded as e:
            e.nothing
    except AttributeError as e:
        missing = e
    churn()
    print(total, args, missing.args, missing.obj.code, missing.__context__.args)
    return Showing.every + Setting.every + Watching.every + Base.every


def looked_at_later():
    """Only attributes are loaded, but behind the handler."""
    try:
        raise Coded(31)
    except Coded as e:
        kept = e
    churn()
    code = kept.code
    try:
        raise Error(32)
    except Error as e:
        other = e
    churn()
    return code, other.args, kept.args


def class_raised():
    try:
        raise Error
    except Error as e:
        kept = e
    churn()
    return kept


def main():
    for f in (named, from_exc_info, from_helper, as_context, as_cause, raised_again, bare_raise_below, by_its_init, made_before,
              from_function, in_finally, swallowed_by_return, by_context_manager, by_generator, outer_of_generator, thrown,
              thrown_class, group, hidden_lookup, getattr_raises_again, class_raised):
        e = f()
        churn()
        print(f.__name__, *show(e), e.__context__)
    print(traceback_only(), looked_at_later())
    for e in stop_iteration():
        churn()
        print(type(e).__name__, e.args)
    for e in attributes_that_look():
        print(*show(e))
    for e in nested_handlers() + tuple(in_loop()):
        churn()
        print(*show(e))
    print([e.number for e in Registered.every])


if __name__ == "__main__":
    main()
