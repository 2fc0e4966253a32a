import shared_bytes, sys, pickle, copy, io
b = shared_bytes.Buf(4); d = b.get(); d[1] = 9; print(b.total(), type(d) is bytearray, b.get() is d)
b.put(2, 200); print(d, b.total()); b.add(b"zz"); print(d, len(b)); d.extend(b"11"); print(len(b), b.total()); d.clear(); print(len(b), b.total())
s = shared_bytes.store(); s += b"!"; print(shared_bytes.store() is s, shared_bytes.STORE is s, shared_bytes.extend_store(b"more"), s, shared_bytes.STORE)
kept = []
r = shared_bytes.keep(kept.append); print(kept, r, kept[0] is r); kept[0][0] = 1; print(r)
g = shared_bytes.gen(3); x = next(g); x[0] = 50; print(next(g), x, next(g), next(g), x, next(g), x)
m = next(g); print(bytes(m)); y = next(g); print(y is x, y)
try: x.append(1)
except BufferError as e: print("BufferError", e)
m.release(); 
print(list(g))
print(shared_bytes.total(x), shared_bytes.total(bytearray(b"ab")), shared_bytes.total(d))
print(shared_bytes.match_it(x), shared_bytes.match_it(bytearray()), shared_bytes.match_it(b""), shared_bytes.match_it(shared_bytes.store()), shared_bytes.match_it([1]))
seen = []
q, m = shared_bytes.held(lambda z: seen.append((z, bytes(z)))); print(seen, q, bytes(m), seen[0][0] is q)
a, c, l, dd = shared_bytes.aliases(); a[0] = 7; print(c, l, dd, a is c is l[0] is dd["b"])
print(shared_bytes.ops(bytearray(b"abc12")), shared_bytes.ops(a))
i, w = shared_bytes.nested(); z = i(); w(0, 8); print(z, i() is z); z[1] = 4; print(i())
print(shared_bytes.isinst(z), shared_bytes.isinst(d), shared_bytes.isinst(shared_bytes.store()))
print(pickle.loads(pickle.dumps(b)).get(), copy.deepcopy(b).get() is d)
