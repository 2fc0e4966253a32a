# Where names live: cells, classes, comprehensions, globals, deletion.
def counter():
    count = 0
    def up(by=1):
        nonlocal count
        count += by
        return count
    def down():
        nonlocal count
        del count
        count = 100
        return count
    return up, down, lambda: count

up, down, get = counter()
print(up(), up(5), get(), down(), get())

x = "global"
class Outer:
    x = "class"
    seen = [x for _ in range(2)]
    own = x
    def method(self):
        return x
    class Inner:
        inner = x
    try:
        y = [k for k in (x,)]
    except NameError as e:
        y = e

print(Outer.seen, Outer.own, Outer().method(), Outer.Inner.inner, Outer.y)

def function(x):
    class Local:
        before = x
        x = "own"
        after = x
        def get(self):
            return x
    return Local.before, Local.after, Local().get()

def free(y):
    class Local:
        a = y
    return Local.a

try:
    print(function("arg"))
except NameError as e:
    print(type(e).__name__, e)
print(free("arg"))

def loops():
    functions = [lambda i=i: (i, j) for i in range(2) for j in range(2)]
    return [f() for f in functions], [(a := b) for b in range(3)], a

print(loops())

class Private:
    __secret = 1
    def __init__(self):
        self.__own = 2
    def both(self, __arg=3):
        return self.__secret, self.__own, __arg

print(Private().both(), sorted(n for n in vars(Private()) if "own" in n))

def unbound(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as e:
        return str(e)

print(unbound(True), unbound(False))

def deleted():
    value = 1
    del value
    def inner():
        return cell
    cell = 1
    del cell
    for attempt in (lambda: value, inner):
        try:
            attempt()
        except NameError as e:
            print(type(e).__name__, e)

deleted()

def names(a, b=2, *args, c=3, **kw):
    d = 4
    def inner():
        return a, d
    return sorted(locals())

print(names(1))

class Base:
    def hello(self):
        return "base"
class Derived(Base):
    def hello(self):
        def inner():
            return __class__.__name__
        return super().hello() + " " + inner()
    @classmethod
    def make(cls):
        return [super(Derived, cls).__name__ if False else cls.__name__]

print(Derived().hello(), Derived.make())

def make_global():
    global made, Made
    made = 1
    class Made: pass
    return Made.__qualname__

print(make_global(), made, counter.__qualname__, up.__qualname__, get.__qualname__)
