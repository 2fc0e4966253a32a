class Rule:
    def __init__(self, low, high, factor):
        self.low = low
        self.high = high
        self.factor = factor

def apply(rule, values, notes):
    total = 0.0
    low, high, factor = rule.low, rule.high, rule.factor
    for value in values:
        total += (value - low) * factor / (high - low)
        if value > 999.0:
            notes.append(str(value))
    return total

rule = Rule(2.5, 7.5, 1.25)
values = [float(i % 1000) for i in range(1000000)]
answer = 0.0
for _ in range(100):
    answer += apply(rule, values, [])
print(answer)
