"""A POSIX helper for the subprocess module."""
@vector
def fork_exec(*args) -> int:
    """Spawn a fresh new child process."""
