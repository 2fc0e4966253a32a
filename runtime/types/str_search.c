// Searching in strings: memchr and memmem on units of 1, 2 or 4 bytes, and the methods built on them.
#define _GNU_SOURCE
#include "text.h"

#include "natives.h"

bool nx_text_range(nx_value start, nx_value end, int64_t length, int64_t *from, int64_t *to) {
    int64_t limits[2] = {0, length};
    const nx_value given[2] = {start, end};
    for (int i = 0; i < 2; i++) {
        nx_value v = given[i];
        if (!v || v == NX_NONE) continue;
        if (nx_is_small_int(v)) limits[i] = nx_small_int(v);
        else if (nx_is_int(v) || (nx_is_pointer(v) && nx_shape_of(v)->type->index)) {
            if (!nx_to_index(v, &limits[i], true)) return false;
        } else
            return nx_failf(&nx_TypeError, "slice indices must be integers or None or have an __index__ method");
        if (limits[i] < 0 && (limits[i] += length) < 0) limits[i] = 0;
    }
    *from = limits[0];
    *to = limits[1] > length ? length : limits[1];
    return true;
}

static const void *find_unit(const char *data, int kind, int64_t from, int64_t to, const void *unit) {
    if (kind == 1) return memchr(data + from, *(const uint8_t *)unit, (size_t)(to - from));
    if (kind == 2) {
        uint16_t c = *(const uint16_t *)unit;
        for (const uint16_t *p = (const uint16_t *)data + from, *end = (const uint16_t *)data + to; p < end; p++)
            if (*p == c) return p;
    } else {
        uint32_t c = *(const uint32_t *)unit;
        for (const uint32_t *p = (const uint32_t *)data + from, *end = (const uint32_t *)data + to; p < end; p++)
            if (*p == c) return p;
    }
    return NULL;
}

int64_t nx_units_find(const void *data, int kind, int64_t from, int64_t to, const void *needle, int64_t length) {
    if (to - from < length) return -1;
    if (length == 0) return from;
    const char *base = data;
    const char *at;
    if (length == 1) {
        at = find_unit(base, kind, from, to, needle);
        return at ? (at - base) / kind : -1;
    }
    enum { SHORT = 128 }; // memmem prepares itself for long texts
    if (kind == 1 && to - from <= SHORT) {
        const char *last = base + to - length;
        for (const char *p = base + from; p <= last; p = at + 1) {
            at = memchr(p, *(const char *)needle, (size_t)(last - p + 1));
            if (!at) return -1;
            if (nx_same_bytes(at + 1, (const char *)needle + 1, (size_t)length - 1)) return at - base;
        }
        return -1;
    }
    for (const char *p = base + from * kind, *end = base + to * kind;;) {
        at = memmem(p, (size_t)(end - p), needle, (size_t)(length * kind));
        if (!at) return -1;
        if ((at - base) % kind == 0) return (at - base) / kind;
        p = at + 1; // a match across units
    }
}

int64_t nx_units_rfind(const void *data, int kind, int64_t from, int64_t to, const void *needle, int64_t length) {
    if (to - from < length) return -1;
    if (length == 0) return to;
    const char *base = data;
    if (kind == 1 && length == 1) {
        const char *at = memrchr(base + from, *(const uint8_t *)needle, (size_t)(to - from));
        return at ? at - base : -1;
    }
    size_t bytes = (size_t)(length * kind);
    for (int64_t i = to - length; i >= from; i--)
        if (memcmp(base + i * kind, needle, bytes) == 0) return i;
    return -1;
}

const void *nx_str_widened(const nx_str *needle, int kind) {
    if (needle->kind == kind) return needle->data;
    if (needle->kind > kind) return NULL;
    void *units = nx_alloc_bytes((size_t)(needle->length * kind) + 4);
    if (units) nx_copy_chars(units, kind, 0, needle, 0, needle->length);
    return units;
}

