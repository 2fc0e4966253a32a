def total(values):
    result = 0
    for value in values:
        result += value[1] * 2
    return result

pairs = [(str(i), i) for i in range(1000)]
answer = 0
for _ in range(20000):
    answer += total(pairs)
print(answer)
