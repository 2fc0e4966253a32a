// TextIOWrapper. Writing encodes into `pending`, which goes to the buffer below when it is large, at a line end of a
// line-buffered stream, or on flush. Reading takes what the buffer below has read ahead, decodes it at once, translates line
// ends and hands out slices.
#include <stdio.h>
#include <unistd.h>

#include "io.h"
#include "natives.h"

#define SELF NX_PTR(nx_textio, self)

nx_value nx_textio_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    (void)nargs, (void)args, (void)kwnames;
    nx_textio *t = nx_alloc_object(cls, nx_instance_size(cls));
    return t ? NX_OBJ(t) : 0;
}

// Tells by `memory` whose argument it is: StringIO words its complaints differently from open.
bool nx_newline_mode(nx_value newline, bool memory, uint8_t *reading, const char **writing) {
    *reading = NX_NEWLINES_TRANSLATED;
    *writing = NULL; // os.linesep is "\n"
    if (newline == NX_NONE) return true;
    if (!nx_is_str(newline))
        return memory ? nx_failf(&nx_TypeError, "newline must be str or None, not %T", newline)
                      : nx_failf(&nx_TypeError, "open() argument 'newline' must be str or None, not %Y", newline);
    const nx_str *s = NX_PTR(nx_str, newline);
    static const char *const texts[] = {"", "\n", "\r", "\r\n"};
    static const uint8_t modes[] = {NX_NEWLINES_ANY, NX_NEWLINES_LF, NX_NEWLINES_CR, NX_NEWLINES_CRLF};
    for (int i = 0; i < 4; i++) {
        if (!s->ascii || s->length != (int64_t)strlen(texts[i]) || memcmp(s->data, texts[i], (size_t)s->length)) continue;
        *reading = modes[i];
        if (i >= 2) *writing = texts[i];
        return true;
    }
    return nx_failf(&nx_ValueError, memory ? "illegal newline value: %R" : "illegal newline value: %S", newline);
}

bool nx_textio_start(nx_textio *t, nx_value buffer, nx_value encoding, nx_value errors, nx_value newline, bool line_buffering) {
    const char *name = "UTF-8", *errors_name = "strict";
    if (encoding != NX_NONE) {
        if (!nx_text_option(encoding, "TextIOWrapper", "encoding", "utf-8", &name)) return false;
        if (!strcmp(name, "locale")) name = "UTF-8", encoding = NX_OBJ(nx_str_intern_c("UTF-8"));
    }
    if (errors != NX_NONE && !nx_text_option(errors, "TextIOWrapper", "errors", "strict", &errors_name)) return false;
    if (!nx_newline_mode(newline, false, &t->newlines, &t->newline_out)) return false;
    t->encoding = nx_encoding_number(name);
    if (t->encoding < 0) return nx_failf(&nx_LookupError, "unknown encoding: %s", name);
    t->decoding = t->encoding_now = t->encoding;
    t->encoding_name = encoding == NX_NONE ? nx_str_from_c(nx_in_utf8_mode() ? "utf-8" : "UTF-8") : encoding;
    t->errors_name = errors == NX_NONE ? NX_OBJ(&nx_s_strict) : errors;
    t->errors = errors_name;
    t->buffer = buffer;
    t->line_buffering = line_buffering;
    bool ours = nx_is_exact(buffer, &nx_io_reader_type) || nx_is_exact(buffer, &nx_io_writer_type) || nx_is_exact(buffer, &nx_io_random_type);
    t->fast = ours ? NX_PTR(nx_buffered, buffer) : NULL;
    if (!t->fast || t->fast->writable) nx_io_register(NX_OBJ(t));
    if (t->fast && t->fast->file && t->fast->file->appending && t->encoding != NX_UTF8) { // no second mark
        int64_t at = nx_buffered_tell(t->fast);
        if (at < 0) nx_error_clear();
        if (at > 0) t->encoding_now = t->encoding == NX_UTF16 ? NX_UTF16_LE : t->encoding == NX_UTF32 ? NX_UTF32_LE
                                      : t->encoding == NX_UTF8_SIG ? NX_UTF8 : t->encoding;
    }
    return true;
}

