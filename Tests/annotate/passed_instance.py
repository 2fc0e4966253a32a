# An instance that is made each time round only because a function takes it.
class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

def energy(v, steps):
    total = 0.0
    for i in range(steps):
        total += v.x * v.x + v.y * v.y + v.z * v.z
    return total

def run(n):
    total = 0.0
    for i in range(n):
        v = Vector(i * 0.5, i * 0.25, 1.0)  # SLOW: pass attributes, not an instance
        total += energy(v, 2)
    return total

print(run(20000000))
