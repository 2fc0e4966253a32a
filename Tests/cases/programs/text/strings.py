# Methods of str and bytes, formatting, codecs.
print("a,b,,c".split(","), " a  b ".split(), "a b c".rsplit(None, 1), "x\r\ny\nz".splitlines(True))
print("Straße ΑΣ".upper(), "ΑΣ".lower(), "they're here".title(), "ß".casefold())
print("hello".center(11, "*"), "-42".zfill(6), "a\tb".expandtabs(4) + "|")
print("abcabc".replace("b", "xx", 1), "abcabc".find("c", 3), "abc".partition("b"), "aXbX".count("X"))
print("{0!r:>6}|{1:08.3f}|{k[a]}|{{}}".format("x", 3.14159, k={"a": 1}), "%5d|%-4s|%x|%%" % (42, "ab", 255))
print(repr("it's \"q\" \n\x00 é \u200b \U0001f600"), ascii("é€"))
print("é€".encode("utf-16-le"), "é€".encode("ascii", "backslashreplace"), b"\xff\xe9".decode("latin-1"))
for call in (lambda: "abc".index("z"), lambda: "a" + 1, lambda: "{} {0}".format(1), lambda: "%d" % "a",
             lambda: b"\xff".decode(), lambda: "é".encode("ascii"), lambda: "%s %s" % (1,), lambda: bytes([256])):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
text = ""
for i in range(1000):
    text += chr(97 + i % 26)
print(len(text), text[::100], hash(text) == hash("".join(text)))
data = bytearray(b"hello")
view = memoryview(data)
view[0] = 72
print(data, view[1:3].tobytes(), b"a-b".split(b"-"), b"\x00\xff".hex(":"), bytes.fromhex("61 62"))
view.release()
data += b" world"
del data[::2]
print(data)
