"""Large parts of texts: kept, grown, sliced again, used as keys, when what they were parts of is gone."""
import gc
import re


def eat(text):
    count = 0
    while text:
        text = text[7:]
        count += 1
    return count


def tokens(text):
    pattern = re.compile(r"\w+ ")
    found = []
    while text:
        match = pattern.match(text)
        found.append(match.group())
        text = text[match.end():]
    return found


def make(n, step):
    return "".join(chr(97 + i * step % 26) for i in range(n))


def parts(n):
    kept = []
    for k in range(20):
        text = make(n, k + 1)
        kept.append(text[1:])
        kept.append(text[:-1])
        kept.append(text[k:n - k])
        text += "end"
        kept.append(text[2:])
        text += "more"
    return kept


print(eat("abcdefg" * 3000))
found = tokens("hello wide world " * 2000)
print(len(found), found[:3], found[-1])
kept = parts(5000)
gc.collect()
junk = [make(5000, 3) for _ in range(50)]
print(sum(map(len, kept)), [part[:5] + part[-5:] for part in kept[::9]])
view = make(6000, 5)[10:]
copy = "".join(list(view))
print(view == copy, hash(view) == hash(copy), {copy: 1}[view], view in {copy}, view is copy)
print(len(view.encode()), view.encode() == copy.encode(), len(view.upper()), view.find("zzz"), view.count("a"))
grown = view
for _ in range(3):
    grown += "+" + view[5000:]
print(len(grown), grown[len(view):len(view) + 8], view == copy)
print(view[:3000] == copy[:3000], view[3000:] == copy[3000:], view[::2] == copy[::2], view[::-1] == copy[::-1])
print(int(("7" * 4000)[1:]) % 1000007, float(("1" * 3000)[2:] + "e-3000"), len(("x" * 3000)[1:].split("x")))
print(("a,b;" * 1500)[2:].split(";")[:2], ("line\n" * 1000)[5:].splitlines()[-1], ("ab" * 2000)[1:].replace("b", "")[:4])
wide = ("é" * 3000 + "w" * 3000)[1:]
print(len(wide), wide[3000:][:2], wide[2990:3005], ("日" * 3000)[1:][:2])


class Text(str):
    pass


text = Text("q" * 4000)
part = text[1:]
print(type(part).__name__, len(part), len(Text(part)), type(Text(part)[1:]).__name__)
print(open(("/" * 3000)[1:]).name if False else "%s" % (view[:2500][-3:],), f"{view[4:]:>6000}"[:12])
print(sorted([view[1:], view, view[2:]])[0][:3], view < copy, view[1:] < view, max(view[3:]), min(view[5:]))