int64_t nx_str_find_in(const nx_str *s, int64_t from, int64_t to, const nx_str *needle) {
    if (to - from < needle->length) return -1;
    const void *units = nx_str_widened(needle, s->kind);
    return units ? nx_units_find(s->data, s->kind, from, to, units, needle->length) : -1;
}

int64_t nx_str_rfind_in(const nx_str *s, int64_t from, int64_t to, const nx_str *needle) {
    if (to - from < needle->length) return -1;
    const void *units = nx_str_widened(needle, s->kind);
    return units ? nx_units_rfind(s->data, s->kind, from, to, units, needle->length) : -1;
}

// ---- methods ----------------------------------------------------------------------------------------------------------------

// The position, -1 when not found, -2 on error.
static int64_t position(nx_value self, nx_value sub, nx_value start, nx_value end, bool last) {
    const nx_str *s = NX_PTR(nx_str, self);
    int64_t from, to;
    if (!nx_text_range(start, end, s->length, &from, &to)) return -2;
    if (!nx_is_str(sub)) {
        nx_raisef(&nx_TypeError, "must be str, not %T", sub);
        return -2;
    }
    if (from > to) return -1;
    return (last ? nx_str_rfind_in : nx_str_find_in)(s, from, to, NX_PTR(nx_str, sub));
}

nx_value nx_str_find(nx_value self, nx_value sub, nx_value start, nx_value end) {
    int64_t at = position(self, sub, start, end, false);
    return at == -2 ? 0 : nx_from_small_int(at);
}

nx_value nx_str_rfind(nx_value self, nx_value sub, nx_value start, nx_value end) {
    int64_t at = position(self, sub, start, end, true);
    return at == -2 ? 0 : nx_from_small_int(at);
}

nx_value nx_str_index(nx_value self, nx_value sub, nx_value start, nx_value end) {
    int64_t at = position(self, sub, start, end, false);
    if (at == -1) return nx_raise(&nx_ValueError, "substring not found");
    return at == -2 ? 0 : nx_from_small_int(at);
}

nx_value nx_str_rindex(nx_value self, nx_value sub, nx_value start, nx_value end) {
    int64_t at = position(self, sub, start, end, true);
    if (at == -1) return nx_raise(&nx_ValueError, "substring not found");
    return at == -2 ? 0 : nx_from_small_int(at);
}

nx_value nx_str_count(nx_value self, nx_value sub, nx_value start, nx_value end) {
    const nx_str *s = NX_PTR(nx_str, self);
    int64_t from, to, count = 0;
    if (!nx_text_range(start, end, s->length, &from, &to)) return 0;
    if (!nx_is_str(sub)) return nx_raisef(&nx_TypeError, "must be str, not %T", sub);
    if (from > to) return NX_INT(0);
    const nx_str *needle = NX_PTR(nx_str, sub);
    if (needle->length == 0) return nx_from_small_int(to - from + 1);
    const void *units = nx_str_widened(needle, s->kind);
    if (!units) return NX_INT(0);
    if (s->kind == 1 && needle->length == 1) {
        const uint8_t *data = nx_chars1(s), c = *(const uint8_t *)units;
        for (int64_t i = from; i < to; i++) count += data[i] == c;
        return nx_from_small_int(count);
    }
    while ((from = nx_units_find(s->data, s->kind, from, to, units, needle->length)) >= 0) {
        count++;
        from += needle->length;
    }
    return nx_from_small_int(count);
}

static bool affix_matches(const nx_str *s, const nx_str *affix, int64_t from, int64_t to, bool at_end) {
    if (from > to || to - from < affix->length) return false;
    int64_t at = at_end ? to - affix->length : from;
    if (s->kind == affix->kind)
        return nx_same_bytes((const char *)s->data + at * s->kind, affix->data, (size_t)affix->length * s->kind);
    for (int64_t i = 0; i < affix->length; i++)
        if (nx_str_at(s, at + i) != nx_str_at(affix, i)) return false;
    return true;
}

