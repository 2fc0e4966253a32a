// BytesIO and StringIO: streams in memory. Both keep a growing buffer and a position that may lie behind its end.
#include <unistd.h>

#include "io.h"
#include "natives.h"

#define BYTES NX_PTR(nx_bytesio, self)
#define TEXT NX_PTR(nx_stringio, self)

static bool alive(nx_value self, const char *message) {
    return !NX_PTR(nx_iobase, self)->closed || nx_failf(&nx_ValueError, "%s", message);
}

// ---- BytesIO ---------------------------------------------------------------------------------------------------------------------

#define OPEN_BYTES(self) alive(self, "I/O operation on closed file.")

nx_value nx_bytesio_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    (void)nargs, (void)args, (void)kwnames;
    nx_bytesio *b = nx_alloc_object(cls, nx_instance_size(cls));
    return b ? NX_OBJ(b) : 0;
}

static bool resizable(nx_bytesio *b) {
    return !nx_exports_remain(&b->exports) || nx_failf(&nx_BufferError, "Existing exports of data: object cannot be re-sized");
}

static bool bytes_put(nx_bytesio *b, const uint8_t *data, int64_t length) {
    if (length == 0) return true;
    if (b->at + length > b->length && !resizable(b)) return false;
    if (b->at + length > b->capacity) {
        int64_t capacity = b->capacity * 2 > b->at + length ? b->capacity * 2 : b->at + length + 64;
        uint8_t *grown = nx_alloc_bytes((size_t)capacity);
        if (!grown) return false;
        if (b->length) memcpy(grown, b->data, (size_t)b->length);
        b->data = grown;
        b->capacity = capacity;
    }
    if (b->at > b->length) memset(b->data + b->length, 0, (size_t)(b->at - b->length));
    memcpy(b->data + b->at, data, (size_t)length);
    b->at += length;
    if (b->at > b->length) b->length = b->at;
    return true;
}

bool nx_bytesio_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"initial_bytes"};
    nx_value initial;
    if (!nx_parse_arguments("BytesIO", nargs, args, kwnames, names, 1, 0, &initial)) return false;
    BYTES->length = BYTES->at = 0;
    if (!initial || initial == NX_NONE) return true;
    nx_buffer view;
    if (!nx_buffer_get(initial, &view)) return false;
    bool ok = bytes_put(BYTES, view.data, view.length);
    BYTES->at = 0;
    nx_buffer_release(&view);
    return ok;
}

nx_value nx_io_BytesIO_write(nx_value self, nx_value data) {
    nx_buffer view;
    if (!OPEN_BYTES(self) || !nx_buffer_get(data, &view)) return 0;
    bool ok = bytes_put(BYTES, view.data, view.length);
    int64_t length = view.length;
    nx_buffer_release(&view);
    return ok ? nx_from_i64(length) : 0;
}

static nx_value bytes_take(nx_bytesio *b, int64_t count) {
    int64_t left = b->at < b->length ? b->length - b->at : 0;
    if (count < 0 || count > left) count = left;
    nx_value out = nx_bytes_new(b->data + b->at, count);
    b->at += count;
    return out;
}

nx_value nx_io_BytesIO_read(nx_value self, nx_value size_value) {
    int64_t size;
    return OPEN_BYTES(self) && nx_io_size(size_value, &size) ? bytes_take(BYTES, size) : 0;
}
nx_value nx_io_BytesIO_read1(nx_value self, nx_value size) { return nx_io_BytesIO_read(self, size); }

static int64_t bytes_line(nx_bytesio *b, int64_t limit) {
    int64_t left = b->at < b->length ? b->length - b->at : 0;
    if (limit >= 0 && limit < left) left = limit;
    const uint8_t *end = left ? memchr(b->data + b->at, '\n', (size_t)left) : NULL;
    return end ? end + 1 - (b->data + b->at) : left;
}

