// Methods that bytes and bytearray share. self is either; results have its type.
#include "bytes.h"
#include "natives.h"

// ---- searching ------------------------------------------------------------------------------------------------------------------

// What find() and its like look for: a buffer's bytes, or one byte.
typedef struct { nx_buffer buffer; const uint8_t *data; int64_t length; uint8_t byte; } needle;

static bool needle_get(needle *n, nx_value v) {
    n->buffer.owner = 0;
    if (nx_is_pointer(v) && nx_shape_of(v)->type->buffer) {
        if (!nx_buffer_get(v, &n->buffer)) return false;
        n->data = n->buffer.data;
        n->length = n->buffer.length;
        return true;
    }
    if (!nx_is_int(v) && !(nx_is_pointer(v) && nx_shape_of(v)->type->index))
        return nx_failf(&nx_TypeError, "argument should be integer or bytes-like object, not '%T'", v);
    if (!nx_byte_value(v, "byte must be in range(0, 256)", &n->byte)) return false;
    n->data = &n->byte;
    n->length = 1;
    return true;
}

static void needle_release(needle *n) {
    if (n->buffer.owner) nx_buffer_release(&n->buffer);
}

static int64_t position(nx_value self, nx_value sub, nx_value start, nx_value end, bool last) {
    needle n;
    int64_t from, to, at = -1;
    if (!nx_text_range(start, end, nx_view_of(self).length, &from, &to) || !needle_get(&n, sub)) return -2;
    nx_byte_view view = nx_view_of(self);
    if (from <= to) at = (last ? nx_units_rfind : nx_units_find)(view.data, 1, from, to, n.data, n.length);
    needle_release(&n);
    return at;
}

nx_value nx_bytes_find(nx_value self, nx_value sub, nx_value start, nx_value end) {
    int64_t at = position(self, sub, start, end, false);
    return at == -2 ? 0 : nx_from_small_int(at);
}
nx_value nx_bytes_rfind(nx_value self, nx_value sub, nx_value start, nx_value end) {
    int64_t at = position(self, sub, start, end, true);
    return at == -2 ? 0 : nx_from_small_int(at);
}
nx_value nx_bytes_index(nx_value self, nx_value sub, nx_value start, nx_value end) {
    int64_t at = position(self, sub, start, end, false);
    if (at == -1) return nx_raise(&nx_ValueError, "subsection not found");
    return at == -2 ? 0 : nx_from_small_int(at);
}
nx_value nx_bytes_rindex(nx_value self, nx_value sub, nx_value start, nx_value end) {
    int64_t at = position(self, sub, start, end, true);
    if (at == -1) return nx_raise(&nx_ValueError, "subsection not found");
    return at == -2 ? 0 : nx_from_small_int(at);
}

nx_value nx_bytes_count(nx_value self, nx_value sub, nx_value start, nx_value end) {
    needle n;
    int64_t from, to, count = 0;
    if (!nx_text_range(start, end, nx_view_of(self).length, &from, &to) || !needle_get(&n, sub)) return 0;
    nx_byte_view view = nx_view_of(self);
    if (from > to) count = 0;
    else if (n.length == 0) count = to - from + 1;
    else
        while ((from = nx_units_find(view.data, 1, from, to, n.data, n.length)) >= 0) count++, from += n.length;
    needle_release(&n);
    return nx_from_small_int(count);
}

static int affix_matches(nx_byte_view view, nx_value affix, int64_t from, int64_t to, bool at_end) {
    nx_buffer b;
    if (!nx_buffer_get(affix, &b)) return -1;
    bool match = from <= to && to - from >= b.length &&
                 memcmp(view.data + (at_end ? to - b.length : from), b.data, (size_t)b.length) == 0;
    nx_buffer_release(&b);
    return match;
}

