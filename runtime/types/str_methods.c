// Methods of str that take strings apart and put them together: split, join, strip, padding, translate.
#include "text.h"

#include "../core/host.h"
#include "natives.h"
#include "natrix.h"

static inline bool is_space(uint32_t c) { return (nx_unicode_flags(c) & UNICODE_SPACE) != 0; }

// ---- split ----------------------------------------------------------------------------------------------------------------------

static inline bool push_slice(nx_list *list, nx_value self, int64_t from, int64_t to) {
    nx_value part = nx_str_slice(self, from, to);
    return part && nx_list_add(NX_OBJ(list), part);
}

static nx_value split_space(nx_value self, int64_t limit) {
    const nx_str *s = NX_PTR(nx_str, self);
    nx_list *list = nx_list_new(8);
    if (!list) return 0;
    int64_t i = 0, length = s->length;
    if (s->ascii) {
        const uint8_t *data = s->data;
        for (;;) {
            while (i < length && (nx_ascii_class[data[i]] & UNICODE_SPACE)) i++;
            if (i == length) return NX_OBJ(list);
            int64_t from = i;
            if (limit-- == 0) return push_slice(list, self, from, length) ? NX_OBJ(list) : 0;
            while (i < length && !(nx_ascii_class[data[i]] & UNICODE_SPACE)) i++;
            if (!push_slice(list, self, from, i)) return 0;
        }
    }
    for (;;) {
        while (i < length && is_space(nx_str_at(s, i))) i++;
        if (i == length) return NX_OBJ(list);
        int64_t from = i;
        if (limit-- == 0) return push_slice(list, self, from, length) ? NX_OBJ(list) : 0;
        while (i < length && !is_space(nx_str_at(s, i))) i++;
        if (!push_slice(list, self, from, i)) return 0;
    }
}

static void reverse(nx_list *list) {
    for (int64_t i = 0, j = list->length - 1; i < j; i++, j--) {
        nx_value item = list->items[i];
        list->items[i] = list->items[j];
        list->items[j] = item;
    }
}

static nx_value rsplit_space(nx_value self, int64_t limit) {
    const nx_str *s = NX_PTR(nx_str, self);
    nx_list *list = nx_list_new(8);
    if (!list) return 0;
    int64_t i = s->length;
    for (;;) {
        while (i > 0 && is_space(nx_str_at(s, i - 1))) i--;
        if (i == 0) break;
        int64_t to = i;
        if (limit-- == 0) {
            if (!push_slice(list, self, 0, to)) return 0;
            break;
        }
        while (i > 0 && !is_space(nx_str_at(s, i - 1))) i--;
        if (!push_slice(list, self, i, to)) return 0;
    }
    reverse(list);
    return NX_OBJ(list);
}

bool nx_to_size(nx_value v, int64_t *out) {
    if (nx_is_small_int(v)) {
        *out = nx_small_int(v);
        return true;
    }
    if (!nx_is_int(v) && !(nx_is_pointer(v) && nx_shape_of(v)->type->index))
        return nx_failf(&nx_TypeError, "'%T' object cannot be interpreted as an integer", v);
    if (nx_to_index(v, out, false)) return true;
    if (nx_error_matches(&nx_IndexError)) {
        nx_error_clear();
        return nx_failf(&nx_OverflowError, "Python int too large to convert to C ssize_t");
    }
    return false;
}

static bool split_arguments(nx_value sep, nx_value maxsplit, int64_t *limit) {
    if (!nx_to_size(maxsplit, limit)) return false;
    if (*limit < 0) *limit = INT64_MAX;
    if (sep == NX_NONE) return true;
    if (!nx_is_str(sep)) return nx_failf(&nx_TypeError, "must be str or None, not %T", sep);
    if (NX_PTR(nx_str, sep)->length == 0) return nx_failf(&nx_ValueError, "empty separator");
    return true;
}

