import bz2, lzma, io, os, tempfile, tarfile, zipfile, shutil
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
data = b"".join(b"line %d of the text\n" % i for i in range(3000))
for level in (1, 5, 9):
    packed = bz2.compress(data, level)
    print(len(packed), bz2.decompress(packed) == data)
t(lambda: bz2.BZ2Compressor(0)); t(lambda: bz2.BZ2Compressor("a"))
c = bz2.BZ2Compressor(); first = c.compress(b"a"); print(first, len(c.flush()))
t(lambda: c.compress(b"a")); t(c.flush)
t(lambda: bz2.BZ2Decompressor().decompress(b"BZhjunk"))
d = bz2.BZ2Decompressor()
t(lambda: d.decompress("x")); t(lambda: d.decompress(bz2.compress(b"a" * 30) + b"tail", 10)); t(lambda: (d.eof, d.needs_input, d.unused_data)); t(lambda: d.decompress(b"")); t(lambda: d.decompress(b""))
t(lambda: (d.eof, d.needs_input, d.unused_data))
t(lambda: bz2.decompress(b"BZ")); t(lambda: bz2.decompress(b"")); t(lambda: bz2.decompress(b"junk"))
d = bz2.BZ2Decompressor(); out = []
packed = bz2.compress(data)
for i in range(0, len(packed), 100):
    out.append(d.decompress(packed[i:i + 100]))
print(b"".join(out) == data, d.eof, bz2.decompress(packed + bz2.compress(b"more"))[-6:])
with bz2.open("t.bz2", "wt", encoding="utf-8") as f:
    f.write("häl\nlo\n")
with bz2.open("t.bz2", "rt", encoding="utf-8") as f:
    print(f.readlines())
with bz2.BZ2File("t.bz2") as f:
    print(f.peek(2)[:2], f.seek(2), f.read(3), f.tell(), f.readable(), f.writable(), f.seekable())
t(lambda: bz2.open("t.bz2", "q")); t(lambda: bz2.BZ2File("missing"))