bool nx_textio_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"buffer", "encoding", "errors", "newline", "line_buffering", "write_through"};
    nx_value v[6];
    if (!nx_parse_arguments("TextIOWrapper", nargs, args, kwnames, names, 6, 1, v)) return false;
    int line_buffering = v[4] ? nx_truth(v[4]) : 0, write_through = v[5] ? nx_truth(v[5]) : 0;
    if (line_buffering < 0 || write_through < 0) return false;
    SELF->write_through = write_through;
    return nx_textio_start(SELF, v[0], v[1] ? v[1] : NX_NONE, v[2] ? v[2] : NX_NONE, v[3] ? v[3] : NX_NONE, line_buffering);
}

static bool attached(nx_value self) {
    if (SELF->buffer) return true;
    return nx_failf(&nx_ValueError, SELF->encoding_name ? "underlying buffer has been detached" : "I/O operation on uninitialized object");
}

static bool is_closed(nx_textio *t) {
    if (t->fast) return t->fast->base.closed || (t->fast->file && t->fast->file->fd < 0);
    nx_value closed = nx_getattr(t->buffer, &nx_s_closed);
    return !closed || nx_truth(closed);
}

static bool usable(nx_value self) {
    if (!attached(self)) return false;
    if (is_closed(SELF)) return nx_pending() ? false : nx_failf(&nx_ValueError, "I/O operation on closed file.");
    return true;
}

static bool below_says(nx_textio *t, const char *question, const char *message) {
    nx_str *name = nx_str_intern_c(question);
    nx_value answer = name ? nx_call_method(t->buffer, name, 0, NULL, 0) : 0;
    int truth = answer ? nx_truth(answer) : -1;
    if (truth == 0) nx_io_unsupported(message);
    return truth > 0;
}

// ---- writing -------------------------------------------------------------------------------------------------------------------

static bool flush_pending(nx_textio *t) {
    if (t->pending_length == 0) return true;
    int64_t length = t->pending_length;
    t->pending_length = 0;
    if (t->fast) return nx_buffered_write(t->fast, t->pending, length);
    nx_value bytes = nx_bytes_new(t->pending, length);
    return bytes && nx_call_method(t->buffer, &nx_s_write, 1, &bytes, 0);
}

bool nx_textio_flush(nx_textio *t) {
    if (!flush_pending(t)) return false;
    if (t->fast && t->fast->file) return nx_buffered_flush(t->fast);
    return nx_call_method(t->buffer, &nx_s_flush, 0, NULL, 0) != 0;
}

static bool put_bytes(nx_textio *t, const void *data, int64_t length) {
    if (t->pending_length + length > t->pending_capacity) {
        int64_t capacity = t->pending_length + length > NX_IO_BUFFER ? t->pending_length + length : NX_IO_BUFFER;
        uint8_t *grown = nx_alloc_bytes((size_t)capacity);
        if (!grown) return false;
        if (t->pending_length) memcpy(grown, t->pending, (size_t)t->pending_length);
        t->pending = grown;
        t->pending_capacity = capacity;
    }
    memcpy(t->pending + t->pending_length, data, (size_t)length);
    t->pending_length += length;
    return true;
}

static nx_value with_newlines(nx_value text, const char *newline) {
    nx_value old = NX_OBJ(&nx_latin1['\n']), new = nx_str_from_c(newline);
    return new ? nx_str_replace(text, old, new, NX_INT(-1)) : 0;
}