// Where the byte stands next, `length` if nowhere; fields are short as a rule.
static inline int64_t next_byte(const uint8_t *data, int64_t from, int64_t length, uint8_t byte) {
    enum { SHORT = 12 };
    int64_t near = length - from < SHORT ? length : from + SHORT;
    for (int64_t i = from; i < near; i++)
        if (data[i] == byte) return i;
    const uint8_t *found = near < length ? memchr(data + near, byte, (size_t)(length - near)) : NULL;
    return found ? found - data : length;
}

static nx_value split_byte(nx_list *list, nx_value self, uint8_t byte, int64_t limit) {
    const nx_str *s = NX_PTR(nx_str, self);
    int64_t from = 0, at;
    while (limit-- > 0 && (at = next_byte(s->data, from, s->length, byte)) < s->length) {
        if (!push_slice(list, self, from, at)) return 0;
        from = at + 1;
    }
    return push_slice(list, self, from, s->length) ? NX_OBJ(list) : 0;
}

nx_value nx_str_split(nx_value self, nx_value sep, nx_value maxsplit) {
    int64_t limit, from = 0, at;
    if (!split_arguments(sep, maxsplit, &limit)) return 0;
    if (sep == NX_NONE) return split_space(self, limit);
    const nx_str *s = NX_PTR(nx_str, self), *p = NX_PTR(nx_str, sep);
    nx_list *list = nx_list_new(8);
    if (!list) return 0;
    if (s->kind == 1 && p->kind == 1 && p->length == 1) return split_byte(list, self, nx_chars1(p)[0], limit);
    const void *units = nx_str_widened(p, s->kind);
    while (units && limit-- > 0 && (at = nx_units_find(s->data, s->kind, from, s->length, units, p->length)) >= 0) {
        if (!push_slice(list, self, from, at)) return 0;
        from = at + p->length;
    }
    return push_slice(list, self, from, s->length) ? NX_OBJ(list) : 0;
}

nx_value nx_str_rsplit(nx_value self, nx_value sep, nx_value maxsplit) {
    int64_t limit, at;
    if (!split_arguments(sep, maxsplit, &limit)) return 0;
    if (sep == NX_NONE) return rsplit_space(self, limit);
    const nx_str *s = NX_PTR(nx_str, self), *p = NX_PTR(nx_str, sep);
    nx_list *list = nx_list_new(8);
    if (!list) return 0;
    int64_t to = s->length;
    const void *units = nx_str_widened(p, s->kind);
    while (units && limit-- > 0 && (at = nx_units_rfind(s->data, s->kind, 0, to, units, p->length)) >= 0) {
        if (!push_slice(list, self, at + p->length, to)) return 0;
        to = at;
    }
    if (!push_slice(list, self, 0, to)) return 0;
    reverse(list);
    return NX_OBJ(list);
}

nx_value nx_str_splitlines(nx_value self, nx_value keepends) {
    int64_t keep;
    if (!nx_to_size(keepends, &keep)) return 0;
    const nx_str *s = NX_PTR(nx_str, self);
    nx_list *list = nx_list_new(8);
    if (!list) return 0;
    for (int64_t i = 0; i < s->length;) {
        int64_t from = i, end;
        if (s->ascii)
            while (i < s->length && !(nx_ascii_class[nx_chars1(s)[i]] & UNICODE_LINEBREAK)) i++;
        else
            while (i < s->length && !(nx_unicode_flags(nx_str_at(s, i)) & UNICODE_LINEBREAK)) i++;
        end = i;
        if (i < s->length) {
            bool pair = nx_str_at(s, i) == '\r' && i + 1 < s->length && nx_str_at(s, i + 1) == '\n';
            i += pair ? 2 : 1;
            if (keep) end = i;
        }
        if (!push_slice(list, self, from, end)) return 0;
    }
    return NX_OBJ(list);
}

// ---- join -------------------------------------------------------------------------------------------------------------------------

