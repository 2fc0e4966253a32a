"""This module provides an interface to the Posix calls for tty I/O control.

For a complete description of these calls, see the Posix or Unix manual
pages. All functions in this module take a file descriptor fd as their first argument."""

def tcgetattr(fd, /):
    """Get the tty attributes for file descriptor fd.

Returns a list [iflag, oflag, cflag, lflag, ispeed, ospeed, cc]."""
def tcsetattr(fd, when, attributes, /):
    """Set the tty attributes for file descriptor fd."""
def tcsendbreak(fd, duration, /):
    """Send a break on file descriptor fd."""
def tcdrain(fd, /):
    """Wait until all output written to file descriptor fd has been transmitted."""
def tcflush(fd, queue, /):
    """Discard queued data on file descriptor fd."""
def tcflow(fd, action, /):
    """Suspend or resume input or output on file descriptor fd."""
def tcgetwinsize(fd, /):
    """Get the tty winsize for file descriptor fd as (rows, columns)."""
def tcsetwinsize(fd, winsize, /):
    """Set the tty winsize for file descriptor fd."""
