"""Locks of programs with one thread: they work as long as nothing has to wait for another thread."""

error = RuntimeError
TIMEOUT_MAX = 9223372036.0


class LockType:
    """A lock; acquiring it a second time without a timeout could never end and is a RuntimeError."""

    def __init__(self):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        if not self._locked:
            self._locked = True
            return True
        if blocking and timeout < 0:
            raise RuntimeError("deadlock: the only thread waits for a lock that it holds")
        return False

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    def locked(self):
        return self._locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


class RLock:
    """A lock that its owner may acquire again."""

    def __init__(self):
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        self._count += 1
        return True

    def release(self):
        if self._count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


def allocate_lock():
    return LockType()


allocate = allocate_lock


def get_ident():
    return 1


def get_native_id():
    import posix
    return posix.getpid()


def start_new_thread(function, args, kwargs={}, /):
    raise RuntimeError("can't start new thread: threads are not supported in this program")


start_new = start_new_thread


def _count():
    return 0


def stack_size(size=0, /):
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    return 0


def _set_sentinel():
    """A lock that is released when the thread ends: that of the only one, never."""
    return LockType()


def exit():
    raise SystemExit


exit_thread = exit


def interrupt_main(signum=2, /):
    import signal
    signal.raise_signal(signum)
