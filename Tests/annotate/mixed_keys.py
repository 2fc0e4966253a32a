# A dict with keys of two types: each look-up compares anything with anything.
def score(table, n):
    result = 0
    for i in range(n):
        key = i % 100 if i % 2 else "k" + str(i % 100)
        result += table[key]  # SLOW: int | str
    return result

table = {}
for i in range(100):
    table[i] = i
    table["k" + str(i)] = i
answer = 0
for _ in range(100):
    answer += score(table, 50000)
print(answer)
