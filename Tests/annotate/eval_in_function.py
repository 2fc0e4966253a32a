# eval in a function: its text is parsed each time.
def apply(expression, n):
    total = 0
    for x in range(n):
        total += eval(expression)  # SLOW: eval
    return total

print(apply("x * x + 1", 400000))
