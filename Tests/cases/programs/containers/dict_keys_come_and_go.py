# Keys that are deleted and inserted again, and comparisons of sequences that begin alike.
d = {str(i): i for i in range(30)}
for i in range(500):
    k = str(i * 7 % 30); v = d.pop(k); d[k] = v + 1
    if i % 3 == 0: d.pop(str(i % 30)); assert str(i % 30) not in d; d.setdefault(str(i % 30), i)
print(d)
d = {i * 3: i for i in range(100)}
for i in range(2000):
    k = i * 7 % 100 * 3; v = d.pop(k); d[k] = v + 1
print(sum(d.values()), list(d)[:10], len(d), [k in d for k in range(10)])
for a, b in (([1, 2, 3], [1, 2, 4]), ([1, 2], [1, 2, 3]), ([], []), ([float("nan")], [float("nan")]), ([1, 2.0], [1.0, 2])):
    print(a == b, a < b, a <= b, a != b, tuple(a) == tuple(b), tuple(a) > tuple(b))
x = float("nan"); print([x] == [x], [x, 1] < [x, 2])
class M:
    def __init__(self, l): self.l = l
    def __eq__(self, o): self.l.clear(); return True
a = [1, 2]; a.append(M(a)); a.append(5); b = [1, 2, 3, 5]; print(a == b)
