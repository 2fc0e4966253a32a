// The module _io: open(), the abstract base classes, the standard streams, and the list of streams that are flushed at exit.
#include <errno.h>
#include <unistd.h>

#include "io.h"
#include "../core/alloc.h"
#include "natives.h"
#include "type.h"

static nx_type *const types[];

// ---- what all streams share -----------------------------------------------------------------------------------------------------

nx_type *nx_io_unsupported_type(void) {
    static nx_value type;
    if (!type) {
        nx_dict *dict = nx_dict_new(2);
        nx_value name = nx_str_from_c("UnsupportedOperation"), module = nx_str_from_c("io");
        nx_value bases = nx_tuple_from(2, (nx_value[]){NX_OBJ(&nx_OSError), NX_OBJ(&nx_ValueError)});
        if (!dict || !name || !module || !bases || !nx_dict_set_str(dict, &nx_s___module__, module)) return NULL;
        type = nx_call3(NX_OBJ(&nx_type_type), name, bases, NX_OBJ(dict));
    }
    return NX_PTR(nx_type, type);
}

nx_value nx_io_unsupported(const char *message) {
    nx_type *type = nx_io_unsupported_type();
    return type ? nx_raisef(type, "%s", message) : 0;
}

bool nx_io_size(nx_value v, int64_t *out) {
    *out = -1;
    if (v == NX_NONE) return true;
    if (!nx_is_int(v) && !(nx_is_pointer(v) && nx_shape_of(v)->type->index))
        return nx_failf(&nx_TypeError, "argument should be integer or None, not '%T'", v);
    if (!nx_to_index(v, out, false)) return false;
    if (*out < 0) *out = -1;
    return true;
}

// ---- streams to flush at exit -----------------------------------------------------------------------------------------------------

static nx_list *open_streams; // freed positions hold None

void nx_io_register(nx_value stream) {
    nx_iobase *base = NX_PTR(nx_iobase, stream);
    if (base->registered || (!open_streams && !(open_streams = nx_list_new(8)))) return;
    for (int64_t i = 0; i < open_streams->length; i++)
        if (open_streams->items[i] == NX_NONE) {
            open_streams->items[i] = stream;
            base->registered = i + 1;
            return;
        }
    if (nx_list_push(open_streams, stream)) base->registered = open_streams->length;
}

void nx_io_forget(nx_value stream) {
    nx_iobase *base = NX_PTR(nx_iobase, stream);
    if (!base->registered) return;
    open_streams->items[base->registered - 1] = NX_NONE;
    base->registered = 0;
}

static bool is_text(nx_value v) { return nx_is_pointer(v) && nx_is_subtype(nx_shape_of(v)->type, &nx_io_text_type); }

// Text streams first, what they wrote into buffers then.
static bool flush_streams(bool errors) {
    bool ok = true;
    for (int pass = 0; open_streams && pass < 2; pass++)
        for (int64_t i = 0; i < open_streams->length; i++) {
            nx_value stream = open_streams->items[i];
            if (stream == NX_NONE || is_text(stream) != (pass == 0)) continue;
            bool flushed = true;
            if (pass == 0) {
                nx_textio *t = NX_PTR(nx_textio, stream);
                if (t->buffer && t->pending_length) flushed = nx_textio_flush(t);
            } else {
                nx_buffered *b = NX_PTR(nx_buffered, stream);
                if (b->raw && b->unwritten && !(b->file && b->file->fd < 0)) flushed = nx_buffered_flush(b);
            }
            if (flushed) continue;
            ok = false;
            if (errors && pass == 0 && i == 0) return false;
            nx_error_clear();
        }
    return ok;
}

void nx_io_flush_all(void) {
    // The standard streams keep their buffers: nobody reads what they wrote through a file name.
    for (int64_t i = 0; open_streams && i < open_streams->length; i++) {
        nx_value stream = open_streams->items[i];
        if (stream == NX_NONE) continue;
        nx_buffered *b = is_text(stream) ? NX_PTR(nx_textio, stream)->fast : NX_PTR(nx_buffered, stream);
        if (!b || !b->file || b->file->fd <= 2) continue;
        bool flushed = is_text(stream) ? nx_textio_flush(NX_PTR(nx_textio, stream)) : nx_buffered_flush(b);
        if (!flushed) nx_error_clear();
    }
}

