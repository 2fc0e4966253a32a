def too_low(x, low, notes):
    notes["low"] = notes.get("low", 0) + 1
    notes["sum"] = notes.get("sum", 0) + x
    notes["last"] = x - low
    notes["least"] = min(notes.get("least", x), x)
    return low

def too_high(x, high, notes):
    notes["high"] = notes.get("high", 0) + 1
    notes["sum"] = notes.get("sum", 0) + x
    notes["last"] = x - high
    notes["most"] = max(notes.get("most", x), x)
    return high

def clamp(x, low, high, notes):
    if x < low:
        return too_low(x, low, notes)
    if x > high:
        return too_high(x, high, notes)
    return x

def run(n):
    notes = {}
    total = 0
    for i in range(n):
        total += clamp(i * 7 % 1000, 0, 998, notes)
    return total, notes["high"]

print(run(100000000))
