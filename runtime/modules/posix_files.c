// The posix module: what changes files and folders, and file descriptors.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "../core/signals.h"
#include "../core/thread.h"
#include "io.h"
#include "posix.h"

NX_STRUCTSEQ(posix_terminal_size, "os.terminal_size", "A tuple of (columns, lines) for holding terminal window size", 2, false,
             "columns", "lines")

static nx_value done(int result, const nx_path *path) { return result == 0 ? NX_NONE : nx_fail_path(path); }
static nx_value done_plain(int result) { return result == 0 ? NX_NONE : nx_raise_os_error(errno, 0); }

nx_value nx_posix_getcwd(void) {
    char *folder = getcwd(NULL, 0);
    if (!folder)
        return nx_raise_os_error(errno, 0);
    nx_value path = nx_str_from_c(folder);
    free(folder);
    return path;
}

nx_value nx_posix_getcwdb(void) {
    char *folder = getcwd(NULL, 0);
    if (!folder)
        return nx_raise_os_error(errno, 0);
    nx_value path = nx_bytes_new((const uint8_t *)folder, (int64_t)strlen(folder));
    free(folder);
    return path;
}

nx_value nx_posix_chdir(nx_value given) {
    nx_path path;
    if (!nx_path_from(given, "chdir", NX_PATH_FD, &path))
        return NX_ERROR;
    return done(path.text ? chdir(path.text) : fchdir(path.fd), &path);
}

