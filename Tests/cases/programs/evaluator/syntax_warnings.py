# Every warning that compiling a text gives, in CPython's order: jumps and loops look at some places twice.
import warnings

SOURCES = [r'''
x = 5
def f():
    try:
        pass
    finally:
        x is 1
    if 0:
        x is 2
    while 0:
        x is 3
    return
    x is 4
if x is not "a" is 1: pass
x is (1, 2)
x is ()
x is (x,)
x is -1
x is 1 + 2
x is None is True
x is ...
x is f"{x}"
x is [1]
assert (x, "msg")
assert ()
assert (1, "z")
try:
    (1,
     2)(3)
except TypeError: pass
def g():
    5()
    "a"(
        1)
    [1](2)
    {}(1)
    {1}(1)
    (x for x in [])()
    f"{x}"()
    (lambda: 0)()
    None()
    [x for x in x](1)
    {a:1 for a in x}()
    b"x"[1.5]
    "abc"["a"]
    "abc"[0, 1]
    [1]["x"]
    [1, 2][1, 2]
    (1, 2)["a"]
    (1,x)[x]
    [1][x]
    [1][None]
    [1][True]
    [1][1:2]
    5[1]
    None[1]
    {1}[1]
    (lambda: 0)[1]
    (x for x in x)[1]
    {1:2}["a"]
    f"{x}"["a"]
    [1][f"{x}"]
    [1][[1]]
    [1][lambda: 0]
    [x for x in x]["a"]
    ...[1]
    1.5[1]
    x[5()]
    del [1]["a"]
    [1]["a"] = 5
    5[1] += 1
    [1]["a"] += 5
    [1][-1]
    [1][-1.5]
    "abc"[1]["a"]
    True[1]
    True()
    x = (yield)()
class A:
    y = 1 is 1
    def m(self, a=3 is 3) -> (4 is 4): 5 is 5
@(6 is 6)
def h(): 7 is 7
'\d' 'a\q'
b'\d'
f'\d{x}\q'
r'\d'
"""
\d"""
1if x else 2
0x1for x in []
1or 2
'\400'
[1 is 1 for q in [2 is 2] if 3 is 3]
lambda a=8 is 8: 9 is 9
async def co():
    async with (1 is 1): pass
    await 2()
x: (1 is 2) = (3 is 4)
''', r'''
def f():
    while 1 is 1:
        break
    try:
        2 is 2
    except (3 is 3):
        4 is 4
    else:
        5 is 5
    try:
        return 6 is 6
    finally:
        7 is 7
    for i in (x is 8):
        try:
            if a: break
            if b: continue
        finally:
            9 is 9
    if not x is 10: pass
    return not (x is 11)
if (1 is
     2 is 3): pass
if (a and
    1 is
     2): pass
class B(1 is 1):
    2 is 2
{1: 1 is 1,
 2: 2 is 2, **(3 is 3), (4 is 4): (5 is 5)}
[(1 is 1) for x in
   (2 is 2)]
f(1 is 1, *(2 is
 3), k=(3 is 3))
a.b(1 is 1)
x = (1 is 1)[2 is 2]
match 1 is 1:
    case A(): 3 is 3
with (1 is 1) as a[2 is 2]: 3 is 3
del a[1 is 1]
a[1 is 1] += 2 is 2
a[2 is 1] = 2 is 2
lambda: (yield 1 is 1)
[1, 2, 3] is x
"a" % 1 is x
"a" * 3 is x
1/0 is x
1 if 1 is 1 else 2 is 2
''']
for source in SOURCES:
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")
        compile(source, "text", "exec")
    for warning in given:
        print(warning.lineno, warning.category.__name__, warning.message)
