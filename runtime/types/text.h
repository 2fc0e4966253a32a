// What the files of str, bytes and the codecs share.
#ifndef NX_TEXT_H
#define NX_TEXT_H

#include "alloc.h"
#include "api.h"
#include "unicode.h"

// ---- making strings --------------------------------------------------------------------------------------------------
// A fresh exact str of `length` characters with uninitialised inline data (and a zero behind it). The caller fills it in
// and vouches that no narrower kind would do. `ascii` only for kind 1. NULL: MemoryError.
nx_str *nx_str_make(int64_t length, int kind, bool ascii);
// Copies units of `kind`, narrowing to the smallest kind that fits.
nx_value nx_str_from_units(const void *data, int64_t length, int kind);
extern nx_str nx_latin1[256];
extern nx_str nx_empty_str;
static inline nx_value nx_empty(void) { return NX_OBJ(&nx_empty_str); }

// The mutable twin of nx_str_at.
static inline void nx_put(void *data, int kind, int64_t i, uint32_t c) {
    if (kind == 1) ((uint8_t *)data)[i] = (uint8_t)c;
    else if (kind == 2) ((uint16_t *)data)[i] = (uint16_t)c;
    else ((uint32_t *)data)[i] = c;
}
nx_str *nx_str_make_failed(void);
static inline nx_str *nx_str_make_inline(int64_t length, int kind, bool ascii) {
    if (NX_UNLIKELY(length > (INT64_MAX >> 4))) return nx_str_make_failed();
    nx_str *s = (nx_str *)nx_alloc_atomic(sizeof(nx_str) + ((size_t)length + 1) * (size_t)kind);
    if (NX_UNLIKELY(!s)) return NULL;
    *s = (nx_str){.header = {&nx_str_type.root}, .length = length, .kind = (uint8_t)kind, .ascii = ascii, .data = s + 1};
    nx_put(s->data, kind, length, 0);
    return s;
}
static inline int nx_kind_of(uint32_t highest) { return highest < 256 ? 1 : highest < 65536 ? 2 : 4; }
// Words and the like are a few bytes: two moves that may overlap, and no call.
static inline void nx_copy_few_bytes(void *to_, const void *from_, size_t count) {
    char *to = to_;
    const char *from = from_;
    uint64_t first, last;
    uint32_t head, tail;
    if (count > 16) {
        memcpy(to, from, count);
    } else if (count >= 8) {
        memcpy(&first, from, 8);
        memcpy(&last, from + count - 8, 8);
        memcpy(to, &first, 8);
        memcpy(to + count - 8, &last, 8);
    } else if (count >= 4) {
        memcpy(&head, from, 4);
        memcpy(&tail, from + count - 4, 4);
        memcpy(to, &head, 4);
        memcpy(to + count - 4, &tail, 4);
    } else if (count) {
        char middle = from[count / 2], end = from[count - 1];
        to[0] = from[0];
        to[count / 2] = middle;
        to[count - 1] = end;
    }
}
// Copies characters of s[start, start + count) into units of a kind that is at least as wide. `to` may be NULL when there
// are none.
void nx_copy_chars_widened(void *to, int to_kind, int64_t at, const nx_str *s, int64_t start, int64_t count);
static inline void nx_copy_chars(void *to, int to_kind, int64_t at, const nx_str *s, int64_t start, int64_t count) {
    if (NX_UNLIKELY(count == 0)) return;
    if (NX_LIKELY(to_kind == s->kind))
        nx_copy_few_bytes((char *)to + at * to_kind, (const char *)s->data + start * to_kind, (size_t)(count * to_kind));
    else
        nx_copy_chars_widened(to, to_kind, at, s, start, count);
}
bool nx_bytes_are_ascii(const uint8_t *data, int64_t length);
static inline const uint8_t *nx_chars1(const nx_str *s) { return s->data; }

// An instance of `cls`, a subclass of str, with the characters of s. cls == str: s itself (exact).
nx_value nx_str_of_class(nx_type *cls, nx_value s);
// s itself if exact, else an exact copy.
nx_value nx_str_exact(nx_value s);
// Bytes for an instance of a (sub)class of fixed size, its attributes included.
static inline size_t nx_instance_size(const nx_type *cls) {
    return cls->basic_size +
           (cls->flags & NX_TYPE_HAS_ATTRIBUTES ? cls->slot_capacity * sizeof(nx_value) : 0);
}

// ---- arguments ---------------------------------------------------------------------------------------------------------
// start/end arguments of find, count, startswith…: absent or None = the whole; negative from the end; clamped.
bool nx_text_range(nx_value start, nx_value end, int64_t length, int64_t *from, int64_t *to);
// Keyword and positional arguments of a constructor: fills values[count] (absent = 0).
bool nx_parse_arguments(const char *function, size_t nargs, const nx_value *args, nx_value kwnames,
                        const char *const *names, size_t count, size_t required, nx_value *values);

// ---- searching -----------------------------------------------------------------------------------------------------------
// Index of the first (last) occurrence of needle in units [from, to) or -1. Units of 1, 2 or 4 bytes, same kind.
int64_t nx_units_find(const void *data, int kind, int64_t from, int64_t to, const void *needle, int64_t length);
int64_t nx_units_rfind(const void *data, int kind, int64_t from, int64_t to, const void *needle, int64_t length);
int64_t nx_str_find_in(const nx_str *s, int64_t from, int64_t to, const nx_str *needle);
int64_t nx_str_rfind_in(const nx_str *s, int64_t from, int64_t to, const nx_str *needle);
// needle's characters as units of `kind` (its own data when it has that kind), NULL if they do not fit that kind.
const void *nx_str_widened(const nx_str *needle, int kind);

// ---- codecs --------------------------------------------------------------------------------------------------------------
nx_value nx_decode(const uint8_t *data, int64_t length, const char *encoding, const char *errors, nx_value source);
nx_value nx_encode(nx_value string, const char *encoding, const char *errors);
nx_value nx_decode_utf8(const uint8_t *data, int64_t length, const char *errors, nx_value source);
// Argument `encoding`/`errors`: absent gives the fallback; TypeError "f() argument 'encoding' must be str, not X".
bool nx_text_option(nx_value v, const char *function, const char *argument, const char *fallback, const char **out);

// ---- shared by bytes and bytearray -----------------------------------------------------------------------------------------
nx_value nx_bytes_repr_data(const uint8_t *data, int64_t length, const char *prefix, const char *suffix);
nx_value nx_bytes_percent(nx_value format, nx_value args, const uint8_t *data, int64_t length);
nx_value nx_text_spaced_hex(const uint8_t *data, int64_t length, nx_value separator, nx_value group);
nx_bytearray *nx_bytearray_new(const uint8_t *data, int64_t length); // data NULL: uninitialised
bool nx_bytearray_resize(nx_bytearray *self, int64_t length);        // BufferError when exported
// The bytes of bytes(x)/bytearray(x) for x not an int or str: buffer, or iterable of ints. Returns bytes.
nx_value nx_bytes_of(nx_value v);

void nx_builder_reserve(nx_builder *b, int64_t more, int kind);
void nx_builder_range(nx_builder *b, const nx_str *s, int64_t from, int64_t to);
bool nx_to_tab_size(nx_value v, int64_t *size); // what expandtabs takes: a C int
void nx_builder_fill(nx_builder *b, uint32_t c, int64_t count);

#endif