// The list of open streams must not keep those alive that the program has forgotten: while it collects, it is weak.
void nx_io_reclaim(void) {
    nx_io_flush_all();
    int64_t count = open_streams ? open_streams->length : 0;
    nx_value *weak = nx_alloc_bytes((size_t)(count + 1) * sizeof *weak);
    if (!weak) return;
    for (int64_t i = 0; i < count; i++) {
        weak[i] = open_streams->items[i];
        if (weak[i] == NX_NONE || !nx_gc_link_weakly((void **)&weak[i], weak[i])) continue;
        open_streams->items[i] = NX_ABSENT;
    }
    nx_gc_collect();
    for (int64_t i = 0; i < count; i++) {
        if (open_streams->items[i] != NX_ABSENT) continue;
        open_streams->items[i] = weak[i] ? weak[i] : NX_NONE;
        nx_gc_unlink((void **)&weak[i]);
    }
}

bool nx_io_finish(void) { return flush_streams(true); }

// ---- open ----------------------------------------------------------------------------------------------------------------------------

// The types are made ready at the first use: the standard streams come before any import of io.
static void start_types(void) {
    for (nx_type *const *type = types; *type; type++) nx_type_prepare(*type);
}

nx_value nx_io_open_file(nx_value file, nx_value mode_value, nx_value buffering_value, nx_value encoding, nx_value errors,
                         nx_value newline, nx_value closefd_value, nx_value opener) {
    int64_t buffering;
    const char *mode;
    if (!nx_is_int(file) && !nx_is_str(file) && !nx_has_flag(file, NX_TYPE_BYTES)) {
        nx_value path = nx_call_special(file, &nx_s___fspath__, 0, NULL);
        if (!path) return 0;
        if (path == NX_NOTIMPLEMENTED) return nx_raisef(&nx_TypeError, "expected str, bytes or os.PathLike object, not %T", file);
        file = path;
    }
    if (!nx_text_option(mode_value, "open", "mode", "r", &mode)) return 0;
    if (!nx_to_index(buffering_value, &buffering, false)) return 0;
    if (encoding != NX_NONE && !nx_is_str(encoding))
        return nx_raisef(&nx_TypeError, "open() argument 'encoding' must be str or None, not %Y", encoding);
    if (errors != NX_NONE && !nx_is_str(errors))
        return nx_raisef(&nx_TypeError, "open() argument 'errors' must be str or None, not %Y", errors);
    int closefd = nx_truth(closefd_value);
    if (closefd < 0) return 0;
    bool creating = false, reading = false, writing = false, appending = false, updating = false, text = false, binary = false;
    for (const char *p = mode; *p; p++) {
        bool *flag = *p == 'x' ? &creating : *p == 'r' ? &reading : *p == 'w' ? &writing : *p == 'a' ? &appending
                     : *p == '+' ? &updating : *p == 't' ? &text : *p == 'b' ? &binary : NULL;
        if (!flag || *flag) return nx_raisef(&nx_ValueError, "invalid mode: '%s'", mode);
        *flag = true;
    }
    if (text && binary) return nx_raise(&nx_ValueError, "can't have text and binary mode at once");
    if (!*mode) return nx_raise(&nx_ValueError, "Must have exactly one of create/read/write/append mode and at most one plus");
    if (creating + reading + writing + appending != 1)
        return nx_raise(&nx_ValueError, creating + reading + writing + appending ? "must have exactly one of create/read/write/append mode"
                                                  : "Must have exactly one of create/read/write/append mode and at most one plus");
    if (binary && encoding != NX_NONE) return nx_raise(&nx_ValueError, "binary mode doesn't take an encoding argument");
    if (binary && errors != NX_NONE) return nx_raise(&nx_ValueError, "binary mode doesn't take an errors argument");
    if (binary && newline != NX_NONE) return nx_raise(&nx_ValueError, "binary mode doesn't take a newline argument");
    char raw_mode[4] = {creating ? 'x' : reading ? 'r' : writing ? 'w' : 'a', updating ? '+' : 0};
    nx_value raw = nx_fileio_new(&nx_io_file_type, 0, NULL, 0);
    if (!raw || !nx_fileio_open(NX_PTR(nx_fileio, raw), file, raw_mode, closefd, opener)) return 0;
    int fd = NX_PTR(nx_fileio, raw)->fd;
    bool terminal = buffering < 0 && isatty(fd);
    bool line_buffering = buffering == 1 || terminal;
    if (buffering < 0 || buffering == 1) buffering = NX_IO_BUFFER;
    nx_value failed = 0;
    if (buffering == 0) {
        if (binary) return raw;
        nx_raise(&nx_ValueError, "can't have unbuffered text I/O");
        goto fail;
    }
    nx_type *type = updating ? &nx_io_random_type : reading ? &nx_io_reader_type : &nx_io_writer_type;
    if (reading && !updating && buffering == NX_IO_BUFFER) buffering = 8 * NX_IO_BUFFER; // fewer system calls; nothing can tell
    nx_value buffer = nx_buffered_new(type, 0, NULL, 0);
    if (!buffer) goto fail;
    nx_buffered *b = NX_PTR(nx_buffered, buffer);
    if (!nx_buffered_start(b, raw, buffering)) goto fail;
    if (binary) return buffer;
    nx_value wrapper = nx_textio_new(&nx_io_text_type, 0, NULL, 0);
    if (!wrapper || !nx_textio_start(NX_PTR(nx_textio, wrapper), buffer, encoding, errors, newline, line_buffering)) {
        nx_io_forget(buffer);
        goto fail;
    }
    NX_PTR(nx_textio, wrapper)->mode = mode_value ? mode_value : nx_str_from_c("r");
    return wrapper;
fail:
    failed = nx_error_take();
    nx_fileio_finalize(raw);
    nx_error_restore(failed);
    return 0;
}

