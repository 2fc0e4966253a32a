# A list or tuple that takes the place of a slice is not kept by the list that takes its items.
class Row(list):
    def __setitem__(self, key, value):
        self.kept = value
        super().__setitem__(key, value)


def flips(n):
    perm = list(range(n))
    for k in range(n):
        perm[:k + 1] = perm[k::-1]
        perm[k:] = tuple(perm[k:])
    return perm


def to_front(items, places):
    for c in places:
        items[:] = items[c:c + 1] + items[0:c] + items[c + 1:]
    return items


def kept_elsewhere(n):
    kept = []
    xs = [0] * 4
    for i in range(n):
        part = [i, i + 1]
        xs[1:3] = part
        if i % 3 == 0:
            kept.append(part)
    return xs, kept


def given_to_subclass(n):
    row = Row([1, 2, 3])
    out = []
    for i in range(n):
        row[0:2] = [i] * 2
        out.append(row.kept)
    return row, out


def itself(n):
    xs = [1, 2, 3]
    for _ in range(n):
        xs[1:2] = xs
        xs[5:] = []
    return xs


def main():
    print(flips(9), to_front(list("abcdef"), [3, 5, 0, 2, 2] * 40))
    print(kept_elsewhere(8), given_to_subclass(4), itself(6))
    junk = [[str(i)] for i in range(2000)]
    print(kept_elsewhere(7), given_to_subclass(3), len(junk))


main()
