"""This module performs file control and I/O control on file
descriptors.  It is an interface to the fcntl() and ioctl() Unix
routines.  File descriptors can be obtained with the fileno() method of
a file or socket object."""

def fcntl(fd, cmd, arg=0, /):
    """Perform the operation `cmd` on file descriptor fd."""
def ioctl(fd, request, arg=0, mutate_flag=True, /):
    """Perform the operation request on file descriptor fd."""
def flock(fd, operation, /):
    """Perform the lock operation `operation` on file descriptor `fd`."""
def lockf(fd, cmd, len=0, start=0, whence=0, /):
    """A wrapper around the fcntl() locking calls."""
