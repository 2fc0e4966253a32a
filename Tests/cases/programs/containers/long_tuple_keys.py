# Keys of four and more items, and of tuples in tuples, made only to look something up.


def tally(n):
    counts = {}
    for i in range(n):
        if (i % 3, i % 5, i % 7, i % 2, "x") in counts:
            counts[i % 3, i % 5, i % 7, i % 2, "x"] += 1
        else:
            counts[i % 3, i % 5, i % 7, i % 2, "x"] = 1
    return len(counts), min(counts.values()), max(counts.values())


def nested(n):
    seen = set()
    for i in range(n):
        seen.add(((i % 3, i % 5), (i % 7, i % 2)))
    hits = 0
    for a in range(3):
        for b in range(5):
            for c in range(9):
                hits += ((a, b), (c, 1)) in seen
    return len(seen), hits


def fallbacks(n):
    table = {(a, b, a + b, a - b): a * b for a in range(n) for b in range(n)}
    total = 0
    for a in range(n + 1):
        for b in range(n + 1):
            total += table.get((a, b, a + b, a - b), 1000)
            if (a, b, a + b, b - a) in table:
                total += 7
    return total


def removed(n):
    left = {(a, a, a, a, a) for a in range(n)}
    for a in range(0, n, 2):
        left.discard((a, a, a, a, a))
    return len(left), (1, 1, 1, 1, 1) in left, (2, 2, 2, 2, 2) in left


print(tally(2000))
print(nested(500))
print(fallbacks(20))
print(removed(101))
