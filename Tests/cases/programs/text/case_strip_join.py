# lower, strip, split, join and += over strings of every kind, and what join says of wrong items.
words = ["", "a", "A", "abc", "ABC", "aBc", "caf\u00e9", "CAF\u00c9", "\u4e2d\u6587", "\U0001f600x", " x ", "\t\n", "..a,", ",.", "\u00df", "abcdefgh" * 9, "ABCDEFGH" * 9]
for w in words:
    print(ascii([w.lower(), w.upper(), w.capitalize(), w.swapcase(), w.title(), w.casefold()]))
    print(ascii([w.strip(), w.lstrip(), w.rstrip(), w.strip(".,"), w.lstrip("aA"), w.rstrip("cC\u00e9"), w.strip("abcdefghijklmnop"), w.strip("")]))
    print(ascii([w.split(), w.split("b"), w.split(None, 1), w.rsplit("a", 1), w.partition("b")]))
for separator in ("", "-", ", ", "\u4e2d", "\u00e9"):
    print(ascii(separator.join(words)), ascii(separator.join(w for w in words)), separator.join([]), separator.join(iter(["x"])))
    print(len(separator.join(str(i) for i in range(100))), len(separator.join("ab" * 50)), separator.join({"k": 1}))


def items():
    yield "a"
    print("one more")
    yield 5
    print("to the end")
    yield "b"


for bad in (items(), ["a", None], ("a", b"b"), 5, [1], None, (c for c in [object()])):
    try:
        print("".join(bad))
    except TypeError as e:
        print(e)


def failing():
    yield "a"
    raise KeyError("stop")


try:
    "".join(failing())
except KeyError as e:
    print("KeyError", e)
text = ""
for i in range(300):
    text += "ab" if i % 2 else "\u00e9"
    if i == 150:
        text += "\u4e2d"
    older = text
print(len(text), ascii(text[-5:]), ascii(text[230:240]), older == text, hash(text) == hash("".join(list(text))))


class S(str):
    pass


s = S("abc")
print(type(s.lower()).__name__, type(s.strip()).__name__, type("".join([s])).__name__, type(s + "").__name__, type("" + s).__name__, type(s[:]).__name__)
print("a" in "abc", "" in "", "" in "abc", "x" in "", "\u00e9" in "caf\u00e9", "e" in "\u4e2de", "\u4e2d" in "abc")
print("a" < "b", "a" < "a", "ab" >= "a", "\u4e2d" > "z", "" <= "", "b" > "abc")
