# Generators: send, throw, close, delegation, states, errors.
import sys, inspect, types
def g():
    try:
        x = yield 1
        print("got", x)
        y = yield from sub()
        print("sub ret", y)
        return "done"
    except KeyError as e:
        print("KE", e); yield "handled"
    finally: print("cleanup")
def sub():
    try:
        while True:
            r = yield "s"
            if r == "stop": return "stopped"
            print("sub got", r)
    except ValueError as e:
        print("sub VE", e); return "ve"
    finally: print("sub fin")
it = g(); print(next(it), it.send("a"), it.send("b"))
try: it.send("stop")
except StopIteration as e: print("SI", e.value)
it = g(); next(it); it.send(None); print(inspect.getgeneratorstate(it), it.gi_yieldfrom.__name__)
try: print(it.throw(ValueError("v")))
except StopIteration as e: print("SI", e.value)
it = g(); next(it); it.send(None); print(it.throw(KeyError, "k"), it.gi_running, it.gi_code.co_name, it.gi_yieldfrom)
it.close(); print(inspect.getgeneratorstate(it)); it.close()
try: next(it)
except StopIteration as e: print("SI", e.value, e.args)
it = g()
try: it.send(3)
except TypeError as e: print(e)
try: it.throw(RuntimeError("early"))
except RuntimeError as e: print(e)
print(list(it))
def ig():
    while True:
        try: yield
        except GeneratorExit: pass
i = ig(); next(i)
try: i.close()
except RuntimeError as e: print(e)
def si(): raise StopIteration(3); yield
try: next(si())
except RuntimeError as e: print(e, repr(e.__cause__))
def rec(): yield next(r)
r = rec()
try: next(r)
except ValueError as e: print(e)
class It:
    def __iter__(self): return self
    def __next__(self): return 5
    def throw(self, *a): print("throw", a); return 9
    def close(self): print("It close")
    def send(self, v): print("send", v); return 8
def d(): yield from It()
x = d(); print(next(x), x.send(3), x.throw(ValueError)); x.close()
def ret():
    return (yield) or (yield 2)
q = ret(); next(q); print(q.send(0))
try: q.send(7)
except StopIteration as e: print(e.value)
def tree(n): 
    if n: yield from tree(n - 1); yield n; yield from tree(n - 1)
print(list(tree(4)))
print(list(x * y for x in range(3) for y in range(x)), sum(i for i in range(10) if i % 2), [*(c for c in "abc")], {k: v for k, v in ((i, i * i) for i in range(3))})
ge = (i for i in range(3)); print(type(ge), ge.__name__, ge.__qualname__)
def f(a, *, b): yield a, b
z = f(1, b=2); z.__name__ = "zz"; print(z.__name__, z.__qualname__, next(z), next(z, "default"))
try: z.__name__ = 3
except TypeError as e: print(e)
try: f(1)
except TypeError as e: print(e)
def fin():
    try: yield 1
    finally:
        yield 2
        print("after")
h = fin(); next(h)
print(h.throw(KeyError("zz")))
try: next(h)
except KeyError as e: print("KE", e)
@types.coroutine
def tc(): r = yield "tc"; return r
async def co(): return await tc()
c = co(); print(c.send(None))
try: c.send(4)
except StopIteration as e: print(e.value)
def outer():
    def inner():
        nonlocal n
        n += 1; yield n
    n = 0
    for _ in range(3): yield from inner()
print(list(outer()))
def exc():
    try: yield 1
    except Exception: 
        print(sys.exc_info()[0]); yield 2
        print(sys.exc_info()[0])
e = exc(); next(e); e.throw(OSError); print(sys.exc_info())
try: 1/0
except ZeroDivisionError: print(next(e, "end"), sys.exc_info()[0])
from collections import deque
def window(s, n):
    d = deque(maxlen=n)
    for x in s:
        d.append(x)
        if len(d) == n: yield tuple(d)
print(list(window(range(5), 3)))
def chain(*its):
    for i in its: yield from i
print(list(chain("ab", (1, 2), {3: 4})))
def pipeline():
    total = 0
    while (v := (yield total)) is not None: total += v
    return total
p = pipeline(); next(p); [p.send(i) for i in range(5)]
try: p.send(None)
except StopIteration as s: print(s.value)
def bad(): yield from 5
next(bad())
