# A list of ints and strs: what is taken out of it is anything. The expected spot is marked.
def total(values):
    result = 0
    for value in values:
        result += value * 2 if not isinstance(value, str) else int(value) * 2  # SLOW: int | str
    return result

values = [i for i in range(1000)]
values[500] = "500"
answer = 0
for _ in range(30000):
    answer += total(values)
print(answer)