nx_value nx_io_BytesIO_readline(nx_value self, nx_value size_value) {
    int64_t size;
    return OPEN_BYTES(self) && nx_io_size(size_value, &size) ? bytes_take(BYTES, bytes_line(BYTES, size)) : 0;
}

nx_value nx_bytesio_next(nx_value self) {
    if (!OPEN_BYTES(self)) return 0;
    return BYTES->at >= BYTES->length ? NX_STOP : bytes_take(BYTES, bytes_line(BYTES, -1));
}

nx_value nx_io_BytesIO_readinto(nx_value self, nx_value buffer) {
    nx_buffer view;
    if (!OPEN_BYTES(self) || !nx_buffer_get(buffer, &view)) return 0;
    int64_t left = BYTES->at < BYTES->length ? BYTES->length - BYTES->at : 0, count = view.length < left ? view.length : left;
    if (view.readonly) {
        nx_buffer_release(&view);
        return nx_raisef(&nx_TypeError, "readinto() argument must be read-write bytes-like object, not %Y", buffer);
    }
    memcpy(view.data, BYTES->data + BYTES->at, (size_t)count);
    BYTES->at += count;
    nx_buffer_release(&view);
    return nx_from_i64(count);
}

nx_value nx_io_BytesIO_seek(nx_value self, nx_value position, nx_value whence_value) {
    int64_t offset, whence;
    if (!OPEN_BYTES(self) || !nx_to_index(position, &offset, false) || !nx_to_index(whence_value, &whence, false)) return 0;
    if (whence < 0 || whence > 2) return nx_raisef(&nx_ValueError, "invalid whence (%ld, should be 0, 1 or 2)", (long)whence);
    if (whence == 0 && offset < 0) return nx_raisef(&nx_ValueError, "negative seek value %ld", (long)offset);
    if (whence == 1) offset += BYTES->at;
    if (whence == 2) offset += BYTES->length;
    BYTES->at = offset < 0 ? 0 : offset;
    return nx_from_i64(BYTES->at);
}

nx_value nx_io_BytesIO_truncate(nx_value self, nx_value size_value) {
    int64_t size = BYTES->at;
    if (!OPEN_BYTES(self) || !resizable(BYTES)) return 0;
    if (size_value != NX_NONE && !nx_to_index(size_value, &size, false)) return 0;
    if (size < 0) return nx_raisef(&nx_ValueError, "negative size value %ld", (long)size);
    if (size < BYTES->length) BYTES->length = size;
    return nx_from_i64(size);
}

bool nx_bytesio_buffer(nx_value self, nx_buffer *view) {
    if (!OPEN_BYTES(self)) return false;
    BYTES->exports++;
    *view = (nx_buffer){.owner = self, .data = BYTES->data, .length = BYTES->length, .format = "B", .item_size = 1};
    return true;
}
void nx_bytesio_buffer_release(nx_value self) { BYTES->exports--; }

nx_value nx_io_BytesIO_getbuffer(nx_value self) { return OPEN_BYTES(self) ? nx_call1(NX_OBJ(&nx_memoryview_type), self) : 0; }
nx_value nx_io_BytesIO_getvalue(nx_value self) { return OPEN_BYTES(self) ? nx_bytes_new(BYTES->data, BYTES->length) : 0; }
nx_value nx_io_BytesIO_tell(nx_value self) { return OPEN_BYTES(self) ? nx_from_i64(BYTES->at) : 0; }
nx_value nx_io_BytesIO_flush(nx_value self) { return OPEN_BYTES(self) ? NX_NONE : 0; }
nx_value nx_io_BytesIO_isatty(nx_value self) { return OPEN_BYTES(self) ? NX_FALSE : 0; }
nx_value nx_io_BytesIO_readable(nx_value self) { return OPEN_BYTES(self) ? NX_TRUE : 0; }
nx_value nx_io_BytesIO_writable(nx_value self) { return OPEN_BYTES(self) ? NX_TRUE : 0; }
nx_value nx_io_BytesIO_seekable(nx_value self) { return OPEN_BYTES(self) ? NX_TRUE : 0; }
nx_value nx_io_BytesIO_get_closed(nx_value self) { return nx_from_bool(BYTES->base.closed); }

