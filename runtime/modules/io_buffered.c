// BufferedReader, BufferedWriter and BufferedRandom: one struct, one buffer that holds either bytes read ahead or bytes
// still to be written.
#include <errno.h>
#include <unistd.h>

#include "io.h"
#include "natives.h"

#define SELF NX_PTR(nx_buffered, self)

nx_value nx_buffered_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    (void)nargs, (void)args, (void)kwnames;
    nx_buffered *b = nx_alloc_object(cls, nx_instance_size(cls));
    return b ? NX_OBJ(b) : 0;
}

bool nx_buffered_start(nx_buffered *b, nx_value raw, int64_t size) {
    if (size <= 0) return nx_failf(&nx_ValueError, "buffer size must be strictly positive");
    b->raw = raw;
    b->file = nx_is_exact(raw, &nx_io_file_type) ? NX_PTR(nx_fileio, raw) : NULL;
    b->capacity = size;
    b->data = NULL;
    b->at = b->end = b->unwritten = 0;
    b->base.closed = false;
    nx_value self = NX_OBJ(b);
    b->writable = nx_isinstance(self, NX_OBJ(&nx_io_writer_type)) == 1 || nx_isinstance(self, NX_OBJ(&nx_io_random_type)) == 1;
    b->readable = nx_isinstance(self, NX_OBJ(&nx_io_writer_type)) == 0;
    if (b->writable) nx_io_register(self);
    return !nx_pending();
}

static int raw_says(nx_value raw, const char *question) {
    nx_str *name = nx_str_intern_c(question);
    nx_value answer = name ? nx_call_method(raw, name, 0, NULL, 0) : 0;
    return answer ? nx_truth(answer) : -1;
}

bool nx_buffered_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"raw", "buffer_size"};
    nx_value v[2];
    nx_type *type = nx_type_of(self);
    bool writer = nx_is_subtype(type, &nx_io_writer_type), random = nx_is_subtype(type, &nx_io_random_type);
    if (!nx_parse_arguments(random ? "BufferedRandom" : writer ? "BufferedWriter" : "BufferedReader", nargs, args, kwnames, names, 2, 1, v))
        return false;
    int64_t size = NX_IO_BUFFER;
    if (v[1] && !nx_to_index(v[1], &size, false)) return false;
    if (random) {
        int seekable = raw_says(v[0], "seekable");
        if (seekable < 0) return false;
        if (!seekable) return nx_io_unsupported("File or stream is not seekable."), false;
    }
    if (!writer || random) {
        int readable = raw_says(v[0], "readable");
        if (readable < 0) return false;
        if (!readable) return nx_io_unsupported("File or stream is not readable."), false;
    }
    if (writer || random) {
        int writable = raw_says(v[0], "writable");
        if (writable < 0) return false;
        if (!writable) return nx_io_unsupported("File or stream is not writable."), false;
    }
    return nx_buffered_start(SELF, v[0], size);
}

// ---- the raw stream ---------------------------------------------------------------------------------------------------------------

static nx_str *name_of(const char *text) { return nx_str_intern_c(text); }

static int64_t raw_read(nx_buffered *b, uint8_t *to, int64_t count) {
    if (b->file) return nx_file_read(b->file, to, count);
    nx_bytearray *array = nx_bytearray_new(NULL, count);
    nx_value argument = array ? NX_OBJ(array) : 0, result = array ? nx_call_method(b->raw, name_of("readinto"), 1, &argument, 0) : 0;
    if (!result) return -1;
    if (result == NX_NONE) return -2;
    int64_t got;
    if (!nx_to_index(result, &got, false)) return -1;
    if (got < 0 || got > count) {
        nx_raisef(&nx_OSError, "raw readinto() returned invalid length %ld (should have been between 0 and %ld)", (long)got, (long)count);
        return -1;
    }
    memcpy(to, array->data, (size_t)got);
    return got;
}