bool nx_textio_put(nx_textio *t, nx_value text) {
    if (t->fast ? !t->fast->writable : !below_says(t, "writable", "not writable")) {
        if (t->fast) nx_io_unsupported("not writable");
        return false;
    }
    const nx_str *s = NX_PTR(nx_str, text);
    bool flush = t->write_through;
    if (t->line_buffering && !flush) flush = nx_str_find_in(s, 0, s->length, &nx_latin1['\n']) >= 0 || nx_str_find_in(s, 0, s->length, &nx_latin1['\r']) >= 0;
    if (t->newline_out) {
        text = with_newlines(text, t->newline_out);
        if (!text) return false;
        s = NX_PTR(nx_str, text);
    }
    const void *data = s->data;
    int64_t length = s->length;
    if (!s->ascii || (t->encoding_now != NX_UTF8 && t->encoding_now != NX_ASCII && t->encoding_now != NX_LATIN1)) {
        nx_codec c = {.encoding = nx_encoding_name(t->encoding_now), .errors = t->errors, .text = s, .length = s->length};
        nx_value bytes = nx_encode_number(t->encoding_now, &c);
        if (!bytes) return false;
        data = NX_PTR(nx_bytes, bytes)->data;
        length = NX_PTR(nx_bytes, bytes)->length;
        if (t->encoding_now == NX_UTF16) t->encoding_now = NX_UTF16_LE;
        if (t->encoding_now == NX_UTF32) t->encoding_now = NX_UTF32_LE;
        if (t->encoding_now == NX_UTF8_SIG) t->encoding_now = NX_UTF8;
    }
    if (t->pending_length + length > NX_IO_BUFFER && !flush_pending(t)) return false;
    if (!put_bytes(t, data, length)) return false;
    if (t->decoded || t->chunk) t->decoded = t->chunk = 0, t->at = 0;
    if (flush) return t->line_buffering ? nx_textio_flush(t) : flush_pending(t);
    return true;
}

nx_value nx_io_TextIOWrapper_write(nx_value self, nx_value text) {
    if (!attached(self)) return 0;
    if (!nx_is_str(text)) return nx_raisef(&nx_TypeError, "write() argument must be str, not %Y", text);
    if (!usable(self)) return 0;
    return nx_textio_put(SELF, text) ? nx_from_i64(NX_PTR(nx_str, text)->length) : 0;
}

// ---- reading -------------------------------------------------------------------------------------------------------------------

nx_value nx_translate_newlines(nx_value text, uint8_t *seen) {
    const nx_str *s = NX_PTR(nx_str, text);
    if (s->kind == 1 && !memchr(s->data, '\r', (size_t)s->length)) {
        if (!(*seen & 1) && memchr(s->data, '\n', (size_t)s->length)) *seen |= 1;
        return text;
    }
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_reserve(&b, s->length, 1);
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        if (c == '\r') {
            bool pair = i + 1 < s->length && nx_str_at(s, i + 1) == '\n';
            *seen |= pair ? 4 : 2;
            i += pair;
            c = '\n';
        } else if (c == '\n') *seen |= 1;
        nx_builder_char(&b, c);
    }
    return nx_builder_finish(&b);
}

static void note_newlines(const nx_str *s, uint8_t *seen) {
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        if (c == '\n') *seen |= 1;
        else if (c == '\r') {
            bool pair = i + 1 < s->length && nx_str_at(s, i + 1) == '\n';
            *seen |= pair ? 4 : 2;
            i += pair;
        }
    }
}

