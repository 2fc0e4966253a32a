# description: A text made at run time can import only modules that are part of the executable.
# cause: An executable carries the modules that its own text names; it needs no Python where it runs.
# workaround: Name the module somewhere in the program (an `import` in a function that is never called is enough).
try:
    exec("im" + "port sched\nprint(sched.__name__)")
except ModuleNotFoundError as error:
    print(error)
