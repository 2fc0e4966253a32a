import json
import pickle

import containers as m

x = m.squares(4)
print(x, type(x) is list, json.dumps(x), pickle.loads(pickle.dumps(x)))
n = m.nested()
print(n, n["x"] is n["y"][0] is n["y"][1], type(n) is dict, type(n["z"]) is set)
c = m.cyclic()
print(c, c[1] is c)
print(m.remember(1), m.cache_state())
c = m.remember(2)
c.append(10)
print(m.cache_state(), m.CACHE is c, m.remember(3) is c, c)
print(m.set_key("b", 2), m.TABLE)
t = m.table()
t["c"] = 3
print(m.set_key("d", 4), t is m.TABLE, t)
xs = [3, 1, 2]
print(m.change(xs) is xs, xs)
d = {"list": [0]}
print(m.fill(d) is d, d)
kept = []
print(m.give(lambda l: l.append("host")), m.give(kept.append), kept)
kept[0].append("more")
print(kept, m.give(kept.append) is kept[1])
print(m.give_dict(lambda d: d.update(h=1)), m.give_dict(lambda d: d.pop("a")))
keep = []
r = m.give_dict(keep.append)
print(r, r[0] is keep[0])
print(m.give_set(lambda s: s.add(9)), m.give_set(lambda s: s.clear()))
print(m.loop(lambda l: l.insert(0, "h")), m.loop(lambda l: None))
both = []
r = m.loop(both.append)
print(r, [b is r[0] for b in both])
print(m.kinds([1]), m.kinds({}), m.kinds({1}), m.kinds(x))
print(m.copies([3, 2, 1]), m.mixed([1], [2]), m.merge({"a": 1}, {"b": 2}))
print(m.star([1, 2], {"k": 3}))
rows = [[1, 2], [3]]
print(m.dig(rows), rows)
b = m.Bag()
print(b.add(1), b.items, b.add(2))
b.items.append("host")
print(b.add(3), b.items, b.items is b.items, type(b.items))
