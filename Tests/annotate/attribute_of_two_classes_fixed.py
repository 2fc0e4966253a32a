class Small:
    def __init__(self):
        self.start, self.step = 1, 3

class Large:
    def __init__(self):
        self.start, self.step = 1.5, 2.5

KINDS = {"small": Small, "large": Large}

def walk(kind, n):
    total = 0
    start, step = kind.start, kind.step
    for i in range(n):
        total += start + i * step
    return total

print(walk(KINDS["large"](), 100000000))
