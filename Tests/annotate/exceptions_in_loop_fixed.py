def count(words, known):
    missing = 0
    for word in words:
        if word not in known:
            missing += 1
    return missing

words = ["w%d" % i for i in range(1000)]
known = {"w%d" % i: i for i in range(0, 1000, 10)}
answer = 0
for _ in range(6000):
    answer += count(words, known)
print(answer)
