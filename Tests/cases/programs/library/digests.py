# hashlib, hmac: every algorithm, copies, keyed and parametrised digests, key derivation, errors.
import hashlib
import hmac

data = bytes(range(256)) * 5
for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name, data[:100])
    twin = h.copy()
    h.update(data[100:])
    twin.update(b"x")
    size = (20,) if name.startswith("shake") else ()
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(*size), twin.hexdigest(*size)[:16])
    print(h.digest(*size)[:4], type(h).__name__, getattr(hashlib, name)(b"").hexdigest(*size)[:20])
print(hashlib.blake2b(b"abc", digest_size=20, key=b"secret", salt=b"salt", person=b"me").hexdigest())
print(hashlib.blake2s(b"abc", digest_size=9, key=b"k" * 32, salt=b"saltsalt", person=b"p", fanout=2, depth=3,
                      leaf_size=100, node_offset=7, node_depth=1, inner_size=32, last_node=True).hexdigest())
print(hashlib.blake2b(data * 10, fanout=0, depth=255, node_offset=2**64 - 1).hexdigest()[:40], hashlib.blake2b.SALT_SIZE,
      hashlib.blake2s.MAX_KEY_SIZE)
for name in ("md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b"):
    m = hmac.new(b"key" * 60, b"message", name)
    m.update(b" more")
    print(m.name, m.hexdigest()[:32], m.digest_size, m.block_size, hmac.digest(b"key", b"message", name).hex()[:16])
print(hmac.new(b"k", b"m", hashlib.sha256).hexdigest(), hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b"))
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex(), hashlib.pbkdf2_hmac("sha1", b"p", b"s", 3, 5).hex())
print(hashlib.scrypt(b"password", salt=b"NaCl", n=16, r=2, p=1, dklen=20).hex())
for f in (lambda: hashlib.new("nope"), lambda: hashlib.md5("text"), lambda: hashlib.sha1(5), lambda: hashlib.shake_128().digest(),
          lambda: hashlib.blake2b(digest_size=65), lambda: hashlib.blake2b(key=b"x" * 65), lambda: hashlib.blake2s(salt=b"x" * 9),
          lambda: hashlib.blake2b(fanout=300), lambda: hashlib.blake2b(node_offset=-1), lambda: hashlib.blake2s(node_offset=2**48),
          lambda: hashlib.blake2b(foo=1), lambda: hashlib.md5(b"", b""), lambda: hashlib.md5(foo=1), lambda: hmac.new(b"k"),
          lambda: hmac.new("k", digestmod="md5"), lambda: hmac.compare_digest("é", "b"), lambda: hmac.compare_digest("a", b"b"),
          lambda: hashlib.pbkdf2_hmac("sha1", b"", b"", 0), lambda: hashlib.scrypt(b"p"), lambda: type(hashlib.md5())(),
          lambda: hashlib.scrypt(b"p", salt=b"s", n=3, r=8, p=1), lambda: hashlib.pbkdf2_hmac("nope", b"", b"", 1)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