nx_value nx_str_join(nx_value separator, nx_value iterable) {
    const nx_str *sep = NX_PTR(nx_str, separator);
    enum { FEW = 32 };
    const nx_value *items;
    nx_value few[FEW];
    int64_t count;
    if (!nx_is_exact(iterable, &nx_list_type) && !nx_is_exact(iterable, &nx_tuple_type)) {
        nx_value iterator = nx_iter(iterable);
        if (!iterator) {
            if (nx_error_matches(&nx_TypeError)) {
                nx_type *type = nx_type_of(iterable);
                if (!type->iter && !type->getitem) {
                    nx_error_clear();
                    return nx_raise(&nx_TypeError, "can only join an iterable");
                }
            }
            return 0;
        }
        nx_value item = 0;
        for (count = 0; count < FEW && (item = nx_iter_next(iterator)) != NX_STOP; count++) {
            if (!item) return 0;
            few[count] = item;
        }
        if (count < FEW) {
            iterable = 0;
        } else {
            nx_list *list = nx_list_new(4 * FEW);
            if (!list) return 0;
            memcpy(list->items, few, sizeof few);
            list->length = FEW;
            iterable = NX_OBJ(list);
            if (!nx_list_extend_from(list, iterator)) return 0;
        }
    }
    if (!iterable) items = few;
    else if (nx_is_exact(iterable, &nx_list_type)) items = NX_PTR(nx_list, iterable)->items, count = NX_PTR(nx_list, iterable)->length;
    else items = NX_PTR(nx_tuple, iterable)->items, count = NX_PTR(nx_tuple, iterable)->length;
    if (count == 0) return nx_empty();
    if (count == 1 && nx_is_exact_str(items[0])) return nx_share(items[0]);
    int64_t length = sep->length * (count - 1);
    int kind = count > 1 ? sep->kind : 1;
    bool ascii = count == 1 || sep->ascii;
    for (int64_t i = 0; i < count; i++) {
        if (NX_UNLIKELY(nx_is_foreign(items[i])) && nx_isinstance(items[i], NX_OBJ(&nx_str_type)) == 1) // the host's, of a subclass
            return nx_host->call_method_of(&nx_str_type, "join", 2, (nx_value[]){NX_OBJ(sep), nx_tuple_from(count, items)}, 0);
        if (!nx_is_str(items[i]))
            return nx_raisef(&nx_TypeError, "sequence item %ld: expected str instance, %T found", (long)i, items[i]);
        const nx_str *s = NX_PTR(nx_str, items[i]);
        length += s->length;
        if (s->kind > kind) kind = s->kind;
        ascii &= s->ascii;
    }
    if (length <= 1) { // the shared strings
        nx_builder b;
        nx_builder_init(&b);
        for (int64_t i = 0; i < count; i++) {
            if (i) nx_builder_str(&b, separator);
            nx_builder_str(&b, items[i]);
        }
        return nx_builder_finish(&b);
    }
    nx_str *out = nx_str_make_inline(length, kind, ascii);
    if (!out) return 0;
    if (kind == 1 && sep->length <= 1) { // words, lines, single characters
        uint8_t *to = out->data, between = sep->length ? *nx_chars1(sep) : 0;
        for (int64_t i = 0; i < count; i++) {
            const nx_str *s = NX_PTR(nx_str, items[i]);
            if (i && sep->length) *to++ = between;
            if (s->length == 1) *to++ = *nx_chars1(s);
            else {
                nx_copy_few_bytes(to, s->data, (size_t)s->length);
                to += s->length;
            }
        }
        return NX_OBJ(out);
    }
    int64_t at = 0;
    for (int64_t i = 0; i < count; i++) {
        if (i && sep->length) {
            if (sep->length == 1) nx_put(out->data, kind, at, nx_str_at(sep, 0));
            else nx_copy_chars(out->data, kind, at, sep, 0, sep->length);
            at += sep->length;
        }
        const nx_str *s = NX_PTR(nx_str, items[i]);
        nx_copy_chars(out->data, kind, at, s, 0, s->length);
        at += s->length;
    }
    return NX_OBJ(out);
}

// ---- strip --------------------------------------------------------------------------------------------------------------------------

static bool in_set(const nx_str *set, uint32_t c) {
    for (int64_t i = 0; i < set->length; i++)
        if (nx_str_at(set, i) == c) return true;
    return false;
}

