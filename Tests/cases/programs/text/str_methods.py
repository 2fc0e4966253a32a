def t(name, f):
    try: print(name, '=', ascii(f()))
    except Exception as e: print(name, '!', type(e).__name__, ascii(str(e)))
s = "Hello, Wörld! ß ǅ ﬁ İ ı Σ ΑΣ 𝔘"
for m in "upper lower title capitalize swapcase casefold strip isalpha isupper islower istitle isspace isdigit isdecimal isnumeric isidentifier isprintable isalnum isascii".split():
    for x in (s, "", "abc", "ABC", "Abc Def", "123", "²", "½", "  \t\n", "a1", "ǅ", "\x00", "ªº", "ⅷ", "_a", "1a", "é", "\u2028", "Ab'c d-ef", "ŉ", "ᾳ", "ΐ"):
        t(m + " " + ascii(x), getattr(x, m))
for args in [(), (0,), (5,), (10, "*"), (10, "**"), (10, 1), ("a",), (10, ""), (-3,), (7, "é"), (8, "😀"), (1, 2, 3)]:
    for m in "center ljust rjust zfill".split():
        t(f"{m}{args}", lambda: getattr("ab", m)(*args))
for x in ("+12", "-12", "12", "", "--1", "+", "é", " -1"):
    t("zfill " + x, lambda: x.zfill(5))
for args in [(), (None,), (" ",), ("ab",), ("",), (1,), (None, 1), (" ", 0), (" ", -1), (" ", 2), (None, -1), ("b", 1)]:
    for m in ("split", "rsplit"):
        t(f"{m}{args}", lambda: getattr("  a b  c abab d ", m)(*args))
t("split kw", lambda: "a b c".split(maxsplit=1))
t("split kw", lambda: "a,b,c".rsplit(sep=",", maxsplit=1))
t("split bad kw", lambda: "a".split(foo=1))
for x in ("a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l", "", "\n", "a\n\nb", "a\r\n"):
    t("splitlines", lambda: x.splitlines()); t("splitlines k", lambda: x.splitlines(True)); t("splitlines kw", lambda: x.splitlines(keepends=True))
for args in [("b",), ("",), ("b", 1), ("b", -2), ("b", 2, 3), ("b", 100), ("", 3), ("", 4), ("", 100), ("bb",), (1,), (None,), ("b", None, None), ("b", "x"), ("b", 1.0), (), ("a", 1, 2, 3)]:
    for m in "find rfind index rindex count startswith endswith".split():
        t(f"{m}{args}", lambda: getattr("abcb", m)(*args))
t("sw tuple", lambda: "abc".startswith(("x", "ab"))); t("sw tuple", lambda: "abc".startswith(())); t("sw tuple", lambda: "abc".startswith(("x", 1))); t("sw list", lambda: "abc".startswith(["a"])); t("ew", lambda: "abc".endswith(("c", "d"), 0, 2))
for args in [("a", "b"), ("a", "b", 1), ("", "-"), ("", "-", 2), ("a", "b", -1), ("a", "b", 0), ("a", 1), (1, "b"), ("a",), ("aa", "é"), ("a", "b", "c"), ("a", "b", None)]:
    t(f"replace{args}", lambda: "banaana".replace(*args))
t("replace kw", lambda: "a".replace("a", "b", count=1))
for x in ("a-b-c", "abc", "-", "", "--"):
    t("partition", lambda: x.partition("-")); t("rpartition", lambda: x.rpartition("-"))
t("partition", lambda: "a".partition("")); t("partition", lambda: "a".partition(1)); t("rpartition", lambda: "a".rpartition())
for args in [("x",), ("é",), (None,), (" H",), (1,), ("",), ("xyz", 1), (b"a",)]:
    for m in "strip lstrip rstrip".split():
        t(f"{m}{args}", lambda: getattr(" xéHix ", m)(*args))
