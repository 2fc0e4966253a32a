// The posix module: what else there is to do with descriptors, terminals, special files and extended attributes.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <utmp.h>

#include "../core/thread.h"
#include "../types/containers.h"
#include "posix.h"

enum { LONGEST_ATTRIBUTE = 65536 };

static nx_value done(int result) { return result < 0 ? nx_raise_os_error(errno, 0) : NX_NONE; }
static nx_value number(int64_t result) { return result < 0 ? nx_raise_os_error(errno, 0) : nx_from_i64(result); }
static nx_value pair(nx_value a, nx_value b) { return nx_tuple_from(2, (nx_value[]){a, b}); }

nx_value nx_posix_pipe2(nx_value flags) {
    int how, ends[2];
    if (!nx_int_from_arg(flags, &how))
        return NX_ERROR;
    return pipe2(ends, how) ? nx_raise_os_error(errno, 0) : pair(NX_INT(ends[0]), NX_INT(ends[1]));
}

nx_value nx_posix_closerange(nx_value low, nx_value high) {
    int from, to;
    if (!nx_int_from_arg(low, &from) || !nx_int_from_arg(high, &to))
        return NX_ERROR;
    for (int fd = from < 0 ? 0 : from; fd < to; fd++)
        close(fd);
    return NX_NONE;
}

nx_value nx_posix_fchdir(nx_value fd) {
    int n;
    return nx_fd_from(fd, &n) ? done(fchdir(n)) : NX_ERROR;
}

nx_value nx_posix_fchmod(nx_value fd, nx_value mode) {
    int n, bits;
    return nx_int_from_arg(fd, &n) && nx_int_from_arg(mode, &bits) ? done(fchmod(n, (mode_t)bits)) : NX_ERROR;
}

nx_value nx_posix_fchown(nx_value fd, nx_value uid, nx_value gid) {
    int n;
    int64_t user, group;
    return nx_int_from_arg(fd, &n) && nx_to_size(uid, &user) && nx_to_size(gid, &group) ? done(fchown(n, (uid_t)user, (gid_t)group))
                                                                                         : NX_ERROR;
}

nx_value nx_posix_lchown(nx_value given, nx_value uid, nx_value gid) {
    nx_path path;
    int64_t user, group;
    if (!nx_path_from(given, "lchown", 0, &path) || !nx_to_size(uid, &user) || !nx_to_size(gid, &group))
        return NX_ERROR;
    return lchown(path.text, (uid_t)user, (gid_t)group) ? nx_fail_path(&path) : NX_NONE;
}

nx_value nx_posix_fdatasync(nx_value fd) {
    int n;
    return nx_fd_from(fd, &n) ? done(fdatasync(n)) : NX_ERROR;
}

nx_value nx_posix_lockf(nx_value fd, nx_value command, nx_value length) {
    int n, what;
    int64_t size;
    if (!nx_int_from_arg(fd, &n) || !nx_int_from_arg(command, &what) || !nx_int_to_i64(length, &size))
        return NX_ERROR;
    nx_wait_begin();
    int result = lockf(n, what, size);
    nx_wait_end();
    return done(result);
}

nx_value nx_posix_posix_fadvise(nx_value fd, nx_value offset, nx_value length, nx_value advice) {
    int n, what;
    int64_t from, size;
    if (!nx_int_from_arg(fd, &n) || !nx_int_to_i64(offset, &from) || !nx_int_to_i64(length, &size) || !nx_int_from_arg(advice, &what))
        return NX_ERROR;
    int error = posix_fadvise(n, from, size, what);
    return error ? nx_raise_os_error(error, 0) : NX_NONE;
}

nx_value nx_posix_posix_fallocate(nx_value fd, nx_value offset, nx_value length) {
    int n;
    int64_t from, size;
    if (!nx_int_from_arg(fd, &n) || !nx_int_to_i64(offset, &from) || !nx_int_to_i64(length, &size))
        return NX_ERROR;
    int error = posix_fallocate(n, from, size);
    return error ? nx_raise_os_error(error, 0) : NX_NONE;
}

// ---- several buffers at once ----------------------------------------------------------------------------------------------

