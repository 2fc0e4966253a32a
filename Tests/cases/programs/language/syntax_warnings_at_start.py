# A program tells what CPython warns of when it compiles the file: before anything runs.
import sys

x = 5
print(x is 5, file=sys.stdout)
assert (x, "always true")