t(lambda: lzma.LZMACompressor(format=99)); t(lambda: lzma.LZMACompressor(check=99)); t(lambda: lzma.LZMACompressor(preset=99)); t(lambda: lzma.LZMACompressor(format=lzma.FORMAT_ALONE, check=1)); t(lambda: lzma.LZMACompressor(preset=1, filters=[])); t(lambda: lzma.LZMACompressor(format=lzma.FORMAT_RAW))
t(lambda: lzma.LZMACompressor(filters=[{}])); t(lambda: lzma.LZMACompressor(filters=[3])); t(lambda: lzma.LZMACompressor(filters=[{"id": lzma.FILTER_LZMA2, "foo": 2}])); t(lambda: lzma.LZMACompressor(filters=[{"id": 77}])); t(lambda: lzma.LZMACompressor(filters=[{"id": lzma.FILTER_DELTA, "d": 2}])); t(lambda: lzma.LZMACompressor(filters=[{"id": lzma.FILTER_X86, "d": 2}])); t(lambda: lzma.LZMACompressor(filters=[{"id": 3}] * 5)); t(lambda: lzma.LZMACompressor(filters=[])); t(lambda: lzma.LZMACompressor(filters=3)); t(lambda: lzma.LZMACompressor(format=lzma.FORMAT_ALONE, filters=[{"id": 3}]))
d = lzma.LZMADecompressor(); t(lambda: (d.check, d.eof, d.needs_input, d.unused_data)); t(lambda: d.decompress(b"junkjunkjunk"))
t(lambda: lzma.LZMADecompressor(format=99)); t(lambda: lzma.LZMADecompressor(memlimit=-1)); t(lambda: lzma.LZMADecompressor(format=lzma.FORMAT_RAW)); t(lambda: lzma.LZMADecompressor(filters=[])); t(lambda: lzma.LZMADecompressor(format=lzma.FORMAT_RAW, memlimit=3)); t(lambda: lzma.LZMADecompressor(format=lzma.FORMAT_ALONE, filters=[{"id": 3}]))
x = lzma.compress(b"a" * 40)
t(lambda: lzma.LZMADecompressor(memlimit=1000).decompress(x)); t(lambda: lzma.decompress(x[:-5])); t(lambda: lzma.decompress(x[:20] + b"\0" * 20 + x[40:]))
d = lzma.LZMADecompressor(); t(lambda: d.decompress(x + b"tail", 3)); t(lambda: (d.check, d.eof, d.needs_input, d.unused_data)); t(lambda: d.decompress(b"")); t(lambda: (d.check, d.eof, d.needs_input, d.unused_data)); t(lambda: d.decompress(b""))
c = lzma.LZMACompressor(); c.flush(); t(c.flush); t(lambda: c.compress(b""))
t(lambda: lzma._encode_filter_properties({"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20})); t(lambda: lzma._decode_filter_properties(lzma.FILTER_LZMA2, b"\x10")); t(lambda: lzma._decode_filter_properties(lzma.FILTER_LZMA1, b"\x10\1\1\1\1")); t(lambda: lzma._decode_filter_properties(lzma.FILTER_DELTA, b"\x10")); t(lambda: lzma._decode_filter_properties(lzma.FILTER_X86, b"abcd")); t(lambda: lzma._decode_filter_properties(lzma.FILTER_DELTA, b""))
t(lambda: [lzma.is_check_supported(n) for n in (lzma.CHECK_SHA256, 99, -1)])
t(lambda: lzma._decode_filter_properties(77, b"")); t(lambda: lzma._encode_filter_properties({"id": 77})); t(lambda: lzma._encode_filter_properties(7))
for size in ("a", -1, 1 << 40):
    t(lambda: lzma.LZMACompressor(filters=[{"id": lzma.FILTER_LZMA2, "dict_size": size}]))
t(lambda: lzma.LZMACompressor(preset=-1)); t(lambda: lzma.LZMACompressor(preset="a")); t(lambda: lzma.LZMACompressor(format="a")); t(lambda: lzma.LZMACompressor(1, 2, 3, 4, 5))
t(lambda: lzma._decode_filter_properties(lzma.FILTER_LZMA1, b"\x5d\0\0\1\0"))
raw = [{"id": lzma.FILTER_DELTA, "dist": 5}, {"id": lzma.FILTER_LZMA2, "preset": 7 | lzma.PRESET_EXTREME}]
for options in ({}, {"format": lzma.FORMAT_ALONE}, {"check": lzma.CHECK_SHA256}, {"preset": 9}, {"format": lzma.FORMAT_RAW, "filters": raw}):
    packed = lzma.compress(data, **options)
    back = lzma.decompress(packed, **{k: v for k, v in options.items() if k in ("format", "filters")})
    print(len(packed), back == data)
with lzma.open("t.xz", "wb", preset=3) as f:
    f.write(data)
with lzma.open("t.xz") as f:
    print(f.readline(), f.seek(100), f.read(9), sum(1 for _ in f))
for kind in ("bz2", "xz", "gz"):
    name = "t.tar." + kind
    with tarfile.open(name, "w:" + kind) as tar:
        info = tarfile.TarInfo("x.txt"); info.size = 4
        tar.addfile(info, io.BytesIO(b"text"))
    with tarfile.open(name) as tar:
        print(tar.getnames(), tar.extractfile("x.txt").read())
with zipfile.ZipFile("t.zip", "w") as z:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED):
        z.writestr("f%d" % method, data, compress_type=method)
with zipfile.ZipFile("t.zip") as z:
    print([(i.filename, i.compress_type, i.compress_size, z.read(i) == data) for i in z.infolist()], z.testzip())
print(sorted(n for n, _ in shutil.get_archive_formats() if n not in ("zip", "tar")), bz2.BZ2Compressor, lzma.LZMAError, lzma.LZMADecompressor.__doc__ is not None)