static nx_value affix(nx_value self, nx_value which, nx_value start, nx_value end, bool at_end) {
    const char *name = at_end ? "endswith" : "startswith";
    nx_byte_view view = nx_view_of(self);
    int64_t from, to;
    if (!nx_text_range(start, end, view.length, &from, &to)) return 0;
    if (nx_is_tuple(which)) {
        nx_tuple *choices = NX_PTR(nx_tuple, which);
        for (int64_t i = 0; i < choices->length; i++) {
            int match = affix_matches(view, choices->items[i], from, to, at_end);
            if (match) return match < 0 ? 0 : NX_TRUE;
        }
        return NX_FALSE;
    }
    if (!nx_is_pointer(which) || !nx_shape_of(which)->type->buffer)
        return nx_raisef(&nx_TypeError, "%s first arg must be bytes or a tuple of bytes, not %T", name, which);
    int match = affix_matches(view, which, from, to, at_end);
    return match < 0 ? 0 : nx_from_bool(match);
}

nx_value nx_bytes_startswith(nx_value self, nx_value prefix, nx_value start, nx_value end) { return affix(self, prefix, start, end, false); }
nx_value nx_bytes_endswith(nx_value self, nx_value suffix, nx_value start, nx_value end) { return affix(self, suffix, start, end, true); }

static nx_value same_or_copy(nx_value self) {
    return nx_is_exact(self, &nx_bytes_type) ? self : nx_bytes_like(self, nx_view_of(self).data, nx_view_of(self).length);
}

nx_value nx_bytes_removeprefix(nx_value self, nx_value prefix) {
    nx_byte_view view = nx_view_of(self);
    nx_buffer b;
    if (!nx_buffer_get(prefix, &b)) return 0;
    bool match = b.length <= view.length && !memcmp(view.data, b.data, (size_t)b.length);
    int64_t cut = b.length;
    nx_buffer_release(&b);
    return match ? nx_bytes_like(self, view.data + cut, view.length - cut) : same_or_copy(self);
}

nx_value nx_bytes_removesuffix(nx_value self, nx_value suffix) {
    nx_byte_view view = nx_view_of(self);
    nx_buffer b;
    if (!nx_buffer_get(suffix, &b)) return 0;
    bool match = b.length <= view.length && !memcmp(view.data + view.length - b.length, b.data, (size_t)b.length);
    int64_t cut = b.length;
    nx_buffer_release(&b);
    return match ? nx_bytes_like(self, view.data, view.length - cut) : same_or_copy(self);
}

static nx_value partition(nx_value self, nx_value sep, bool last) {
    nx_buffer b;
    nx_byte_view view = nx_view_of(self);
    if (!nx_buffer_get(sep, &b)) return 0;
    if (b.length == 0) {
        nx_buffer_release(&b);
        return nx_raise(&nx_ValueError, "empty separator");
    }
    int64_t at = (last ? nx_units_rfind : nx_units_find)(view.data, 1, 0, view.length, b.data, b.length);
    nx_value parts[3];
    if (at < 0) {
        nx_value whole = same_or_copy(self), none1 = nx_bytes_like(self, NULL, 0), none2 = nx_bytes_like(self, NULL, 0);
        parts[0] = last ? none1 : whole, parts[1] = none2, parts[2] = last ? whole : none1;
    } else {
        parts[0] = nx_bytes_like(self, view.data, at);
        parts[1] = nx_is_bytes(sep) && nx_is_bytes(self) ? sep : nx_bytes_like(self, b.data, b.length);
        parts[2] = nx_bytes_like(self, view.data + at + b.length, view.length - at - b.length);
    }
    nx_buffer_release(&b);
    return parts[0] && parts[1] && parts[2] ? nx_tuple_from(3, parts) : 0;
}

nx_value nx_bytes_partition(nx_value self, nx_value sep) { return partition(self, sep, false); }
nx_value nx_bytes_rpartition(nx_value self, nx_value sep) { return partition(self, sep, true); }

// ---- building ---------------------------------------------------------------------------------------------------------------------

typedef struct { uint8_t *data; int64_t length, capacity; } growing;

static bool grow(growing *g, int64_t more) {
    if (g->length + more <= g->capacity) return true;
    int64_t capacity = g->capacity * 2 > g->length + more ? g->capacity * 2 : g->length + more + 16;
    uint8_t *data = nx_alloc_bytes((size_t)capacity);
    if (!data) return false;
    if (g->length) memcpy(data, g->data, (size_t)g->length);
    g->data = data;
    g->capacity = capacity;
    return true;
}

