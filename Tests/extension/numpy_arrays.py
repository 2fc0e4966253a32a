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


def volume(m: "npt.NDArray[np.float64]"):
    s = 0.0
    for i in range(m.shape[0]):
        for j in range(m.shape[1]):
            for k in range(m.shape[2]):
                s += m[i, j, k] * (k + 1)
    return s


def blur(m: "np.ndarray", out: "np.ndarray"):
    for i in range(1, m.shape[0] - 1):
        for j in range(m.shape[1]):
            for k in range(m.shape[2]):
                out[i, j, k] = (m[i - 1, j, k] + m[i, j, k] + m[i + 1, j, k]) / 3


def hyper(m: "np.ndarray", a: int, b: int):
    s = 0
    for i in range(m.shape[0]):
        for j in range(m.shape[1]):
            for k in range(m.shape[2]):
                for l in range(m.shape[3]):
                    s += m[i, j, k, l] * a + b
                    m[i, j, k, l] = l
    return s


def at(m: "npt.NDArray[np.float64]", i: int, j: int, k: int):
    return m[i, j, k] + 0.5
