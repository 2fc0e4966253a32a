// Case conversion and the is… predicates of str. ASCII strings never touch the Unicode tables' lookups.
#include "text.h"

#include "natives.h"

// The lower case of a capital sigma depends on what stands around it.
static bool is_final_sigma(const nx_str *s, int64_t i) {
    int64_t j = i - 1;
    while (j >= 0 && (nx_unicode_flags(nx_str_at(s, j)) & UNICODE_IGNORABLE)) j--;
    if (j < 0 || !(nx_unicode_flags(nx_str_at(s, j)) & UNICODE_CASED)) return false;
    for (j = i + 1; j < s->length && (nx_unicode_flags(nx_str_at(s, j)) & UNICODE_IGNORABLE);) j++;
    return j == s->length || !(nx_unicode_flags(nx_str_at(s, j)) & UNICODE_CASED);
}

static void put_mapped(nx_builder *b, const nx_str *s, int64_t i, int mapping) {
    uint32_t c = nx_str_at(s, i), out[3];
    if (mapping == UNICODE_TO_LOWER && c == 0x3a3) {
        nx_builder_char(b, is_final_sigma(s, i) ? 0x3c2 : 0x3c3);
        return;
    }
    int count = nx_unicode_map(c, mapping, out);
    for (int k = 0; k < count; k++) nx_builder_char(b, out[k]);
}

static inline uint8_t ascii_upper(uint8_t c) { return (uint8_t)(c - 'a') < 26 ? c ^ 0x20 : c; }
static inline uint8_t ascii_lower(uint8_t c) { return (uint8_t)(c - 'A') < 26 ? c ^ 0x20 : c; }
static inline bool ascii_is_alpha(uint8_t c) { return (uint8_t)((c | 0x20) - 'a') < 26; }

// A fresh ASCII string to be filled in by the caller with the length of s.
static inline uint8_t *ascii_copy(const nx_str *s, nx_value *out) {
    nx_str *copy = nx_str_make_inline(s->length, 1, true);
    *out = copy ? NX_OBJ(copy) : 0;
    return copy ? copy->data : NULL;
}

static nx_value map_all(nx_value self, int mapping) {
    const nx_str *s = NX_PTR(nx_str, self);
    if (s->ascii) {
        nx_value out;
        const uint8_t *from = s->data;
        if (s->length <= 1) {
            if (s->length == 0) return nx_empty();
            return NX_OBJ(&nx_latin1[mapping == UNICODE_TO_UPPER ? ascii_upper(*from) : ascii_lower(*from)]);
        }
        const uint8_t first = mapping == UNICODE_TO_UPPER ? 'a' : 'A';
        int64_t same = 0;
        while (same < s->length && (uint8_t)(from[same] - first) >= 26) same++;
        if (same == s->length && nx_is_exact_str(self)) return nx_share(self); // nothing to change
        uint8_t *to = ascii_copy(s, &out);
        if (!to) return 0;
        if (mapping == UNICODE_TO_UPPER)
            for (int64_t i = 0; i < s->length; i++) to[i] = ascii_upper(from[i]);
        else
            for (int64_t i = 0; i < s->length; i++) to[i] = ascii_lower(from[i]);
        return out;
    }
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_reserve(&b, s->length, 1);
    for (int64_t i = 0; i < s->length; i++) put_mapped(&b, s, i, mapping);
    return nx_builder_finish(&b);
}

nx_value nx_str_lower(nx_value self) { return map_all(self, UNICODE_TO_LOWER); }
nx_value nx_str_upper(nx_value self) { return map_all(self, UNICODE_TO_UPPER); }
nx_value nx_str_casefold(nx_value self) { return map_all(self, UNICODE_FOLD); }

nx_value nx_str_capitalize(nx_value self) {
    const nx_str *s = NX_PTR(nx_str, self);
    if (s->length == 0) return nx_empty();
    if (s->ascii) {
        nx_value out;
        const uint8_t *from = s->data;
        if (s->length == 1) return NX_OBJ(&nx_latin1[ascii_upper(*from)]);
        uint8_t *to = ascii_copy(s, &out);
        if (!to) return 0;
        to[0] = ascii_upper(from[0]);
        for (int64_t i = 1; i < s->length; i++) to[i] = ascii_lower(from[i]);
        return out;
    }
    nx_builder b;
    nx_builder_init(&b);
    put_mapped(&b, s, 0, UNICODE_TO_TITLE);
    for (int64_t i = 1; i < s->length; i++) put_mapped(&b, s, i, UNICODE_TO_LOWER);
    return nx_builder_finish(&b);
}