static int64_t raw_write(nx_buffered *b, const uint8_t *data, int64_t count) {
    if (b->file) return nx_file_write(b->file, data, count);
    nx_value bytes = nx_bytes_new(data, count), result = bytes ? nx_call_method(b->raw, &nx_s_write, 1, &bytes, 0) : 0;
    if (!result) return -1;
    if (result == NX_NONE) return -2;
    int64_t put;
    if (!nx_to_index(result, &put, false)) return -1;
    if (put < 0 || put > count) {
        nx_raisef(&nx_OSError, "raw write() returned invalid length %ld (should have been between 0 and %ld)", (long)put, (long)count);
        return -1;
    }
    return put;
}

static int64_t raw_seek(nx_buffered *b, int64_t offset, int whence) {
    if (b->file) return nx_file_seek(b->file, offset, whence);
    nx_value arguments[2] = {nx_from_i64(offset), NX_INT(whence)};
    nx_value result = nx_call_method(b->raw, name_of("seek"), 2, arguments, 0);
    int64_t at;
    if (!result || !nx_to_index(result, &at, false)) return -1;
    if (at < 0) nx_raisef(&nx_OSError, "Raw stream returned invalid position %ld", (long)at);
    return at;
}

// ---- the buffer -----------------------------------------------------------------------------------------------------------------------

static bool have_buffer(nx_buffered *b) { return b->data || (b->data = nx_alloc_bytes((size_t)b->capacity)); }

static bool write_out(nx_buffered *b, const uint8_t *data, int64_t length, int64_t *written) {
    for (*written = 0; *written < length;) {
        int64_t put = raw_write(b, data + *written, length - *written);
        if (put == -2) {
            nx_raise_os_error(EAGAIN, 0);
            return false;
        }
        if (put < 0) return false;
        *written += put;
    }
    return true;
}

bool nx_buffered_flush(nx_buffered *b) {
    if (b->unwritten == 0) return true;
    int64_t written;
    bool ok = write_out(b, b->data, b->unwritten, &written);
    if (!ok) memmove(b->data, b->data + written, (size_t)(b->unwritten - written));
    b->unwritten -= written;
    return ok;
}

// Forgets what was read ahead, so that the raw position is ours.
static bool drop_read(nx_buffered *b) {
    if (b->at < b->end && raw_seek(b, b->at - b->end, SEEK_CUR) < 0) return false;
    b->at = b->end = 0;
    return true;
}

bool nx_buffered_fill(nx_buffered *b) {
    if (b->at < b->end) return true;
    if (!have_buffer(b) || !nx_buffered_flush(b)) return false;
    b->at = b->end = 0;
    int64_t got = raw_read(b, b->data, b->capacity);
    if (got == -1) return false;
    if (got > 0) b->end = got;
    return true;
}

bool nx_buffered_write(nx_buffered *b, const uint8_t *data, int64_t length) {
    if (!drop_read(b)) return false;
    if (b->unwritten + length <= b->capacity) {
        if (!have_buffer(b)) return false;
        memcpy(b->data + b->unwritten, data, (size_t)length);
        b->unwritten += length;
        return true;
    }
    if (!nx_buffered_flush(b)) return false;
    int64_t written = 0;
    if (length >= b->capacity) {
        if (!write_out(b, data, length - length % b->capacity, &written)) return false;
    }
    if (!have_buffer(b)) return false;
    memcpy(b->data, data + written, (size_t)(length - written));
    b->unwritten = length - written;
    return true;
}

int64_t nx_buffered_tell(nx_buffered *b) {
    int64_t at = raw_seek(b, 0, SEEK_CUR);
    return at < 0 ? at : at - (b->end - b->at) + b->unwritten;
}

int64_t nx_buffered_seek(nx_buffered *b, int64_t offset, int whence) {
    if (!nx_buffered_flush(b)) return -1;
    if (whence == SEEK_CUR) offset -= b->end - b->at;
    b->at = b->end = 0;
    return raw_seek(b, offset, whence);
}

