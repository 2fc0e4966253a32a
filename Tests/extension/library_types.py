"""Objects of the host's library that compiled code makes and uses itself."""
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
import re


def windows(n):
    window, found = deque(maxlen=3), []
    for i in range(n):
        window.append(i)
        if len(window) == 3:
            found.append(tuple(window))
    return found, list(window), window


def counted(words):
    table = defaultdict(Counter)
    before = None
    for word in words:
        if before is not None:
            table[before][word] += 1
        before = word
    return sorted((k, sorted(v.items())) for k, v in table.items())


def recent(words):
    kept = OrderedDict()
    for word in words:
        kept[word] = kept.get(word, 0) + 1
        kept.move_to_end(word)
        if len(kept) > 3:
            kept.popitem(last=False)
    return list(kept.items())


def arrays():
    cells, weights, bits = array("B", [0] * 10), array("d", [0.5] * 4), bytearray(b"abc")
    for i in range(len(cells)):
        cells[i] = i * 7 % 256
    weights[-1] = 2
    weights[0] = 1e300
    bits[1] = 120
    told = []
    for action in (lambda: cells.__setitem__(0, 256), lambda: cells[10], lambda: put(cells, 3, -1), lambda: put(cells, 3, 1.5),
                   lambda: put(weights, 9, 1.0), lambda: put(weights, 1, "x"), lambda: put(cells, -10, True), lambda: cells[-10], lambda: put(bits, 0, 300)):
        try:
            told.append(action())
        except Exception as e:
            told.append((type(e).__name__, str(e)))
    floats = array("f", [0.1])
    return cells.tolist(), weights.tolist(), bytes(bits), told, floats[0], array("q", [-2 ** 63])[0], array("Q", [2 ** 64 - 1])[0], cells[1:3], type(cells[2])


def put(a, i, v):
    a[i] = v
    return a[i]


def methods(o):
    told = []
    for k in range(3):
        told.append(o.join(str(i) for i in range(k)))
        try:
            o.nothing(told.append("not evaluated"))
        except AttributeError as e:
            told.append(str(e))
    return told


def nested(d, n):
    """Loads a method and calls it when many others have been loaded and called."""
    return d.get(nested(d, n - 1), n) if n else d.setdefault(0, 0)


def failing(d):
    for i in range(200):
        try:
            d.update(1 // 0)
        except ZeroDivisionError:
            pass
    return d.get("k")


def kept(d):
    get = d.get
    return [get(i) for i in range(3)], get is d.get, get == d.get


def tokens(text):
    pattern, at, found = re.compile(r"(?P<word>\w+)|(?P<space>\s+)"), 0, {}
    while at < len(text):
        m = pattern.match(text, at)
        found[m.lastgroup] = found.get(m.lastgroup, 0) + 1
        at = m.end()
    return found


def texts(n):
    d, s = OrderedDict(), ""
    for i in range(n):
        s += "ab"
        d[s] = d.get(s[:-2], 0) + 1
    return len(d), d[s], s in d, [k for k in d][-1] == s


def consumed(it):
    return tuple(it), list(it)


def noted(show):
    d = OrderedDict(a=1)
    d.note = ["n"]
    c = Counter("aab")
    c.total_seen = 3
    return show(d), show(c), d, c
