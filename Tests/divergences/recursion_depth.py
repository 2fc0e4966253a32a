# description: Recursion may go deeper than `sys.getrecursionlimit()` before RecursionError.
# cause: The limit is the size of the stack, not a count of frames.
# workaround: None needed; endless recursion raises RecursionError as in CPython.
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


try:
    print(depth(5000))
except RecursionError as error:
    print("RecursionError:", error)
