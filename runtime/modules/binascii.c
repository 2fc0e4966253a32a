// binascii: hexadecimal, base64, uuencode and quoted-printable text of bytes, and two checksums.
#include "../types/number.h"
#include "../types/text.h"
#include "natives.h"

static nx_type error_type, incomplete_type;

// What decoders take: bytes-like objects, or str of ASCII.
static bool ascii_input(nx_value v, nx_buffer *view) {
    if (nx_is_str(v)) {
        const nx_str *s = NX_PTR(nx_str, v);
        if (!s->ascii)
            return nx_failf(&nx_ValueError, "string argument should contain only ASCII characters");
        *view = (nx_buffer){.owner = v, .data = s->data, .length = s->length, .readonly = true, .format = "B", .item_size = 1};
        return true;
    }
    if (!nx_type_of(v)->buffer)
        return nx_failf(&nx_TypeError, "argument should be bytes, buffer or ASCII string, not '%T'", v);
    return nx_buffer_get(v, view);
}

static void leave(nx_buffer *view) {
    if (!nx_is_str(view->owner))
        nx_buffer_release(view);
}

// A fresh bytes to fill in, and its end once that is known.
static uint8_t *start(nx_value *result, int64_t most) {
    *result = nx_bytes_new(NULL, most);
    return *result ? NX_PTR(nx_bytes, *result)->data : NULL;
}

static nx_value finish(nx_value result, const uint8_t *end) {
    nx_bytes *bytes = NX_PTR(nx_bytes, result);
    int64_t length = end - bytes->data;
    if (length == bytes->length)
        return result;
    return nx_bytes_new(bytes->data, length);
}

// ---- hexadecimal ----------------------------------------------------------------------------------------------------------

nx_value nx_binascii_hexlify(nx_value data, nx_value sep, nx_value bytes_per_sep) {
    nx_buffer view;
    if (!nx_buffer_get(data, &view))
        return 0;
    nx_value text = nx_text_spaced_hex(view.data, view.length, sep, bytes_per_sep);
    nx_buffer_release(&view);
    return text ? nx_bytes_new(NX_PTR(nx_str, text)->data, NX_PTR(nx_str, text)->length) : 0;
}

