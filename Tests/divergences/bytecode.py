# description: Code objects have no bytecode: `co_code` and the `dis` of functions do not exist.
# cause: Functions are machine code.
# workaround: `natrix dis FILE` shows the intermediate representation.
def f(x):
    return x + 1


print(hasattr(f.__code__, "co_code"))