// Decodes data behind the tail that is kept; moves the new tail and a held '\r' aside. 0 on error.
static nx_value decode_more(nx_textio *t, const uint8_t *data, int64_t length, bool last) {
    if (t->tail_length) {
        uint8_t *joined = nx_alloc_bytes((size_t)(t->tail_length + length) + 1);
        if (!joined) return 0;
        memcpy(joined, t->tail, (size_t)t->tail_length);
        memcpy(joined + t->tail_length, data, (size_t)length);
        data = joined;
        length += t->tail_length;
        t->tail_length = 0;
    }
    int decoding = t->decoding;
    if (decoding == NX_UTF8_SIG || decoding == NX_UTF16 || decoding == NX_UTF32) { // settle the byte order first
        int64_t needed = decoding == NX_UTF8_SIG ? 3 : decoding == NX_UTF16 ? 2 : 4;
        if (length < needed && !last) {
            memcpy(t->tail, data, (size_t)length);
            t->tail_length = length;
            return nx_empty();
        }
        bool big = length >= needed && (decoding == NX_UTF16 ? data[0] == 0xfe && data[1] == 0xff : decoding == NX_UTF32 && data[0] == 0 && data[2] == 0xfe);
        t->decoding = decoding == NX_UTF8_SIG ? NX_UTF8 : decoding == NX_UTF16 ? (big ? NX_UTF16_BE : NX_UTF16_LE) : (big ? NX_UTF32_BE : NX_UTF32_LE);
    }
    nx_codec c = {.encoding = nx_encoding_name(decoding), .errors = t->errors, .data = data, .length = length, .partial = !last};
    int64_t consumed;
    nx_value text = nx_decode_number(decoding, &c, &consumed);
    if (!text) return 0;
    if (consumed < length && length - consumed <= (int64_t)sizeof t->tail) {
        t->tail_length = length - consumed;
        memcpy(t->tail, data + consumed, (size_t)t->tail_length);
    }
    if (t->newlines > NX_NEWLINES_ANY) return text;
    const nx_str *s = NX_PTR(nx_str, text);
    if (t->held_cr) {
        if (s->length == 0 && !last) return text;
        text = nx_str_concat(NX_OBJ(&nx_latin1['\r']), text);
        t->held_cr = false;
        if (!text) return 0;
        s = NX_PTR(nx_str, text);
    }
    if (!last && s->length && nx_str_at(s, s->length - 1) == '\r') {
        t->held_cr = true;
        text = nx_str_slice(text, 0, s->length - 1);
        if (!text) return 0;
    }
    if (t->newlines == NX_NEWLINES_TRANSLATED) return nx_translate_newlines(text, &t->seen);
    note_newlines(NX_PTR(nx_str, text), &t->seen);
    return text;
}

// Appends another chunk's characters to what is left of `decoded`. False with *end: the end; without: an error.
static bool read_chunk(nx_textio *t, bool *end) {
    nx_value new;
    *end = false;
    if (!flush_pending(t)) return false;
    bool held = t->held_cr;
    nx_byte_builder chunk = {0};
    if (t->tail_length) nx_byte_add(&chunk, t->tail, t->tail_length);
    if (t->fast) {
        nx_buffered *b = t->fast;
        if (!b->readable) return nx_io_unsupported("not readable"), false;
        if (!nx_buffered_fill(b)) return false;
        int64_t length = b->end - b->at;
        nx_byte_add(&chunk, b->data + b->at, length);
        b->at = b->end;
        *end = length == 0;
        new = decode_more(t, b->data + b->end - length, length, length == 0);
    } else {
        if (!below_says(t, "readable", "not readable")) return false;
        nx_str *read1 = nx_str_intern_c("read1");
        nx_value method = read1 ? nx_getattr_optional(t->buffer, read1) : 0;
        if (!method && nx_pending()) return false;
        nx_value bytes = nx_call_method(t->buffer, method ? read1 : &nx_s_read, 1, (nx_value[]){NX_INT(NX_IO_BUFFER)}, 0);
        nx_buffer view;
        if (!bytes) return false;
        if (!nx_is_pointer(bytes) || !nx_shape_of(bytes)->type->buffer)
            return nx_failf(&nx_TypeError, "underlying %s() should have returned a bytes-like object, not '%T'", method ? "read1" : "read", bytes);
        if (!nx_buffer_get(bytes, &view)) return false;
        nx_byte_add(&chunk, view.data, view.length);
        *end = view.length == 0;
        new = decode_more(t, view.data, view.length, view.length == 0);
        nx_buffer_release(&view);
    }
    if (!new) return *end = false;
    if (*end && NX_PTR(nx_str, new)->length == 0) return false;
    *end = false;
    nx_value rest = 0;
    if (t->decoded) {
        rest = t->at ? nx_str_slice(t->decoded, t->at, NX_PTR(nx_str, t->decoded)->length) : t->decoded;
        if (!rest) return false;
    }
    int64_t rest_length = rest ? NX_PTR(nx_str, rest)->length : 0;
    t->chunk = nx_byte_finish(&chunk);
    if (!t->chunk) return false;
    t->chunk_at = rest_length;
    t->chunk_cr = held;
    t->decoded = rest_length ? nx_str_append(rest, new) : new;
    t->at = 0;
    return t->decoded != 0;
}

