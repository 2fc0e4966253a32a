def score(table, n):
    result = 0
    for i in range(n):
        result += table[i % 100]
    return result

table = {}
for i in range(100):
    table[i] = i
answer = 0
for _ in range(100):
    answer += score(table, 50000)
print(answer)
