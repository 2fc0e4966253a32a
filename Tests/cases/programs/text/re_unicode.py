# Classes and case of Unicode, in strings of every width; bytes and ASCII rules.
import re

for c in (0x1c, 0x1f, 0x85, 0xa0, 0xaa, 0xb2, 0xb5, 0xbc, 0xdf, 0xff, 0x130, 0x131, 0x17f, 0x178, 0x180e, 0x2028, 0x200b, 0x212a,
          0x345, 0x3c2, 0x660, 0x1e9e, 0x2160, 0x24b6, 0x3007, 0x4e00, 0xd800, 0xfb05, 0x10400, 0x1d7ce, 0x1f600, 0x10ffff):
    s = chr(c)
    print(hex(c), [bool(re.match(p, s)) for p in (r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", r"[\w\s]", r"[^\W\d]", r"\b", r"(?a:\w)", r"(?a:[\s\d])")])
    print("    ", [len(re.findall(p, s + "kKsSiIaA\xb5\xffß", re.I)) for p in (s, "[%s]" % s, "[^%s]" % s, "k", "s", "i", "[i-k]", "ı", "\u212a", "[à-ÿ]")])
WORDS = "Straße STRASSE straſse ΣΊΣΥΦΟΣ σίσυφος Ǆ ǅ ǆ K k \u212a ı İ i I µ μ Μ ﬅ ﬆ \U00010400\U00010428"
for p in ("straße", "strasse", "σίσυφος", "ǆ", "k", "i", "ı", "μ", "ﬅ", "\U00010428", "[α-ω]+", "[a-z]+", "[^a-z ]+", r"\w+", "ſ+"):
    print(ascii(p), ascii(re.findall(p, WORDS, re.I)), ascii(re.findall(p, WORDS, re.I | re.A)), ascii(re.findall(p, WORDS)))
for subject in ("abc-1 _é", "abcé-1 Ж_", "Жabc\U0001f600-1 ж"):
    print([m.span() for m in re.finditer(r"\b", subject)], [m.span() for m in re.finditer(r"\B", subject)],
          [m.span() for m in re.finditer(r"\b", subject, re.A)], [m.span() for m in re.finditer(r"(?a:\b)\w", subject)])
    print(ascii(re.sub(r"(?i)[é-ж]", "*", subject)), ascii(re.split(r"\W", subject)), ascii(re.findall("[^\x00-\x7f]", subject)))
print(re.findall(rb"\w+", b"ab\xe9 c_1"), re.findall(rb"(?i)\xe9|K", b"\xc9\xe9k"), re.findall(rb"(?L)\w", b"a\xe9"), re.findall(rb"\s", b"\x1c \x0b\x85"))
print(re.findall(r"\N{LATIN SMALL LETTER E WITH ACUTE}|\N{BULLET}|[\N{DIGIT ONE}-\N{DIGIT THREE}]", "é•2x"))
print(re.findall("[\ud800-\udfff]", "a\ud83db"), re.findall("é", "e\u0301é"), re.match("\x00[\x00-\x02]", "\x00\x01").span())
print([re.search(p, "").span() if re.search(p, "") else None for p in (r"\b", r"\B", "^$", r"\A\Z", "$^", "")])
print([m.start() for m in re.finditer("(?m)^", "a\nb\n\n")], [m.start() for m in re.finditer("(?m)$", "a\nb\n\n")], [m.start() for m in re.finditer("$", "a\n\n")], re.findall("a$", "a\n"), re.findall(r"a\Z", "a\n"), re.findall(".", "a\r\n\u2028"))
