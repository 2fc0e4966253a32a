import unicodedata as u
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for f in [lambda: u.category('ab'), lambda: u.category(1), lambda: u.name('\x00'), lambda: u.lookup('FOO'), lambda: u.lookup('cjk unified ideograph-4e00'), lambda: u.lookup('CJK UNIFIED IDEOGRAPH-4e00'),
 lambda: u.lookup('hangul syllable ga'), lambda: u.lookup('HANGUL SYLLABLE GGAGG'), lambda: u.lookup('latin small letter a'), lambda: u.lookup(1), lambda: u.lookup(b'SPACE'), lambda: u.normalize('X','a'), lambda: u.normalize('X',''), lambda: u.normalize('NFC',1),
 lambda: u.normalize(1,'a'), lambda: u.decimal('a'), lambda: u.digit('a'), lambda: u.numeric('a'), lambda: u.numeric('ab'), lambda: u.numeric('½'), lambda: u.numeric('a', None), lambda: u.is_normalized('X', 'é'), lambda: u.is_normalized('X','a'), lambda: u.is_normalized('NFD', 'é'), lambda: u.lookup('LINE FEED'), lambda: u.lookup('Keycap digit one'),
 lambda: u.category(), lambda: u.name('ab', 1), lambda: u.lookup('A'*300), lambda: u.lookup('\xe9'), lambda: u.lookup(''), lambda: u.lookup(' '), lambda: u.lookup('CJK COMPATIBILITY IDEOGRAPH-F900'), lambda: u.lookup('cjk compatibility ideograph-f900'), lambda:u.lookup('VS17'), lambda: u.unidata_version, lambda: u.name.__doc__, lambda: u.__name__,
 lambda: u.lookup("LATIN SMALL LETTER A "), lambda: u.lookup("LATIN  SMALL LETTER A"), lambda: u.lookup('CJK UNIFIED IDEOGRAPH-04E00'), lambda: u.lookup('TANGUT IDEOGRAPH-17000'), lambda: u.name('\U00017000')]:
    t(f)
import random
r = random.Random(5)
chars = [0x41,0x61,0x65,0x6f,0x300,0x301,0x302,0x308,0x323,0x327,0x328,0x1100,0x1161,0x11a8,0xac00,0xac01,0x1e9b,0xfb01,0x2126,0x212b,0x3c9,0x345,0x5d0,0x5b0,0x5bf,0x0f71,0x0f72,0x0f74,0x9dc,0x9c7,0x9be,0xbc6,0xbbe,0x11131,0x11127,0x1d15e,0x2adc,0xd4,0x1ea4,0x3099,0x304b]
for i in range(400):
    s = ''.join(chr(r.choice(chars)) for _ in range(r.randrange(1, 9)))
    print(ascii(s), [ascii(u.normalize(f, s)) for f in ("NFC", "NFD", "NFKC", "NFKD")], u.is_normalized('NFC', s), u.is_normalized('NFKD', s))
print("é½\U0001f600".encode("ascii", "namereplace"), b"\\N{SNOWMAN} \\N{line feed}".decode("unicode_escape"))