nx_value nx_io_open(nx_value file, nx_value mode, nx_value buffering, nx_value encoding, nx_value errors, nx_value newline,
                    nx_value closefd, nx_value opener) {
    return nx_io_open_file(file, mode, buffering, encoding, errors, newline, closefd, opener);
}

nx_value nx_io_open_code(nx_value path) {
    return nx_io_open_file(path, nx_str_from_c("rb"), NX_INT(-1), NX_NONE, NX_NONE, NX_NONE, NX_TRUE, NX_NONE);
}

nx_value nx_io_text_encoding(nx_value encoding, nx_value stacklevel) {
    (void)stacklevel;
    return encoding == NX_NONE ? nx_str_from_c(nx_in_utf8_mode() ? "utf-8" : "locale") : encoding;
}

nx_value nx_stdio_open(int fd) {
    start_types();
    static const char *const names[] = {"<stdin>", "<stdout>", "<stderr>"};
    nx_value raw = nx_fileio_new(&nx_io_file_type, 0, NULL, 0);
    if (!raw) return 0;
    nx_fileio *file = NX_PTR(nx_fileio, raw);
    file->fd = fd;
    file->closefd = false;
    file->readable = fd == 0;
    file->writable = fd != 0;
    nx_value buffer = nx_buffered_new(fd == 0 ? &nx_io_reader_type : &nx_io_writer_type, 0, NULL, 0);
    nx_value name = nx_str_from_c(names[fd]);
    if (!buffer || !name) return 0;
    nx_buffered *b = NX_PTR(nx_buffered, buffer);
    file->name = name;
    b->raw = raw;
    b->file = file;
    b->capacity = NX_IO_BUFFER;
    b->readable = fd == 0;
    b->writable = fd != 0;
    nx_value text = nx_textio_new(&nx_io_text_type, 0, NULL, 0);
    if (!text) return 0;
    nx_textio *t = NX_PTR(nx_textio, text);
    t->buffer = buffer;
    t->fast = b;
    t->encoding = t->decoding = t->encoding_now = NX_UTF8;
    t->encoding_name = nx_str_from_c("utf-8");
    t->errors = fd == 2 ? "backslashreplace" : "strict";
    t->errors_name = nx_str_from_c(t->errors);
    t->mode = nx_str_from_c(fd == 0 ? "r" : "w");
    t->line_buffering = fd == 2 || isatty(fd);
    if (fd != 0) {
        nx_io_register(text);
        nx_io_register(buffer);
    }
    return nx_pending() ? 0 : text;
}

