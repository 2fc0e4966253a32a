# description: Equal small integers, and equal floats, are the same object; `id()` of a number is derived from its value.
# cause: Numbers are kept in the reference itself, not in objects.
# workaround: Compare numbers with `==`.
def number(text):
    return int(text)


print(number("1000") is number("1000"))
print(float("1.5") is float("1.5"))
