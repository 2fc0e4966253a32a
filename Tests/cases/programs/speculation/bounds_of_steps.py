def pairs(data):
    total = 0
    for i in range(0, len(data), 2):
        total += data[i] * data[i + 1]
    return total
def odd(data):
    total = 0
    try:
        for i in range(0, len(data), 2):
            total += data[i] * data[i + 1]
    except IndexError as e:
        print(total, e)
    return total
def triples(xs, start):
    out = []
    for i in range(start, len(xs), 3):
        out.append((xs[i], xs[i+1], xs[i+2]))
    return out
def back(xs):
    n = 0
    i = 5
    while i < len(xs):
        n += xs[i - 5] - xs[i + 2]
        i += 4
    return n
print(pairs(bytes(range(10))), odd(bytes(range(11))), pairs(b""), pairs([1,2,3,4]))
print(triples(list(range(9)), 0), triples([1,2,3], 3), triples([1,2,3,4,5,6], -6))
for n in range(0, 30):
    try: print(n, back(list(range(0, n*n, n or 1))))
    except IndexError as e: print(n, e)
