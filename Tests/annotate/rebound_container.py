# A global that is None until it is set up.
counts = None

def prepare(size):
    global counts
    counts = [0] * size

def count(n):
    for i in range(n):
        counts[i & 1023] += i  # SLOW: don't rebind this global

prepare(1024)
count(100000000)
print(sum(counts))
