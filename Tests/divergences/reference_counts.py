# description: `sys.getrefcount` answers 2 for every object.
# cause: Objects have no reference counts.
# workaround: None; weak references can tell whether something is alive.
import sys

numbers = []
also = [numbers, numbers]
print(sys.getrefcount(numbers))
