# Attributes of an object whose class is chosen at run time, computed with in a loop.
class Small:
    def __init__(self):
        self.start, self.step = 1, 3

class Large:
    def __init__(self):
        self.start, self.step = 1.5, 2.5

KINDS = {"small": Small, "large": Large}

def walk(kind, n):
    total = 0
    for i in range(n):
        total += kind.start + i * kind.step  # SLOW: hoist this attribute
    return total

print(walk(KINDS["large"](), 100000000))
