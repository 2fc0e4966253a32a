import codecs, unicodedata
u = unicodedata.ucd_3_2_0
h = 0
for c in range(0, 0x30000, 5):
    ch = chr(c)
    for x in (u.category(ch), u.bidirectional(ch), u.combining(ch), u.mirrored(ch), u.east_asian_width(ch), u.decomposition(ch), u.decimal(ch, None), u.digit(ch, None), u.numeric(ch, None), u.name(ch, None)):
        for b in str(x): h = (h * 31 + ord(b)) & 0xffffffff
    if not 0xd800 <= c < 0xe000:
        for f in ("NFC", "NFD", "NFKC", "NFKD"):
            for b in u.normalize(f, ch): h = (h * 31 + ord(b)) & 0xffffffff
print(h, u.unidata_version, type(u), type(u).__module__)
for name in ("www.example.com", "bücher.de", "ליהוא", "ＡＢＣ.com", "a..b", "x" * 70, "straße", "İ.com", ""):
    try: print(ascii(name), name.encode("idna"), name.encode("idna").decode("idna") == name)
    except Exception as e: print(type(e).__name__, e)
for n in ("bücher", "他们为什么不说中文", "abc", "ü", "-", "> $1.00 <-"):
    print(n.encode("punycode"), n.encode("punycode").decode("punycode") == n)
print(codecs.encode("Hello", "rot13"), codecs.encode(b"\x01\xff", "hex"), codecs.decode("01ff", "hex"))
print(codecs.lookup("cp037").name, codecs.lookup("CP037").encode("a\u00e9")[0], codecs.lookup("mac_greek").decode(b"\xe0\xff"))
for e in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace"):
    try: print(e, "aé€日z".encode("cp037", e), "aé€日z".encode("mac-greek", e))
    except Exception as x: print(e, type(x).__name__, x)
for e in ("strict", "ignore", "replace", "backslashreplace"):
    try: print(e, ascii(b"a\xfd\xfeb".decode("iso8859-11", e)), ascii(b"a\x81b".decode("cp874", e)))
    except Exception as x: print(e, type(x).__name__, x)
def h2(e): return ("?!", e.end)
codecs.register_error("mine", h2)
print("aéb".encode("ascii", "mine"), "日".encode("cp720", "mine"), b"\xff".decode("utf-8", "mine"))
for b in (b"+AOk", b"+AOk-x", b"a+b", b"+", b"+-", b"\xff", b"+2D0-", b"+2D3eAA-", b"+AGE", b"+AGEA", b"+A", b"+AG\xe9", b"~+AOkgrNg93gA-!"):
    for e in ("strict", "replace", "ignore"):
        try: print(b, e, ascii(b.decode("utf-7", e)))
        except Exception as x: print(b, e, type(x).__name__, x)
for s in ("a+b", "é-", "éa", "é!", "1+é\n", "~\\", "\x00\x7f", "日本語.", "+", "é+é", "\ud800x"):
    print(ascii(s), s.encode("utf-7"))
for b in (b'+A!', b'+AG!', b'+AGEA!', b'+AGEB!', b'+2D0!', b'+2D0\xe9',b'+AGF!'):
    try: print(b, b.decode('utf-7'))
    except Exception as e: print(b, e)
