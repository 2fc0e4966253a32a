# sys, time, warnings, atexit and errno basics.
import atexit
import errno
import sys
import time
import warnings

print(sys.version_info[:2], sys.version_info >= (3, 8), sys.maxsize, sys.byteorder, sys.getrecursionlimit())
print(sys.float_info.max, sys.float_info.dig, sys.int_info.bits_per_digit, sys.hash_info.modulus)
print(sys.exc_info(), sys.intern("abc") is sys.intern("abc"), "sys" in sys.modules, sys.platform)
t = time.gmtime(86400 * 365)
print(t, t.tm_year, t[:3], time.strftime("%Y-%m-%d %H:%M:%S", t), time.asctime(t))
print(time.struct_time(range(9)).tm_mon, time.strptime("2024-02-29", "%Y-%m-%d").tm_yday)
a = time.perf_counter()
time.sleep(0.001)
print(time.perf_counter() > a, type(time.time()).__name__, type(time.monotonic_ns()).__name__)
try:
    time.sleep(-1)
except ValueError as e:
    print(e)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("careful")
    warnings.warn("old", DeprecationWarning)
print([(str(w.message), w.category.__name__) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("now an error", RuntimeWarning)
    except RuntimeWarning as e:
        print("raised", e)
print(errno.ENOENT, errno.errorcode[errno.EACCES])
atexit.register(print, "second", sep="!")
atexit.register(lambda: print("first"))
try:
    sys.exit("message")
except SystemExit as e:
    print(e.code, repr(e))
