# binascii, base64, zlib: round trips, checksums, streams and errors.
import base64
import binascii
import zlib

data = bytes(range(256)) + b"plain text = with\ttabs \r\nand ends \n.\n"


def t(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


for size in range(0, 9):
    part = data[60:60 + size]
    text = binascii.b2a_base64(part)
    print(text, binascii.a2b_base64(text) == part, binascii.hexlify(part, "-", 2), binascii.b2a_uu(part), binascii.a2b_uu(binascii.b2a_uu(part)) == part)
print(binascii.b2a_qp(data)[:400], binascii.a2b_qp(binascii.b2a_qp(data)) == data)
print(binascii.b2a_qp(data[200:], quotetabs=True, istext=False, header=True), binascii.a2b_qp(b"a=\nb=4_=zz=", header=True))
print(binascii.crc_hqx(data, 7), binascii.crc32(data), binascii.crc32(data[5:], 99), zlib.crc32(data), zlib.adler32(data), zlib.adler32(b"x", 5))
for f in (lambda: binascii.unhexlify("abc"), lambda: binascii.unhexlify(b"xy"), lambda: binascii.unhexlify("é"), lambda: binascii.unhexlify(5),
          lambda: binascii.a2b_base64("YQ"), lambda: binascii.a2b_base64("Y"), lambda: binascii.a2b_base64("Y!Q==", strict_mode=True),
          lambda: binascii.a2b_base64("=YQ==", strict_mode=True), lambda: binascii.a2b_base64("YQ==x", strict_mode=True),
          lambda: binascii.a2b_base64("Y=Q==", strict_mode=True), lambda: binascii.b2a_uu(b"x" * 46), lambda: binascii.a2b_uu("!\x01"),
          lambda: binascii.a2b_uu("!!!!!x"), lambda: binascii.hexlify("s"), lambda: binascii.hexlify(b"ab", sep="xx"), lambda: binascii.crc32("s")):
    t(f)
for name in ("b16", "b32", "b32hex", "b64", "b85", "a85", "urlsafe_b64", "standard_b64"):
    encoded = getattr(base64, name + "encode")(data[:50])
    print(name, encoded, getattr(base64, name + "decode")(encoded) == data[:50])
packed = zlib.compress(data * 20, 9)
print(zlib.decompress(packed) == data * 20, packed[:2], zlib.decompress(zlib.compress(data, wbits=-15), wbits=-15) == data,
      zlib.decompress(zlib.compress(data, wbits=31), 47) == data)
c = zlib.compressobj(6, zdict=b"plain text")
whole = c.compress(data) + c.flush(zlib.Z_SYNC_FLUSH)
twin = c.copy()
whole += c.compress(b"tail") + c.flush()
d = zlib.decompressobj(zdict=b"plain text")
out = d.decompress(whole + b"rest", 100)
print(len(out), len(d.unconsumed_tail) > 0, d.eof, (out + d.decompress(d.unconsumed_tail) + d.flush()) == data + b"tail", d.eof, d.unused_data)
for f in (lambda: zlib.decompress(b"junk"), lambda: zlib.decompress(packed[:-3]), lambda: zlib.compress(b"", 33), lambda: zlib.compress("s"),
          lambda: zlib.compressobj(77), lambda: zlib.decompressobj(wbits=99), lambda: d.decompress(b"", -1), lambda: d.flush(0),
          lambda: zlib.decompressobj().decompress(b"zzzz"), lambda: zlib.decompress(b"", bufsize=-1), lambda: zlib.decompressobj(zdict=5)):
    t(f)
