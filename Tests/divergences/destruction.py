# description: An object's `__del__` runs when the collector finds it, not when the last reference goes.
# cause: Memory is managed by a tracing collector, without reference counts.
# workaround: Use `with` or `try … finally` for what must happen at once; `gc.collect()` forces finalizers.
import gc


class Resource:
    def __del__(self):
        print("released")


def use():
    resource = Resource()
    print("used", type(resource).__name__)


def overwrite_stack(n):
    return n and overwrite_stack(n - 1)


use()
print("after use")
overwrite_stack(50)
gc.collect()
print("end")