static int hex_digit(uint8_t c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

nx_value nx_binascii_unhexlify(nx_value hexstr) {
    nx_buffer view;
    nx_value result = 0;
    if (!ascii_input(hexstr, &view))
        return 0;
    const uint8_t *from = view.data;
    if (view.length % 2)
        nx_raise(&error_type, "Odd-length string");
    else if (start(&result, view.length / 2)) {
        uint8_t *to = NX_PTR(nx_bytes, result)->data;
        for (int64_t i = 0; i < view.length; i += 2) {
            int high = hex_digit(from[i]), low = hex_digit(from[i + 1]);
            if (high < 0 || low < 0) {
                result = nx_raise(&error_type, "Non-hexadecimal digit found");
                break;
            }
            *to++ = (uint8_t)(high << 4 | low);
        }
    }
    leave(&view);
    return result;
}

// ---- base64 ---------------------------------------------------------------------------------------------------------------

static const char base64_digits[64] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

nx_value nx_binascii_b2a_base64(nx_value data, nx_value newline) {
    nx_buffer view;
    nx_value result;
    int ends = nx_truth(newline);
    if (ends < 0 || !nx_buffer_get(data, &view))
        return 0;
    const uint8_t *from = view.data, *end = from + view.length;
    uint8_t *to = start(&result, (view.length + 2) / 3 * 4 + ends);
    if (to) {
        for (; end - from >= 3; from += 3) {
            uint32_t word = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
            *to++ = (uint8_t)base64_digits[word >> 18];
            *to++ = (uint8_t)base64_digits[word >> 12 & 63];
            *to++ = (uint8_t)base64_digits[word >> 6 & 63];
            *to++ = (uint8_t)base64_digits[word & 63];
        }
        if (end > from) {
            uint32_t word = (uint32_t)from[0] << 16 | (end - from > 1 ? (uint32_t)from[1] << 8 : 0);
            *to++ = (uint8_t)base64_digits[word >> 18];
            *to++ = (uint8_t)base64_digits[word >> 12 & 63];
            *to++ = end - from > 1 ? (uint8_t)base64_digits[word >> 6 & 63] : '=';
            *to++ = '=';
        }
        if (ends)
            *to++ = '\n';
    }
    nx_buffer_release(&view);
    return result;
}

// Values of base64's digits, 64 for all other bytes.
static const uint8_t *base64_values(void) {
    static uint8_t values[256];
    if (!values[0]) {
        memset(values, 64, sizeof values);
        for (uint8_t i = 0; i < 64; i++)
            values[(uint8_t)base64_digits[i]] = i;
    }
    return values;
}

nx_value nx_binascii_a2b_base64(nx_value data, nx_value strict_mode) {
    nx_buffer view;
    nx_value result;
    int strict = nx_truth(strict_mode);
    if (strict < 0 || !ascii_input(data, &view))
        return 0;
    const uint8_t *from = view.data, *end = from + view.length, *values = base64_values();
    uint8_t *to = start(&result, (view.length + 3) / 4 * 3), rest = 0;
    int place = 0, pads = 0; // of the group of four
    bool padded = false;
    const char *error = NULL;
    if (!to)
        goto done;
    if (strict && from < end && *from == '=')
        error = "Leading padding not allowed";
    for (; from < end && !error; from++) {
        if (place == 0 && end - from >= 4) { // whole groups
            uint32_t a = values[from[0]], b = values[from[1]], c = values[from[2]], d = values[from[3]];
            if (!padded && (a | b | c | d) < 64) {
                uint32_t word = a << 18 | b << 12 | c << 6 | d;
                *to++ = (uint8_t)(word >> 16);
                *to++ = (uint8_t)(word >> 8);
                *to++ = (uint8_t)word;
                from += 3;
                pads = 0;
                continue;
            }
        }
        if (*from == '=') {
            padded = true;
            if (place >= 2 && place + ++pads >= 4) {
                if (strict && from + 1 < end)
                    error = "Excess data after padding";
                place = 0;
                break;
            }
            continue;
        }
        uint8_t value = values[*from];
        if (value >= 64) {
            if (strict)
                error = "Only base64 data is allowed";
            continue;
        }
        if (strict && padded) {
            error = "Discontinuous padding not allowed";
            continue;
        }
        pads = 0;
        switch (place) {
        case 0: rest = value; break;
        case 1: *to++ = (uint8_t)(rest << 2 | value >> 4); rest = value & 15; break;
        case 2: *to++ = (uint8_t)(rest << 4 | value >> 2); rest = value & 3; break;
        default: *to++ = (uint8_t)(rest << 6 | value);
        }
        place = (place + 1) % 4;
    }
    if (error)
        result = nx_raise(&error_type, "%s", error);
    else if (place == 1)
        result = nx_raise(&error_type,
                          "Invalid base64-encoded string: number of data characters (%lld) cannot be 1 more than a multiple of 4",
                          (long long)((to - NX_PTR(nx_bytes, result)->data) / 3 * 4 + 1));
    else if (place)
        result = nx_raise(&error_type, "Incorrect padding");
    else
        result = finish(result, to);
done:
    leave(&view);
    return result;
}

// ---- uuencode -------------------------------------------------------------------------------------------------------------

nx_value nx_binascii_b2a_uu(nx_value data, nx_value backtick) {
    nx_buffer view;
    nx_value result = 0;
    int tick = nx_truth(backtick);
    if (tick < 0 || !nx_buffer_get(data, &view))
        return 0;
    const uint8_t *from = view.data;
    uint8_t *to;
    if (view.length > 45)
        nx_raise(&error_type, "At most 45 bytes at once");
    else if ((to = start(&result, 2 + (view.length + 2) / 3 * 4)) != NULL) {
        uint8_t zero = tick ? '`' : ' ';
        *to++ = view.length ? (uint8_t)(' ' + view.length) : zero;
        for (int64_t i = 0; i < view.length; i += 3) {
            uint32_t word = (uint32_t)from[i] << 16 | (i + 1 < view.length ? (uint32_t)from[i + 1] << 8 : 0) |
                            (i + 2 < view.length ? from[i + 2] : 0);
            for (int shift = 18; shift >= 0; shift -= 6) {
                uint8_t six = word >> shift & 63;
                *to++ = six ? (uint8_t)(' ' + six) : zero;
            }
        }
        *to = '\n';
    }
    nx_buffer_release(&view);
    return result;
}

nx_value nx_binascii_a2b_uu(nx_value data) {
    nx_buffer view;
    nx_value result;
    if (!ascii_input(data, &view))
        return 0;
    const uint8_t *from = view.data, *end = from + view.length;
    int64_t length = from < end ? (*from++ - ' ') & 63 : 32; // CPython reads the byte behind an empty string as 0
    uint8_t *to = start(&result, length);
    const char *error = NULL;
    uint32_t bits = 0;
    int count = 0;
    for (int64_t left = length; to && left > 0 && !error; from++) {
        uint8_t c = from < end ? *from : 0, value = 0; // spaces at the end may have been stripped
        if (c && c != '\n' && c != '\r') {
            if (c < ' ' || c > ' ' + 64)
                error = "Illegal char";
            value = (uint8_t)(c - ' ') & 63;
        } else if (from < end && !c)
            error = "Illegal char";
        bits = bits << 6 | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            *to++ = (uint8_t)(bits >> count);
            bits &= (1u << count) - 1;
            left--;
        }
    }
    for (; from < end && !error; from++)
        if (*from != ' ' && *from != ' ' + 64 && *from != '\n' && *from != '\r')
            error = "Trailing garbage";
    if (error)
        result = nx_raise(&error_type, "%s", error);
    leave(&view);
    return result;
}

