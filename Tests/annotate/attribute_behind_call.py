# An attribute that a call in the loop may change is loaded and checked each time.
class Rule:
    def __init__(self, low, high, factor):
        self.low = low
        self.high = high
        self.factor = factor

def apply(rule, values, notes):
    total = 0.0
    for value in values:
        total += (value - rule.low) * rule.factor / (rule.high - rule.low)  # SLOW: hoist this attribute
        if value > 999.0:
            notes.append(str(value))
    return total

rule = Rule(2.5, 7.5, 1.25)
values = [float(i % 1000) for i in range(1000000)]
answer = 0.0
for _ in range(100):
    answer += apply(rule, values, [])
print(answer)
