def gen(n):
    try:
        for i in range(n): yield i
    finally: print("closed", n)
def outer(n):
    for x in gen(n): yield x*2
def deleg(n):
    yield from gen(n)
for x in gen(3):
    if x==1: break
print("after break")
def f():
    for x in gen(4):
        return x
print(f())
try:
    for x in gen(5): raise ValueError(x)
except ValueError as e: print("caught", e)
for x in outer(6): break
print("o")
for x in deleg(7):
    if x: break
else: print("no")
print("d")
for x in gen(2): pass
else: print("else")
for x in gen(2):
    continue
class C:
    def it(self):
        with self:
            yield 1; yield 2
    def __enter__(self): print("enter")
    def __exit__(self, *a): print("exit", a[0])
for x in C().it():
    for y in gen(9): break
    break
g = gen(10)
for x in g: break
print(next(g))
saved = []
def keep():
    gg = gen(11); saved.append(gg); return gg
for x in keep(): break
print("kept", next(saved[0]))
print("end")