// ---- quoted-printable -----------------------------------------------------------------------------------------------------

nx_value nx_binascii_a2b_qp(nx_value data, nx_value header) {
    nx_buffer view;
    nx_value result;
    int is_header = nx_truth(header);
    if (is_header < 0 || !ascii_input(data, &view))
        return 0;
    const uint8_t *from = view.data, *end = from + view.length;
    uint8_t *to = start(&result, view.length);
    while (to && from < end) {
        if (*from != '=') {
            *to++ = is_header && *from == '_' ? ' ' : *from;
            from++;
            continue;
        }
        if (++from == end)
            break;
        if (*from == '\n' || *from == '\r') { // a soft line break
            while (from < end && *from != '\n')
                from++;
            from += from < end;
        } else if (*from == '=') {
            *to++ = '=';
            from++;
        } else if (end - from >= 2 && hex_digit(from[0]) >= 0 && hex_digit(from[1]) >= 0) {
            *to++ = (uint8_t)(hex_digit(from[0]) << 4 | hex_digit(from[1]));
            from += 2;
        } else
            *to++ = '=';
    }
    leave(&view);
    return to ? finish(result, to) : 0;
}

enum { QP_LINE = 76 };

typedef struct {
    uint8_t *to;
    int64_t line; // bytes of the current line
    bool crlf;
} qp_writer;

static void qp_break(qp_writer *w, bool soft) {
    if (soft)
        *w->to++ = '=';
    if (w->crlf)
        *w->to++ = '\r';
    *w->to++ = '\n';
    w->line = 0;
}

static void qp_escape(qp_writer *w, uint8_t c) {
    *w->to++ = '=';
    *w->to++ = (uint8_t)"0123456789ABCDEF"[c >> 4];
    *w->to++ = (uint8_t)"0123456789ABCDEF"[c & 15];
}

