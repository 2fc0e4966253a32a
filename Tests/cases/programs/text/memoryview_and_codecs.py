def t(name, f):
    try: print(name, '=', ascii(f()))
    except Exception as e: print(name, '!', type(e).__name__, ascii(str(e)))
m = memoryview(bytearray(b"abcdefgh"))
t("mv", lambda: (m[0], m[1:3].tobytes(), m[::-2].tobytes(), len(m), m.format, m.itemsize, m.nbytes, m.shape, m.strides, m.ndim, m.readonly, m.contiguous, m.c_contiguous, m.f_contiguous, m.suboffsets))
t("cast", lambda: m.cast("H").tolist()); t("cast", lambda: m.cast("I", [2]).tolist()); t("cast", lambda: m.cast("B", [2, 4]).tolist()); t("cast", lambda: m.cast("x")); t("cast", lambda: m[::2].cast("H")); t("cast", lambda: m[:3].cast("H")); t("cast", lambda: m.cast("B", [3, 3])); t("cast", lambda: m.cast("H").cast("I")); t("cast", lambda: m.cast("c").tolist()); t("cast", lambda: m.cast("b")[0]); t("cast", lambda: m.cast("?").tolist()); t("cast", lambda: m.cast("d").tolist() != []); t("cast", lambda: m.cast(1)); t("cast", lambda: m.cast("B", 1)); t("cast", lambda: m.cast("B", [0, 8])); t("cast", lambda: m.cast("B", [-2, -4])); t("nd", lambda: m.cast("B", [2, 4])[1, 2]); t("nd", lambda: m.cast("B", [2, 4])[1]); t("nd", lambda: m.cast("B", [2, 4])[1, 5]); t("nd", lambda: m.cast("B", [2, 4]).shape); t("nd", lambda: len(m.cast("B", [2, 4])))
def st(k, v, mm=m): mm[k] = v; return bytes(mm)
t("set", lambda: st(0, 65)); t("set", lambda: st(0, 256)); t("set", lambda: st(0, "a")); t("set", lambda: st(0, b"a")); t("set", lambda: st(slice(0, 2), b"XY")); t("set", lambda: st(slice(0, 2), b"X")); t("set", lambda: st(slice(0, 2), "XY")); t("set", lambda: st(100, 1)); t("set", lambda: st("a", 1)); t("set", lambda: st(0, 1, memoryview(b"ro"))); t("set", lambda: st(0, 1.5)); t("set", lambda: st(slice(0, 4, 2), b"ZZ")); t("set", lambda: st(0, 65536, m.cast("H"))); t("set", lambda: st(0, -1, m.cast("b"))); t("set", lambda: st(0, b"ab", m.cast("c"))); t("set", lambda: st(0, 97, m.cast("c"))); t("del", lambda: m.__delitem__(0))
t("get", lambda: m[8]); t("get", lambda: m["a"]); t("get", lambda: m[1.5]); t("get", lambda: m[None]); t("get", lambda: m[...].tobytes() == bytes(m)); t("get", lambda: m[()]); t("new", lambda: memoryview("a")); t("new", lambda: memoryview(1)); t("new", lambda: memoryview()); t("new", lambda: memoryview(object=b"a").tobytes()); t("eq", lambda: (m == bytes(m), m == bytearray(m), m == 5, memoryview(b"a") == memoryview(b"a"), m[::2] == bytes(m)[::2])); t("lt", lambda: m < b"a"); t("hash", lambda: hash(memoryview(b"a")) == hash(b"a")); t("hash", lambda: hash(m)); t("in", lambda: 97 in memoryview(b"abc")); t("hex", lambda: m.hex(":")); t("iter", lambda: list(memoryview(b"abc"))); t("rev", lambda: bytes(reversed(memoryview(b"abc")))); t("tob", lambda: memoryview(b"abc").tobytes("C")); t("tob", lambda: memoryview(b"abc").tobytes("X")); t("ro", lambda: m.toreadonly().readonly); t("obj", lambda: memoryview(b"abc").obj); t("str", lambda: str(memoryview(b"abc"), "ascii")); t("bytes", lambda: bytes(m[1:4])); t("int", lambda: int.from_bytes(memoryview(b"\1\2"), "big")); t("join", lambda: b"-".join([memoryview(b"a"), b"b"])); t("add", lambda: b"a" + memoryview(b"b")); t("add", lambda: memoryview(b"b") + b"a"); t("repr", lambda: repr(m)[:14])
with memoryview(b"abc") as w: pass
b = bytearray(b"abc"); v = memoryview(b)
for f in (lambda: b.append(1), lambda: b.clear(), lambda: b.extend(b"x"), lambda: b.pop(), lambda: b.__delitem__(0), lambda: b.__setitem__(slice(0, 1), b"xy"), lambda: b.__setitem__(slice(0, 1), b"x"), lambda: b.insert(0, 1), lambda: b.remove(97), lambda: b.__iadd__(b"q"), lambda: b.__imul__(2), lambda: b.reverse()): t("locked", f)
v.release(); b.append(33); print(b)
import array
a = array.array("i", [1, 2, 3]); w = memoryview(a); t("arr", lambda: (w.format, w.itemsize, w.tolist(), w[1], w.nbytes)); w[0] = 99; print(a); t("arr", lambda: a.append(5)); t("arrf", lambda: memoryview(array.array("d", [1.5]))[0]); t("set", lambda: st(0, "x", w)); t("set", lambda: st(0, 2**40, w))
for enc in ("utf-8", "utf8", "UTF-8", "U8", "utf_16", "utf-16le", "utf-16-be", "utf-32", "latin-1", "iso-8859-1", "L1", "ascii", "646", "cp1252", "windows-1252", "cp437", "koi8-r", "iso8859-15", "latin9", "mac-roman", "utf-8-sig", "cp850", "cp1251", "iso-8859-5", "cp037", "cp500", "cp1140", "utf-7"):
    for s in ("abc", "é", "€", "Ж", "日本", "\ud800", "😀"):
        t(f"{enc} {s!a}", lambda: (x := s.encode(enc), x.decode(enc) == s))
for data in (b"\xff\xfea\0\0\xd8", b"\xfe\xff\0a\xdc\0", b"a\0\0", b"\0\xd8\0\0", b"\0\xdc"):
    for enc in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"):
        for err in ("strict", "replace", "ignore", "surrogatepass", "backslashreplace"):
            t(f"{data} {enc} {err}", lambda: data.decode(enc, err))
for data in (rb"\x4", rb"\u12", rb"\U00110000", rb"\N{foo}", b"\\", rb"\xzz", rb"\400", rb"\q\n", b"\xe9\\t", rb"\u00e9\ud800", rb"\N{SNOWMAN}"):
    for err in ("strict", "replace", "ignore"):
        t(f"ue {data} {err}", lambda: data.decode("unicode_escape", err)); t(f"rue {data} {err}", lambda: data.decode("raw_unicode_escape", err))
t("enc", lambda: "é\n\t\\\u20ac😀\x7f".encode("unicode_escape")); t("enc", lambda: "é\n\u20ac😀\\u".encode("raw_unicode_escape"))