// ---- _IOBase: what a class has that is derived from it in Python ------------------------------------------------------------------------

static nx_value base_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    (void)nargs, (void)args, (void)kwnames;
    nx_iobase *base = nx_alloc_object(cls, nx_instance_size(cls));
    return base ? NX_OBJ(base) : 0;
}

static nx_value unsupported(const char *name) { return nx_io_unsupported(name); }
static nx_value ask(nx_value self, const char *name) {
    nx_str *method = nx_str_intern_c(name);
    return method ? nx_call_method(self, method, 0, NULL, 0) : 0;
}

static bool closed(nx_value self, bool *out) {
    nx_value value = nx_getattr(self, &nx_s_closed);
    int truth = value ? nx_truth(value) : -1;
    *out = truth > 0;
    return truth >= 0;
}

nx_value nx_io__IOBase__checkClosed(nx_value self, nx_value message) {
    bool is_closed;
    if (!closed(self, &is_closed)) return 0;
    return is_closed ? nx_raise(&nx_ValueError, "I/O operation on closed file.") : NX_NONE;
}

static nx_value check(nx_value self, const char *question, const char *message) {
    nx_value answer = ask(self, question);
    int truth = answer ? nx_truth(answer) : -1;
    return truth < 0 ? 0 : truth ? NX_TRUE : nx_io_unsupported(message);
}
nx_value nx_io__IOBase__checkReadable(nx_value self, nx_value message) { return check(self, "readable", "File or stream is not readable."); }
nx_value nx_io__IOBase__checkWritable(nx_value self, nx_value message) { return check(self, "writable", "File or stream is not writable."); }
nx_value nx_io__IOBase__checkSeekable(nx_value self, nx_value message) { return check(self, "seekable", "File or stream is not seekable."); }

nx_value nx_io__IOBase_close(nx_value self) {
    nx_iobase *base = NX_PTR(nx_iobase, self);
    if (base->closed) return NX_NONE;
    nx_value flushed = ask(self, "flush");
    base->closed = true;
    return flushed ? NX_NONE : 0;
}

nx_value nx_io__IOBase_flush(nx_value self) {
    if (NX_PTR(nx_iobase, self)->closed) return nx_raise(&nx_ValueError, "I/O operation on closed file.");
    return NX_NONE;
}

nx_value nx_io__IOBase_fileno(nx_value self) { return unsupported("fileno"); }
nx_value nx_io__IOBase_isatty(nx_value self) { return nx_io__IOBase__checkClosed(self, NX_NONE) ? NX_FALSE : 0; }
nx_value nx_io__IOBase_readable(nx_value self) { return NX_FALSE; }
nx_value nx_io__IOBase_writable(nx_value self) { return NX_FALSE; }
nx_value nx_io__IOBase_seekable(nx_value self) { return NX_FALSE; }
nx_value nx_io__IOBase_seek(nx_value self, nx_value args) { return unsupported("seek"); }
nx_value nx_io__IOBase_truncate(nx_value self, nx_value args) { return unsupported("truncate"); }
nx_value nx_io__IOBase_get_closed(nx_value self) { return nx_from_bool(NX_PTR(nx_iobase, self)->closed); }

