f = lambda *a, **k: (len(a), len(k), a[:3], a[-1] if a else None)
src = "f(" + ", ".join(f"f({i})" for i in range(300)) + ")"
print(eval(src)[0], eval("f(" + ", ".join(f"k{i}=f()" for i in range(300)) + ")")[1])
x = 3
print(len(eval("[" + ", ".join(f"f({i})" for i in range(100)) + "]")), len(eval("(" + ", ".join(f"f({i})" for i in range(100)) + ")")))
print(len(eval("{" + ", ".join(f"f({i})" for i in range(100)) + "}")), len(eval("{" + ", ".join(f"f({i}): f(1)" for i in range(100)) + "}")))
print(len(eval("{" + ", ".join(f"{i}: f(1)" for i in range(100)) + ", **{'a': 1}}")), eval("f'" + "{x}-" * 2000 + "'")[-10:])
try: eval("{" + ", ".join(f"f({i}): 1" if i != 50 else "[]: f(2)" for i in range(100)) + "}")
except TypeError as e: print(e)
l = [x, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, x, *range(3), 35]
print(l, sum(l))
t = (x, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, x)
print(t, {x, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34})
def g():
    for i in (x, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, x): yield i
print(sum(g()))
