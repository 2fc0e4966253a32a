# Ways out of loops, try, with and finally, and what each leaves behind.
def leave(kind):
    log = []
    for i in range(3):
        try:
            try:
                log.append(i)
                if kind == "break" and i == 1:
                    break
                if kind == "continue":
                    continue
                if kind == "return" and i == 1:
                    return log + ["returned"]
                if kind == "raise" and i == 1:
                    raise ValueError(i)
            finally:
                log.append("f%d" % i)
        except ValueError as error:
            log.append(repr(error))
    else:
        log.append("else")
    try:
        error
    except NameError as e:
        log.append(type(e).__name__)
    return log

for kind in "break", "continue", "return", "raise", "none":
    print(kind, leave(kind))

def override():
    for _ in range(2):
        try:
            raise KeyError("lost")
        finally:
            return "finally wins"

def swallow():
    while True:
        try:
            1 / 0
        finally:
            break
    return "swallowed"

print(override(), swallow())

class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value)
        return self.swallow

def use(how):
    for i in range(2):
        with Manager("a", True) as a, Manager("b") as b:
            if how == "return":
                return a.name + b.name
            if how == "break":
                break
            if how == "continue":
                continue
            raise LookupError(how)
    return "end"

for how in "return", "break", "continue", "raise":
    print(use(how))

def contexts():
    try:
        try:
            raise ValueError("one")
        except ValueError:
            try:
                raise KeyError("two")
            except KeyError:
                raise TypeError("three")
    except TypeError as e:
        chain = []
        while e:
            chain.append(repr(e))
            e = e.__context__
        return chain

print(contexts())

def bare():
    try:
        raise ValueError("x")
    except ValueError:
        try:
            raise
        except ValueError as again:
            print("again", again, again.__context__)
    try:
        raise
    except RuntimeError as e:
        print(e)

bare()

def x_or(a, b, c):
    return a and b or c, not (a or b), a < b < c if a else "no", (a if b else c)

print(x_or(1, 2, 3), x_or(0, 2, 3), x_or(1, 0, 0))
n = 5
while n := n - 1:
    if n == 2:
        continue
    print(n, end=" ")
else:
    print("done")
