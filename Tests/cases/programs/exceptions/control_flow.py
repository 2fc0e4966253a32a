# Values of variables in handlers, finally with return/break/continue, nested handlers, deletion, unbound variables.
def handler_values(bad):
    x = 1
    try:
        x = 2
        y = x + 1
        if bad == 1: raise ValueError(x)
        x = y * 2
        z = 10 // (bad - 2)
        x = z
    except ValueError as e:
        return ("value", x, e.args)
    except ZeroDivisionError:
        return ("zero", x, y)
    finally:
        x += 100
    return ("none", x, y, z)
print(handler_values(1), handler_values(2), handler_values(4))

def finally_wins(n):
    for i in range(n):
        try:
            if i == 1: continue
            if i == 3: break
            if i == 5: return "never"
        finally:
            if i == 2: print("at two")
    else:
        return "else"
    try:
        return i
    finally:
        i = "changed"
print(finally_wins(2), finally_wins(9))

def swallow():
    while True:
        try:
            1 / 0
        finally:
            break
    for k in (1, 2):
        try:
            raise KeyError(k)
        finally:
            continue
    try:
        return "first"
    finally:
        return "second"
print(swallow())

def unbound(flag):
    try:
        if flag: raise RuntimeError("r")
        v = 1
    except RuntimeError as v:
        pass
    return v
print(unbound(False))
try:
    unbound(True)
except UnboundLocalError as e:
    print(e)

def nested():
    log = []
    try:
        try:
            try:
                log.append("a"); {}["x"]
            except KeyError:
                log.append("b"); [][1]
            finally:
                log.append("c")
        except IndexError as e:
            log.append((type(e).__name__, type(e.__context__).__name__))
            raise TypeError("t") from e
    except TypeError as e:
        log.append((str(e), type(e.__cause__).__name__, e.__suppress_context__))
    return log
print(nested())

def deleted():
    a = [1, 2]
    del a[0], a
    try:
        return a
    except NameError as e:
        return str(e)
print(deleted())

def loop_else(xs):
    total = 0
    for x in xs:
        try:
            total += 10 // x
        except ZeroDivisionError:
            total -= 1
            if total < -2: break
        else:
            total += 1
    else:
        return ("else", total)
    return ("broken", total)
print(loop_else([1, 0, 5]), loop_else([0, 0, 0, 0]))

class Manager:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print("exit", t and t.__name__, v)
        return self.swallow
def managed(swallow, fail):
    r = "unset"
    with Manager(swallow) as m, Manager(False):
        r = "inside"
        if fail: raise LookupError("look")
        r = "after"
    return r
print(managed(False, False), managed(True, True))
try:
    managed(False, True)
except LookupError as e:
    print("out", e)
def chained(a, b, c):
    return a < b < c, a == b != c, not a < b, (a and b) or c, a if b else c
print(chained(1, 2, 3), chained(2, 2, 0), chained(0, 0, 5))
