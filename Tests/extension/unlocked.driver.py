import sys
import threading
import types
from array import array

try:
    import natrix
except ImportError:  # the interpreted side has no such package
    class NoLock:
        def __enter__(self):
            return None

        def __exit__(self, *args):
            return None

        def __repr__(self):
            return "natrix.nogil"

    sys.modules["natrix"] = types.SimpleNamespace(nogil=NoLock())
import unlocked as u

doubles = array("d", [i * 0.25 for i in range(1000)])
for xs in (doubles, [1.0, 2.5], [1, 2], array("i", range(20)), memoryview(doubles)[::3], (1.0, 2.0), [], array("f", [1.5])):
    print(u.total(xs), u.each(xs), u.first_above(xs, 1.2), u.twice(xs), u.table(xs))
    print(u.inverse(xs))
out = array("d", bytes(8000))
print(u.shift(doubles, out, 1000), out[-1])
out = [0.0] * 3
print(u.shift([1.0, 2.0, 3.0], out, 3), out)
for bad in ((doubles, array("d", bytes(80)), 1000), (doubles, memoryview(bytes(8000)).cast("d"), 3), (doubles, out, 9)):
    try:
        print(u.shift(*bad))
    except Exception as e:
        print(type(e).__name__, e)
print(u.collatz(3000), u.power(10), u.power(100))
print(u.printing(3))
results = {}


def work(i):
    results[i] = (u.total(doubles), u.collatz(2000 + i), u.inverse(array("d", [1.0, 0.0])), u.each([1.0, 2.0]))


threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results.items()))
out = array("d", bytes(8000))
out.append(1.0)  # not exported any more
print(len(out))
print(u.nested_while(40, 50), u.nested_while(-1, 5), u.nested_while(3, 2 ** 10))
