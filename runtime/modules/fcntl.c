// fcntl: control of file descriptors, locks.
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "posix.h"
#include "../types/number.h"
#include "../types/text.h"

enum { BUFFER = 1024 }; // of arguments that are bytes

static nx_value fail(void) {
    return nx_raise_os_error(errno, 0);
}

// A small buffer of the bytes of an argument, or its number. False: an exception is pending.
static bool take(nx_value arg, const char *function, uint8_t *buffer, int64_t *length, int64_t *number) {
    *length = -1;
    if (nx_is_str(arg) || nx_type_of(arg)->buffer) {
        nx_buffer view;
        nx_value bytes = nx_is_str(arg) ? nx_encode(arg, "utf-8", "strict") : arg;
        if (!bytes || !nx_buffer_get(bytes, &view))
            return false;
        *length = view.length;
        if (view.length <= BUFFER)
            memcpy(buffer, view.data, (size_t)view.length);
        nx_buffer_release(&view);
        return *length <= BUFFER || nx_failf(&nx_ValueError, "%s argument 3 is too long", function);
    }
    nx_value index = nx_index(arg);
    return index && nx_int_to_i64(index, number);
}

nx_value nx_fcntl_fcntl(nx_value fd, nx_value cmd, nx_value arg) {
    uint8_t buffer[BUFFER + 8];
    int64_t length, number = 0;
    int file, command, result;
    if (!nx_fd_from(fd, &file) || !nx_int_from_arg(cmd, &command) || !take(arg, "fcntl", buffer, &length, &number))
        return 0;
    result = length >= 0 ? fcntl(file, command, buffer) : fcntl(file, command, (long)number);
    if (result < 0)
        return fail();
    return length >= 0 ? nx_bytes_new(buffer, length) : NX_INT(result);
}

nx_value nx_fcntl_ioctl(nx_value fd, nx_value request, nx_value arg, nx_value mutate_flag) {
    uint8_t buffer[BUFFER + 8];
    int64_t length, number = 0, code;
    int file, mutate = nx_truth(mutate_flag);
    if (mutate < 0 || !nx_fd_from(fd, &file) || !nx_int_to_i64(request, &code))
        return 0;
    if (mutate && nx_type_of(arg)->buffer) {
        nx_buffer view;
        if (!nx_buffer_get(arg, &view))
            return 0;
        if (!view.readonly) { // changed in place
            int result = ioctl(file, (unsigned long)code, view.data);
            nx_buffer_release(&view);
            return result < 0 ? fail() : NX_INT(result);
        }
        nx_buffer_release(&view);
    }
    if (!take(arg, "ioctl", buffer, &length, &number))
        return 0;
    int result = length >= 0 ? ioctl(file, (unsigned long)code, buffer) : ioctl(file, (unsigned long)code, (long)number);
    if (result < 0)
        return fail();
    return length >= 0 ? nx_bytes_new(buffer, length) : NX_INT(result);
}

nx_value nx_fcntl_flock(nx_value fd, nx_value operation) {
    int file, how;
    if (!nx_fd_from(fd, &file) || !nx_int_from_arg(operation, &how))
        return 0;
    return flock(file, how) < 0 ? fail() : NX_NONE;
}

nx_value nx_fcntl_lockf(nx_value fd, nx_value cmd, nx_value len, nx_value start, nx_value whence) {
    int file, how, from;
    int64_t length, offset;
    if (!nx_fd_from(fd, &file) || !nx_int_from_arg(cmd, &how) || !nx_int_to_i64(len, &length) || !nx_int_to_i64(start, &offset) ||
        !nx_int_from_arg(whence, &from))
        return 0;
    struct flock lock = {.l_type = F_UNLCK, .l_whence = (short)from, .l_start = offset, .l_len = length};
    if (how & LOCK_SH)
        lock.l_type = F_RDLCK;
    else if (how & LOCK_EX)
        lock.l_type = F_WRLCK;
    else if (how != LOCK_UN)
        return nx_raise(&nx_ValueError, "unrecognized lockf argument");
    return fcntl(file, how & LOCK_NB ? F_SETLK : F_SETLKW, &lock) < 0 ? fail() : NX_NONE;
}

#include "fcntl.inc"

static const struct { const char *name; int value; } constants[] = {
    {"LOCK_SH", LOCK_SH}, {"LOCK_EX", LOCK_EX}, {"LOCK_NB", LOCK_NB}, {"LOCK_UN", LOCK_UN}, {"F_DUPFD", F_DUPFD},
    {"F_DUPFD_CLOEXEC", F_DUPFD_CLOEXEC}, {"F_GETFD", F_GETFD}, {"F_SETFD", F_SETFD}, {"F_GETFL", F_GETFL}, {"F_SETFL", F_SETFL},
    {"F_GETLK", F_GETLK}, {"F_SETLK", F_SETLK}, {"F_SETLKW", F_SETLKW}, {"F_GETOWN", F_GETOWN}, {"F_SETOWN", F_SETOWN},
    {"F_RDLCK", F_RDLCK}, {"F_WRLCK", F_WRLCK}, {"F_UNLCK", F_UNLCK}, {"FD_CLOEXEC", FD_CLOEXEC}, {"FASYNC", O_ASYNC},
};

static bool init(nx_module *self) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(self->dict, nx_str_intern_c(constants[i].name), NX_INT(constants[i].value)))
            return false;
    return true;
}

const nx_module_def nx_module_fcntl = {.name = "fcntl", .functions = nx_fcntl_functions, .init = init};
