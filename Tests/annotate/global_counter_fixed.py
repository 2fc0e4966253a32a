steps = 0

def collatz(most):
    global steps
    longest = 0
    count = 0
    for n in range(1, most):
        x = n
        while x != 1:
            x = x // 2 if x % 2 == 0 else 3 * x + 1
            count += 1
        longest = n
    steps += count
    return longest

collatz(1000000)
print(steps)