int64_t nx_line_end(const nx_str *s, int64_t from, int mode) {
    if (mode == NX_NEWLINES_TRANSLATED || mode == NX_NEWLINES_LF || mode == NX_NEWLINES_CR) {
        uint32_t wanted = mode == NX_NEWLINES_CR ? '\r' : '\n';
        if (s->kind == 1) {
            const uint8_t *end = memchr(nx_chars1(s) + from, (int)wanted, (size_t)(s->length - from));
            return end ? end + 1 - nx_chars1(s) : -1;
        }
        for (int64_t i = from; i < s->length; i++)
            if (nx_str_at(s, i) == wanted) return i + 1;
        return -1;
    }
    for (int64_t i = from; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        bool pair = c == '\r' && i + 1 < s->length && nx_str_at(s, i + 1) == '\n';
        if (pair) return i + 2;
        if (mode == NX_NEWLINES_ANY && (c == '\n' || c == '\r')) return i + 1;
    }
    return -1;
}

static nx_value take(nx_textio *t, int64_t end) {
    nx_value part = nx_str_slice(t->decoded, t->at, end);
    t->at = end;
    return part;
}

static nx_value read_line(nx_textio *t, int64_t limit) {
    int64_t searched = 0; // characters behind t->at that hold no line end
    for (;;) {
        if (t->decoded) {
            const nx_str *s = NX_PTR(nx_str, t->decoded);
            int64_t left = s->length - t->at;
            int64_t end = nx_line_end(s, t->at + searched, t->newlines);
            if (limit >= 0 && (end < 0 ? left >= limit : end - t->at > limit)) return take(t, t->at + limit);
            if (end >= 0) return take(t, end);
            searched = left && t->newlines == NX_NEWLINES_CRLF ? left - 1 : left;
        }
        bool at_end;
        if (read_chunk(t, &at_end)) continue;
        if (!at_end) return 0;
        if (!t->decoded) return nx_empty();
        return take(t, NX_PTR(nx_str, t->decoded)->length);
    }
}

nx_value nx_textio_next(nx_value self) {
    if (!usable(self)) return 0;
    SELF->in_loop = true;
    nx_value line = read_line(SELF, -1);
    if (line && NX_PTR(nx_str, line)->length) return line;
    SELF->in_loop = false;
    return line ? NX_STOP : 0;
}

nx_value nx_io_TextIOWrapper_readline(nx_value self, nx_value size_value) {
    int64_t size;
    if (!nx_io_size(size_value, &size) || !usable(self)) return 0;
    return read_line(SELF, size);
}

static nx_value read_everything(nx_textio *t) {
    if (!flush_pending(t)) return 0;
    if (t->fast ? !t->fast->readable : !below_says(t, "readable", "not readable"))
        return nx_pending() ? 0 : nx_io_unsupported("not readable");
    nx_value bytes = t->fast ? nx_buffered_read_all(t->fast) : nx_call_method(t->buffer, &nx_s_read, 0, NULL, 0);
    nx_buffer view;
    if (!bytes || !nx_buffer_get(bytes, &view)) return 0;
    nx_value new = decode_more(t, view.data, view.length, true);
    nx_buffer_release(&view);
    if (!new) return 0;
    nx_value all = t->decoded ? nx_str_concat(take(t, NX_PTR(nx_str, t->decoded)->length), new) : new;
    t->decoded = t->chunk = 0;
    t->at = 0;
    return all;
}

nx_value nx_io_TextIOWrapper_read(nx_value self, nx_value size_value) {
    int64_t size;
    if (!nx_io_size(size_value, &size) || !usable(self)) return 0;
    if (size < 0) return read_everything(SELF);
    nx_textio *t = SELF;
    for (;;) {
        int64_t left = t->decoded ? NX_PTR(nx_str, t->decoded)->length - t->at : 0;
        if (left >= size) return t->decoded ? take(t, t->at + size) : nx_empty();
        bool at_end;
        if (read_chunk(t, &at_end)) continue;
        if (!at_end) return 0;
        return t->decoded ? take(t, t->at + left) : nx_empty();
    }
}

// ---- position -------------------------------------------------------------------------------------------------------------------

