"""Generators chained into a pipeline: each stage resumes where it left off."""


def numbers(limit):
    n = 2
    while n < limit:
        yield n
        n += 1


def sieve(stream):
    while True:
        prime = next(stream, None)
        if prime is None:
            return
        yield prime
        stream = (n for n in stream if n % prime)


def running_mean():
    total = count = 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


def main():
    mean = running_mean()
    next(mean)
    primes = []
    for prime in sieve(numbers(120)):
        primes.append(prime)
        average = mean.send(prime)
    print(*primes)
    print(f"{len(primes)} primes, mean {average:.3f}")
    squares = {p: p * p for p in primes if p < 20}
    print(squares)


if __name__ == "__main__":
    main()
