# A decorator puts a wrapper around the function that takes anything.
def traced(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper

@traced
def step(x, y):
    return x * 3 + y

def run(n):
    total = 0
    for i in range(n):
        total += step(i, 1)  # SLOW: decorated
    return total

print(run(10000000))