// offset -1: at the descriptor's place.
static nx_value vectored(nx_value fd, nx_value buffers, int64_t offset, int flags, bool reading, const char *function) {
    int n;
    int64_t count;
    if (!nx_int_from_arg(fd, &n))
        return NX_ERROR;
    if (!nx_type_of(buffers)->getitem || nx_is_dict(buffers) || nx_has_flag(buffers, NX_TYPE_SET))
        return nx_raisef(&nx_TypeError, "%s() arg 2 must be a sequence", function);
    nx_value list = nx_list_of(buffers);
    if (!list)
        return NX_ERROR;
    nx_value *items = nx_fast_items(list, &count);
    struct iovec *parts = nx_alloc_words((size_t)count * 2);
    nx_buffer *views = (nx_buffer *)nx_alloc_words((size_t)(count + 1) * ((sizeof(nx_buffer) + 7) / 8));
    int64_t taken = 0;
    while (parts && views && taken < count) {
        if (!nx_buffer_get(items[taken], &views[taken]))
            break;
        if (reading && views[taken].readonly) {
            nx_buffer_release(&views[taken]);
            nx_raise(&nx_BufferError, "Object is not writable.");
            break;
        }
        parts[taken] = (struct iovec){views[taken].data, (size_t)views[taken].length};
        taken++;
    }
    ssize_t moved = -1;
    int error = 0;
    if (!nx_pending()) {
        nx_wait_begin();
        if (offset < 0)
            moved = reading ? readv(n, parts, (int)count) : writev(n, parts, (int)count);
        else
            moved = reading ? preadv2(n, parts, (int)count, offset, flags) : pwritev2(n, parts, (int)count, offset, flags);
        error = errno;
        nx_wait_end();
    }
    for (int64_t i = 0; i < taken; i++)
        nx_buffer_release(&views[i]);
    if (nx_pending())
        return NX_ERROR;
    return moved < 0 ? nx_raise_os_error(error, 0) : nx_from_i64(moved);
}

nx_value nx_posix_readv(nx_value fd, nx_value buffers) { return vectored(fd, buffers, -1, 0, true, "readv"); }
nx_value nx_posix_writev(nx_value fd, nx_value buffers) { return vectored(fd, buffers, -1, 0, false, "writev"); }

nx_value nx_posix_preadv(nx_value fd, nx_value buffers, nx_value offset, nx_value flags) {
    int64_t at;
    int how;
    return nx_int_to_i64(offset, &at) && nx_int_from_arg(flags, &how) ? vectored(fd, buffers, at, how, true, "preadv") : NX_ERROR;
}

nx_value nx_posix_pwritev(nx_value fd, nx_value buffers, nx_value offset, nx_value flags) {
    int64_t at;
    int how;
    return nx_int_to_i64(offset, &at) && nx_int_from_arg(flags, &how) ? vectored(fd, buffers, at, how, false, "pwritev") : NX_ERROR;
}

nx_value nx_posix_copy_file_range(nx_value src, nx_value dst, nx_value count, nx_value offset_src, nx_value offset_dst) {
    int from, to;
    int64_t size, places[2];
    if (!nx_int_from_arg(src, &from) || !nx_int_from_arg(dst, &to) || !nx_to_size(count, &size) ||
        (offset_src != NX_NONE && !nx_int_to_i64(offset_src, &places[0])) || (offset_dst != NX_NONE && !nx_int_to_i64(offset_dst, &places[1])))
        return NX_ERROR;
    if (size < 0)
        return nx_raise(&nx_ValueError, "negative value for 'count' not allowed");
    return number(copy_file_range(from, offset_src == NX_NONE ? NULL : (off64_t *)&places[0], to,
                                  offset_dst == NX_NONE ? NULL : (off64_t *)&places[1], (size_t)size, 0));
}

// ---- descriptors of other things ----------------------------------------------------------------------------------------------

nx_value nx_posix_memfd_create(nx_value name, nx_value flags) {
    nx_path path;
    int how;
    return nx_path_from(name, "memfd_create", 0, &path) && nx_int_from_arg(flags, &how) ? number(memfd_create(path.text, (unsigned)how))
                                                                                         : NX_ERROR;
}

nx_value nx_posix_eventfd(nx_value initval, nx_value flags) {
    int64_t start;
    int how;
    return nx_int_to_i64(initval, &start) && nx_int_from_arg(flags, &how) ? number(eventfd((unsigned)start, how)) : NX_ERROR;
}

nx_value nx_posix_eventfd_read(nx_value fd) {
    int n;
    eventfd_t value;
    if (!nx_fd_from(fd, &n))
        return NX_ERROR;
    nx_wait_begin();
    int failed = eventfd_read(n, &value);
    nx_wait_end();
    return failed ? nx_raise_os_error(errno, 0) : nx_int_from_u64(value);
}

nx_value nx_posix_eventfd_write(nx_value fd, nx_value value) {
    int n;
    int64_t amount;
    return nx_fd_from(fd, &n) && nx_int_to_i64(value, &amount) ? done(eventfd_write(n, (eventfd_t)amount)) : NX_ERROR;
}

