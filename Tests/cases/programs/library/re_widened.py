# Patterns too large for the library of narrow characters: the text is widened, once for each of the last few texts.
import re

words = "|".join("(?P<g%d>k%dz[%s])" % (i, i, "".join(chr(0x100 + 7 * j) for j in range(i % 40 + 1))) for i in range(600))
pattern = re.compile(words + r"|(?P<word>\w+)|(?P<space>\s+)")
texts = ["one two three", "vier fünf", "k3z\u0100 k5z\u0107", "αβγ δ"]
for _ in range(2):
    for text in texts + [t + "!" for t in texts]:
        found, at = [], 0
        while match := pattern.match(text, at):
            found.append((match.lastgroup, match.group()))
            at = match.end()
        print(found)
parts = []
for i in range(300):
    text = "a%d b" % (i % 7)
    parts.append(pattern.match(text).group())
print("".join(parts))


def scan(n):
    text, at, count = "ab " * n, 0, 0
    while match := pattern.match(text, at):
        at = match.end()
        count += 1
    return count


print(scan(20000))
print(pattern.sub("-", "ab cd" * 3), len(pattern.findall(b"ab c".decode())))