nx_value nx_posix_mkdir(nx_value given, nx_value mode, nx_value dir_fd) {
    nx_path path;
    int bits, folder;
    if (!nx_path_from(given, "mkdir", 0, &path) || !nx_int_from_arg(mode, &bits) || !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    return done(mkdirat(folder, path.text, (mode_t)bits), &path);
}

static nx_value unlink_at(nx_value given, nx_value dir_fd, int flags, const char *function) {
    nx_path path;
    int folder;
    if (!nx_path_from(given, function, 0, &path) || !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    return done(unlinkat(folder, path.text, flags), &path);
}

nx_value nx_posix_rmdir(nx_value path, nx_value dir_fd) { return unlink_at(path, dir_fd, AT_REMOVEDIR, "rmdir"); }
nx_value nx_posix_unlink(nx_value path, nx_value dir_fd) { return unlink_at(path, dir_fd, 0, "unlink"); }
nx_value nx_posix_remove(nx_value path, nx_value dir_fd) { return unlink_at(path, dir_fd, 0, "remove"); }

// OSError that names both files.
static nx_value fail_two(const nx_path *from, const nx_path *to) {
    nx_raise_os_error(errno, from->object);
    if (nx_state.error)
        NX_EXCEPTION(nx_state.error)->extra[NX_OS_FILENAME2] = to->object;
    return NX_ERROR;
}

static bool two_paths(nx_value src, nx_value dst, const char *function, nx_path *from, nx_path *to) {
    return nx_path_from(src, function, 0, from) && nx_path_from(dst, function, 0, to);
}

nx_value nx_posix_rename(nx_value src, nx_value dst, nx_value src_dir_fd, nx_value dst_dir_fd) {
    nx_path from, to;
    int folder, target;
    if (!two_paths(src, dst, "rename", &from, &to) || !nx_dir_fd_from(src_dir_fd, &folder) ||
        !nx_dir_fd_from(dst_dir_fd, &target))
        return NX_ERROR;
    return renameat(folder, from.text, target, to.text) ? fail_two(&from, &to) : NX_NONE;
}

nx_value nx_posix_replace(nx_value src, nx_value dst, nx_value src_dir_fd, nx_value dst_dir_fd) {
    return nx_posix_rename(src, dst, src_dir_fd, dst_dir_fd);
}

nx_value nx_posix_link(nx_value src, nx_value dst, nx_value src_dir_fd, nx_value dst_dir_fd, nx_value follow_symlinks) {
    nx_path from, to;
    int folder, target;
    if (!two_paths(src, dst, "link", &from, &to) || !nx_dir_fd_from(src_dir_fd, &folder) ||
        !nx_dir_fd_from(dst_dir_fd, &target))
        return NX_ERROR;
    int flags = follow_symlinks == NX_FALSE ? 0 : AT_SYMLINK_FOLLOW;
    return linkat(folder, from.text, target, to.text, flags) ? fail_two(&from, &to) : NX_NONE;
}

nx_value nx_posix_symlink(nx_value src, nx_value dst, nx_value target_is_directory, nx_value dir_fd) {
    nx_path from, to;
    int folder;
    if (!two_paths(src, dst, "symlink", &from, &to) || !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    return symlinkat(from.text, folder, to.text) ? fail_two(&from, &to) : NX_NONE;
}

nx_value nx_posix_readlink(nx_value given, nx_value dir_fd) {
    nx_path path;
    int folder;
    char target[4097];
    if (!nx_path_from(given, "readlink", 0, &path) || !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    ssize_t length = readlinkat(folder, path.text, target, sizeof target - 1);
    if (length < 0)
        return nx_fail_path(&path);
    target[length] = 0;
    return nx_path_text(&path, target);
}

nx_value nx_posix_access(nx_value given, nx_value mode, nx_value dir_fd, nx_value effective_ids, nx_value follow_symlinks) {
    nx_path path;
    int bits, folder;
    if (!nx_path_from(given, "access", 0, &path) || !nx_int_from_arg(mode, &bits) || !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    int flags = (effective_ids == NX_TRUE ? AT_EACCESS : 0) | (follow_symlinks == NX_FALSE ? AT_SYMLINK_NOFOLLOW : 0);
    return nx_from_bool(faccessat(folder, path.text, bits, flags) == 0);
}

nx_value nx_posix_chmod(nx_value given, nx_value mode, nx_value dir_fd, nx_value follow_symlinks) {
    nx_path path;
    int bits, folder;
    if (!nx_path_from(given, "chmod", NX_PATH_FD, &path) || !nx_int_from_arg(mode, &bits) || !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    return done(path.text ? fchmodat(folder, path.text, (mode_t)bits, 0) : fchmod(path.fd, (mode_t)bits), &path);
}

nx_value nx_posix_chown(nx_value given, nx_value uid, nx_value gid, nx_value dir_fd, nx_value follow_symlinks) {
    nx_path path;
    int user, group, folder;
    if (!nx_path_from(given, "chown", NX_PATH_FD, &path) || !nx_int_from_arg(uid, &user) || !nx_int_from_arg(gid, &group) ||
        !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    int flags = follow_symlinks == NX_FALSE ? AT_SYMLINK_NOFOLLOW : 0;
    return done(path.text ? fchownat(folder, path.text, (uid_t)user, (gid_t)group, flags)
                          : fchown(path.fd, (uid_t)user, (gid_t)group),
                &path);
}

static bool timespec_from(nx_value value, bool in_nanoseconds, struct timespec *out) {
    if (in_nanoseconds) {
        int64_t n;
        if (!nx_int_to_i64(value, &n))
            return false;
        out->tv_sec = n / 1000000000;
        out->tv_nsec = n % 1000000000;
    } else {
        double seconds;
        if (!nx_to_double(value, &seconds))
            return false;
        out->tv_sec = (time_t)__builtin_floor(seconds);
        out->tv_nsec = (long)((seconds - __builtin_floor(seconds)) * 1e9);
    }
    if (out->tv_nsec < 0) {
        out->tv_nsec += 1000000000;
        out->tv_sec--;
    }
    return true;
}

nx_value nx_posix_utime(nx_value given, nx_value times, nx_value ns, nx_value dir_fd, nx_value follow_symlinks) {
    nx_io_flush_all(); // what is written later would set the times again
    nx_path path;
    int folder;
    struct timespec when[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    if (!nx_path_from(given, "utime", NX_PATH_FD, &path) || !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    if (times != NX_NONE && ns)
        return nx_raisef(&nx_ValueError, "utime: you may specify either 'times' or 'ns' but not both");
    nx_value pair = ns ? ns : times;
    if (pair != NX_NONE) {
        if (!nx_is_tuple(pair) || NX_PTR(nx_tuple, pair)->length != 2)
            return nx_raisef(&nx_TypeError, ns ? "utime: 'ns' must be a tuple of two ints"
                                               : "utime: 'times' must be either a tuple of two ints or None");
        for (int i = 0; i < 2; i++)
            if (!timespec_from(NX_PTR(nx_tuple, pair)->items[i], ns != 0, &when[i]))
                return NX_ERROR;
    }
    int flags = follow_symlinks == NX_FALSE ? AT_SYMLINK_NOFOLLOW : 0;
    // It may be the time that is wrong, not the file: the error does not name it.
    return done_plain(path.text ? utimensat(folder, path.text, when, flags) : futimens(path.fd, when));
}

nx_value nx_posix_truncate(nx_value given, nx_value length) {
    nx_path path;
    int64_t size;
    if (!nx_path_from(given, "truncate", NX_PATH_FD, &path) || !nx_int_to_i64(length, &size))
        return NX_ERROR;
    return done(path.text ? truncate(path.text, size) : ftruncate(path.fd, size), &path);
}

nx_value nx_posix_ftruncate(nx_value fd, nx_value length) {
    int number;
    int64_t size;
    return nx_int_from_arg(fd, &number) && nx_int_to_i64(length, &size) ? done_plain(ftruncate(number, size)) : NX_ERROR;
}

nx_value nx_posix_mkfifo(nx_value given, nx_value mode, nx_value dir_fd) {
    nx_path path;
    int bits, folder;
    if (!nx_path_from(given, "mkfifo", 0, &path) || !nx_int_from_arg(mode, &bits) || !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    return done_plain(mkfifoat(folder, path.text, (mode_t)bits));
}

// ---- file descriptors -------------------------------------------------------------------------------------------------------------------

nx_value nx_posix_open(nx_value given, nx_value flags, nx_value mode, nx_value dir_fd) {
    nx_path path;
    int how, bits, folder;
    if (!nx_path_from(given, "open", 0, &path) || !nx_int_from_arg(flags, &how) || !nx_int_from_arg(mode, &bits) ||
        !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    for (;;) {
        int fd = openat(folder, path.text, how | O_CLOEXEC, bits);
        if (fd >= 0)
            return nx_from_small_int(fd);
        if (errno != EINTR)
            return nx_fail_path(&path);
        if (!nx_signals_run())
            return NX_ERROR;
    }
}

nx_value nx_posix_close(nx_value fd) {
    int number;
    if (!nx_int_from_arg(fd, &number))
        return NX_ERROR;
    return close(number) && errno != EINTR ? nx_raise_os_error(errno, 0) : NX_NONE;
}

nx_value nx_posix_read(nx_value fd, nx_value length) {
    int number;
    int64_t size;
    if (!nx_int_from_arg(fd, &number) || !nx_int_to_i64(length, &size))
        return NX_ERROR;
    if (size < 0)
        return nx_raise_os_error(EINVAL, 0);
    uint8_t *buffer = nx_alloc_bytes((size_t)size + 1);
    if (!buffer)
        return NX_ERROR;
    for (;;) {
        nx_wait_begin();
        ssize_t got = read(number, buffer, (size_t)size);
        nx_wait_end();
        if (got >= 0)
            return nx_bytes_new(buffer, got);
        if (errno != EINTR)
            return nx_raise_os_error(errno, 0);
        if (!nx_signals_run())
            return NX_ERROR;
    }
}

nx_value nx_posix_write(nx_value fd, nx_value data) {
    int number;
    nx_buffer view;
    if (!nx_int_from_arg(fd, &number) || !nx_buffer_get(data, &view))
        return NX_ERROR;
    ssize_t written;
    int failure;
    do {
        nx_wait_begin();
        written = write(number, view.data, (size_t)view.length);
        nx_wait_end();
        failure = errno;
    } while (written < 0 && failure == EINTR && nx_signals_run());
    nx_buffer_release(&view);
    if (written < 0)
        return nx_pending() ? NX_ERROR : nx_raise_os_error(failure, 0);
    return nx_from_i64(written);
}

nx_value nx_posix_lseek(nx_value fd, nx_value position, nx_value how) {
    int number, whence;
    int64_t offset;
    if (!nx_int_from_arg(fd, &number) || !nx_int_to_i64(position, &offset) || !nx_int_from_arg(how, &whence))
        return NX_ERROR;
    off_t result = lseek(number, offset, whence);
    return result < 0 ? nx_raise_os_error(errno, 0) : nx_from_i64(result);
}

nx_value nx_posix_dup(nx_value fd) {
    int number;
    if (!nx_int_from_arg(fd, &number))
        return NX_ERROR;
    int copy = fcntl(number, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? nx_raise_os_error(errno, 0) : nx_from_small_int(copy);
}

nx_value nx_posix_dup2(nx_value fd, nx_value fd2, nx_value inheritable) {
    int number, target;
    if (!nx_int_from_arg(fd, &number) || !nx_int_from_arg(fd2, &target))
        return NX_ERROR;
    int inherit = nx_truth(inheritable);
    if (inherit < 0)
        return NX_ERROR;
    int result = inherit ? dup2(number, target) : dup3(number, target, O_CLOEXEC);
    return result < 0 ? nx_raise_os_error(errno, 0) : nx_from_small_int(result);
}

nx_value nx_posix_pipe(void) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC))
        return nx_raise_os_error(errno, 0);
    nx_value parts[] = {nx_from_small_int(ends[0]), nx_from_small_int(ends[1])};
    return nx_tuple_from(2, parts);
}

nx_value nx_posix_fsync(nx_value fd) {
    int number;
    return nx_fd_from(fd, &number) ? done_plain(fsync(number)) : NX_ERROR;
}

nx_value nx_posix_isatty(nx_value fd) {
    int number;
    return nx_int_from_arg(fd, &number) ? nx_from_bool(isatty(number)) : NX_ERROR;
}

nx_value nx_posix_get_blocking(nx_value fd) {
    int number;
    if (!nx_int_from_arg(fd, &number))
        return NX_ERROR;
    int flags = fcntl(number, F_GETFL);
    return flags < 0 ? nx_raise_os_error(errno, 0) : nx_from_bool(!(flags & O_NONBLOCK));
}

nx_value nx_posix_set_blocking(nx_value fd, nx_value blocking) {
    int number, on = nx_truth(blocking);
    if (on < 0 || !nx_int_from_arg(fd, &number))
        return NX_ERROR;
    int flags = fcntl(number, F_GETFL);
    if (flags < 0)
        return nx_raise_os_error(errno, 0);
    return done_plain(fcntl(number, F_SETFL, on ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}

nx_value nx_posix_get_inheritable(nx_value fd) {
    int number;
    if (!nx_int_from_arg(fd, &number))
        return NX_ERROR;
    int flags = fcntl(number, F_GETFD);
    return flags < 0 ? nx_raise_os_error(errno, 0) : nx_from_bool(!(flags & FD_CLOEXEC));
}

nx_value nx_posix_set_inheritable(nx_value fd, nx_value inheritable) {
    int number, on = nx_truth(inheritable);
    if (on < 0 || !nx_int_from_arg(fd, &number))
        return NX_ERROR;
    int flags = fcntl(number, F_GETFD);
    if (flags < 0)
        return nx_raise_os_error(errno, 0);
    return done_plain(fcntl(number, F_SETFD, on ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC));
}

nx_value nx_posix_get_terminal_size(nx_value fd) {
    int number = 1;
    struct winsize size;
    if (fd && !nx_int_from_arg(fd, &number))
        return NX_ERROR;
    if (ioctl(number, TIOCGWINSZ, &size))
        return nx_raise_os_error(errno, 0);
    nx_value parts[] = {NX_INT(size.ws_col), NX_INT(size.ws_row)};
    return nx_structseq_make(&nx_posix_terminal_size_structseq, parts);
}

bool nx_posix_files_ready(nx_module *module) {
    return nx_structseq_ready(&nx_posix_terminal_size_structseq) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("terminal_size"), NX_OBJ(&nx_posix_terminal_size_type));
}
