# A counter that all functions see is loaded and stored each time.
steps = 0

def collatz(most):
    global steps
    longest = 0
    for n in range(1, most):
        x = n
        while x != 1:
            x = x // 2 if x % 2 == 0 else 3 * x + 1
            steps += 1  # SLOW: don't rebind this global
        longest = n
    return longest

collatz(1000000)
print(steps)