nx_value nx_str_title(nx_value self) {
    const nx_str *s = NX_PTR(nx_str, self);
    bool inside = false;
    if (s->ascii && s->length > 1) {
        nx_value out;
        const uint8_t *from = s->data;
        uint8_t *to = ascii_copy(s, &out);
        if (!to) return 0;
        for (int64_t i = 0; i < s->length; i++) {
            to[i] = inside ? ascii_lower(from[i]) : ascii_upper(from[i]);
            inside = (nx_ascii_class[from[i]] & UNICODE_CASED) != 0;
        }
        return out;
    }
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_reserve(&b, s->length, 1);
    for (int64_t i = 0; i < s->length; i++) {
        put_mapped(&b, s, i, inside ? UNICODE_TO_LOWER : UNICODE_TO_TITLE);
        inside = (nx_unicode_flags(nx_str_at(s, i)) & UNICODE_CASED) != 0;
    }
    return nx_builder_finish(&b);
}

nx_value nx_str_swapcase(nx_value self) {
    const nx_str *s = NX_PTR(nx_str, self);
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_reserve(&b, s->length, 1);
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t c = nx_str_at(s, i);
        uint16_t flags = nx_unicode_flags(c);
        if (flags & UNICODE_UPPER) put_mapped(&b, s, i, UNICODE_TO_LOWER);
        else if (flags & UNICODE_LOWER) put_mapped(&b, s, i, UNICODE_TO_UPPER);
        else nx_builder_char(&b, c);
    }
    return nx_builder_finish(&b);
}

// ---- predicates ---------------------------------------------------------------------------------------------------------------

// Non-empty and every character has one of the properties.
static nx_value all_have(nx_value self, uint16_t properties) {
    const nx_str *s = NX_PTR(nx_str, self);
    if (s->ascii) {
        const uint8_t *data = s->data;
        for (int64_t i = 0; i < s->length; i++)
            if (!(nx_ascii_class[data[i]] & properties)) return NX_FALSE;
    } else {
        for (int64_t i = 0; i < s->length; i++)
            if (!(nx_unicode_flags(nx_str_at(s, i)) & properties)) return NX_FALSE;
    }
    return nx_from_bool(s->length > 0);
}

nx_value nx_str_isalpha(nx_value self) { return all_have(self, UNICODE_ALPHA); }
nx_value nx_str_isalnum(nx_value self) {
    return all_have(self, UNICODE_ALPHA | UNICODE_DECIMAL | UNICODE_DIGIT | UNICODE_NUMERIC);
}
nx_value nx_str_isdecimal(nx_value self) { return all_have(self, UNICODE_DECIMAL); }
nx_value nx_str_isdigit(nx_value self) { return all_have(self, UNICODE_DIGIT); }
nx_value nx_str_isnumeric(nx_value self) { return all_have(self, UNICODE_NUMERIC); }
nx_value nx_str_isspace(nx_value self) { return all_have(self, UNICODE_SPACE); }
nx_value nx_str_isascii(nx_value self) { return nx_from_bool(NX_PTR(nx_str, self)->ascii); }

nx_value nx_str_isprintable(nx_value self) {
    return NX_PTR(nx_str, self)->length ? all_have(self, UNICODE_PRINTABLE) : NX_TRUE;
}

nx_value nx_str_isidentifier(nx_value self) {
    const nx_str *s = NX_PTR(nx_str, self);
    if (s->length == 0 || !(nx_unicode_flags(nx_str_at(s, 0)) & UNICODE_ID_START)) return NX_FALSE;
    for (int64_t i = 1; i < s->length; i++)
        if (!(nx_unicode_flags(nx_str_at(s, i)) & UNICODE_ID_CONTINUE)) return NX_FALSE;
    return NX_TRUE;
}

// At least one character of the wanted case and none of the other two.
static nx_value all_cased(nx_value self, uint16_t wanted) {
    const nx_str *s = NX_PTR(nx_str, self);
    uint16_t others = (UNICODE_LOWER | UNICODE_UPPER | UNICODE_TITLE) & ~wanted;
    bool found = false;
    for (int64_t i = 0; i < s->length; i++) {
        uint16_t flags = nx_unicode_flags(nx_str_at(s, i));
        if (flags & others) return NX_FALSE;
        if (flags & wanted) found = true;
    }
    return nx_from_bool(found);
}

nx_value nx_str_islower(nx_value self) { return all_cased(self, UNICODE_LOWER); }
nx_value nx_str_isupper(nx_value self) { return all_cased(self, UNICODE_UPPER); }

nx_value nx_str_istitle(nx_value self) {
    const nx_str *s = NX_PTR(nx_str, self);
    bool found = false, inside = false;
    for (int64_t i = 0; i < s->length; i++) {
        uint16_t flags = nx_unicode_flags(nx_str_at(s, i));
        if (flags & (UNICODE_UPPER | UNICODE_TITLE)) {
            if (inside) return NX_FALSE;
            inside = found = true;
        } else if (flags & UNICODE_LOWER) {
            if (!inside) return NX_FALSE;
            found = true;
        } else inside = false;
    }
    return nx_from_bool(found);
}
