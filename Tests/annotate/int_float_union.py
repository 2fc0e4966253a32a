# An accumulator that begins as int and goes on as float in one branch.
def average(values, weighted):
    total = 0
    if weighted:
        total = 0.0
    for value in values:
        total = total + value  # SLOW: float | int
    return total

ints = [i for i in range(1000)]
floats = [i * 0.5 for i in range(1000)]
answer = 0
for _ in range(20000):
    answer += average(ints, False) + average(floats, True)
print(answer)
