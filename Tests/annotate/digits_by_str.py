def digit_sum(n):
    return sum(int(c) for c in str(n))  # SLOW: str


def total(n):
    t = 0
    for i in range(n):
        t += digit_sum(i)
    return t


print(total(1000000))