static bool add(growing *g, const uint8_t *data, int64_t length) {
    if (!grow(g, length)) return false;
    if (length) memcpy(g->data + g->length, data, (size_t)length);
    g->length += length;
    return true;
}

static bool fill(growing *g, uint8_t byte, int64_t count) {
    if (count <= 0) return true;
    if (!grow(g, count)) return false;
    memset(g->data + g->length, byte, (size_t)count);
    g->length += count;
    return true;
}

nx_value nx_bytes_replace(nx_value self, nx_value old_value, nx_value new_value, nx_value count_value) {
    int64_t count;
    nx_buffer old, new;
    if (!nx_buffer_get(old_value, &old)) return 0;
    if (!nx_buffer_get(new_value, &new)) {
        nx_buffer_release(&old);
        return 0;
    }
    if (!nx_to_size(count_value, &count)) {
        nx_buffer_release(&old);
        nx_buffer_release(&new);
        return 0;
    }
    if (count < 0) count = INT64_MAX;
    nx_byte_view view = nx_view_of(self);
    growing g = {0};
    int64_t from = 0, at;
    bool ok = true;
    if (old.length == 0) {
        for (int64_t i = 0; ok && i <= view.length; i++) {
            if (count-- > 0) ok = add(&g, new.data, new.length);
            if (ok && i < view.length) ok = add(&g, view.data + i, 1);
        }
    } else {
        while (ok && count-- > 0 && (at = nx_units_find(view.data, 1, from, view.length, old.data, old.length)) >= 0) {
            ok = add(&g, view.data + from, at - from) && add(&g, new.data, new.length);
            from = at + old.length;
        }
        if (ok) ok = add(&g, view.data + from, view.length - from);
    }
    nx_buffer_release(&old);
    nx_buffer_release(&new);
    return ok ? nx_bytes_like(self, g.length ? g.data : (const uint8_t *)"", g.length) : 0;
}

// Of items that are bytes all; 0 without an error: they are not.
static nx_value join_bytes(nx_byte_view sep, int64_t count, const nx_value *items) {
    int64_t length = count ? (count - 1) * sep.length : 0;
    for (int64_t i = 0; i < count; i++) {
        if (!nx_is_exact(items[i], &nx_bytes_type)) return 0;
        length += NX_PTR(nx_bytes, items[i])->length;
    }
    nx_value out = nx_bytes_new(NULL, length);
    if (!out || length == 0) return out;
    uint8_t *to = NX_PTR(nx_bytes, out)->data;
    for (int64_t i = 0; i < count; i++) {
        const nx_bytes *item = NX_PTR(nx_bytes, items[i]);
        if (i) memcpy(to, sep.data, (size_t)sep.length), to += sep.length;
        memcpy(to, item->data, (size_t)item->length);
        to += item->length;
    }
    return out;
}

nx_value nx_bytes_join(nx_value self, nx_value iterable) {
    nx_byte_view sep = nx_view_of(self);
    nx_type *type = nx_type_of(iterable);
    if (!type->iter && !type->getitem) return nx_raise(&nx_TypeError, "can only join an iterable");
    nx_value list = nx_is_exact(iterable, &nx_list_type) && nx_is_bytes(self) ? iterable : nx_list_of(iterable);
    if (!list) return 0;
    nx_list *items = NX_PTR(nx_list, list);
    nx_value joined = nx_is_bytes(self) ? join_bytes(sep, items->length, items->items) : 0;
    if (joined || nx_pending()) return joined;
    growing g = {0};
    for (int64_t i = 0; i < items->length; i++) {
        nx_buffer b;
        nx_value item = items->items[i];
        if (!nx_is_pointer(item) || !nx_shape_of(item)->type->buffer)
            return nx_raisef(&nx_TypeError, "sequence item %ld: expected a bytes-like object, %T found", (long)i, item);
        if (!nx_buffer_get(item, &b)) return 0;
        bool ok = (i == 0 || add(&g, sep.data, sep.length)) && add(&g, b.data, b.length);
        nx_buffer_release(&b);
        if (!ok) return 0;
    }
    return nx_bytes_like(self, g.length ? g.data : (const uint8_t *)"", g.length);
}