nx_value nx_io__IOBase_tell(nx_value self) {
    nx_str *seek = nx_str_intern_c("seek");
    return seek ? nx_call_method(self, seek, 2, (nx_value[]){NX_INT(0), NX_INT(1)}, 0) : 0;
}

nx_value nx_io__IOBase_enter(nx_value self) { return nx_io__IOBase__checkClosed(self, NX_NONE) ? self : 0; }
nx_value nx_io__IOBase_exit(nx_value self, nx_value args) { return nx_call_method(self, &nx_s_close, 0, NULL, 0); }

// Byte by byte, through peek() where there is one, else through read(1).
nx_value nx_io__IOBase_readline(nx_value self, nx_value size_value) {
    int64_t size;
    if (!nx_io_size(size_value, &size)) return 0;
    nx_byte_builder out = {0};
    while (size < 0 || out.length < size) {
        nx_value byte = nx_call_method(self, &nx_s_read, 1, (nx_value[]){NX_INT(1)}, 0);
        if (!byte) return 0;
        if (!nx_has_flag(byte, NX_TYPE_BYTES)) return nx_raisef(&nx_OSError, "read() should have returned a bytes object, not '%T'", byte);
        const nx_bytes *b = NX_PTR(nx_bytes, byte);
        if (b->length == 0) break;
        nx_byte_add(&out, b->data, b->length);
        if (b->data[b->length - 1] == '\n') break;
    }
    return nx_byte_finish(&out);
}

static nx_value base_next(nx_value self) {
    nx_value line = nx_call_method(self, &nx_s_readline, 0, NULL, 0);
    if (!line) return 0;
    int truth = nx_truth(line);
    return truth < 0 ? 0 : truth ? line : NX_STOP;
}

nx_value nx_io__IOBase_readlines(nx_value self, nx_value hint_value) {
    int64_t hint, total = 0;
    if (!nx_io_size(hint_value, &hint)) return 0;
    nx_value iterator = nx_iter(self);
    nx_list *lines = nx_list_new(8);
    if (!iterator || !lines) return 0;
    for (;;) {
        nx_value line = nx_next(iterator);
        if (line == NX_STOP) return NX_OBJ(lines);
        int64_t length;
        if (!line || !nx_list_push(lines, line)) return 0;
        if (hint > 0) {
            if (!nx_length(line, &length)) return 0;
            total += length;
            if (total >= hint) return NX_OBJ(lines);
        }
    }
}

nx_value nx_io__IOBase_writelines(nx_value self, nx_value lines) {
    if (!nx_io__IOBase__checkClosed(self, NX_NONE)) return 0;
    nx_value iterator = nx_iter(lines);
    if (!iterator) return 0;
    for (;;) {
        nx_value line = nx_next(iterator);
        if (line == NX_STOP) return NX_NONE;
        if (!line || !nx_call_method(self, &nx_s_write, 1, &line, 0)) return 0;
    }
}

static nx_value base_iter(nx_value self) { return nx_io__IOBase__checkClosed(self, NX_NONE) ? self : 0; }

nx_value nx_io__RawIOBase_readall(nx_value self) {
    nx_byte_builder all = {0};
    for (;;) {
        nx_value part = nx_call_method(self, &nx_s_read, 1, (nx_value[]){NX_INT(NX_IO_BUFFER)}, 0);
        if (!part) return 0;
        if (part == NX_NONE) return all.length ? nx_byte_finish(&all) : NX_NONE;
        if (!nx_has_flag(part, NX_TYPE_BYTES)) return nx_raise(&nx_TypeError, "read() should return bytes");
        if (NX_PTR(nx_bytes, part)->length == 0) return nx_byte_finish(&all);
        nx_byte_add(&all, NX_PTR(nx_bytes, part)->data, NX_PTR(nx_bytes, part)->length);
    }
}

nx_value nx_io__RawIOBase_readinto(nx_value self, nx_value buffer) { return nx_raise_value(NX_OBJ(&nx_NotImplementedError)); }
nx_value nx_io__RawIOBase_write(nx_value self, nx_value data) { return nx_raise_value(NX_OBJ(&nx_NotImplementedError)); }