nx_value nx_binascii_b2a_qp(nx_value data, nx_value quotetabs, nx_value istext, nx_value header) {
    nx_buffer view;
    int tabs = nx_truth(quotetabs), text = nx_truth(istext), is_header = nx_truth(header);
    if (tabs < 0 || text < 0 || is_header < 0 || !nx_buffer_get(data, &view))
        return 0;
    const uint8_t *from = view.data, *end = from + view.length;
    const uint8_t *newline = view.length ? memchr(from, '\n', (size_t)view.length) : NULL;
    uint8_t *first = nx_alloc_bytes((size_t)view.length * 6 + 16);
    qp_writer w = {first, 0, newline && newline > from && newline[-1] == '\r'};
    while (first && from < end) {
        uint8_t c = *from;
        bool last = from + 1 == end, blank = c == ' ' || c == '\t', breaks = c == '\r' || c == '\n';
        uint8_t next = last ? 0 : from[1];
        if (c > 126 || c == '=' || (is_header && c == '_') ||
            (c == '.' && w.line == 0 && (last || next == '\n' || next == '\r' || next == 0)) || (!text && breaks) ||
            (blank && last) || (c < 33 && !breaks && (tabs || !blank))) {
            if (w.line + 3 >= QP_LINE)
                qp_break(&w, true);
            qp_escape(&w, c);
            w.line += 3;
            from++;
        } else if (text && (c == '\n' || (c == '\r' && next == '\n' && !last))) {
            if (w.to > first && (w.to[-1] == ' ' || w.to[-1] == '\t')) { // blanks at the end of a line would get lost
                uint8_t kept = *--w.to;
                qp_escape(&w, kept);
            }
            qp_break(&w, false);
            from += c == '\r' ? 2 : 1;
        } else {
            if (!last && next != '\n' && w.line + 1 >= QP_LINE)
                qp_break(&w, true);
            w.line++;
            *w.to++ = is_header && c == ' ' ? '_' : c;
            from++;
        }
    }
    nx_buffer_release(&view);
    return first ? nx_bytes_new(first, w.to - first) : 0;
}

// ---- checksums ------------------------------------------------------------------------------------------------------------

// An unsigned C int of any Python int, as argument clinic's mask conversion.
static bool masked(nx_value v, uint32_t *out) {
    nx_value index = nx_index(v);
    nx_int_look look;
    if (!index)
        return false;
    nx_int_look_at(index, &look);
    uint32_t low = look.count ? (uint32_t)look.limbs[0] : 0;
    *out = nx_int_sign(index) < 0 ? -low : low;
    return true;
}

nx_value nx_binascii_crc_hqx(nx_value data, nx_value crc) {
    nx_buffer view;
    uint32_t sum;
    if (!masked(crc, &sum) || !nx_buffer_get(data, &view))
        return 0;
    sum &= 0xffff;
    for (int64_t i = 0; i < view.length; i++) {
        sum ^= (uint32_t)((const uint8_t *)view.data)[i] << 8;
        for (int bit = 0; bit < 8; bit++)
            sum = (sum << 1 ^ (sum & 0x8000 ? 0x1021 : 0)) & 0xffff;
    }
    nx_buffer_release(&view);
    return nx_from_small_int(sum);
}

nx_value nx_binascii_crc32(nx_value data, nx_value crc) {
    static uint32_t table[8][256]; // eight bytes a step
    nx_buffer view;
    uint32_t sum;
    if (!masked(crc, &sum) || !nx_buffer_get(data, &view))
        return 0;
    if (!table[0][1]) {
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t c = i;
            for (int bit = 0; bit < 8; bit++)
                c = c >> 1 ^ (c & 1 ? 0xedb88320u : 0);
            table[0][i] = c;
        }
        for (int step = 1; step < 8; step++)
            for (uint32_t i = 0; i < 256; i++)
                table[step][i] = table[step - 1][i] >> 8 ^ table[0][table[step - 1][i] & 255];
    }
    const uint8_t *from = view.data;
    int64_t left = view.length;
    sum = ~sum;
    for (; left >= 8; left -= 8, from += 8) {
        uint32_t low, high;
        memcpy(&low, from, 4);
        memcpy(&high, from + 4, 4);
        low ^= sum;
        sum = table[7][low & 255] ^ table[6][low >> 8 & 255] ^ table[5][low >> 16 & 255] ^ table[4][low >> 24] ^
              table[3][high & 255] ^ table[2][high >> 8 & 255] ^ table[1][high >> 16 & 255] ^ table[0][high >> 24];
    }
    for (; left; left--)
        sum = sum >> 8 ^ table[0][(sum ^ *from++) & 255];
    nx_buffer_release(&view);
    return nx_from_small_int((uint32_t)~sum);
}

#include "binascii.inc"

static nx_type error_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &error_type},
    .c_name = "binascii.Error",
    .base = &nx_ValueError,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
};

static nx_type incomplete_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &incomplete_type},
    .c_name = "binascii.Incomplete",
    .base = &nx_Exception,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
};

static nx_type *const types[] = {&error_type, &incomplete_type, NULL};
const nx_module_def nx_module_binascii = {.name = "binascii", .functions = nx_binascii_functions, .types = types};