nx_value nx_buffered_read_all(nx_buffered *b) {
    if (!nx_buffered_flush(b)) return 0;
    nx_value rest;
    if (b->file) rest = nx_io_FileIO_readall(b->raw);
    else {
        nx_str *readall = name_of("readall");
        nx_value method = readall ? nx_getattr_optional(b->raw, readall) : 0;
        if (method) rest = nx_call0(method);
        else {
            if (nx_pending()) return 0;
            nx_byte_builder all = {0};
            for (;;) {
                if (!nx_buffered_fill(b)) return 0;
                if (b->at == b->end) return nx_byte_finish(&all);
                nx_byte_add(&all, b->data + b->at, b->end - b->at);
                b->at = b->end;
            }
        }
    }
    if (!rest) return 0;
    if (b->at == b->end) return rest;
    nx_byte_builder all = {0};
    nx_byte_add(&all, b->data + b->at, b->end - b->at);
    b->at = b->end = 0;
    if (rest != NX_NONE) {
        if (!nx_has_flag(rest, NX_TYPE_BYTES)) return nx_raise(&nx_TypeError, "readall() should return bytes");
        nx_byte_add(&all, NX_PTR(nx_bytes, rest)->data, NX_PTR(nx_bytes, rest)->length);
    }
    return nx_byte_finish(&all);
}

// ---- methods ----------------------------------------------------------------------------------------------------------------------------

static bool attached(nx_value self) {
    if (SELF->raw) return true;
    if (SELF->capacity) return nx_failf(&nx_ValueError, "raw stream has been detached");
    return nx_failf(&nx_ValueError, "I/O operation on uninitialized object");
}

static bool is_closed(nx_value self) {
    if (SELF->base.closed) return true;
    if (SELF->file) return SELF->file->fd < 0;
    nx_value closed = nx_getattr(SELF->raw, &nx_s_closed);
    return !closed || nx_truth(closed);
}

static bool usable(nx_value self, const char *closed_message) {
    if (!attached(self)) return false;
    if (is_closed(self)) return nx_pending() ? false : nx_failf(&nx_ValueError, "%s", closed_message);
    return true;
}

// Reads up to count bytes; fewer only at the end.
static int64_t read_into(nx_buffered *b, uint8_t *to, int64_t count, bool once) {
    int64_t done = 0;
    while (done < count) {
        if (b->at == b->end && count - done >= b->capacity) {
            if (!nx_buffered_flush(b)) return -1;
            int64_t got = raw_read(b, to + done, count - done);
            if (got == -1) return -1;
            if (got <= 0) return got == -2 && done == 0 ? -2 : done;
            done += got;
        } else {
            if (!nx_buffered_fill(b)) return -1;
            int64_t part = b->end - b->at < count - done ? b->end - b->at : count - done;
            if (part == 0) return done;
            memcpy(to + done, b->data + b->at, (size_t)part);
            b->at += part;
            done += part;
        }
        if (once) break;
    }
    return done;
}

nx_value nx_io_BufferedReader_read(nx_value self, nx_value size_value) {
    int64_t size;
    if (!usable(self, "read of closed file")) return 0;
    if (size_value != NX_NONE && !nx_to_index(size_value, &size, false)) return 0;
    if (size_value == NX_NONE) size = -1;
    if (size < -1) return nx_raise(&nx_ValueError, "read length must be non-negative or -1");
    if (size < 0) return nx_buffered_read_all(SELF);
    nx_value out = nx_bytes_new(NULL, size);
    if (!out) return 0;
    int64_t got = read_into(SELF, NX_PTR(nx_bytes, out)->data, size, false);
    if (got == -2) return NX_NONE;
    return got < 0 ? 0 : got == size ? out : nx_bytes_new(NX_PTR(nx_bytes, out)->data, got);
}

nx_value nx_io_BufferedReader_read1(nx_value self, nx_value size_value) {
    int64_t size;
    if (!usable(self, "read of closed file") || !nx_io_size(size_value, &size)) return 0;
    if (size < 0) size = SELF->capacity;
    if (!nx_buffered_fill(SELF)) return 0;
    int64_t count = SELF->end - SELF->at < size ? SELF->end - SELF->at : size;
    nx_value out = nx_bytes_new(SELF->data + SELF->at, count);
    SELF->at += count;
    return out;
}

