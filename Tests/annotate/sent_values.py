# What is sent into a generator may be anything.
def averager():
    total = 0
    count = 0
    while True:
        value = yield total
        total += value  # SLOW: int | None
        count += 1

def run(n):
    generator = averager()
    next(generator)
    result = 0
    for i in range(n):
        result = generator.send(i)
    return result

print(run(10000000))
