// UTF-8, UTF-16 and UTF-32. Valid UTF-8 is decoded in two passes (count and widest character, then fill); anything wrong
// goes the slow way through a builder and the error handler.
#include "codec.h"

// ---- UTF-8 -------------------------------------------------------------------------------------------------------------------

// Length of the valid sequence at p (left bytes), or minus the number of bytes that are wrong together. *reason is set then;
// reason NULL means that the end came too early.
static int sequence(const uint8_t *p, int64_t left, const char **reason) {
    uint8_t c = p[0];
    if (c < 0x80) return 1;
    *reason = "invalid start byte";
    if (c < 0xc2 || c > 0xf4) return -1;
    *reason = "invalid continuation byte";
    int length = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    uint8_t low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80, high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
    for (int i = 1; i < length; i++) {
        if (i >= left) {
            *reason = NULL;
            return -i;
        }
        if (p[i] < low || p[i] > high) return -i;
        low = 0x80, high = 0xbf;
    }
    return length;
}

static inline uint32_t character(const uint8_t *p, int length) {
    switch (length) {
    case 1: return p[0];
    case 2: return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
    case 3: return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
    default: return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
    }
}

static nx_value decode_broken(nx_codec *c, int64_t *consumed) {
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_reserve(&b, c->length, 1);
    for (int64_t i = 0; i < c->length;) {
        const char *reason;
        int length = sequence(c->data + i, c->length - i, &reason);
        if (length > 0) {
            nx_builder_char(&b, character(c->data + i, length));
            i += length;
            continue;
        }
        if (!reason && c->partial) {
            *consumed = i;
            return nx_builder_finish(&b);
        }
        if (!nx_decode_error(c, &b, &i, i - length, reason ? reason : "unexpected end of data")) return 0;
    }
    *consumed = c->length;
    return nx_builder_finish(&b);
}

nx_value nx_decode_utf8_codec(nx_codec *c, int64_t *consumed) {
    const uint8_t *data = c->data;
    int64_t count = 0, i = 0, length = c->length;
    uint8_t widest = 0;
    *consumed = length;
    while (i < length) {
        if (data[i] < 0x80) {
            uint64_t word;
            while (i + 8 <= length && (memcpy(&word, data + i, 8), !(word & 0x8080808080808080u))) i += 8, count += 8;
            while (i < length && data[i] < 0x80) i++, count++;
            continue;
        }
        const char *reason;
        int size = sequence(data + i, length - i, &reason);
        if (size < 0) return decode_broken(c, consumed);
        if (data[i] > widest) widest = data[i];
        i += size;
        count++;
    }
    if (!widest) return nx_str_from_latin1(data, length);
    int kind = widest < 0xc4 ? 1 : widest < 0xf0 ? 2 : 4;
    if (count == 1 && kind == 1) return nx_str_from_char(character(data, 2));
    nx_str *s = nx_str_make(count, kind, false);
    if (!s) return 0;
    int64_t at = 0;
    for (i = 0; i < length; at++) {
        uint8_t lead = data[i];
        int size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        nx_put(s->data, kind, at, character(data + i, size));
        i += size;
    }
    return NX_OBJ(s);
}

nx_value nx_decode_utf8(const uint8_t *data, int64_t length, const char *errors, nx_value source) {
    nx_codec c = {.encoding = "utf-8", .errors = errors, .source = source, .data = data, .length = length};
    int64_t consumed;
    return nx_decode_utf8_codec(&c, &consumed);
}

nx_value nx_str_from_utf8(const char *text, size_t length) {
    return nx_decode_utf8((const uint8_t *)text, (int64_t)length, "surrogateescape", 0);
}

static inline int put_utf8(uint8_t *p, uint32_t c) {
    if (c < 0x80) {
        p[0] = (uint8_t)c;
        return 1;
    }
    if (c < 0x800) {
        p[0] = (uint8_t)(0xc0 | c >> 6);
        p[1] = (uint8_t)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        p[0] = (uint8_t)(0xe0 | c >> 12);
        p[1] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
        p[2] = (uint8_t)(0x80 | (c & 0x3f));
        return 3;
    }
    p[0] = (uint8_t)(0xf0 | c >> 18);
    p[1] = (uint8_t)(0x80 | (c >> 12 & 0x3f));
    p[2] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
    p[3] = (uint8_t)(0x80 | (c & 0x3f));
    return 4;
}

static inline bool is_surrogate(uint32_t c) { return c - 0xd800 < 0x800; }

