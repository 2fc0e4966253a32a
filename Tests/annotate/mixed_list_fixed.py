def total(values):
    result = 0
    for value in values:
        result += value * 2
    return result

values = [int(i) for i in range(1000)]
values[500] = int("500")
answer = 0
for _ in range(30000):
    answer += total(values)
print(answer)
