// FileIO: a file descriptor, and what opens it.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../core/thread.h"
#include "io.h"
#include "natives.h"

#define SELF NX_PTR(nx_fileio, self)

nx_value nx_fileio_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    (void)nargs, (void)args, (void)kwnames;
    nx_fileio *f = nx_alloc_object(cls, nx_instance_size(cls));
    if (!f) return 0;
    f->fd = -1;
    f->seekable = -1;
    f->closefd = true;
    return NX_OBJ(f);
}

// A path from str, bytes or an object with __fspath__; as a C string. 0: TypeError.
static const char *path_of(nx_value name) {
    if (!nx_is_str(name) && !nx_has_flag(name, NX_TYPE_BYTES)) {
        nx_value path = nx_call_special(name, &nx_s___fspath__, 0, NULL);
        if (!path) return NULL;
        if (path == NX_NOTIMPLEMENTED) {
            nx_raisef(&nx_TypeError, "expected str, bytes or os.PathLike object, not %T", name);
            return NULL;
        }
        if (!nx_is_str(path) && !nx_has_flag(path, NX_TYPE_BYTES)) {
            nx_raisef(&nx_TypeError, "expected %T.__fspath__() to return str or bytes, not %T", name, path);
            return NULL;
        }
        name = path;
    }
    size_t length;
    const char *text;
    if (nx_is_str(name)) {
        nx_value bytes = nx_encode(name, "utf-8", "surrogateescape");
        if (!bytes) return NULL;
        text = (const char *)NX_PTR(nx_bytes, bytes)->data;
        length = (size_t)NX_PTR(nx_bytes, bytes)->length;
    } else {
        text = (const char *)NX_PTR(nx_bytes, name)->data;
        length = (size_t)NX_PTR(nx_bytes, name)->length;
    }
    if (strlen(text) != length) {
        nx_raise(&nx_ValueError, "embedded null byte");
        return NULL;
    }
    return text;
}

// mode: of FileIO ("r", "wb+", …).
static bool set_mode(nx_fileio *f, const char *mode, int *flags) {
    int kinds = 0;
    bool plus = false;
    *flags = 0;
    for (const char *p = mode; *p; p++) {
        switch (*p) {
        case 'x': kinds++, f->created = f->writable = true, *flags |= O_EXCL | O_CREAT; break;
        case 'r': kinds++, f->readable = true; break;
        case 'w': kinds++, f->writable = true, *flags |= O_CREAT | O_TRUNC; break;
        case 'a': kinds++, f->writable = f->appending = true, *flags |= O_APPEND | O_CREAT; break;
        case 'b': break;
        case '+':
            if (plus) kinds += 2;
            plus = true;
            break;
        default: return nx_failf(&nx_ValueError, "invalid mode: %s", mode);
        }
    }
    if (kinds != 1)
        return nx_failf(&nx_ValueError, "Must have exactly one of create/read/write/append mode and at most one plus");
    if (plus) f->readable = f->writable = true;
    *flags |= f->readable && f->writable ? O_RDWR : f->readable ? O_RDONLY : O_WRONLY;
    *flags |= O_CLOEXEC;
    return true;
}

bool nx_fileio_open(nx_fileio *f, nx_value name, const char *mode, bool closefd, nx_value opener) {
    int flags;
    if (!set_mode(f, mode, &flags)) return false;
    f->name = name;
    f->closefd = closefd;
    if (nx_is_int(name)) {
        int64_t fd;
        if (!nx_int_to_i64(name, &fd)) return false;
        if (fd < 0) return nx_failf(&nx_ValueError, "negative file descriptor");
        f->fd = (int)fd;
        struct stat info;
        if (fstat(f->fd, &info) < 0) {
            f->fd = -1;
            nx_raise_os_error(errno, 0);
            return false;
        }
    } else {
        if (!closefd) return nx_failf(&nx_ValueError, "Cannot use closefd=False with file name");
        nx_io_flush_all();
        if (opener != NX_NONE) {
            nx_value made = nx_call2(opener, name, nx_from_small_int(flags));
            int64_t fd;
            if (!made) return false;
            if (!nx_is_int(made)) return nx_failf(&nx_TypeError, "expected integer from opener");
            if (!nx_int_to_i64(made, &fd)) return false;
            if (fd < 0) return nx_failf(&nx_ValueError, "opener returned %ld", (long)fd);
            f->fd = (int)fd;
        } else {
            const char *path = path_of(name);
            if (!path) return false;
            do f->fd = open(path, flags, 0666);
            while (f->fd < 0 && errno == EINTR);
            if (f->fd < 0 && errno == EMFILE) {
                nx_io_reclaim();
                f->fd = open(path, flags, 0666);
            }
            if (f->fd < 0) {
                nx_raise_os_error(errno, name);
                return false;
            }
        }
    }
    struct stat info;
    if (fstat(f->fd, &info) == 0 && S_ISDIR(info.st_mode)) {
        if (closefd && !nx_is_int(name)) close(f->fd);
        f->fd = -1;
        nx_raise_os_error(EISDIR, name);
        return false;
    }
    if (f->appending) lseek(f->fd, 0, SEEK_END);
    return true;
}