static bool encode_utf8_into(nx_byte_builder *b, nx_codec *c) {
    const nx_str *s = c->text;
    nx_byte_reserve(b, s->length * (s->kind == 1 ? 2 : s->kind == 2 ? 3 : 4));
    for (int64_t i = 0; i < s->length && !b->failed;) {
        uint32_t u = nx_str_at(s, i);
        if (!is_surrogate(u)) {
            if (b->capacity - b->length < 4) nx_byte_reserve(b, 64);
            if (b->failed) return false;
            b->length += put_utf8(b->data + b->length, u);
            i++;
            continue;
        }
        int64_t start = i, end = i + 1;
        while (end < s->length && is_surrogate(nx_str_at(s, end))) end++;
        nx_value replacement = nx_encode_error(c, &i, end, "surrogates not allowed");
        if (!replacement) return false;
        if (nx_has_flag(replacement, NX_TYPE_BYTES))
            nx_byte_add(b, NX_PTR(nx_bytes, replacement)->data, NX_PTR(nx_bytes, replacement)->length);
        else {
            const nx_str *r = NX_PTR(nx_str, replacement);
            for (int64_t k = 0; k < r->length; k++) {
                uint8_t units[4];
                if (is_surrogate(nx_str_at(r, k))) return nx_raise_encode(c, start, end, "surrogates not allowed"), false;
                nx_byte_add(b, units, put_utf8(units, nx_str_at(r, k)));
            }
        }
    }
    return !b->failed;
}

nx_value nx_encode_utf8(nx_codec *c) {
    if (c->text->ascii) return nx_bytes_new(c->text->data, c->text->length);
    nx_byte_builder b = {0};
    return encode_utf8_into(&b, c) ? nx_byte_finish(&b) : 0;
}

static const char *utf8_of(nx_value string, size_t *length, const char *errors) {
    const nx_str *s = NX_PTR(nx_str, string);
    if (s->ascii && nx_str_ends(s)) {
        if (length) *length = (size_t)s->length;
        return s->data;
    }
    nx_byte_builder b = {0};
    nx_codec c = {.encoding = "utf-8", .errors = errors, .text = s, .length = s->length};
    if (!encode_utf8_into(&b, &c)) return NULL;
    nx_byte_put(&b, 0);
    if (b.failed) return NULL;
    if (length) *length = (size_t)b.length - 1;
    return (const char *)b.data;
}

const char *nx_str_utf8(nx_value string, size_t *length) { return utf8_of(string, length, "strict"); }

const char *nx_str_utf8_lossy(nx_value string, size_t *length) {
    const nx_str *s = NX_PTR(nx_str, string);
    if (s->ascii && nx_str_ends(s)) return utf8_of(string, length, "strict");
    uint8_t *data = nx_alloc_bytes((size_t)s->length * 4 + 1), *p = data;
    if (!data) {
        nx_error_clear();
        if (length) *length = 0;
        return "";
    }
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t u = nx_str_at(s, i);
        if (u >= 0xdc80 && u <= 0xdcff) *p++ = (uint8_t)(u - 0xdc00);
        else p += put_utf8(p, is_surrogate(u) ? '?' : u);
    }
    *p = 0;
    if (length) *length = (size_t)(p - data);
    return (const char *)data;
}

// ---- UTF-16 ---------------------------------------------------------------------------------------------------------------------

static inline uint32_t unit16(const uint8_t *p, int order) {
    return order > 0 ? (uint32_t)(p[0] << 8 | p[1]) : (uint32_t)(p[1] << 8 | p[0]);
}

nx_value nx_decode_utf16(nx_codec *c, int order, int64_t *consumed) {
    nx_builder b;
    nx_builder_init(&b);
    int64_t i = 0;
    if (order == 0) {
        order = -1;
        if (c->length >= 2 && (unit16(c->data, -1) == 0xfeff || unit16(c->data, -1) == 0xfffe)) {
            order = c->data[0] == 0xfe ? 1 : -1;
            i = 2;
        }
        c->encoding = order < 0 ? "utf-16-le" : "utf-16-be"; // as errors name it
    }
    nx_builder_reserve(&b, c->length / 2, 1);
    while (i < c->length) {
        const char *reason = "truncated data";
        int64_t left = c->length - i, end = c->length;
        if (left >= 2) {
            uint32_t u = unit16(c->data + i, order);
            if (!is_surrogate(u)) {
                nx_builder_char(&b, u);
                i += 2;
                continue;
            }
            if (u >= 0xdc00) reason = "illegal encoding", end = i + 2;
            else if (left < 4) reason = "unexpected end of data";
            else {
                uint32_t low = unit16(c->data + i + 2, order);
                if (low >= 0xdc00 && low <= 0xdfff) {
                    nx_builder_char(&b, 0x10000 + ((u & 0x3ff) << 10 | (low & 0x3ff)));
                    i += 4;
                    continue;
                }
                reason = "illegal UTF-16 surrogate", end = i + 2;
            }
        }
        if (c->partial && end == c->length && left < 4 && (left < 2 || unit16(c->data + i, order) < 0xdc00)) {
            *consumed = i;
            return nx_builder_finish(&b);
        }
        if (!nx_decode_error(c, &b, &i, end, reason)) return 0;
    }
    *consumed = c->length;
    return nx_builder_finish(&b);
}

