# Arrays of numpy, of every type of number, with one dimension or two, strided.
def total(a):
    s = 0.0
    for i in range(len(a)):
        s += a[i]
    return s


def count(a):
    s = 0
    for x in a:
        s += int(x)
    return s


def trace(m):
    t = 0.0
    rows, columns = m.shape
    for i in range(rows):
        for j in range(columns):
            t += m[i, j] * 2.0
    return t


def matmul(a: "np.ndarray", b: "np.ndarray", out: "np.ndarray"):
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            s = 0.0
            for k in range(a.shape[1]):
                s += a[i, k] * b[k, j]
            out[i, j] = s


def scale(a, k: float):
    for i in range(len(a)):
        a[i] = a[i] * k


def add_to(a, i, v):
    a[i] += v
    return float(a[i])


def get(a, i, j):
    return a[i, j] + 0.5
