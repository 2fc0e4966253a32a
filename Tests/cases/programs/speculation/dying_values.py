"""Strings, sets, tuples and lists that die, and such that only seem to."""


class Names:
    def __init__(self):
        self.seen = {}
        self.order = []
        self.last = None

    def note(self, name):
        if name not in self.seen:
            self.seen[name] = len(self.order)
            self.order.append(name)
        return self.seen[name]

    def remember(self, name):
        self.last = name
        return len(name)


class Spy:
    """Equal to strings of one hash: gets what is looked up."""

    def __init__(self, text):
        self.text = text
        self.met = []

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        self.met.append(other)
        return False


def strings(n):
    names = Names()
    total = 0
    for i in range(n):
        name = "name_" + str(i % 13) + "_end"
        total += names.note(name)
        if i % 7 == 0:
            total += names.remember(name + "!")
    kept = []
    for i in range(n):
        part = ("<%d>" % i).upper()
        if i % 5 == 0:
            kept.append(part)
        total += len(part)
    return total, names.order, names.last, kept[:4], kept[-1]


def unchanged(words):
    out = []
    for word in words:
        a = word.strip(" ")
        b = a.lower()
        c = b[0:]
        d = c + ""
        e = "" + d
        f = "".join([e])
        if f == "keep":
            out.append(f)
    return words, out


def counted(text):
    counts = {}
    for word in text.split():
        word = word.strip(".,").lower()
        if not word:
            continue
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def spied(n):
    spies = {}
    first = Spy("key_1_x")
    spies[first] = 0
    found = 0
    for i in range(n):
        key = "key_" + str(i % 3) + "_x"
        if key in spies:
            found += 1
    junk = ["junk_" + str(i) + "_x" for i in range(50)]
    return found, first.met[:2], len(first.met), len(junk)


def sets(n):
    total = 0
    last = None
    for i in range(n):
        a = {i, i + 1, i + 2}
        b = {i + 1, i + 9}
        far = set()
        for x in a:
            far |= {x, x * 2}
        total += len(a & b) + len(a | b) + len(far - a - {i})
        if i == n - 1:
            last = a ^ b
    return total, sorted(last)


def grown(people):
    sizes = []
    unseen = set(people)
    while unseen:
        start = min(unseen)
        group = {start}
        frontier = {start}
        while frontier:
            reached = set()
            for person in frontier:
                reached.update(people[person])
            frontier = reached - group
            group |= frontier
        sizes.append(len(group))
        unseen -= group
    return sizes


def quote(s):
    return '"' + "".join(c for c in s if c != "-") + '"'


def pick(s, i):
    if i % 3 == 0:
        return s
    if i % 3 == 1:
        return s + "+"
    return CACHE[i % 4]


CACHE = ["cache_%d_text" % i for i in range(4)]


def handed(n):
    out = 0
    lines = []
    for i in range(n):
        line = quote("ab-" + str(i)) + ": " + pick("pick_%d" % i, i)
        out += len(line)
        if i % 50 == 0:
            lines.append(line)
    return out, lines, CACHE


def leaves(s, limit):
    """Leaves its fast version when the number is no small int any more, and keeps its argument then."""
    global KEPT
    n = len(s) + limit
    if n > 2 ** 40:
        KEPT = s
    return n


KEPT = None


def exits():
    total = 0
    for i in range(60):
        text = "exit_" + str(i)
        total += leaves(text, i if i != 50 else 2 ** 70)
    junk = ["junk_%d" % i for i in range(100)]
    return KEPT, total % 1000, len(junk)


def handlers(n):
    missing = []
    table = {"k0": 1}
    for i in range(n):
        key = "k" + str(i)
        try:
            table[key]
        except KeyError as e:
            if i % 10 == 1:
                missing.append(e.args[0])
        shown = key + "?"
        if not shown:
            print(shown)
    return missing


def kinds(values):
    counts = [0, 0, 0]
    for v in values:
        if isinstance(v, (int, float)):
            counts[0] += 1
        elif isinstance(v, (str, bytes)):
            counts[1] += 1
        else:
            counts[2] += 1
    return counts


def formatted(n):
    total = 0
    kept = None
    for i in range(n):
        a = f"{i:>5}|{'x' * (i % 3)}"
        b = f"{a}{i}"
        c = "%s/%s" % (b, a)
        total += len(c)
        if i == 7:
            kept = a
    return total, kept


def yields(n):
    for i in range(n):
        text = "g" + str(i)
        yield len(text)
        other = text + "-"
        yield other if i % 2 else len(other)


def walked(n):
    total = 0
    for i in range(n):
        text = "w" + str(i) + "é"
        for c in text:
            total += ord(c)
        it = iter(text)
        if i == 3:
            keep = it
    return total, "".join(keep)


def asked(n):
    count = 0
    for i in range(n):
        if ("a%db" % i).upper().istitle() or ("x" + str(i)).isidentifier():
            count += 1
        if ("y" + str(i)).__eq__("y3"):
            count += 100
    return count


def missed(table, key):
    """Nobody sees the key here but the exception."""
    global MISSED
    try:
        return table[key]
    except KeyError as e:
        MISSED = e
    return 0


def narrow(text):
    global MISSED
    try:
        return len(text.encode("ascii"))
    except UnicodeEncodeError as e:
        MISSED = e
    return 0


MISSED = None


def misses(n):
    total = 0
    found = []
    for i in range(n):
        total += missed({"key_0_end": 5}, "key_" + str(i) + "_end")
        if i % 9 == 1:
            found.append(MISSED.args[0])
    for i in range(n):
        total += narrow("text_" + str(i) + ("é" if i % 4 == 0 else ""))
        if i % 8 == 1:
            found.append(MISSED.object)
    junk = ["junk_%d" % i for i in range(100)]
    return total, found, MISSED.object, len(junk)


def rounds(words, n):
    """What a list of the last round rests on is asked of that round's."""
    parts = ["a"]
    tail = "t"
    taken = list(words)
    for i in range(n):
        for c in sorted(words):
            taken = [x + tail for x in parts][:6]
        yield "{}:{}".format(tail, len(parts))
        tail += "xyz"[i % 3:]
        if len(parts) + len(taken) > 60:
            parts = parts[:3]
            taken = [x[:9] for x in taken[:3]]
    yield taken


def main():
    print(list(rounds(["b", "a"], 5)))
    print(misses(30))
    print(asked(30))
    print(strings(300))
    print(unchanged(["keep", " keep ", "KEEP", "other", ""]))
    print(counted("The cat. the dog, THE cat; a cat, a dog.. " * 20))
    print(spied(90))
    print(sets(200))
    print(grown({0: {1}, 1: {0, 2}, 2: {1}, 3: {4}, 4: {3}, 5: set()}))
    print(handed(200))
    print(exits())
    print(handlers(40))
    print(kinds([1, 2.5, "a", b"b", None, [], "c"] * 30))
    print(formatted(50))
    print(list(yields(6)))
    print(walked(20))


main()