static void put16(nx_byte_builder *b, uint32_t u, int order) {
    uint8_t pair[2] = {(uint8_t)(order > 0 ? u >> 8 : u), (uint8_t)(order > 0 ? u : u >> 8)};
    nx_byte_add(b, pair, 2);
}

static void put32(nx_byte_builder *b, uint32_t u, int order) {
    uint8_t units[4];
    for (int i = 0; i < 4; i++) units[order > 0 ? 3 - i : i] = (uint8_t)(u >> (8 * i));
    nx_byte_add(b, units, 4);
}

static void put_wide(nx_byte_builder *b, uint32_t u, int order, bool is32) {
    if (is32) put32(b, u, order);
    else if (u < 0x10000) put16(b, u, order);
    else {
        put16(b, 0xd800 | (u - 0x10000) >> 10, order);
        put16(b, 0xdc00 | ((u - 0x10000) & 0x3ff), order);
    }
}

static nx_value encode_wide(nx_codec *c, int order, bool is32) {
    const nx_str *s = c->text;
    nx_byte_builder b = {0};
    nx_byte_reserve(&b, s->length * (is32 ? 4 : 2) + 4);
    if (order == 0) put_wide(&b, 0xfeff, order = -1, is32);
    for (int64_t i = 0; i < s->length;) {
        uint32_t u = nx_str_at(s, i);
        if (!is_surrogate(u)) {
            put_wide(&b, u, order, is32);
            i++;
            continue;
        }
        int64_t start = i, end = i + 1;
        while (end < s->length && is_surrogate(nx_str_at(s, end))) end++;
        nx_value replacement = nx_encode_error(c, &i, end, "surrogates not allowed");
        if (!replacement) return 0;
        if (nx_has_flag(replacement, NX_TYPE_BYTES)) {
            const nx_bytes *bytes = NX_PTR(nx_bytes, replacement);
            if (bytes->length % (is32 ? 4 : 2)) return nx_raise_encode(c, start, end, "surrogates not allowed");
            nx_byte_add(&b, bytes->data, bytes->length);
        } else {
            const nx_str *r = NX_PTR(nx_str, replacement);
            for (int64_t k = 0; k < r->length; k++) {
                if (is_surrogate(nx_str_at(r, k))) return nx_raise_encode(c, start, end, "surrogates not allowed");
                put_wide(&b, nx_str_at(r, k), order, is32);
            }
        }
    }
    return nx_byte_finish(&b);
}

nx_value nx_encode_utf16(nx_codec *c, int order) { return encode_wide(c, order, false); }
nx_value nx_encode_utf32(nx_codec *c, int order) { return encode_wide(c, order, true); }

// ---- UTF-32 ------------------------------------------------------------------------------------------------------------------------

static inline uint32_t unit32(const uint8_t *p, int order) {
    return order > 0 ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]
                     : (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

nx_value nx_decode_utf32(nx_codec *c, int order, int64_t *consumed) {
    nx_builder b;
    nx_builder_init(&b);
    int64_t i = 0;
    if (order == 0) {
        order = -1;
        if (c->length >= 4 && (unit32(c->data, -1) == 0xfeff || unit32(c->data, 1) == 0xfeff)) {
            order = c->data[0] == 0 ? 1 : -1;
            i = 4;
        }
        c->encoding = order < 0 ? "utf-32-le" : "utf-32-be";
    }
    while (i < c->length) {
        const char *reason = "truncated data";
        int64_t end = c->length;
        if (c->length - i >= 4) {
            uint32_t u = unit32(c->data + i, order);
            if (u <= 0x10ffff && !is_surrogate(u)) {
                nx_builder_char(&b, u);
                i += 4;
                continue;
            }
            reason = is_surrogate(u) ? "code point in surrogate code point range(0xd800, 0xe000)"
                                     : "code point not in range(0x110000)";
            end = i + 4;
        } else if (c->partial) {
            *consumed = i;
            return nx_builder_finish(&b);
        }
        if (!nx_decode_error(c, &b, &i, end, reason)) return 0;
    }
    *consumed = c->length;
    return nx_builder_finish(&b);
}
