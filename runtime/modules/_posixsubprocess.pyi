"""A POSIX helper for the subprocess module."""
def fork_exec(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, start_new_session, process_group, gid, extra_groups, uid, umask, preexec_fn, allow_vfork, /) -> int:
    """Spawn a fresh new child process."""