bool nx_fileio_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"file", "mode", "closefd", "opener"};
    nx_value v[4];
    if (!nx_parse_arguments("FileIO", nargs, args, kwnames, names, 4, 1, v)) return false;
    const char *mode;
    if (!nx_text_option(v[1], "FileIO", "mode", "r", &mode)) return false;
    int closefd = v[2] ? nx_truth(v[2]) : 1;
    return closefd >= 0 && nx_fileio_open(SELF, v[0], mode, closefd, v[3] ? v[3] : NX_NONE);
}

void nx_fileio_finalize(nx_value self) {
    if (SELF->fd < 0 || !SELF->closefd) return; // the standard streams stay usable until the very end
    close(SELF->fd);
    SELF->fd = -1;
}

static const char *mode_of(const nx_fileio *f) {
    if (f->created) return f->readable ? "xb+" : "xb";
    if (f->appending) return f->readable ? "ab+" : "ab";
    return f->readable ? f->writable ? "rb+" : "rb" : "wb";
}

nx_value nx_fileio_repr(nx_value self) {
    if (SELF->fd < 0) return nx_str_from_c("<_io.FileIO [closed]>");
    return nx_str_format("<_io.FileIO name=%R mode='%s' closefd=%s>", SELF->name ? SELF->name : NX_NONE, mode_of(SELF),
                         SELF->closefd ? "True" : "False");
}

// ---- reading and writing ---------------------------------------------------------------------------------------------------------

int64_t nx_file_read(nx_fileio *f, uint8_t *to, int64_t count) {
    for (;;) {
        nx_wait_begin();
        ssize_t got = read(f->fd, to, (size_t)count);
        nx_wait_end();
        if (got >= 0) return got;
        if (errno == EAGAIN || errno == EWOULDBLOCK) return -2;
        if (errno != EINTR) {
            nx_raise_os_error(errno, 0);
            return -1;
        }
        if (nx_state.pending_signal && nx_raise_recursion() == 0 && nx_pending()) return -1;
    }
}

int64_t nx_file_write(nx_fileio *f, const uint8_t *data, int64_t count) {
    for (;;) {
        ssize_t put = write(f->fd, data, (size_t)count);
        if (put >= 0) return put;
        if (errno == EAGAIN || errno == EWOULDBLOCK) return -2;
        if (errno != EINTR) {
            nx_raise_os_error(errno, 0);
            return -1;
        }
        if (nx_state.pending_signal && nx_raise_recursion() == 0 && nx_pending()) return -1;
    }
}

int64_t nx_file_seek(nx_fileio *f, int64_t offset, int whence) {
    off_t at = lseek(f->fd, offset, whence);
    if (at < 0) nx_raise_os_error(errno, 0);
    return at;
}

static bool open_file(nx_value self) {
    return SELF->fd >= 0 || nx_failf(&nx_ValueError, "I/O operation on closed file");
}
static bool for_reading(nx_value self) {
    if (!open_file(self)) return false;
    return SELF->readable || (nx_io_unsupported("File not open for reading"), false);
}
static bool for_writing(nx_value self) {
    if (!open_file(self)) return false;
    return SELF->writable || (nx_io_unsupported("File not open for writing"), false);
}

nx_value nx_io_FileIO_close(nx_value self) {
    int fd = SELF->fd;
    SELF->base.closed = true;
    SELF->fd = -1;
    if (fd >= 0 && SELF->closefd && close(fd) < 0 && errno != EINTR) return nx_raise_os_error(errno, 0);
    return NX_NONE;
}

nx_value nx_io_FileIO_readall(nx_value self) {
    if (!for_reading(self)) return 0;
    struct stat info;
    int64_t capacity = 8192, length = 0;
    off_t here = lseek(SELF->fd, 0, SEEK_CUR);
    if (here >= 0 && fstat(SELF->fd, &info) == 0 && info.st_size > here) capacity = info.st_size - here + 1;
    uint8_t *data = nx_alloc_bytes((size_t)capacity);
    if (!data) return 0;
    for (;;) {
        if (length == capacity) {
            uint8_t *grown = nx_alloc_bytes((size_t)capacity * 2);
            if (!grown) return 0;
            memcpy(grown, data, (size_t)length);
            data = grown;
            capacity *= 2;
        }
        int64_t got = nx_file_read(SELF, data + length, capacity - length);
        if (got == -1) return 0;
        if (got == -2 && length == 0) return NX_NONE;
        if (got <= 0) break;
        length += got;
    }
    return nx_bytes_new(data, length);
}