static nx_value strip(nx_value self, nx_value chars, bool left, bool right, const char *name) {
    const nx_str *s = NX_PTR(nx_str, self);
    int64_t from = 0, to = s->length;
    if (chars == NX_NONE && s->ascii) {
        const uint8_t *data = s->data;
        if (left)
            while (from < to && (nx_ascii_class[data[from]] & UNICODE_SPACE)) from++;
        if (right)
            while (to > from && (nx_ascii_class[data[to - 1]] & UNICODE_SPACE)) to--;
    } else if (chars == NX_NONE) {
        if (left)
            while (from < to && is_space(nx_str_at(s, from))) from++;
        if (right)
            while (to > from && is_space(nx_str_at(s, to - 1))) to--;
    } else {
        if (!nx_is_str(chars)) return nx_raisef(&nx_TypeError, "%s arg must be None or str", name);
        const nx_str *set = NX_PTR(nx_str, chars);
        if (s->ascii && set->ascii && set->length <= 8) { // mostly nothing goes: one look at each end
            const uint8_t *data = s->data, *members = set->data;
            if (left)
                while (from < to && memchr(members, data[from], (size_t)set->length)) from++;
            if (right)
                while (to > from && memchr(members, data[to - 1], (size_t)set->length)) to--;
            return nx_str_slice(self, from, to);
        }
        if (left)
            while (from < to && in_set(set, nx_str_at(s, from))) from++;
        if (right)
            while (to > from && in_set(set, nx_str_at(s, to - 1))) to--;
    }
    return nx_str_slice(self, from, to);
}

nx_value nx_str_strip(nx_value self, nx_value chars) { return strip(self, chars, true, true, "strip"); }
nx_value nx_str_lstrip(nx_value self, nx_value chars) { return strip(self, chars, true, false, "lstrip"); }
nx_value nx_str_rstrip(nx_value self, nx_value chars) { return strip(self, chars, false, true, "rstrip"); }

// ---- padding --------------------------------------------------------------------------------------------------------------------------

static nx_value padded(nx_value self, int64_t left, int64_t right, uint32_t fill) {
    if (left <= 0 && right <= 0) return nx_str_exact(self);
    const nx_str *s = NX_PTR(nx_str, self);
    if (s->kind == 1 && fill < 256 && left + right + s->length > 1) {
        nx_str *out = nx_str_make_inline(left + right + s->length, 1, s->ascii && fill < 128);
        if (!out) return 0;
        char *data = out->data;
        memset(data, (int)fill, (size_t)left);
        memcpy(data + left, s->data, (size_t)s->length);
        memset(data + left + s->length, (int)fill, (size_t)right);
        return NX_OBJ(out);
    }
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_reserve(&b, left + right + NX_PTR(nx_str, self)->length, NX_PTR(nx_str, self)->kind);
    nx_builder_fill(&b, fill, left);
    nx_builder_str(&b, self);
    nx_builder_fill(&b, fill, right);
    return nx_builder_finish(&b);
}

static bool padding(nx_value self, nx_value width_value, nx_value fill_value, int64_t *missing, uint32_t *fill) {
    int64_t width;
    if (!nx_to_size(width_value, &width)) return false;
    *fill = ' ';
    if (fill_value) {
        if (!nx_is_str(fill_value))
            return nx_failf(&nx_TypeError, "The fill character must be a unicode character, not %T", fill_value);
        if (NX_PTR(nx_str, fill_value)->length != 1)
            return nx_failf(&nx_TypeError, "The fill character must be exactly one character long");
        *fill = nx_str_at(NX_PTR(nx_str, fill_value), 0);
    }
    int64_t length = NX_PTR(nx_str, self)->length;
    *missing = width > length ? width - length : 0;
    return true;
}

nx_value nx_str_ljust(nx_value self, nx_value width, nx_value fillchar) {
    int64_t missing;
    uint32_t fill;
    return padding(self, width, fillchar, &missing, &fill) ? padded(self, 0, missing, fill) : 0;
}