nx_value nx_io_BufferedReader_peek(nx_value self, nx_value size) {
    (void)size;
    if (!usable(self, "peek of closed file") || !nx_buffered_fill(SELF)) return 0;
    return nx_bytes_new(SELF->data + SELF->at, SELF->end - SELF->at);
}

static nx_value readinto(nx_value self, nx_value buffer, bool once) {
    nx_buffer view;
    if (!usable(self, "readinto of closed file") || !nx_buffer_get(buffer, &view)) return 0;
    int64_t got = -1;
    if (view.readonly) nx_raisef(&nx_TypeError, "readinto() argument must be read-write bytes-like object, not %Y", buffer);
    else got = read_into(SELF, view.data, view.length, once);
    nx_buffer_release(&view);
    return got == -1 ? 0 : got == -2 ? NX_NONE : nx_from_small_int(got);
}

nx_value nx_io_BufferedReader_readinto(nx_value self, nx_value buffer) { return readinto(self, buffer, false); }
nx_value nx_io_BufferedReader_readinto1(nx_value self, nx_value buffer) { return readinto(self, buffer, true); }

static nx_value line(nx_buffered *b, int64_t limit) {
    nx_byte_builder out = {0};
    for (;;) {
        if (!nx_buffered_fill(b)) return 0;
        int64_t left = b->end - b->at;
        if (limit >= 0 && left > limit - out.length) left = limit - out.length;
        if (left == 0) return nx_byte_finish(&out);
        const uint8_t *from = b->data + b->at, *end = memchr(from, '\n', (size_t)left);
        int64_t count = end ? end + 1 - from : left;
        b->at += count;
        if (end && !out.length) return nx_bytes_new(from, count);
        nx_byte_add(&out, from, count);
        if (end || out.failed) return nx_byte_finish(&out);
    }
}

nx_value nx_io_BufferedReader_readline(nx_value self, nx_value size_value) {
    int64_t size;
    if (!usable(self, "readline of closed file") || !nx_io_size(size_value, &size)) return 0;
    return line(SELF, size);
}

nx_value nx_buffered_next(nx_value self) {
    if (!usable(self, "readline of closed file")) return 0;
    if (!SELF->readable) return nx_io_unsupported("readline");
    nx_value got = line(SELF, -1);
    return got && NX_PTR(nx_bytes, got)->length == 0 ? NX_STOP : got;
}

nx_value nx_io_BufferedWriter_write(nx_value self, nx_value data) {
    nx_buffer view;
    if (!nx_buffer_get(data, &view)) return 0;
    bool ok = usable(self, "write to closed file") && nx_buffered_write(SELF, view.data, view.length);
    int64_t length = view.length;
    nx_buffer_release(&view);
    return ok ? nx_from_i64(length) : 0;
}

nx_value nx_io_BufferedReader_flush(nx_value self) {
    if (!usable(self, "flush of closed file")) return 0;
    if (!nx_buffered_flush(SELF)) return 0;
    if (SELF->writable && SELF->readable && !drop_read(SELF)) return 0;
    return SELF->file ? NX_NONE : nx_call_method(SELF->raw, &nx_s_flush, 0, NULL, 0);
}

nx_value nx_io_BufferedReader_close(nx_value self) {
    if (!attached(self)) return 0;
    if (is_closed(self)) return nx_pending() ? 0 : NX_NONE;
    nx_value flushed = nx_call_method(self, &nx_s_flush, 0, NULL, 0);
    nx_value error = flushed ? 0 : nx_error_take();
    SELF->base.closed = true;
    nx_io_forget(self);
    nx_value closed = nx_call_method(SELF->raw, &nx_s_close, 0, NULL, 0);
    if (error) {
        if (!closed) nx_error_clear();
        nx_error_restore(error);
        return 0;
    }
    return closed;
}

nx_value nx_io_BufferedReader_detach(nx_value self) {
    if (!attached(self)) return 0;
    if (!nx_io_BufferedReader_flush(self)) return 0;
    nx_value raw = SELF->raw;
    nx_io_forget(self);
    SELF->raw = 0;
    SELF->file = NULL;
    return raw;
}

