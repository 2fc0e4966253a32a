def add(a, b):
    return a + b


def sub(a, b):
    return a - b


def mul(a, b):
    return a * b % 1000003


OPERATIONS = {"+": add, "-": sub, "*": mul}


def run(program, n):
    value = 1
    for i in range(n):
        for name in program:
            value = OPERATIONS[name](value, i)  # SLOW: OPERATIONS
    return value


print(run(["+", "*", "-", "+"], 5000000))