nx_value nx_io_FileIO_read(nx_value self, nx_value size_value) {
    int64_t size;
    if (!for_reading(self) || !nx_io_size(size_value, &size)) return 0;
    if (size < 0) return nx_io_FileIO_readall(self);
    uint8_t *data = nx_alloc_bytes((size_t)size + 1);
    int64_t got = data ? nx_file_read(SELF, data, size) : -1;
    return got == -1 ? 0 : got == -2 ? NX_NONE : nx_bytes_new(data, got);
}

nx_value nx_io_FileIO_readinto(nx_value self, nx_value buffer) {
    nx_buffer b;
    if (!for_reading(self) || !nx_buffer_get(buffer, &b)) return 0;
    int64_t got = -1;
    if (b.readonly) nx_raisef(&nx_TypeError, "readinto() argument must be read-write bytes-like object, not %Y", buffer);
    else got = nx_file_read(SELF, b.data, b.length);
    nx_buffer_release(&b);
    return got == -1 ? 0 : got == -2 ? NX_NONE : nx_from_small_int(got);
}

nx_value nx_io_FileIO_write(nx_value self, nx_value data) {
    nx_buffer b;
    if (!for_writing(self) || !nx_buffer_get(data, &b)) return 0;
    int64_t put = nx_file_write(SELF, b.data, b.length);
    nx_buffer_release(&b);
    return put == -1 ? 0 : put == -2 ? NX_NONE : nx_from_small_int(put);
}

nx_value nx_io_FileIO_seek(nx_value self, nx_value position, nx_value whence_value) {
    int64_t offset, whence;
    if (!open_file(self) || !nx_to_index(position, &offset, false) || !nx_to_index(whence_value, &whence, false)) return 0;
    int64_t at = nx_file_seek(SELF, offset, (int)whence);
    return at < 0 ? 0 : nx_from_i64(at);
}

nx_value nx_io_FileIO_tell(nx_value self) {
    if (!open_file(self)) return 0;
    int64_t at = nx_file_seek(SELF, 0, SEEK_CUR);
    return at < 0 ? 0 : nx_from_i64(at);
}

nx_value nx_io_FileIO_truncate(nx_value self, nx_value size) {
    int64_t length;
    if (!for_writing(self)) return 0;
    if (size == NX_NONE) length = nx_file_seek(SELF, 0, SEEK_CUR);
    else if (!nx_to_index(size, &length, false)) return 0;
    if (length < 0 && nx_pending()) return 0;
    if (ftruncate(SELF->fd, length) < 0) return nx_raise_os_error(errno, 0);
    return nx_from_i64(length);
}

nx_value nx_io_FileIO_fileno(nx_value self) { return open_file(self) ? NX_INT(SELF->fd) : 0; }
nx_value nx_io_FileIO_isatty(nx_value self) { return open_file(self) ? nx_from_bool(isatty(SELF->fd)) : 0; }
nx_value nx_io_FileIO_readable(nx_value self) { return open_file(self) ? nx_from_bool(SELF->readable) : 0; }
nx_value nx_io_FileIO_writable(nx_value self) { return open_file(self) ? nx_from_bool(SELF->writable) : 0; }

nx_value nx_io_FileIO_seekable(nx_value self) {
    if (!open_file(self)) return 0;
    if (SELF->seekable < 0) SELF->seekable = lseek(SELF->fd, 0, SEEK_CUR) >= 0;
    return nx_from_bool(SELF->seekable);
}

nx_value nx_io_FileIO_get_closed(nx_value self) { return nx_from_bool(SELF->fd < 0); }
nx_value nx_io_FileIO_get_closefd(nx_value self) { return nx_from_bool(SELF->closefd); }
nx_value nx_io_FileIO_get_mode(nx_value self) { return nx_str_from_c(mode_of(SELF)); }
nx_value nx_io_FileIO_get_name(nx_value self) {
    return SELF->name ? SELF->name : nx_raise(&nx_AttributeError, "'_io.FileIO' object has no attribute 'name'");
}
bool nx_io_FileIO_set_name(nx_value self, nx_value value) {
    SELF->name = value;
    return true;
}