nx_value nx_io_BytesIO_close(nx_value self) {
    if (!BYTES->base.closed && !resizable(BYTES)) return 0;
    BYTES->base.closed = true;
    BYTES->data = NULL;
    BYTES->length = BYTES->capacity = 0;
    return NX_NONE;
}

// ---- StringIO --------------------------------------------------------------------------------------------------------------------

#define OPEN_TEXT(self) alive(self, "I/O operation on closed file")

nx_value nx_stringio_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    (void)nargs, (void)args, (void)kwnames;
    nx_stringio *s = nx_alloc_object(cls, nx_instance_size(cls));
    if (!s) return 0;
    s->kind = 1;
    return NX_OBJ(s);
}

static bool text_reserve(nx_stringio *t, int64_t needed, int kind) {
    if (kind < t->kind) kind = t->kind;
    if (needed <= t->capacity && kind == t->kind) return true;
    int64_t capacity = needed <= t->capacity ? t->capacity : t->capacity * 2 > needed ? t->capacity * 2 : needed + 64;
    void *grown = nx_alloc_bytes((size_t)(capacity * kind));
    if (!grown) return false;
    nx_str old = {.kind = t->kind, .data = t->data};
    if (t->length) nx_copy_chars(grown, kind, 0, &old, 0, t->length);
    t->data = grown;
    t->capacity = capacity;
    t->kind = (uint8_t)kind;
    return true;
}

static bool text_put(nx_stringio *t, nx_value text) {
    if (t->newlines == NX_NEWLINES_TRANSLATED || t->newlines == NX_NEWLINES_ANY) {
        uint8_t seen = t->seen;
        nx_value translated = nx_translate_newlines(text, &seen);
        t->seen = seen;
        if (t->newlines == NX_NEWLINES_TRANSLATED) text = translated;
    }
    if (text && t->newline_out) {
        nx_value newline = nx_str_from_c(t->newline_out);
        text = newline ? nx_str_replace(text, NX_OBJ(&nx_latin1['\n']), newline, NX_INT(-1)) : 0;
    }
    if (!text) return false;
    const nx_str *s = NX_PTR(nx_str, text);
    if (s->length == 0) return true;
    if (!text_reserve(t, t->at + s->length, s->kind)) return false;
    for (int64_t i = t->length; i < t->at; i++) nx_put(t->data, t->kind, i, 0);
    nx_copy_chars(t->data, t->kind, t->at, s, 0, s->length);
    t->at += s->length;
    if (t->at > t->length) t->length = t->at;
    return true;
}

bool nx_stringio_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"initial_value", "newline"};
    nx_value v[2];
    if (!nx_parse_arguments("StringIO", nargs, args, kwnames, names, 2, 0, v)) return false;
    TEXT->newlines = NX_NEWLINES_LF;
    if (v[1] && !nx_newline_mode(v[1], true, &TEXT->newlines, &TEXT->newline_out)) return false;
    TEXT->length = TEXT->at = 0;
    if (!v[0] || v[0] == NX_NONE) return true;
    if (!nx_is_str(v[0])) return nx_failf(&nx_TypeError, "initial_value must be str or None, not %T", v[0]);
    if (!text_put(TEXT, v[0])) return false;
    TEXT->at = 0;
    return true;
}

nx_value nx_io_StringIO_write(nx_value self, nx_value text) {
    if (!nx_is_str(text)) return nx_raisef(&nx_TypeError, "string argument expected, got '%T'", text);
    if (!OPEN_TEXT(self) || !text_put(TEXT, text)) return 0;
    return nx_from_i64(NX_PTR(nx_str, text)->length);
}