static nx_value affix(nx_value self, nx_value which, nx_value start, nx_value end, bool at_end) {
    const char *name = at_end ? "endswith" : "startswith";
    const nx_str *s = NX_PTR(nx_str, self);
    int64_t from, to;
    if (!nx_text_range(start, end, s->length, &from, &to)) return 0;
    if (nx_is_str(which)) return nx_from_bool(affix_matches(s, NX_PTR(nx_str, which), from, to, at_end));
    if (!nx_is_tuple(which))
        return nx_raisef(&nx_TypeError, "%s first arg must be str or a tuple of str, not %T", name, which);
    nx_tuple *choices = NX_PTR(nx_tuple, which);
    for (int64_t i = 0; i < choices->length; i++) {
        if (!nx_is_str(choices->items[i]))
            return nx_raisef(&nx_TypeError, "tuple for %s must only contain str, not %T", name, choices->items[i]);
        if (affix_matches(s, NX_PTR(nx_str, choices->items[i]), from, to, at_end)) return NX_TRUE;
    }
    return NX_FALSE;
}

nx_value nx_str_startswith(nx_value self, nx_value prefix, nx_value start, nx_value end) {
    return affix(self, prefix, start, end, false);
}
nx_value nx_str_endswith(nx_value self, nx_value suffix, nx_value start, nx_value end) {
    return affix(self, suffix, start, end, true);
}

nx_value nx_str_removeprefix(nx_value self, nx_value prefix) {
    if (!nx_is_str(prefix)) return nx_raisef(&nx_TypeError, "removeprefix() argument must be str, not %Y", prefix);
    const nx_str *s = NX_PTR(nx_str, self), *p = NX_PTR(nx_str, prefix);
    if (!affix_matches(s, p, 0, s->length, false)) return nx_str_exact(self);
    return nx_str_slice(self, p->length, s->length);
}

nx_value nx_str_removesuffix(nx_value self, nx_value suffix) {
    if (!nx_is_str(suffix)) return nx_raisef(&nx_TypeError, "removesuffix() argument must be str, not %Y", suffix);
    const nx_str *s = NX_PTR(nx_str, self), *p = NX_PTR(nx_str, suffix);
    if (!affix_matches(s, p, 0, s->length, true)) return nx_str_exact(self);
    return nx_str_slice(self, 0, s->length - p->length);
}

static nx_value three(nx_value a, nx_value b, nx_value c) {
    if (!a || !b || !c) return 0;
    nx_value items[3] = {a, b, c};
    return nx_tuple_from(3, items);
}

nx_value nx_str_partition(nx_value self, nx_value sep) {
    if (!nx_is_str(sep)) return nx_raisef(&nx_TypeError, "must be str, not %T", sep);
    const nx_str *s = NX_PTR(nx_str, self), *p = NX_PTR(nx_str, sep);
    if (p->length == 0) return nx_raise(&nx_ValueError, "empty separator");
    int64_t at = nx_str_find_in(s, 0, s->length, p);
    if (at < 0) return three(nx_str_exact(self), nx_empty(), nx_empty());
    return three(nx_str_slice(self, 0, at), nx_str_exact(sep), nx_str_slice(self, at + p->length, s->length));
}

nx_value nx_str_rpartition(nx_value self, nx_value sep) {
    if (!nx_is_str(sep)) return nx_raisef(&nx_TypeError, "must be str, not %T", sep);
    const nx_str *s = NX_PTR(nx_str, self), *p = NX_PTR(nx_str, sep);
    if (p->length == 0) return nx_raise(&nx_ValueError, "empty separator");
    int64_t at = nx_str_rfind_in(s, 0, s->length, p);
    if (at < 0) return three(nx_empty(), nx_empty(), nx_str_exact(self));
    return three(nx_str_slice(self, 0, at), nx_str_exact(sep), nx_str_slice(self, at + p->length, s->length));
}

