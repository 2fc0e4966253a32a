import codecs
def mutating(e):
    e.object = b""
    return ("\u4242", 0)
codecs.register_error("mutating", mutating)
for enc, data in (("ascii", b"\xff"), ("utf-7", b"++"), ("utf-8", b"\xff"), ("utf-16", b"\xff"), ("utf-32", b"\xff"), ("unicode-escape", b"\\u123g"), ("raw-unicode-escape", b"\\u123g"), ("cp1252", b"\x81"), ("utf-16-le", b"a"), ("utf-8", b"abc\xff\xff")):
    print(enc, ascii(data.decode(enc, "mutating")))
d = codecs.getincrementaldecoder("utf-8")("mutating")
print(ascii(d.decode(b"a\xffb")))
def grow(e):
    if len(e.object) < 20: e.object = e.object[:e.start] + b"ok" * 10
    return "?", e.start
codecs.register_error("grow", grow)
print(b"x\xff\xff".decode("ascii", "grow"), b"x\xff\xff".decode("utf-8", "grow"))
def newenc(e):
    e.object = "abc"; e.end = 3; e.start = 0
    return ("-", 4)
codecs.register_error("newenc", newenc)
print("\xffzz\xff".encode("ascii", "newenc"))