// Bytes of the chunk that made the first `count` characters of it.
static int64_t bytes_of_chars(nx_textio *t, int64_t count) {
    const nx_bytes *chunk = NX_PTR(nx_bytes, t->chunk);
    int unit = t->decoding == NX_UTF16_LE || t->decoding == NX_UTF16_BE ? 2 : t->decoding == NX_UTF32_LE || t->decoding == NX_UTF32_BE ? 4 : 1;
    bool big = t->decoding == NX_UTF16_BE || t->decoding == NX_UTF32_BE;
    int64_t i = 0;
    if (t->chunk_cr && count > 0) { // the '\r' held back came before this chunk
        count--;
        if (chunk->length && chunk->data[0] == '\n' && t->newlines == NX_NEWLINES_TRANSLATED) i = 1;
    }
    while (count > 0 && i < chunk->length) {
        const uint8_t *p = chunk->data + i;
        int size = unit;
        if (t->decoding == NX_UTF8) {
            if (i == 0 && t->encoding == NX_UTF8_SIG && chunk->length >= 3 && !memcmp(p, "\xef\xbb\xbf", 3)) {
                i += 3;
                continue;
            }
            size = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
        } else if (unit == 2 && (p[big ? 0 : 1] & 0xfc) == 0xd8) size = 4;
        bool cr = unit == 1 ? *p == '\r' : p[big ? unit - 1 : 0] == '\r' && !p[big ? 0 : unit - 1];
        i += size;
        if (cr && t->newlines == NX_NEWLINES_TRANSLATED && i < chunk->length && chunk->data[unit == 1 || !big ? i : i + unit - 1] == '\n') i += unit;
        count--;
    }
    return i;
}

nx_value nx_io_TextIOWrapper_tell(nx_value self) {
    if (!usable(self)) return 0;
    nx_textio *t = SELF;
    if (!below_says(t, "seekable", "underlying stream is not seekable")) return 0;
    if (t->in_loop) return nx_raisef(&nx_OSError, "telling position disabled by next() call");
    if (!nx_textio_flush(t)) return 0;
    int64_t position;
    if (t->fast) position = nx_buffered_tell(t->fast);
    else {
        nx_str *tell = nx_str_intern_c("tell");
        nx_value at = tell ? nx_call_method(t->buffer, tell, 0, NULL, 0) : 0;
        if (!at || !nx_to_index(at, &position, false)) return 0;
    }
    if (position < 0) return 0;
    if (t->decoded && t->chunk && t->at < NX_PTR(nx_str, t->decoded)->length) {
        const nx_bytes *chunk = NX_PTR(nx_bytes, t->chunk);
        if (t->at >= t->chunk_at) position -= chunk->length - bytes_of_chars(t, t->at - t->chunk_at);
        else { // in what an earlier chunk left: count back by encoding
            nx_value before = nx_str_slice(t->decoded, t->at, t->chunk_at);
            nx_value bytes = before ? nx_encode(before, nx_encoding_name(t->decoding), t->errors) : 0;
            if (!bytes) return 0;
            position -= chunk->length + NX_PTR(nx_bytes, bytes)->length;
        }
    } else position -= t->tail_length;
    return nx_from_i64(position);
}

static nx_value seek_below(nx_textio *t, int64_t offset, int whence) {
    t->decoded = t->chunk = 0;
    t->at = t->tail_length = 0;
    t->held_cr = t->in_loop = false;
    int64_t at;
    if (t->fast) at = nx_buffered_seek(t->fast, offset, whence);
    else {
        nx_str *seek = nx_str_intern_c("seek");
        nx_value result = seek ? nx_call_method(t->buffer, seek, 2, (nx_value[]){nx_from_i64(offset), NX_INT(whence)}, 0) : 0;
        if (!result || !nx_to_index(result, &at, false)) return 0;
    }
    if (at < 0) return 0;
    if (at == 0) t->decoding = t->encoding_now = t->encoding;
    return nx_from_i64(at);
}

