def digit_sum(n):
    t = 0
    while n:
        n, digit = divmod(n, 10)
        t += digit
    return t


def total(n):
    t = 0
    for i in range(n):
        t += digit_sum(i)
    return t


print(total(1000000))
