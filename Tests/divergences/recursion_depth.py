# description: Recursion may go deeper than `sys.getrecursionlimit()` in a program that does not name the exception for it.
# cause: Counting costs time; the limit is the size of the stack then, and some 400,000 small frames fit.
# workaround: None needed; programs that handle the exception get it where CPython raises it.
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


try:
    print(depth(5000))
except RuntimeError as error:
    print(type(error).__name__, error)
