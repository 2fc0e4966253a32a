# Operations of dicts, sets and strings in fast code: results, errors, subclasses, keys whose comparison is the program's.


def count(words):
    counts = {}
    for word in words:
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def grouped(pairs):
    groups = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def unique(items):
    seen = set()
    twice = 0
    for item in items:
        if item in seen:
            twice += 1
        seen.add(item)
    return len(seen), twice


def look(table, key):
    try:
        return table[key]
    except KeyError as e:
        return "no", e.args[0]
    except TypeError as e:
        return str(e)


def text(parts):
    out = ""
    for part in parts:
        out = out + part + ";"
        out += part
    return out, "b;" in out, out < "b", out >= "a", "" in out, "é" in out


class Key:
    compared = 0

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        Key.compared += 1
        return isinstance(other, Key) and self.n == other.n


class Missing(dict):
    def __missing__(self, key):
        return "made", key


class Loud(dict):
    def __getitem__(self, key):
        return "loud", key

    def __contains__(self, key):
        return True


def first_words(lines):
    found = {}
    for line in lines:
        word = line[:1]
        if word not in found:
            found[word] = line
        if not found:
            break
    return found


class Reader:
    def __init__(self, text):
        self.text = text
        self.position = 0

    def skip(self):
        text = self.text
        while self.position < len(text) and text[self.position] in " \t\r\n":
            self.position += 1
        return self.position


print(count("a b a c b a".split()), count([1, 2, 1.0, True]))
print(grouped([("x", 1), ("y", 2), ("x", 3)]), grouped([((1, 2), 1), ((1, 2), 2)]))
print(unique("hello"), unique([1, 1.0, True, 2]), unique([Key(1), Key(4), Key(1)]), Key.compared)
print(unique([(1, "a"), (1, "a"), (1, "b")]))
table = {"a": 1, 2: "b", (1, 2): 3, None: 4, Key(5): 6}
print([look(table, k) for k in ("a", 2, 2.0, (1, 2), None, Key(5), "z", 7)], look(table, []))
print(look(Missing(), "k"), look(Loud(), "k"), look({}, "k"))
print(text(["a", "b"]), text([]), text(["ä", "é"]))
print(first_words(["abc", "b", "a"]), Reader(" \n\tx").skip(), Reader("é ").skip(), Reader("\u3000").skip())
try:
    unique([1, []])
except TypeError as e:
    print(e)
try:
    text(["a", 1])
except TypeError as e:
    print(e)
print({1, 2} in [{1, 2}], {1} in {frozenset([1])}, frozenset([1]) in {frozenset([1])})
changing = {i: i for i in range(10)}
try:
    for k in changing:
        changing[k + 100] = 1
except RuntimeError as e:
    print(e)
