import functools
def timed(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args, **kwargs)
    wrapper.calls = 0
    return wrapper
@timed
def area(w, h):
    return w * h
def plain(f):
    def inner(*args, **kwargs):
        return f(*args, **kwargs)
    return inner
@plain
def scale(x, k=2):
    return x * k
@plain
def every(*rest, **options):
    return rest, options
@plain
def first(*rest):
    return rest[0]
def bad(f, *a, **k):
    try:
        return f(*a, **k)
    except TypeError as e:
        return str(e)
class Lock:
    def __init__(self, swallow=()):
        self.depth = 0
        self.swallow = swallow
    def __enter__(self):
        self.depth += 1
        return self.depth
    def __exit__(self, kind, value, traceback):
        self.depth -= 1
        return kind is not None and issubclass(kind, self.swallow)
class Store:
    def __init__(self, *args, **options):
        self.args = args
        self.options = options
def guarded(lock, n):
    out = []
    for i in range(n):
        with lock as d:
            out.append(d)
            out.append(10 // (i % 3))
            with lock as e:
                out.append(e)
                if i == 4:
                    return out
                if i == 2:
                    continue
                out.append([1, 2, 3][i])
    return out
def with_error(lock):
    try:
        with lock:
            return int("x")
    except ValueError as e:
        return type(e).__name__, lock.depth
    finally:
        lock.depth += 10
def main(n):
    t = 0
    for i in range(n):
        t += area(i, 2)
        t += scale(i)
        t += scale(i, k=3)
        t += first(i, 4)
        t += area(i, 2.5)
    print(t, area.calls)
    print(every(1, 2), every(), every(*[1, 2], a=1), every(*(x for x in "ab"), **{"k": 2}))
    print(bad(area, 1), bad(area, 1, 2, 3), bad(scale, 1, z=2), bad(first, *[5]), bad(area, **{"w": 2, "h": 4}))
    for f in (lambda: area(*5), lambda: area(**5), lambda: area(*[1, 2], **{3: 4}), lambda: area(**{"w": 1}, **{"w": 2}),
              lambda: area(1 << 40, 1 << 40)):
        try:
            print(f())
        except TypeError as e:
            print(e)
    s = Store(1, 2, a=3)
    print(s.args, s.options, Store().args)
    kw = {"w": 3, "h": 5}
    print(area(**kw), every(**kw), kw, every(**kw)[1] is kw)
    print(guarded(Lock(ZeroDivisionError), 8))
    print(with_error(Lock()), with_error(Lock(KeyError)), with_error(Lock(ValueError)))
    lock = Lock(IndexError)
    print(guarded(Lock((ZeroDivisionError, IndexError)), 4), lock.depth)
    try:
        guarded(lock, 2)
    except ZeroDivisionError as e:
        print("out", lock.depth, e.__traceback__.tb_next is not None)
main(50)