// ---- splitting ---------------------------------------------------------------------------------------------------------------------

static inline bool is_space(uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); }

static bool push(nx_list *list, nx_value self, const uint8_t *data, int64_t from, int64_t to) {
    nx_value part = nx_bytes_like(self, data + from, to - from);
    return part && nx_list_push(list, part);
}

static void reverse(nx_list *list) {
    for (int64_t i = 0, j = list->length - 1; i < j; i++, j--) {
        nx_value item = list->items[i];
        list->items[i] = list->items[j];
        list->items[j] = item;
    }
}

static nx_value split(nx_value self, nx_value sep, nx_value maxsplit, bool right) {
    int64_t limit;
    if (!nx_to_size(maxsplit, &limit)) return 0;
    if (limit < 0) limit = INT64_MAX;
    nx_byte_view v = nx_view_of(self);
    nx_list *list = nx_list_new(8);
    if (!list) return 0;
    if (sep == NX_NONE) {
        int64_t from = 0, to = v.length;
        for (;;) {
            while (from < to && is_space(v.data[from]) && !right) from++;
            while (from < to && is_space(v.data[to - 1]) && right) to--;
            if (from == to) break;
            int64_t i = right ? to : from;
            if (limit-- == 0) {
                if (!push(list, self, v.data, from, to)) return 0;
                break;
            }
            if (right) {
                while (i > 0 && !is_space(v.data[i - 1])) i--;
                if (!push(list, self, v.data, i, to)) return 0;
                to = i;
            } else {
                while (i < to && !is_space(v.data[i])) i++;
                if (!push(list, self, v.data, from, i)) return 0;
                from = i;
            }
        }
    } else {
        nx_buffer b;
        if (!nx_buffer_get(sep, &b)) return 0;
        bool ok = b.length > 0 || nx_failf(&nx_ValueError, "empty separator");
        int64_t from = 0, to = v.length, at;
        while (ok && limit-- > 0 &&
               (at = (right ? nx_units_rfind : nx_units_find)(v.data, 1, from, to, b.data, b.length)) >= 0) {
            if (right) ok = push(list, self, v.data, at + b.length, to), to = at;
            else ok = push(list, self, v.data, from, at), from = at + b.length;
        }
        nx_buffer_release(&b);
        if (!ok || !push(list, self, v.data, from, to)) return 0;
    }
    if (right) reverse(list);
    return NX_OBJ(list);
}

nx_value nx_bytes_split(nx_value self, nx_value sep, nx_value maxsplit) { return split(self, sep, maxsplit, false); }
nx_value nx_bytes_rsplit(nx_value self, nx_value sep, nx_value maxsplit) { return split(self, sep, maxsplit, true); }

nx_value nx_bytes_splitlines(nx_value self, nx_value keepends) {
    int64_t keep;
    if (!nx_to_size(keepends, &keep)) return 0;
    nx_byte_view v = nx_view_of(self);
    nx_list *list = nx_list_new(8);
    if (!list) return 0;
    for (int64_t i = 0; i < v.length;) {
        int64_t from = i, end;
        while (i < v.length && v.data[i] != '\n' && v.data[i] != '\r') i++;
        end = i;
        if (i < v.length) i += v.data[i] == '\r' && i + 1 < v.length && v.data[i + 1] == '\n' ? 2 : 1;
        if (!push(list, self, v.data, from, keep ? i : end)) return 0;
    }
    return NX_OBJ(list);
}

// ---- stripping and padding --------------------------------------------------------------------------------------------------------

