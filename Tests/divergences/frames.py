# description: The local variables of frames other than the running function's own cannot be looked at.
# cause: Local variables live in machine registers and on the C stack.
# workaround: Pass values on, or raise an exception that carries them.
import sys


def outer():
    secret = 42
    return secret and inner()


def inner():
    return sorted(sys._getframe(1).f_locals)


try:
    print(outer())
except Exception as error:
    print(type(error).__name__)
