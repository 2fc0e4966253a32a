d = {"a": 1, "b": 2}
pairs = []
for k, v in d.items(): pairs.append((k, v))
print(pairs)
for i, (x, y) in enumerate(zip("abc", [1, 2, 3])): print(i, x, y)
z = zip([1, 2, 3, 4], "abcd")
for p, q in z:
    print(p, q)
    for p2, q2 in z:
        print(" ", p2, q2)
        break
kept = []
for i, t in enumerate(zip([1, 2], [3, 4])): kept.append(t)
print(kept)
items = d.items(); it = iter(items)
for k, v in it:
    print(k, v)
    for rest in it: print("rest", rest)
try:
    for k, v in d.items(): d[k + k] = v
except RuntimeError as e: print(e)
try:
    for a, b, c in zip([1], [2]): pass
except ValueError as e: print(e)
try:
    for a, b in enumerate(5): pass
except TypeError as e: print(e)
for a, b in zip(): print("never")
try:
    for a, b in zip([1, 2], [3], strict=True): print(a, b)
except ValueError as e: print(e)
class E2(enumerate):
    def __next__(self):
        i, x = super().__next__()
        return i * 10, x
for i, x in E2("ab"): print(i, x)