static nx_value strip(nx_value self, nx_value chars, bool left, bool right) {
    nx_byte_view v = nx_view_of(self);
    bool drop[256] = {false};
    if (chars == NX_NONE) drop[' '] = drop[9] = drop[10] = drop[11] = drop[12] = drop[13] = true;
    else {
        nx_buffer b;
        if (!nx_buffer_get(chars, &b)) return 0;
        for (int64_t i = 0; i < b.length; i++) drop[((uint8_t *)b.data)[i]] = true;
        nx_buffer_release(&b);
    }
    int64_t from = 0, to = v.length;
    while (left && from < to && drop[v.data[from]]) from++;
    while (right && to > from && drop[v.data[to - 1]]) to--;
    if (from == 0 && to == v.length) return same_or_copy(self);
    return nx_bytes_like(self, v.data + from, to - from);
}

nx_value nx_bytes_strip(nx_value self, nx_value chars) { return strip(self, chars, true, true); }
nx_value nx_bytes_lstrip(nx_value self, nx_value chars) { return strip(self, chars, true, false); }
nx_value nx_bytes_rstrip(nx_value self, nx_value chars) { return strip(self, chars, false, true); }

// side: -1 pads on the left (rjust), 1 on the right, 0 both
static nx_value pad(nx_value self, nx_value width_value, nx_value fillchar, int side, const char *name) {
    int64_t width;
    uint8_t byte = ' ';
    if (!nx_to_size(width_value, &width)) return 0;
    if (fillchar) {
        if (!(nx_is_bytes(fillchar) || nx_is_bytearray(fillchar)) || nx_view_of(fillchar).length != 1)
            return nx_raisef(&nx_TypeError, "%s() argument 2 must be a byte string of length 1, not %Y", name, fillchar);
        byte = nx_view_of(fillchar).data[0];
    }
    nx_byte_view v = nx_view_of(self);
    int64_t missing = width - v.length;
    if (missing <= 0) return same_or_copy(self);
    int64_t left = side < 0 ? missing : side > 0 ? 0 : missing / 2 + (missing & width & 1);
    growing g = {0};
    if (!fill(&g, byte, left) || !add(&g, v.data, v.length) || !fill(&g, byte, missing - left)) return 0;
    return nx_bytes_like(self, g.data, g.length);
}

nx_value nx_bytes_ljust(nx_value self, nx_value width, nx_value fillchar) { return pad(self, width, fillchar, 1, "ljust"); }
nx_value nx_bytes_rjust(nx_value self, nx_value width, nx_value fillchar) { return pad(self, width, fillchar, -1, "rjust"); }
nx_value nx_bytes_center(nx_value self, nx_value width, nx_value fillchar) { return pad(self, width, fillchar, 0, "center"); }

nx_value nx_bytes_zfill(nx_value self, nx_value width_value) {
    int64_t width;
    if (!nx_to_size(width_value, &width)) return 0;
    nx_byte_view v = nx_view_of(self);
    if (width <= v.length) return same_or_copy(self);
    int64_t sign = v.length && (v.data[0] == '+' || v.data[0] == '-');
    growing g = {0};
    if (!add(&g, v.data, sign) || !fill(&g, '0', width - v.length) || !add(&g, v.data + sign, v.length - sign)) return 0;
    return nx_bytes_like(self, g.data, g.length);
}

nx_value nx_bytes_expandtabs(nx_value self, nx_value tabsize) {
    int64_t size, column = 0;
    if (!nx_to_tab_size(tabsize, &size)) return 0;
    nx_byte_view v = nx_view_of(self);
    growing g = {0};
    for (int64_t i = 0; i < v.length; i++) {
        if (v.data[i] == '\t') {
            int64_t count = size > 0 ? size - column % size : 0;
            if (!fill(&g, ' ', count)) return 0;
            column += count;
        } else {
            if (!add(&g, v.data + i, 1)) return 0;
            column = v.data[i] == '\n' || v.data[i] == '\r' ? 0 : column + 1;
        }
    }
    return nx_bytes_like(self, g.length ? g.data : (const uint8_t *)"", g.length);
}

// ---- case and predicates (ASCII) ------------------------------------------------------------------------------------------------------

static inline bool is_upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
static inline bool is_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
static inline bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

enum { TO_LOWER, TO_UPPER, TO_SWAPPED, TO_CAPITALIZED, TO_TITLE };

