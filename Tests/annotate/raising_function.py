# An exception says what a result could.
def check(x):
    if x % 2:
        raise ValueError("odd")  # SLOW: return what says so
    return x
def run(n):
    wrong = 0
    for i in range(n):
        try:
            check(i)
        except ValueError as e:
            wrong += len(str(e))
    return wrong
print(run(10000000))