static nx_value text_take(nx_stringio *t, int64_t count) {
    int64_t left = t->at < t->length ? t->length - t->at : 0;
    if (count < 0 || count > left) count = left;
    if (count == 0) return nx_empty();
    nx_value out = nx_str_from_units((char *)t->data + t->at * t->kind, count, t->kind);
    t->at += count;
    return out;
}

nx_value nx_io_StringIO_read(nx_value self, nx_value size_value) {
    int64_t size;
    return OPEN_TEXT(self) && nx_io_size(size_value, &size) ? text_take(TEXT, size) : 0;
}

static int64_t text_line(nx_stringio *t, int64_t limit) {
    if (t->at >= t->length) return 0;
    nx_str view = {.kind = t->kind, .length = t->length, .data = t->data};
    int64_t end = nx_line_end(&view, t->at, t->newlines);
    int64_t count = (end < 0 ? t->length : end) - t->at;
    return limit >= 0 && count > limit ? limit : count;
}

nx_value nx_io_StringIO_readline(nx_value self, nx_value size_value) {
    int64_t size;
    return OPEN_TEXT(self) && nx_io_size(size_value, &size) ? text_take(TEXT, text_line(TEXT, size)) : 0;
}

nx_value nx_stringio_next(nx_value self) {
    if (!OPEN_TEXT(self)) return 0;
    return TEXT->at >= TEXT->length ? NX_STOP : text_take(TEXT, text_line(TEXT, -1));
}

nx_value nx_io_StringIO_getvalue(nx_value self) {
    if (!OPEN_TEXT(self)) return 0;
    return TEXT->length ? nx_str_from_units(TEXT->data, TEXT->length, TEXT->kind) : nx_empty();
}

nx_value nx_io_StringIO_seek(nx_value self, nx_value position, nx_value whence_value) {
    int64_t offset, whence;
    if (!OPEN_TEXT(self) || !nx_to_index(position, &offset, false) || !nx_to_index(whence_value, &whence, false)) return 0;
    if (whence < 0 || whence > 2) return nx_raisef(&nx_ValueError, "Invalid whence (%ld, should be 0, 1 or 2)", (long)whence);
    if (whence == 0 && offset < 0) return nx_raisef(&nx_ValueError, "Negative seek position %ld", (long)offset);
    if (whence && offset) return nx_raise(&nx_OSError, "Can't do nonzero cur-relative seeks");
    TEXT->at = whence == 0 ? offset : whence == 1 ? TEXT->at : TEXT->length;
    return nx_from_i64(TEXT->at);
}

nx_value nx_io_StringIO_truncate(nx_value self, nx_value size_value) {
    int64_t size = TEXT->at;
    if (!OPEN_TEXT(self)) return 0;
    if (size_value != NX_NONE && !nx_to_index(size_value, &size, false)) return 0;
    if (size < 0) return nx_raisef(&nx_ValueError, "Negative size value %ld", (long)size);
    if (size < TEXT->length) TEXT->length = size;
    return nx_from_i64(size);
}

nx_value nx_io_StringIO_close(nx_value self) {
    TEXT->base.closed = true;
    TEXT->data = NULL;
    TEXT->length = TEXT->capacity = 0;
    return NX_NONE;
}

nx_value nx_io_StringIO_tell(nx_value self) { return OPEN_TEXT(self) ? nx_from_i64(TEXT->at) : 0; }
nx_value nx_io_StringIO_readable(nx_value self) { return OPEN_TEXT(self) ? NX_TRUE : 0; }
nx_value nx_io_StringIO_writable(nx_value self) { return OPEN_TEXT(self) ? NX_TRUE : 0; }
nx_value nx_io_StringIO_seekable(nx_value self) { return OPEN_TEXT(self) ? NX_TRUE : 0; }
nx_value nx_io_StringIO_get_closed(nx_value self) { return nx_from_bool(TEXT->base.closed); }
nx_value nx_io_StringIO_get_line_buffering(nx_value self) { return OPEN_TEXT(self) ? NX_FALSE : 0; }