static nx_value mapped(nx_value self, int how) {
    nx_byte_view v = nx_view_of(self);
    nx_value out = nx_bytes_like(self, NULL, v.length);
    if (!out) return 0;
    uint8_t *to = (uint8_t *)nx_view_of(out).data;
    bool inside = false;
    for (int64_t i = 0; i < v.length; i++) {
        uint8_t c = v.data[i];
        bool upper = how == TO_UPPER || (how == TO_SWAPPED && is_lower(c)) || (how == TO_CAPITALIZED && i == 0) ||
                     (how == TO_TITLE && !inside);
        inside = is_lower(c) || is_upper(c);
        to[i] = !inside ? c : upper ? c & 0xdf : c | 0x20;
    }
    return out;
}

nx_value nx_bytes_lower(nx_value self) { return mapped(self, TO_LOWER); }
nx_value nx_bytes_upper(nx_value self) { return mapped(self, TO_UPPER); }
nx_value nx_bytes_swapcase(nx_value self) { return mapped(self, TO_SWAPPED); }
nx_value nx_bytes_capitalize(nx_value self) { return mapped(self, TO_CAPITALIZED); }
nx_value nx_bytes_title(nx_value self) { return mapped(self, TO_TITLE); }

static nx_value all_are(nx_value self, bool letters, bool digits, bool spaces) {
    nx_byte_view v = nx_view_of(self);
    for (int64_t i = 0; i < v.length; i++) {
        uint8_t c = v.data[i];
        if (!((letters && (is_upper(c) || is_lower(c))) || (digits && is_digit(c)) || (spaces && is_space(c)))) return NX_FALSE;
    }
    return nx_from_bool(v.length > 0);
}

nx_value nx_bytes_isalpha(nx_value self) { return all_are(self, true, false, false); }
nx_value nx_bytes_isalnum(nx_value self) { return all_are(self, true, true, false); }
nx_value nx_bytes_isdigit(nx_value self) { return all_are(self, false, true, false); }
nx_value nx_bytes_isspace(nx_value self) { return all_are(self, false, false, true); }
nx_value nx_bytes_isascii(nx_value self) { return nx_from_bool(nx_bytes_are_ascii(nx_view_of(self).data, nx_view_of(self).length)); }

static nx_value only_case(nx_value self, bool upper) {
    nx_byte_view v = nx_view_of(self);
    bool found = false;
    for (int64_t i = 0; i < v.length; i++) {
        if (upper ? is_lower(v.data[i]) : is_upper(v.data[i])) return NX_FALSE;
        found |= upper ? is_upper(v.data[i]) : is_lower(v.data[i]);
    }
    return nx_from_bool(found);
}

nx_value nx_bytes_islower(nx_value self) { return only_case(self, false); }
nx_value nx_bytes_isupper(nx_value self) { return only_case(self, true); }

nx_value nx_bytes_istitle(nx_value self) {
    nx_byte_view v = nx_view_of(self);
    bool found = false, inside = false;
    for (int64_t i = 0; i < v.length; i++) {
        bool upper = is_upper(v.data[i]), lower = is_lower(v.data[i]);
        if ((upper && inside) || (lower && !inside)) return NX_FALSE;
        inside = upper || lower;
        found |= inside;
    }
    return nx_from_bool(found);
}

// ---- others -------------------------------------------------------------------------------------------------------------------------------

nx_value nx_bytes_translate(nx_value self, nx_value table, nx_value delete) {
    uint8_t map[256];
    bool drop[256] = {false};
    nx_buffer b;
    for (int i = 0; i < 256; i++) map[i] = (uint8_t)i;
    if (table != NX_NONE) {
        if (!nx_buffer_get(table, &b)) return 0;
        bool right = b.length == 256;
        if (right) memcpy(map, b.data, 256);
        nx_buffer_release(&b);
        if (!right) return nx_raise(&nx_ValueError, "translation table must be 256 characters long");
    }
    if (delete) {
        if (!nx_buffer_get(delete, &b)) return 0;
        for (int64_t i = 0; i < b.length; i++) drop[((uint8_t *)b.data)[i]] = true;
        nx_buffer_release(&b);
    }
    nx_byte_view v = nx_view_of(self);
    uint8_t *out = nx_alloc_bytes((size_t)v.length + 1);
    if (!out) return 0;
    int64_t count = 0;
    for (int64_t i = 0; i < v.length; i++)
        if (!drop[v.data[i]]) out[count++] = map[v.data[i]];
    return nx_bytes_like(self, out, count);
}

