# description: A suspended generator in a container that is dropped is closed (its `finally` runs) by the collector, later.
# cause: Memory is managed by a tracing collector. Generators that one variable holds are closed as in CPython.
# workaround: Call `close()`, or use `contextlib.closing`.
def lines():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


held = [lines()]
print(next(held[0]))
held.clear()
print("cleared")