nx_value nx_str_rjust(nx_value self, nx_value width, nx_value fillchar) {
    int64_t missing;
    uint32_t fill;
    return padding(self, width, fillchar, &missing, &fill) ? padded(self, missing, 0, fill) : 0;
}

nx_value nx_str_center(nx_value self, nx_value width, nx_value fillchar) {
    int64_t missing;
    uint32_t fill;
    if (!padding(self, width, fillchar, &missing, &fill)) return 0;
    int64_t total = missing + NX_PTR(nx_str, self)->length;
    int64_t left = missing / 2 + (missing & total & 1); // an odd rest goes left when the width is odd
    return padded(self, left, missing - left, fill);
}

nx_value nx_str_zfill(nx_value self, nx_value width_value) {
    int64_t width;
    if (!nx_to_size(width_value, &width)) return 0;
    const nx_str *s = NX_PTR(nx_str, self);
    if (width <= s->length) return nx_str_exact(self);
    bool sign = s->length && (nx_str_at(s, 0) == '+' || nx_str_at(s, 0) == '-');
    nx_builder b;
    nx_builder_init(&b);
    if (sign) nx_builder_char(&b, nx_str_at(s, 0));
    nx_builder_fill(&b, '0', width - s->length);
    nx_builder_range(&b, s, sign, s->length);
    return nx_builder_finish(&b);
}

bool nx_to_tab_size(nx_value v, int64_t *size) {
    if (!nx_to_index(v, size, true)) return false;
    if (*size == (int)*size) return true;
    nx_raise(&nx_OverflowError, "Python int too large to convert to C int");
    return false;
}

nx_value nx_str_expandtabs(nx_value self, nx_value tabsize) {
    int64_t size;
    if (!nx_to_tab_size(tabsize, &size)) return 0;
    const nx_str *s = NX_PTR(nx_str, self);
    nx_builder b;
    nx_builder_init(&b);
    int64_t column = 0;
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        if (c == '\t') {
            if (size > 0) {
                int64_t fill = size - column % size;
                nx_builder_fill(&b, ' ', fill);
                column += fill;
            }
        } else {
            nx_builder_char(&b, c);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
    }
    return nx_builder_finish(&b);
}

// ---- translate ------------------------------------------------------------------------------------------------------------------------

// One character mapped by a table that gives an ordinal, a string or None.
static bool translate_char(nx_builder *b, nx_value table, uint32_t c) {
    nx_value key = nx_from_small_int(c), mapped;
    if (nx_is_exact(table, &nx_dict_type)) {
        mapped = nx_dict_get_value(NX_PTR(nx_dict, table), key);
        if (!mapped && nx_pending()) return false;
    } else {
        mapped = nx_getitem(table, key);
        if (!mapped) {
            if (!nx_error_matches(&nx_LookupError)) return false;
            nx_error_clear();
        }
    }
    if (!mapped) nx_builder_char(b, c);
    else if (mapped == NX_NONE) return true;
    else if (nx_is_str(mapped)) nx_builder_str(b, mapped);
    else if (nx_is_int(mapped)) {
        int64_t code;
        if (!nx_int_try_i64(mapped, &code) || code < 0 || code > 0x10ffff)
            return nx_failf(&nx_ValueError, "character mapping must be in range(0x110000)");
        nx_builder_char(b, (uint32_t)code);
    } else
        return nx_failf(&nx_TypeError, "character mapping must return integer, None or str");
    return true;
}

nx_value nx_str_translate(nx_value self, nx_value table) {
    const nx_str *s = NX_PTR(nx_str, self);
    if (s->length == 0) return nx_empty();
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_reserve(&b, s->length, 1);
    // ASCII characters are looked up once each: 0 unknown, 1 + c for a single ASCII result, 255 general.
    uint8_t known[128] = {0};
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        if (c < 128 && known[c] && known[c] != 255) {
            nx_builder_char(&b, known[c] - 1u);
            continue;
        }
        int64_t before = b.length;
        if (!translate_char(&b, table, c)) return 0;
        if (c < 128 && nx_is_exact(table, &nx_dict_type)) {
            uint32_t made = b.length == before + 1 && b.kind == 1 ? ((uint8_t *)b.data)[before] : 128;
            known[c] = made < 128 ? (uint8_t)(made + 1) : 255;
        }
    }
    return nx_builder_finish(&b);
}

