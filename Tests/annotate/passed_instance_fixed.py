class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

def energy(x, y, z, steps):
    total = 0.0
    for i in range(steps):
        total += x * x + y * y + z * z
    return total

def run(n):
    total = 0.0
    for i in range(n):
        v = Vector(i * 0.5, i * 0.25, 1.0)
        total += energy(v.x, v.y, v.z, 2)
    return total

print(run(20000000))
