# A function that is called often, most of which is seldom needed.
def clamp(x, low, high, notes):
    if x < low:
        notes["low"] = notes.get("low", 0) + 1
        notes["sum"] = notes.get("sum", 0) + x
        notes["last"] = x - low
        notes["least"] = min(notes.get("least", x), x)
        return low
    if x > high:
        notes["high"] = notes.get("high", 0) + 1
        notes["sum"] = notes.get("sum", 0) + x
        notes["last"] = x - high
        notes["most"] = max(notes.get("most", x), x)
        return high
    return x

def run(n):
    notes = {}
    total = 0
    for i in range(n):
        total += clamp(i * 7 % 1000, 0, 998, notes)  # SLOW: make this function smaller
    return total, notes["high"]

print(run(100000000))
