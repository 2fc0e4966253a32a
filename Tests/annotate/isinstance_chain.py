# A chain of isinstance on a value of which nothing is known, with a class that decides itself what its instances are.
import json
from collections.abc import Sized

def weight(value):
    if isinstance(value, Sized):  # SLOW: isinstance
        return len(value)
    elif isinstance(value, float):
        return 2
    elif isinstance(value, int):
        return value
    return 0

def main():
    values = json.loads(json.dumps([i for i in range(1000)]))
    total = 0
    for _ in range(7000):
        for value in values:
            total += weight(value)
    print(total)

main()
