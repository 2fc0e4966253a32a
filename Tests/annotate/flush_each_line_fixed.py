import sys


def out(n):
    for i in range(n):
        print(i)


out(200000)