nx_value nx_str_maketrans(nx_value x, nx_value y, nx_value z) {
    nx_dict *table = nx_dict_new(8);
    if (!table) return 0;
    if (!y) {
        if (!nx_is_exact(x, &nx_dict_type))
            return nx_raise(&nx_TypeError, "if you give only one argument to maketrans it must be a dict");
        int64_t at = 0;
        nx_value key, value;
        while (nx_dict_next(NX_PTR(nx_dict, x), &at, &key, &value)) {
            if (nx_is_str(key)) {
                if (NX_PTR(nx_str, key)->length != 1)
                    return nx_raise(&nx_ValueError, "string keys in translate table must be of length 1");
                key = nx_from_small_int(nx_str_at(NX_PTR(nx_str, key), 0));
            } else if (!nx_is_int(key))
                return nx_raise(&nx_TypeError, "keys in translate table must be strings or integers");
            if (!nx_dict_set(table, key, value)) return 0;
        }
        return NX_OBJ(table);
    }
    if (!nx_is_str(y)) return nx_raisef(&nx_TypeError, "maketrans() argument 2 must be str, not %Y", y);
    if (z && !nx_is_str(z)) return nx_raisef(&nx_TypeError, "maketrans() argument 3 must be str, not %Y", z);
    if (!nx_is_str(x)) return nx_raise(&nx_TypeError, "first maketrans argument must be a string if there is a second argument");
    if (!nx_is_str(y)) return nx_raisef(&nx_TypeError, "maketrans() argument 2 must be str, not %Y", y);
    if (z && !nx_is_str(z)) return nx_raisef(&nx_TypeError, "maketrans() argument 3 must be str, not %Y", z);
    const nx_str *from = NX_PTR(nx_str, x), *to = NX_PTR(nx_str, y);
    if (from->length != to->length)
        return nx_raise(&nx_ValueError, "the first two maketrans arguments must have equal length");
    for (int64_t i = 0; i < from->length; i++)
        if (!nx_dict_set(table, nx_from_small_int(nx_str_at(from, i)), nx_from_small_int(nx_str_at(to, i)))) return 0;
    for (int64_t i = 0; z && i < NX_PTR(nx_str, z)->length; i++)
        if (!nx_dict_set(table, nx_from_small_int(nx_str_at(NX_PTR(nx_str, z), i)), NX_NONE)) return 0;
    return NX_OBJ(table);
}

// ---- others -----------------------------------------------------------------------------------------------------------------------------

bool nx_text_option(nx_value v, const char *function, const char *argument, const char *fallback, const char **out) {
    *out = fallback;
    if (!v) return true;
    if (!nx_is_str(v))
        return nx_failf(&nx_TypeError, "%s() argument '%s' must be str, not %Y", function, argument, v);
    size_t length;
    *out = nx_str_utf8(v, &length);
    if (*out && strlen(*out) != length) return nx_failf(&nx_ValueError, "embedded null character");
    return *out != NULL;
}

nx_value nx_str_encode(nx_value self, nx_value encoding, nx_value errors) {
    const char *encoding_name, *errors_name;
    if (!nx_text_option(encoding, "encode", "encoding", "utf-8", &encoding_name)) return 0;
    if (!nx_text_option(errors, "encode", "errors", "strict", &errors_name)) return 0;
    return nx_encode(self, encoding_name, errors_name);
}

nx_value nx_str_getnewargs(nx_value self) {
    nx_value s = nx_str_exact(self);
    return s ? nx_tuple_from(1, &s) : 0;
}

nx_value nx_str_sizeof(nx_value self) {
    const nx_str *s = NX_PTR(nx_str, self);
    return nx_from_small_int((s->ascii ? 48 : 72) + (s->length + 1) * s->kind);
}