t("join", lambda: ",".join(["a", 1])); t("join", lambda: ",".join([1])); t("join", lambda: ",".join(1)); t("join", lambda: ",".join("abc")); t("join", lambda: "".join(x for x in "ab")); t("join", lambda: "-".join({"a": 1, "b": 2})); t("join", lambda: ",".join([])); t("join b", lambda: ",".join([b"a"])); t("join", lambda: "é".join(["a", "€", "😀"])); t("join", lambda: ",".join(["a"], 1))
t("expandtabs", lambda: "a\tbc\tdef\n\tx\r\ty".expandtabs()); t("expandtabs", lambda: "a\tbc".expandtabs(4)); t("expandtabs", lambda: "a\tbc".expandtabs(0)); t("expandtabs", lambda: "a\tbc".expandtabs(-1)); t("expandtabs", lambda: "a\tbc".expandtabs(tabsize=3)); t("expandtabs", lambda: "a\tb".expandtabs("x"))
t("removeprefix", lambda: "abc".removeprefix("ab")); t("removesuffix", lambda: "abc".removesuffix("bc")); t("removesuffix", lambda: "abc".removesuffix("")); t("rp", lambda: "abc".removeprefix(1)); t("rp", lambda: "abc".removeprefix(("a",)))
t("translate", lambda: "abc".translate({97: "X", 98: None, 99: 100})); t("translate", lambda: "abc".translate({97: -1})); t("translate", lambda: "abc".translate({97: 0x110000})); t("translate", lambda: "abc".translate({97: 1.5})); t("translate", lambda: "abc".translate("xyz" * 40)); t("translate", lambda: "abc".translate([]))
t("maketrans", lambda: str.maketrans("ab", "xy", "c")); t("maketrans", lambda: str.maketrans("ab", "x")); t("maketrans", lambda: str.maketrans({"a": 1, 98: "z"})); t("maketrans", lambda: str.maketrans({"ab": 1})); t("maketrans", lambda: str.maketrans("a")); t("maketrans", lambda: str.maketrans({1.5: 1})); t("maketrans", lambda: str.maketrans("a", 1)); t("maketrans", lambda: str.maketrans("a", "b", 1)); t("maketrans", lambda: str.maketrans(1, "b")); t("maketrans", lambda: str.maketrans())
t("add", lambda: "a" + 1); t("radd", lambda: 1 + "a"); t("mul", lambda: "a" * 1.5); t("mul", lambda: "a" * "b"); t("mul", lambda: "ab" * -1); t("mul", lambda: 3 * "ab"); t("mul", lambda: "a" * True); t("mod", lambda: "a" % 1); t("sub", lambda: "a" - "b"); t("lt", lambda: "a" < 1); t("in", lambda: 1 in "a"); t("in", lambda: "" in "a"); t("in", lambda: None in "a"); t("neg", lambda: -"a"); t("idx", lambda: "a"[1]); t("idx", lambda: "a"["b"]); t("idx", lambda: "abc"[1.0]); t("idx", lambda: "abc"[None]); t("idx", lambda: "abc"[10**30]); t("idx", lambda: "abc"[-4]); t("slice", lambda: "abc"[::0]); t("slice", lambda: "abc"["a":]); t("slice", lambda: "abcdef"[::-2]); t("slice", lambda: "abcdef"[10**30:-10**30:-1]); t("mul", lambda: "ab" * (10 ** 20)); t("mulm", lambda: "ab" * (1 << 62))
def setitem():
    x = "abc"; x[0] = "d"
def delitem():
    x = "abc"; del x[0]
def setattr_():
    x = "abc"; x.foo = 1
def delslice():
    x = "abc"; del x[0:1]
def setslice():
    x = "abc"; x[0:1] = "d"
t("set", setitem); t("del", delitem); t("attr", setattr_); t("dels", delslice); t("sets", setslice); t("getattr", lambda: "abc".foo); t("call", lambda: "abc"()); t("iter", lambda: next("abc")); t("len", lambda: len("é😀")); t("ord", lambda: ord("ab")); t("ord", lambda: ord("")); t("ord", lambda: ord(b"a")); t("ord", lambda: ord(1)); t("chr", lambda: chr(-1)); t("chr", lambda: chr(0x110000)); t("chr", lambda: chr("a")); t("chr", lambda: chr(1.0)); t("chr", lambda: chr(0xd800)); t("str", lambda: str(b"a", "utf8", "strict", 1)); t("str", lambda: str(1, "utf8")); t("str", lambda: str("a", "utf8")); t("str", lambda: str(object=5)); t("str", lambda: str(b"a", errors="strict")); t("str", lambda: str(foo=1)); t("str", lambda: str(encoding="utf8"))
t("encode", lambda: "a".encode(1)); t("encode", lambda: "a".encode("utf8", 1)); t("encode", lambda: "a".encode("a\0b")); t("enc kw", lambda: "é".encode(errors="ignore", encoding="ascii")); t("isid", lambda: "a".isidentifier(1)); t("format_map", lambda: "{a}".format_map({"a": 1})); t("format_map", lambda: "{a}".format_map(1)); t("format_map", lambda: "{}".format_map({})); t("fm", lambda: "{b}".format_map({"a": 1}))
print(repr("a'b"), repr('a"b'), repr("a'\"b"), repr("\n\t\r\\\x00\x7f\x80\xa0\xad\u0378\u2028\ud800\ue000\U0001f600\U000e0001"), ascii("é€😀'"))
