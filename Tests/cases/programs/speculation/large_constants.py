# Ints that no float is, compared with floats; keys of JSON objects that are read one after the other.
import json


def compare(limit):
    return 2 ** 53 + 1 == limit, 2 ** 53 + 1 > limit, 2 ** 53 == limit, -(2 ** 53) - 1 < -limit


print(compare(float(2 ** 53)))
for i in range(2):
    print(2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + i > float(2 ** 53))
for n in (1, 2, 9, 40):
    table = {f"key{i}": i for i in range(n)}
    back = json.loads(json.dumps(table))
    print(back == table, list(back) == list(table))