nx_value nx_io__RawIOBase_read(nx_value self, nx_value size_value) {
    int64_t size;
    if (!nx_io_size(size_value, &size)) return 0;
    if (size < 0) return ask(self, "readall");
    nx_bytearray *array = nx_bytearray_new(NULL, size);
    nx_str *readinto = nx_str_intern_c("readinto");
    nx_value argument = array ? NX_OBJ(array) : 0;
    nx_value got = argument && readinto ? nx_call_method(self, readinto, 1, &argument, 0) : 0;
    if (!got || got == NX_NONE) return got;
    int64_t count;
    if (!nx_to_index(got, &count, false)) return 0;
    return nx_bytes_new(array->data, count < size ? count : size);
}

nx_value nx_io__BufferedIOBase_detach(nx_value self) { return unsupported("detach"); }
nx_value nx_io__BufferedIOBase_read(nx_value self, nx_value size) { return unsupported("read"); }
nx_value nx_io__BufferedIOBase_read1(nx_value self, nx_value size) { return unsupported("read1"); }
nx_value nx_io__BufferedIOBase_write(nx_value self, nx_value b) { return unsupported("write"); }

static nx_value readinto_by(nx_value self, nx_value buffer, const char *name) {
    nx_buffer view;
    nx_str *read = nx_str_intern_c(name);
    if (!read || !nx_buffer_get(buffer, &view)) return 0;
    nx_value size = nx_from_i64(view.length), data = nx_call_method(self, read, 1, &size, 0), result = 0;
    if (data && !nx_has_flag(data, NX_TYPE_BYTES)) nx_raise(&nx_TypeError, "read() should return bytes");
    else if (data && NX_PTR(nx_bytes, data)->length <= view.length) {
        memcpy(view.data, NX_PTR(nx_bytes, data)->data, (size_t)NX_PTR(nx_bytes, data)->length);
        result = nx_from_i64(NX_PTR(nx_bytes, data)->length);
    } else if (data)
        nx_raisef(&nx_ValueError, "read() returned too much data: %ld bytes requested, %ld returned", (long)view.length,
                  (long)NX_PTR(nx_bytes, data)->length);
    nx_buffer_release(&view);
    return result;
}
nx_value nx_io__BufferedIOBase_readinto(nx_value self, nx_value buffer) { return readinto_by(self, buffer, "read"); }
nx_value nx_io__BufferedIOBase_readinto1(nx_value self, nx_value buffer) { return readinto_by(self, buffer, "read1"); }

nx_value nx_io__TextIOBase_detach(nx_value self) { return unsupported("detach"); }
nx_value nx_io__TextIOBase_read(nx_value self, nx_value size) { return unsupported("read"); }
nx_value nx_io__TextIOBase_readline(nx_value self, nx_value size) { return unsupported("readline"); }
nx_value nx_io__TextIOBase_write(nx_value self, nx_value s) { return unsupported("write"); }
nx_value nx_io__TextIOBase_get_encoding(nx_value self) { return NX_NONE; }
nx_value nx_io__TextIOBase_get_newlines(nx_value self) { return NX_NONE; }
nx_value nx_io__TextIOBase_get_errors(nx_value self) { return NX_NONE; }

#include "_io.inc"

#define STREAM_FLAGS (NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_WEAKREFABLE)
#define STREAM_TYPE(variable, name_, base_, layout, table) \
    .header = {&nx_type_type.root}, .root = {.type = &variable}, .c_name = name_, .base = base_, .flags = STREAM_FLAGS, \
    .basic_size = sizeof(layout), .methods = table##_methods, .getsets = table##_getsets

nx_type nx_io_iobase_type = {STREAM_TYPE(nx_io_iobase_type, "_io._IOBase", &nx_object_type, nx_iobase, nx_io__IOBase),
                             .new_ = base_new, .iter = base_iter, .next = base_next};