nx_value nx_io_TextIOWrapper_seek(nx_value self, nx_value cookie, nx_value whence_value) {
    int64_t offset, whence;
    if (!usable(self) || !nx_to_index(whence_value, &whence, false)) return 0;
    nx_textio *t = SELF;
    if (!below_says(t, "seekable", "underlying stream is not seekable")) return 0;
    if (!nx_to_index(cookie, &offset, false)) return 0;
    if (whence == 1) {
        if (offset != 0) return nx_io_unsupported("can't do nonzero cur-relative seeks");
        cookie = nx_io_TextIOWrapper_tell(self);
        if (!cookie || !nx_to_index(cookie, &offset, false)) return 0;
        whence = 0;
    }
    if (whence == 2) {
        if (offset != 0) return nx_io_unsupported("can't do nonzero end-relative seeks");
        return nx_textio_flush(t) ? seek_below(t, 0, SEEK_END) : 0;
    }
    if (whence != 0) return nx_raisef(&nx_ValueError, "invalid whence (%ld, should be 0, 1 or 2)", (long)whence);
    if (offset < 0) return nx_raisef(&nx_ValueError, "negative seek position %ld", (long)offset);
    return nx_textio_flush(t) ? seek_below(t, offset, SEEK_SET) : 0;
}

nx_value nx_io_TextIOWrapper_truncate(nx_value self, nx_value position) {
    if (!usable(self) || !nx_textio_flush(SELF)) return 0;
    nx_str *truncate = nx_str_intern_c("truncate");
    return truncate ? nx_call_method(SELF->buffer, truncate, 1, &position, 0) : 0;
}

// ---- others -------------------------------------------------------------------------------------------------------------------------

nx_value nx_io_TextIOWrapper_flush(nx_value self) {
    if (!usable(self)) return 0;
    SELF->in_loop = false;
    return nx_textio_flush(SELF) ? NX_NONE : 0;
}

nx_value nx_io_TextIOWrapper_close(nx_value self) {
    if (!attached(self)) return 0;
    if (is_closed(SELF)) return nx_pending() ? 0 : NX_NONE;
    nx_value flushed = nx_call_method(self, &nx_s_flush, 0, NULL, 0);
    nx_value error = flushed ? 0 : nx_error_take();
    nx_io_forget(self);
    SELF->base.closed = true;
    nx_value closed = nx_call_method(SELF->buffer, &nx_s_close, 0, NULL, 0);
    if (error) {
        if (!closed) nx_error_clear();
        nx_error_restore(error);
        return 0;
    }
    return closed;
}

nx_value nx_io_TextIOWrapper_detach(nx_value self) {
    if (!attached(self) || !nx_textio_flush(SELF)) return 0;
    nx_value buffer = SELF->buffer;
    nx_io_forget(self);
    SELF->buffer = 0;
    SELF->fast = NULL;
    return buffer;
}

nx_value nx_io_TextIOWrapper_reconfigure(nx_value self, nx_value encoding, nx_value errors, nx_value newline,
                                         nx_value line_buffering, nx_value write_through) {
    if (!usable(self)) return 0;
    nx_textio *t = SELF;
    if (t->decoded && (encoding != NX_NONE || newline))
        return nx_io_unsupported("It is not possible to set the encoding or newline of stream after the first read");
    if (!nx_textio_flush(t)) return 0;
    if (encoding != NX_NONE || errors != NX_NONE) {
        const char *name = nx_encoding_name(t->encoding), *errors_name = "strict";
        if (encoding != NX_NONE && !nx_text_option(encoding, "reconfigure", "encoding", "utf-8", &name)) return 0;
        if (errors == NX_NONE && encoding == NX_NONE) errors_name = t->errors;
        if (errors != NX_NONE && !nx_text_option(errors, "reconfigure", "errors", "strict", &errors_name)) return 0;
        int number = nx_encoding_number(name);
        if (number < 0) return nx_raisef(&nx_LookupError, "unknown encoding: %s", name);
        t->encoding = t->decoding = t->encoding_now = number;
        if (encoding != NX_NONE) t->encoding_name = encoding;
        t->errors = errors_name;
        t->errors_name = nx_str_from_c(errors_name);
    }
    if (newline && !nx_newline_mode(newline, false, &t->newlines, &t->newline_out)) return 0;
    if (line_buffering != NX_NONE) t->line_buffering = nx_truth(line_buffering) > 0;
    if (write_through != NX_NONE) t->write_through = nx_truth(write_through) > 0;
    return NX_NONE;
}

