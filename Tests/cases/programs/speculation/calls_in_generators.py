class Lock:
    def __init__(self):
        self.n = 0
    def __enter__(self):
        self.n += 1
        return self
    def __exit__(self, k, v, t):
        self.n -= 1
        return k is ZeroDivisionError
class Tree:
    def __init__(self, v, left=None, right=None):
        self.v = v
        self.left = left
        self.right = right
    def walk(self):
        if self.left: yield from self.left.walk()
        yield self.v
        if self.right: yield from self.right.walk()
class Leaf(Tree):
    def walk(self):
        for x in super().walk():
            yield x * 10
def locked(lock, items):
    for x in items:
        with lock:
            yield lock.n, 10 // x
def spread(*args, **kw):
    for a in args:
        yield a, len(kw)
def outer(f):
    def inner(*args, **kw):
        return f(*args, **kw)
    return inner
gen = outer(spread)
def main():
    lock = Lock()
    print(list(locked(lock, [1, 2, 0, 5])), lock.n)
    g = locked(lock, [1, 2])
    next(g); g.close()
    print(lock.n)
    t = Tree(4, Leaf(2, Tree(1)), Leaf(6))
    print([list(x.walk()) for x in (t, Leaf(3), Tree(1))])
    print(list(gen(1, 2)), list(gen(1, k=3)), [sum(a for a, n in gen(i, 2)) for i in range(3)])
main()
