def count(counts, n):
    for i in range(n):
        counts[i & 1023] += i

counts = [0] * 1024
count(counts, 100000000)
print(sum(counts))