nx_type nx_io_rawbase_type = {STREAM_TYPE(nx_io_rawbase_type, "_io._RawIOBase", &nx_io_iobase_type, nx_iobase, nx_io__RawIOBase),
                              .new_ = base_new};
nx_type nx_io_bufferedbase_type = {
    STREAM_TYPE(nx_io_bufferedbase_type, "_io._BufferedIOBase", &nx_io_iobase_type, nx_iobase, nx_io__BufferedIOBase), .new_ = base_new};
nx_type nx_io_textbase_type = {STREAM_TYPE(nx_io_textbase_type, "_io._TextIOBase", &nx_io_iobase_type, nx_iobase, nx_io__TextIOBase),
                               .new_ = base_new};
nx_type nx_io_file_type = {STREAM_TYPE(nx_io_file_type, "_io.FileIO", &nx_io_rawbase_type, nx_fileio, nx_io_FileIO),
                           .new_ = nx_fileio_new, .init = nx_fileio_init, .repr = nx_fileio_repr, .finalize = nx_fileio_finalize};
nx_type nx_io_reader_type = {STREAM_TYPE(nx_io_reader_type, "_io.BufferedReader", &nx_io_bufferedbase_type, nx_buffered, nx_io_BufferedReader),
                             .new_ = nx_buffered_new, .init = nx_buffered_init, .repr = nx_buffered_repr, .next = nx_buffered_next};
nx_type nx_io_writer_type = {STREAM_TYPE(nx_io_writer_type, "_io.BufferedWriter", &nx_io_bufferedbase_type, nx_buffered, nx_io_BufferedWriter),
                             .new_ = nx_buffered_new, .init = nx_buffered_init, .repr = nx_buffered_repr};
nx_type nx_io_random_type = {STREAM_TYPE(nx_io_random_type, "_io.BufferedRandom", &nx_io_bufferedbase_type, nx_buffered, nx_io_BufferedRandom),
                             .new_ = nx_buffered_new, .init = nx_buffered_init, .repr = nx_buffered_repr, .next = nx_buffered_next};
nx_type nx_io_bytes_type = {STREAM_TYPE(nx_io_bytes_type, "_io.BytesIO", &nx_io_bufferedbase_type, nx_bytesio, nx_io_BytesIO),
                            .new_ = nx_bytesio_new, .init = nx_bytesio_init, .next = nx_bytesio_next, .buffer = nx_bytesio_buffer,
                            .buffer_release = nx_bytesio_buffer_release};
nx_type nx_io_string_type = {STREAM_TYPE(nx_io_string_type, "_io.StringIO", &nx_io_textbase_type, nx_stringio, nx_io_StringIO),
                             .new_ = nx_stringio_new, .init = nx_stringio_init, .next = nx_stringio_next};
nx_type nx_io_text_type = {STREAM_TYPE(nx_io_text_type, "_io.TextIOWrapper", &nx_io_textbase_type, nx_textio, nx_io_TextIOWrapper),
                           .new_ = nx_textio_new, .init = nx_textio_init, .repr = nx_textio_repr, .next = nx_textio_next};

static nx_type *const types[] = {&nx_io_iobase_type, &nx_io_rawbase_type, &nx_io_bufferedbase_type, &nx_io_textbase_type,
                                 &nx_io_file_type, &nx_io_reader_type, &nx_io_writer_type, &nx_io_random_type,
                                 &nx_io_bytes_type, &nx_io_string_type, &nx_io_text_type, NULL};

static bool init(nx_module *self) {
    nx_type *unsupported_type = nx_io_unsupported_type();
    return unsupported_type && nx_dict_set_str(self->dict, nx_str_intern_c("UnsupportedOperation"), NX_OBJ(unsupported_type)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("DEFAULT_BUFFER_SIZE"), NX_INT(NX_IO_BUFFER)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("BlockingIOError"), NX_OBJ(&nx_BlockingIOError));
}

const nx_module_def nx_module__io = {.name = "_io", .functions = nx_io_functions, .types = types, .init = init};
