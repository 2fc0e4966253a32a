def average(values):
    total = 0.0
    for value in values:
        total = total + value
    return total

ints = [float(i) for i in range(1000)]
floats = [i * 0.5 for i in range(1000)]
answer = 0.0
for _ in range(20000):
    answer += average(ints) + average(floats)
print(answer)
