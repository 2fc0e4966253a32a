"""POSIX shared memory module"""

def shm_open(path, flags, mode=0o777) -> int:
    """Open a shared memory object.  Returns a file descriptor (integer)."""
def shm_unlink(path):
    """Remove a shared memory object (similar to unlink())."""
