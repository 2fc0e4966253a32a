# "%e", "%g" and hashes of floats: many of them, as one digest.
import random, struct, math
r = random.Random(5)
vals = [0.0, -0.0, 1.0, 9.5, 99.5, 999999.5, 9999995.0, 0.5, 2.5, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 123456.0, 1234567.0, 0.0001, 0.00001234, 0.000099999999, 99999.95, 0.1, 1/3, 1e15, 1e16, 999999999999999.9, -1.5, -12345.678]
for _ in range(3000):
    d = struct.unpack("<d", struct.pack("<Q", r.getrandbits(64)))[0]
    if d == d and abs(d) != math.inf: vals.append(d)
for _ in range(3000): vals.append(round(r.uniform(-1e6, 1e6), r.randrange(8)) * 10.0 ** r.randrange(-8, 8))
for _ in range(2000): vals.append(r.randrange(10**r.randrange(1, 17)) / 2.0 ** r.randrange(12))
import hashlib
H = hashlib.sha256()
for i, v in enumerate(vals):
    for p in ((0, 1, 2, 6, 14, 15) if i % 2 else (3, 5, 9, 12, 13, 16)):
        H.update(("%.*e %.*g %.*G" % (p, v, p, v, p, v)).encode())
        H.update(f"{v:.{p}e}|{v:.{p}g}|{v:+.{p}E}|{v:12.{p}g}".encode())
    H.update(str(hash(v)).encode()); H.update(str(hash(-v)).encode())
print(H.hexdigest())
for v in vals[:60]: print("%e %g %G %E" % (v, v, v, v), format(v, "g"), format(v, ".3g"), hash(v), format(v, ".15g"), "%+g % g" % (v, v), "%08.3e" % v)
