"""Stack traces on demand. A compiled program reports a fault of its own code as an exception, so that there is no fault
left to be handled: enable() only remembers that it was called."""

import sys
import threading
import traceback

_enabled = False
_timer = None


def enable(file=None, all_threads=True):
    global _enabled
    _enabled = True


def disable():
    global _enabled
    was_enabled, _enabled = _enabled, False
    return was_enabled


def is_enabled():
    return _enabled


def dump_traceback(file=None, all_threads=True):
    """Print the stack of the current thread, the most recent call first."""
    out = sys.stderr if file is None else file
    lines = ["Current thread (most recent call first):\n"]
    for entry in reversed(traceback.extract_stack()[:-1]):
        lines.append(f'  File "{entry.filename}", line {entry.lineno} in {entry.name}\n')
    if isinstance(out, int):
        import os
        os.write(out, "".join(lines).encode())
    else:
        out.write("".join(lines))


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Print the stack after so many seconds, unless that is cancelled; then end the program if `exit`."""
    global _timer
    if timeout <= 0:
        raise ValueError("timeout must be greater than 0")
    cancel_dump_traceback_later()

    def due():
        dump_traceback(file)
        if exit:
            import os
            os._exit(1)
        if repeat:
            dump_traceback_later(timeout, repeat, file, exit)

    _timer = threading.Timer(timeout, due)
    _timer.daemon = True
    _timer.start()


def cancel_dump_traceback_later():
    """Leave out what dump_traceback_later() has ordered."""
    global _timer
    if _timer is not None:
        _timer.cancel()
        _timer = None
