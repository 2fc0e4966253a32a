import sys


def out(n):
    for i in range(n):
        print(i, flush=True)  # SLOW: flush


out(200000)
