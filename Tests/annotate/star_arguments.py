# *args makes a tuple for each call.
def largest(*numbers):
    best = numbers[0]
    for number in numbers:
        if number > best:
            best = number
    return best

def run(n):
    total = 0
    for i in range(n):
        total += largest(i, n - i, 7)  # SLOW: 'numbers'
    return total

print(run(10000000))
