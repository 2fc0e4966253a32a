# getattr with a name that is computed.
class Sample:
    def __init__(self, a, b):
        self.field_a = a
        self.field_b = b

def total(samples):
    result = 0
    for sample in samples:
        for letter in "ab":
            result += getattr(sample, "field_" + letter)  # SLOW: getattr
    return result

samples = [Sample(i, i + 1) for i in range(1000)]
answer = 0
for _ in range(3000):
    answer += total(samples)
print(answer)
