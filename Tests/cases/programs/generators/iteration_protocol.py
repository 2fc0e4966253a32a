# generators
def g(n):
    for i in range(n):
        r = yield i
        if r: print("got", r)
    return "ret"
x = g(3); print(next(x), x.send("a"), next(x))
try: next(x)
except StopIteration as e: print("stop", e.value, e.args)
try: next(x)
except StopIteration as e: print("stop", e.value, e.args)
def d():
    r = yield from g(2); print("r", r)
    r = yield from [7, 8]; print("r", r)
    r = yield from "ab"; print(r)
    return "end"
print(list(d()))
def collect():
    total = 0
    while True:
        v = yield total
        if v is None: break
        total += v
    return total
c = collect(); next(c); c.send(5); c.send(6)
try: c.send(None)
except StopIteration as e: print(e.value)
def t():
    while True:
        try: v = yield "w"
        except ValueError as e: print("caught", e); yield "handled"
        except GeneratorExit: print("exit"); return
        finally: print("fin")
q = t(); print(next(q), q.throw(ValueError("x")), next(q)); q.close(); q.close()
def inner():
    try: yield 1
    except KeyError as e: print("inner", e); yield 2
    finally: print("inner fin")
def outer():
    try: yield from inner()
    except RuntimeError as e: print("outer", e); yield 3
o = outer(); print(next(o), o.throw(KeyError("k")), list(o))
o = outer(); next(o)
try: print(o.throw(RuntimeError("r")))
except RuntimeError as e: print("escaped", e)
o.close()
class It:
    def __iter__(self): return self
    def __next__(self): return 5
    def send(self, v): print("send", v); return v
    def throw(self, *a): print("throw", a); return "thrown"
    def close(self): print("closed")
def de(): yield from It()
z = de(); print(next(z), z.send(9), z.throw(ValueError)); z.close()
ge = (i * 2 for i in range(4) if i % 2); print(ge, list(ge), list(ge)) if 0 else print(type(ge), list(ge), list(ge))
print(sum(i for i in range(5)), max((i, -i) for i in range(3)), dict((i, i * i) for i in range(3)), {i for i in (1, 1, 2)}, list(x + y for x in "ab" for y in "cd"))
def fib():
    a, b = 0, 1
    while 1:
        yield a
        a, b = b, a + b
import itertools
print(list(itertools.islice(fib(), 10)), [*itertools.takewhile(lambda v: v < 30, fib())])
w = g(1); print(w.gi_running, w.gi_frame is not None, w.gi_code.co_name, w.__name__, w.__qualname__, w.gi_yieldfrom, iter(w) is w); next(w)
for bad in (lambda: w.send(), lambda: w.throw(), lambda: w.throw(5), lambda: g(2).send(1), lambda: w.close(1), lambda: next(w), lambda: w(), lambda: len(w), lambda: w[0]):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
def rt(): yield; raise StopIteration("boo")
y = rt(); next(y)
try: next(y)
except RuntimeError as e: print(e, repr(e.__cause__))
def lazy(): print("started"); yield
l = lazy(); print("created"); next(l)
def nested():
    def inner():
        yield from (x for x in range(2))
    for _ in range(2): yield from inner()
print(list(nested()))
def fin():
    try: yield 1; yield 2
    finally: print("cleanup")
for v in fin(): print(v); break
print(next(fin())) if 0 else None
a, *b = g(4); print(a, b)
try: a, b = g(3)
except ValueError as e: print(e)
def tree(t):
    if t:
        yield from tree(t[0]); yield t[1]; yield from tree(t[2])
print(list(tree((((None, 1, None)), 2, (None, 3, None)))))
def ctx():
    with open("/dev/null") as f: yield f.closed
    yield f.closed
print(list(ctx()))
def exc():
    try: raise ValueError(1)
    except ValueError: yield 1; raise
e = exc(); next(e)
try: next(e)
except ValueError as er: print("re", er)
def ret_in_try():
    try: yield 1; return "r"
    finally: print("f")
r = ret_in_try(); next(r)
try: next(r)
except StopIteration as s: print(s.value)
print([(yield_ := i) for i in range(3)], yield_)