nx_value nx_io_BufferedReader_seek(nx_value self, nx_value target, nx_value whence_value) {
    int64_t offset, whence;
    if (!nx_to_index(whence_value, &whence, false)) return 0;
    if (whence < 0 || whence > 4) return nx_raisef(&nx_ValueError, "whence value %ld unsupported", (long)whence);
    if (!usable(self, "seek of closed file") || !nx_to_index(target, &offset, false)) return 0;
    int64_t at = nx_buffered_seek(SELF, offset, (int)whence);
    return at < 0 ? 0 : nx_from_i64(at);
}

nx_value nx_io_BufferedReader_tell(nx_value self) {
    if (!attached(self)) return 0;
    if (SELF->file && SELF->file->fd < 0) return nx_raise(&nx_ValueError, "I/O operation on closed file.");
    int64_t at = nx_buffered_tell(SELF);
    return at < 0 ? 0 : nx_from_i64(at);
}

nx_value nx_io_BufferedReader_truncate(nx_value self, nx_value position) {
    if (!usable(self, "truncate of closed file")) return 0;
    if (!SELF->writable) return nx_io_unsupported("truncate");
    if (!nx_buffered_flush(SELF)) return 0;
    if (position == NX_NONE) {
        int64_t at = nx_buffered_tell(SELF);
        if (at < 0) return 0;
        position = nx_from_i64(at);
    }
    return nx_call_method(SELF->raw, name_of("truncate"), 1, &position, 0);
}

static nx_value ask(nx_value self, const char *name) {
    return attached(self) ? nx_call_method(SELF->raw, name_of(name), 0, NULL, 0) : 0;
}

nx_value nx_io_BufferedReader_fileno(nx_value self) { return ask(self, "fileno"); }
nx_value nx_io_BufferedReader_isatty(nx_value self) { return ask(self, "isatty"); }
nx_value nx_io_BufferedReader_seekable(nx_value self) { return ask(self, "seekable"); }
nx_value nx_io_BufferedReader_readable(nx_value self) { return SELF->readable ? ask(self, "readable") : NX_FALSE; }
nx_value nx_io_BufferedReader_writable(nx_value self) { return SELF->writable ? ask(self, "writable") : NX_FALSE; }

nx_value nx_io_BufferedReader_get_closed(nx_value self) { return attached(self) ? nx_getattr(SELF->raw, &nx_s_closed) : 0; }
nx_value nx_io_BufferedReader_get_mode(nx_value self) { return attached(self) ? nx_getattr(SELF->raw, &nx_s_mode) : 0; }
nx_value nx_io_BufferedReader_get_name(nx_value self) { return attached(self) ? nx_getattr(SELF->raw, &nx_s_name) : 0; }
nx_value nx_io_BufferedReader_get_raw(nx_value self) { return SELF->raw ? SELF->raw : NX_NONE; }
nx_value nx_io_BufferedWriter_get_closed(nx_value self) { return nx_io_BufferedReader_get_closed(self); }
nx_value nx_io_BufferedWriter_get_mode(nx_value self) { return nx_io_BufferedReader_get_mode(self); }
nx_value nx_io_BufferedWriter_get_name(nx_value self) { return nx_io_BufferedReader_get_name(self); }
nx_value nx_io_BufferedWriter_get_raw(nx_value self) { return nx_io_BufferedReader_get_raw(self); }
nx_value nx_io_BufferedRandom_get_closed(nx_value self) { return nx_io_BufferedReader_get_closed(self); }
nx_value nx_io_BufferedRandom_get_mode(nx_value self) { return nx_io_BufferedReader_get_mode(self); }
nx_value nx_io_BufferedRandom_get_name(nx_value self) { return nx_io_BufferedReader_get_name(self); }
nx_value nx_io_BufferedRandom_get_raw(nx_value self) { return nx_io_BufferedReader_get_raw(self); }

nx_value nx_buffered_repr(nx_value self) {
    nx_value name = SELF->raw ? nx_getattr_optional(SELF->raw, &nx_s_name) : 0;
    if (name) return nx_str_format("<%T name=%R>", self, name);
    if (nx_pending()) nx_error_clear();
    return nx_str_format("<%T>", self);
}