static nx_value ask(nx_value self, const char *name) {
    nx_str *question = nx_str_intern_c(name);
    return question && usable(self) ? nx_call_method(SELF->buffer, question, 0, NULL, 0) : 0;
}

nx_value nx_io_TextIOWrapper_fileno(nx_value self) { return ask(self, "fileno"); }
nx_value nx_io_TextIOWrapper_isatty(nx_value self) { return ask(self, "isatty"); }
nx_value nx_io_TextIOWrapper_readable(nx_value self) { return ask(self, "readable"); }
nx_value nx_io_TextIOWrapper_writable(nx_value self) { return ask(self, "writable"); }
nx_value nx_io_TextIOWrapper_seekable(nx_value self) { return ask(self, "seekable"); }

nx_value nx_io_TextIOWrapper_get_buffer(nx_value self) { return attached(self) ? SELF->buffer : 0; }
nx_value nx_io_TextIOWrapper_get_closed(nx_value self) {
    if (!attached(self)) return 0;
    bool closed = is_closed(SELF);
    return nx_pending() ? 0 : nx_from_bool(closed);
}
nx_value nx_io_TextIOWrapper_get_encoding(nx_value self) { return attached(self) ? SELF->encoding_name : 0; }
nx_value nx_io_TextIOWrapper_get_errors(nx_value self) { return attached(self) ? SELF->errors_name : 0; }
nx_value nx_io_TextIOWrapper_get_line_buffering(nx_value self) { return nx_from_bool(SELF->line_buffering); }
nx_value nx_io_TextIOWrapper_get_write_through(nx_value self) { return nx_from_bool(SELF->write_through); }
nx_value nx_io_TextIOWrapper_get__CHUNK_SIZE(nx_value self) { return attached(self) ? NX_INT(NX_IO_BUFFER) : 0; }

nx_value nx_io_TextIOWrapper_get_mode(nx_value self) {
    return SELF->mode ? SELF->mode : nx_raise(&nx_AttributeError, "'_io.TextIOWrapper' object has no attribute 'mode'");
}
bool nx_io_TextIOWrapper_set_mode(nx_value self, nx_value value) {
    SELF->mode = value;
    return true;
}
nx_value nx_io_TextIOWrapper_get_name(nx_value self) {
    if (SELF->name) return SELF->name;
    return attached(self) ? nx_getattr(SELF->buffer, &nx_s_name) : 0;
}

static nx_value newlines_of(uint8_t seen) {
    static const char *const texts[] = {"\n", "\r", "\r\n"};
    static const uint8_t order[] = {1, 0, 2}; // ('\r', '\n', '\r\n')
    nx_value items[3];
    int count = 0;
    for (int i = 0; i < 3; i++)
        if (seen & 1 << order[i]) items[count++] = nx_str_from_c(texts[order[i]]);
    return count == 0 ? NX_NONE : count == 1 ? items[0] : nx_tuple_from(count, items);
}
nx_value nx_io_TextIOWrapper_get_newlines(nx_value self) { return attached(self) ? newlines_of(SELF->seen) : 0; }
nx_value nx_io_StringIO_get_newlines(nx_value self) { return newlines_of(NX_PTR(nx_stringio, self)->seen); }

nx_value nx_textio_repr(nx_value self) {
    if (!attached(self)) return 0;
    nx_value name = SELF->name ? SELF->name : nx_getattr_optional(SELF->buffer, &nx_s_name);
    nx_builder b;
    nx_builder_init(&b);
    if (!name && nx_pending()) nx_error_clear();
    nx_builder_str(&b, nx_str_format("<%T", self));
    if (name) nx_builder_str(&b, nx_str_format(" name=%R", name));
    if (SELF->mode) nx_builder_str(&b, nx_str_format(" mode=%R", SELF->mode));
    nx_builder_str(&b, nx_str_format(" encoding=%R>", SELF->encoding_name));
    return nx_builder_finish(&b);
}
