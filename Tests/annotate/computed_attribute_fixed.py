class Sample:
    def __init__(self, a, b):
        self.field_a = a
        self.field_b = b

def total(samples):
    result = 0
    for sample in samples:
        result += sample.field_a
        result += sample.field_b
    return result

samples = [Sample(i, i + 1) for i in range(1000)]
answer = 0
for _ in range(3000):
    answer += total(samples)
print(answer)