// Of ASCII characters, where the first stands at `at`: finds few places first, so that the result is made once, as long as it
// is. 0 where there are more places, or with MemoryError pending.
enum { FEW_PLACES = 32 };
static nx_value replace_few(const nx_str *s, const nx_str *old, const nx_str *new, int64_t at, int64_t count) {
    int64_t places[FEW_PLACES], found = 0;
    for (; at >= 0 && found < count; at = nx_units_find(s->data, 1, at + old->length, s->length, old->data, old->length)) {
        if (found == FEW_PLACES) return 0;
        places[found++] = at;
    }
    int64_t length = s->length + found * (new->length - old->length);
    if (length <= 1) return 0;
    nx_str *out = nx_str_make(length, 1, true);
    if (!out) return 0;
    const uint8_t *from = nx_chars1(s), *with = nx_chars1(new), *end = from + s->length;
    uint8_t *to = out->data;
    for (int64_t i = 0; i < found; i++) {
        const uint8_t *place = nx_chars1(s) + places[i];
        nx_copy_few_bytes(to, from, (size_t)(place - from));
        to += place - from;
        nx_copy_few_bytes(to, with, (size_t)new->length);
        to += new->length;
        from = place + old->length;
    }
    nx_copy_few_bytes(to, from, (size_t)(end - from));
    return NX_OBJ(out);
}

// self with every (or the first `count`) occurrence of old replaced.
nx_value nx_str_replace(nx_value self, nx_value old_value, nx_value new_value, nx_value count_value) {
    if (!nx_is_str(old_value)) return nx_raisef(&nx_TypeError, "replace() argument 1 must be str, not %Y", old_value);
    if (!nx_is_str(new_value)) return nx_raisef(&nx_TypeError, "replace() argument 2 must be str, not %Y", new_value);
    int64_t count;
    if (!nx_to_size(count_value, &count)) return 0;
    if (count < 0) count = INT64_MAX;
    const nx_str *s = NX_PTR(nx_str, self), *old = NX_PTR(nx_str, old_value), *new = NX_PTR(nx_str, new_value);
    const void *units = nx_str_widened(old, s->kind);
    if (!units || count == 0) return nx_str_exact(self);
    nx_builder b;
    nx_builder_init(&b);
    if (old->length == 0) { // between all characters
        for (int64_t i = 0; i <= s->length; i++) {
            if (count-- > 0) nx_builder_str(&b, new_value);
            if (i < s->length) nx_builder_char(&b, nx_str_at(s, i));
        }
        return nx_builder_finish(&b);
    }
    int64_t at = nx_units_find(s->data, s->kind, 0, s->length, units, old->length), from = 0;
    if (at < 0) return nx_str_exact(self);
    if (old->length == 1 && new->length == 1 && s->ascii && new->ascii) { // in place in a copy
        nx_str *out = nx_str_make(s->length, 1, true);
        if (!out) return 0;
        memcpy(out->data, s->data, (size_t)s->length);
        uint8_t *p = (uint8_t *)out->data + at, *end = (uint8_t *)out->data + s->length, c = *(const uint8_t *)units;
        while (p && count-- > 0) {
            *p++ = *nx_chars1(new);
            p = memchr(p, c, (size_t)(end - p));
        }
        return s->length == 1 ? nx_str_from_latin1(out->data, 1) : NX_OBJ(out);
    }
    if (s->ascii && new->ascii) {
        nx_value result = replace_few(s, old, new, at, count);
        if (result || nx_pending()) return result;
    }
    if (s->length > NX_BUILDER_ROOM / 2) nx_builder_reserve(&b, s->length + (new->length > old->length ? new->length * 4 : 0), 1);
    while (at >= 0 && count-- > 0) {
        nx_builder_range(&b, s, from, at);
        nx_builder_range(&b, new, 0, new->length);
        from = at + old->length;
        at = nx_units_find(s->data, s->kind, from, s->length, units, old->length);
    }
    nx_builder_range(&b, s, from, s->length);
    return nx_builder_finish(&b);
}
