# What a library's function gives is not known.
import operator

def total(values):
    get = operator.itemgetter(1)
    result = 0
    for value in values:
        result += get(value) * 2  # SLOW: operator.itemgetter
    return result

pairs = [(str(i), i) for i in range(1000)]
answer = 0
for _ in range(20000):
    answer += total(pairs)
print(answer)
