# What errors of the system name: the path as it was given, nothing for descriptors and where the time may be wrong.
import os
import stat
import tempfile
import threading
import timeit


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "filename", "-"))


os.chdir(tempfile.mkdtemp())
os.makedirs("a/b")
os.symlink("a/b", "link")
os.symlink("loop", "loop")
os.symlink("../a/b/..", "a/up")
base = os.getcwd()
for path in ("link/../x", "loop", "loop/y", "a/up", "./link//", "..", "", ".", "/", "/..", "a/../../none/../link", "nope/../q"):
    for strict in (False, True):
        show(lambda: os.path.realpath(path, strict=strict).replace(base, "BASE").replace(os.path.dirname(base), "ABOVE"))
show(lambda: open(999))
show(lambda: os.fdopen(999))
show(lambda: os.listdir(999))
show(lambda: os.stat(999))
show(lambda: os.utime("nope"))
show(lambda: os.mkfifo("/"))
show(lambda: os.truncate("nope", 5))
print([stat.filemode(mode) for mode in (0o100644, 0o40755, 0o7777, 0o104711, 0o600, 0)])
for wait in (-5, 1e20, 9223372037):
    show(lambda: threading.Lock().acquire(timeout=wait))
    show(lambda: threading.RLock().acquire(timeout=wait))
print(timeit.timeit("sum(range(10))", number=5) > 0, timeit.timeit("n + 1", globals={"n": 1}, number=2) > 0)
names = globals
print("__name__" in names())