nx_value nx_bytes_maketrans(nx_value frm, nx_value to) {
    nx_buffer a, b;
    if (!nx_buffer_get(frm, &a)) return 0;
    if (!nx_buffer_get(to, &b)) {
        nx_buffer_release(&a);
        return 0;
    }
    nx_value out = a.length == b.length ? nx_bytes_new(NULL, 256) : nx_raise(&nx_ValueError, "maketrans arguments must have same length");
    if (out) {
        uint8_t *map = NX_PTR(nx_bytes, out)->data;
        for (int i = 0; i < 256; i++) map[i] = (uint8_t)i;
        for (int64_t i = 0; i < a.length; i++) map[((uint8_t *)a.data)[i]] = ((uint8_t *)b.data)[i];
    }
    nx_buffer_release(&a);
    nx_buffer_release(&b);
    return out;
}

nx_value nx_bytes_decode(nx_value self, nx_value encoding, nx_value errors) {
    const char *encoding_name, *errors_name;
    if (!nx_text_option(encoding, "decode", "encoding", "utf-8", &encoding_name)) return 0;
    if (!nx_text_option(errors, "decode", "errors", "strict", &errors_name)) return 0;
    nx_byte_view v = nx_view_of(self);
    return nx_decode(v.data, v.length, encoding_name, errors_name, self);
}

nx_value nx_text_spaced_hex(const uint8_t *data, int64_t length, nx_value separator, nx_value group_value) {
    static const char digits[] = "0123456789abcdef";
    int64_t group = 0, length_of_separator;
    uint8_t sep = 0;
    if (separator) {
        if (!nx_to_size(group_value, &group)) return 0;
        if (!nx_length(separator, &length_of_separator)) return 0;
        if (length_of_separator != 1) return nx_raise(&nx_ValueError, "sep must be length 1.");
        if (nx_is_str(separator)) {
            uint32_t c = nx_str_at(NX_PTR(nx_str, separator), 0);
            if (c >= 128) return nx_raise(&nx_ValueError, "sep must be ASCII.");
            sep = (uint8_t)c;
        } else if (nx_is_bytes(separator)) {
            sep = nx_view_of(separator).data[0];
            if (sep >= 128) return nx_raise(&nx_ValueError, "sep must be ASCII.");
        } else
            return nx_raise(&nx_TypeError, "sep must be str or bytes.");
    }
    int64_t size = group < 0 ? -group : group, count = size && length ? (length - 1) / size : 0;
    if (length == 0) return nx_empty();
    nx_str *out = nx_str_make(length * 2 + count, 1, true);
    if (!out) return 0;
    char *to = out->data;
    for (int64_t i = 0; i < length; i++) {
        if (i && size && (group > 0 ? (length - i) % size == 0 : i % size == 0)) *to++ = (char)sep;
        *to++ = digits[data[i] >> 4];
        *to++ = digits[data[i] & 15];
    }
    return NX_OBJ(out);
}

nx_value nx_bytes_hex(nx_value self, nx_value sep, nx_value bytes_per_sep) {
    return nx_text_spaced_hex(nx_view_of(self).data, nx_view_of(self).length, sep, bytes_per_sep);
}

nx_value nx_bytes_getnewargs(nx_value self) {
    nx_value bytes = nx_bytes_exact(self);
    return bytes ? nx_tuple_from(1, &bytes) : 0;
}
nx_value nx_bytes_bytes(nx_value self) { return nx_bytes_exact(self); }
nx_value nx_bytes_sizeof(nx_value self) { return nx_from_small_int(33 + nx_view_of(self).length); }