nx_value nx_posix_mknod(nx_value given, nx_value mode, nx_value device, nx_value dir_fd) {
    nx_path path;
    int bits, folder;
    int64_t number;
    if (!nx_path_from(given, "mknod", 0, &path) || !nx_int_from_arg(mode, &bits) || !nx_int_to_i64(device, &number) ||
        !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    return mknodat(folder, path.text, (mode_t)bits, (dev_t)number) ? nx_fail_path(&path) : NX_NONE;
}

nx_value nx_posix_chroot(nx_value given) {
    nx_path path;
    if (!nx_path_from(given, "chroot", 0, &path))
        return NX_ERROR;
    return chroot(path.text) ? nx_fail_path(&path) : NX_NONE;
}

// ---- terminals ------------------------------------------------------------------------------------------------------------------

nx_value nx_posix_ttyname(nx_value fd) {
    int n;
    char name[256];
    if (!nx_int_from_arg(fd, &n))
        return NX_ERROR;
    int error = ttyname_r(n, name, sizeof name);
    return error ? nx_raise_os_error(error, 0) : nx_str_from_c(name);
}

nx_value nx_posix_ctermid(void) { return nx_str_from_c(ctermid(NULL)); }

nx_value nx_posix_openpty(void) {
    int master, slave;
    if (openpty(&master, &slave, NULL, NULL, NULL))
        return nx_raise_os_error(errno, 0);
    fcntl(master, F_SETFD, FD_CLOEXEC);
    fcntl(slave, F_SETFD, FD_CLOEXEC);
    return pair(NX_INT(master), NX_INT(slave));
}

nx_value nx_posix_login_tty(nx_value fd) {
    int n;
    return nx_fd_from(fd, &n) ? done(login_tty(n)) : NX_ERROR;
}

nx_value nx_posix_forkpty(void) {
    int master = -1;
    pid_t child = forkpty(&master, NULL, NULL, NULL);
    if (child < 0)
        return nx_raise_os_error(errno, 0);
    if (child == 0)
        nx_threads_forked();
    return pair(nx_from_i64(child), NX_INT(master));
}

nx_value nx_posix_tcgetpgrp(nx_value fd) {
    int n;
    return nx_int_from_arg(fd, &n) ? number(tcgetpgrp(n)) : NX_ERROR;
}

nx_value nx_posix_tcsetpgrp(nx_value fd, nx_value pgid) {
    int n, group;
    return nx_int_from_arg(fd, &n) && nx_int_from_arg(pgid, &group) ? done(tcsetpgrp(n, group)) : NX_ERROR;
}

// ---- extended attributes ----------------------------------------------------------------------------------------------------------

static bool attribute_of(nx_value given, nx_value name, const char *function, nx_path *path, nx_path *attribute) {
    return nx_path_from(given, function, NX_PATH_FD, path) && (!name || nx_path_from(name, function, 0, attribute));
}

nx_value nx_posix_getxattr(nx_value given, nx_value name, nx_value follow) {
    nx_path path, attribute;
    if (!attribute_of(given, name, "getxattr", &path, &attribute))
        return NX_ERROR;
    nx_value result = nx_bytes_new(NULL, LONGEST_ATTRIBUTE);
    if (!result)
        return NX_ERROR;
    void *data = NX_PTR(nx_bytes, result)->data;
    ssize_t size = !path.text          ? fgetxattr(path.fd, attribute.text, data, LONGEST_ATTRIBUTE)
                   : follow == NX_FALSE ? lgetxattr(path.text, attribute.text, data, LONGEST_ATTRIBUTE)
                                        : getxattr(path.text, attribute.text, data, LONGEST_ATTRIBUTE);
    return size < 0 ? nx_fail_path(&path) : nx_bytes_new(data, size);
}

nx_value nx_posix_setxattr(nx_value given, nx_value name, nx_value value, nx_value flags, nx_value follow) {
    nx_path path, attribute;
    int how;
    nx_buffer view;
    if (!attribute_of(given, name, "setxattr", &path, &attribute) || !nx_int_from_arg(flags, &how) || !nx_buffer_get(value, &view))
        return NX_ERROR;
    size_t size = (size_t)view.length;
    int failed = !path.text          ? fsetxattr(path.fd, attribute.text, view.data, size, how)
                 : follow == NX_FALSE ? lsetxattr(path.text, attribute.text, view.data, size, how)
                                      : setxattr(path.text, attribute.text, view.data, size, how);
    int error = errno;
    nx_buffer_release(&view);
    errno = error;
    return failed ? nx_fail_path(&path) : NX_NONE;
}

nx_value nx_posix_removexattr(nx_value given, nx_value name, nx_value follow) {
    nx_path path, attribute;
    if (!attribute_of(given, name, "removexattr", &path, &attribute))
        return NX_ERROR;
    int failed = !path.text          ? fremovexattr(path.fd, attribute.text)
                 : follow == NX_FALSE ? lremovexattr(path.text, attribute.text)
                                      : removexattr(path.text, attribute.text);
    return failed ? nx_fail_path(&path) : NX_NONE;
}

nx_value nx_posix_listxattr(nx_value given, nx_value follow) {
    nx_path path, none;
    if (!attribute_of(given == NX_NONE ? nx_str_from_c(".") : given, 0, "listxattr", &path, &none))
        return NX_ERROR;
    char *names = nx_alloc_bytes(LONGEST_ATTRIBUTE);
    if (!names)
        return NX_ERROR;
    ssize_t size = !path.text          ? flistxattr(path.fd, names, LONGEST_ATTRIBUTE)
                   : follow == NX_FALSE ? llistxattr(path.text, names, LONGEST_ATTRIBUTE)
                                        : listxattr(path.text, names, LONGEST_ATTRIBUTE);
    if (size < 0)
        return nx_fail_path(&path);
    nx_list *list = nx_list_new(4);
    for (char *at = names; list && at < names + size; at += strlen(at) + 1)
        if (!nx_list_push(list, nx_str_from_c(at)))
            return NX_ERROR;
    return NX_OBJ(list);
}
