def tri(n):
    t = 1
    for i in range(n):
        t = t * 3 + i
    return t

def lst(xs, k):
    s = 0
    for x in xs:
        s += x * k
    return s

def nested(n):
    out = []
    for i in range(n, 0, -1):
        for j in range(i, n, 2):
            out.append(i * j)
            if len(out) > 20:
                return sum(out) // 7 % 5
    return len(out)

def fl(a, b):
    t = 0.5
    for i in range(1, 50):
        t += a / i - b * t
        if t > 1e300:
            break
    return t

def boom(xs, i):
    try:
        return xs[i] + 1
    except IndexError as e:
        return str(e)

def div(a, b):
    try:
        return a // b, a % b, a / b
    except ZeroDivisionError as e:
        return str(e)

print(tri(10), tri(100))
print(lst([1, 2, 3], 5), lst([1, 2, 2**70], 3), lst([1, 2.5, 3], 2), lst([], 1))
try:
    print(lst([1, "a"], 2))
except TypeError as e:
    print(e)
print(nested(4), nested(30), fl(1.0, 0.25), fl(3, 1))
print(boom([1, 2], 0), boom([1, 2], -2), boom([1, 2], 5), boom([1, 2.5], 1))
print(div(7, 2), div(-7, 2), div(7, -2), div(1, 0), div(-(2**63), -1), div(2**62, 3))
for k in range(3):
    for x in [1, 2, 3]:
        k += x
    print(k)
def shifts(n):
    r = []
    for i in range(n):
        r.append(1 << i)
        r.append((1 << 70) >> i)
        r.append(-5 >> i)
        r.append(~i & 0xff ^ i | 1)
    return r
print(shifts(3), sum(shifts(100)))
def powers(n):
    return [i ** 3 for i in range(n)], n ** 40, (n + 0.5) ** 2, (-2.0) ** 2
print(powers(5))
