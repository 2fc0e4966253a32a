def check(x):
    if x % 2:
        return None
    return x
def run(n):
    wrong = 0
    for i in range(n):
        if check(i) is None:
            wrong += 3
    return wrong
print(run(10000000))
