// `"…" % (a, b)` where the format is a constant of the program: no tuple is made, and the usual conversions (%d, %s, %x and
// %c of small ints and strings, with a width or zeros) are written into one buffer. Everything else is the runtime's `%`
// (str_percent.c), on a tuple made then: nothing has been asked of the operands before that.
#include "natives.h"
#include "number.h"
#include "text.h"

enum { ROOM = 512, MOST_WIDTH = 64 };

typedef struct {
    uint8_t *at;
    uint8_t *end;
    bool ascii;
} percent_output;

// Small: these pieces are a few bytes long.
static inline void copy_piece(percent_output *out, const uint8_t *from, size_t count) {
    for (size_t i = 0; i < count; i++) out->at[i] = from[i];
    out->at += count;
}

static bool put_text(percent_output *out, nx_value v, int64_t width, bool left) {
    if (!nx_is_pointer(v) || nx_shape_of(v) != &nx_str_type.root) return false;
    const nx_str *s = NX_PTR(nx_str, v);
    int64_t missing = width > s->length ? width - s->length : 0;
    if (s->kind != 1 || s->length + missing > out->end - out->at) return false;
    if (!left)
        for (; missing > 0; missing--) *out->at++ = ' ';
    if (s->length <= 16) copy_piece(out, s->data, (size_t)s->length);
    else {
        memcpy(out->at, s->data, (size_t)s->length);
        out->at += s->length;
    }
    for (; missing > 0; missing--) *out->at++ = ' ';
    out->ascii &= s->ascii;
    return true;
}

static bool put_number(percent_output *out, int64_t n, bool hex, int64_t width, bool zeros, bool left) {
    uint8_t digits[MOST_WIDTH + 8], *end = digits + sizeof digits, *first = end;
    uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;
    if (hex)
        do *--first = (uint8_t) "0123456789abcdef"[rest & 15];
        while (rest >>= 4);
    else {
        for (; rest >= 10; rest /= 10) *--first = (uint8_t)('0' + rest % 10);
        *--first = (uint8_t)('0' + rest);
    }
    int64_t missing = width - (end - first) - (n < 0);
    if (zeros && !left)
        for (; missing > 0; missing--) *--first = '0';
    if (n < 0) *--first = '-';
    if ((end - first) + (missing > 0 ? missing : 0) > out->end - out->at) return false;
    if (!left)
        for (; missing > 0; missing--) *out->at++ = ' ';
    copy_piece(out, first, (size_t)(end - first));
    for (; missing > 0; missing--) *out->at++ = ' ';
    return true;
}

// 0: this is for the other one, nothing raised.
static nx_value format_plainly(const nx_str *format, size_t count, const nx_value *items) {
    uint8_t buffer[ROOM];
    percent_output out = {buffer, buffer + ROOM, true};
    const uint8_t *at = nx_chars1(format), *end = at + format->length;
    size_t taken = 0;
    if (format->kind != 1 || !format->ascii || format->length > ROOM) return 0;
    while (at < end) {
        if (*at != '%') {
            if (out.at == out.end) return 0;
            *out.at++ = *at++;
            continue;
        }
        bool zeros = false, left = false;
        int64_t width = 0;
        if (++at == end) return 0;
        if (*at == '-') left = true, at++;
        if (at < end && *at == '0') zeros = true, at++;
        while (at < end && *at >= '0' && *at <= '9') {
            width = width * 10 + (*at++ - '0');
            if (width > MOST_WIDTH) return 0;
        }
        if (at == end) return 0;
        uint8_t type = *at++;
        if (type == '%' && at[-2] == '%') {
            if (out.at == out.end) return 0;
            *out.at++ = '%';
            continue;
        }
        if (taken == count) return 0;
        nx_value v = items[taken++];
        bool is_number = nx_is_small_int(v) && (type == 'd' || type == 'x' || (type == 's' && !zeros));
        if (is_number ? !put_number(&out, nx_small_int(v), type == 'x', width, zeros, left)
                      : type != 's' || !put_text(&out, v, width, left))
            return 0;
    }
    if (taken != count) return 0;
    int64_t length = out.at - buffer;
    return out.ascii ? nx_str_from_ascii((const char *)buffer, length) : nx_str_from_latin1(buffer, length);
}

// A `%` of the operand's class may give what others have.
static nx_value fully(nx_value format, nx_value operand) {
    nx_value text = nx_binary(NX_MOD, format, operand);
    return text ? nx_share_key(text) : NX_ERROR;
}

nx_value nx_percent_items(nx_value format, size_t count, const nx_value *items) {
    nx_value made = format_plainly(NX_PTR(nx_str, format), count, items);
    if (NX_LIKELY(made != 0)) return made;
    if (nx_pending()) return NX_ERROR;
    nx_value tuple = nx_tuple_from((int64_t)count, items);
    return tuple ? fully(format, tuple) : NX_ERROR;
}

// `"…" % x`: a tuple has the items, a mapping may have them, and strings of other classes may have a `%` of their own.
nx_value nx_percent_item(nx_value format, nx_value item) {
    if (nx_is_small_int(item) || (nx_is_pointer(item) && nx_shape_of(item) == &nx_str_type.root)) {
        nx_value made = format_plainly(NX_PTR(nx_str, format), 1, &item);
        if (NX_LIKELY(made != 0)) return made;
        if (nx_pending()) return NX_ERROR;
    }
    return fully(format, item);
}
