def add(a, b):
    return a + b


def sub(a, b):
    return a - b


def mul(a, b):
    return a * b % 1000003


def run(program, n):
    value = 1
    for i in range(n):
        for name in program:
            if name == "+":
                value = add(value, i)
            elif name == "-":
                value = sub(value, i)
            else:
                value = mul(value, i)
    return value


print(run(["+", "*", "-", "+"], 5000000))
