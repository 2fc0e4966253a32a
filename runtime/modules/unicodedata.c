// unicodedata: properties, names, decompositions and normal forms. The properties are those of types/unicode.h; names
// and mappings have tables of their own, linked only into programs that import this module.
#include <stdio.h>

#include "unicodedata.h"

typedef struct { uint32_t first, second, both; } nx_composition;
typedef struct { uint32_t first, last; } nx_younger;
typedef struct { uint32_t character; uint8_t category, bidirectional, width, mirrored, decimal; } nx_older;
typedef struct { uint32_t character, decomposed; } nx_corrected;

#include "unicodedata_mappings.inc"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const bidirectionals[] = {"", "L", "LRE", "LRO", "R", "AL", "RLE", "RLO", "PDF", "EN", "ES", "ET",
                                             "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"};
static const char *const widths[] = {"N", "H", "W", "F", "Na", "A"};

// ---- arguments -------------------------------------------------------------------------------------------------------

// The one character of a str; `position` names the argument where the function has several, else it is "".
static bool character(nx_value v, const char *function, const char *position, uint32_t *c) {
    *c = 0;
    if (!nx_is_str(v) || NX_PTR(nx_str, v)->length != 1)
        return nx_failf(&nx_TypeError, "%s() argument%s must be a unicode character, not %Y", function, position, v);
    *c = nx_str_at(NX_PTR(nx_str, v), 0);
    return true;
}

static nx_value missing(nx_value fallback, const char *message) {
    return fallback != NX_ABSENT ? fallback : nx_raisef(&nx_ValueError, message);
}

// ---- Unicode 3.2 -------------------------------------------------------------------------------------------------------

// The object ucd_3_2_0 answers as the database of Unicode 3.2 did: what is younger is unassigned there.
static bool is_younger(uint32_t c) {
    size_t low = 0, high = COUNT(younger);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (younger[middle].last < c) low = middle + 1;
        else high = middle;
    }
    return low < COUNT(younger) && younger[low].first <= c;
}

static nx_unicode_record record_of(uint32_t c, bool old) {
    if (!old) return *nx_unicode(c);
    if (is_younger(c) || nx_unicode(c)->category == 0) return (nx_unicode_record){.decimal = 255, .digit = 255, .width = 3};
    nx_unicode_record record = *nx_unicode(c);
    for (size_t i = 0; i < COUNT(different); i++) {
        if (different[i].character != c) continue;
        record.category = different[i].category;
        record.bidirectional = different[i].bidirectional;
        record.width = different[i].width;
        record.mirrored = different[i].mirrored;
        record.decimal = different[i].decimal;
    }
    return record;
}

// ---- properties --------------------------------------------------------------------------------------------------------

static nx_value bidirectional(nx_value chr, bool old) {
    uint32_t c;
    if (!character(chr, "bidirectional", "", &c)) return 0;
    return NX_OBJ(nx_str_intern_c(bidirectionals[record_of(c, old).bidirectional]));
}

static nx_value category(nx_value chr, bool old) {
    uint32_t c;
    if (!character(chr, "category", "", &c)) return 0;
    return NX_OBJ(nx_str_intern_c(nx_unicode_categories[record_of(c, old).category]));
}

static nx_value combining(nx_value chr, bool old) {
    uint32_t c;
    if (!character(chr, "combining", "", &c)) return 0;
    return nx_from_small_int(record_of(c, old).combining);
}

static nx_value east_asian_width(nx_value chr, bool old) {
    uint32_t c;
    if (!character(chr, "east_asian_width", "", &c)) return 0;
    return NX_OBJ(nx_str_intern_c(widths[record_of(c, old).width]));
}

static nx_value mirrored(nx_value chr, bool old) {
    uint32_t c;
    if (!character(chr, "mirrored", "", &c)) return 0;
    return nx_from_small_int(record_of(c, old).mirrored);
}

static nx_value decimal(nx_value chr, nx_value fallback, bool old) {
    uint32_t c;
    if (!character(chr, "decimal", " 1", &c)) return 0;
    uint8_t value = record_of(c, old).decimal;
    return value != 255 ? nx_from_small_int(value) : missing(fallback, "not a decimal");
}

static nx_value digit(nx_value chr, nx_value fallback) {
    uint32_t c;
    if (!character(chr, "digit", " 1", &c)) return 0;
    uint8_t value = nx_unicode(c)->digit;
    return value != 255 ? nx_from_small_int(value) : missing(fallback, "not a digit");
}

static nx_value numeric(nx_value chr, nx_value fallback, bool old) {
    uint32_t c;
    if (!character(chr, "numeric", " 1", &c)) return 0;
    nx_unicode_record record = record_of(c, old);
    double value = record.digit;
    if (record.digit == 255 && (record.category == 0 || !nx_unicode_fraction(c, &value)))
        return missing(fallback, "not a numeric character");
    return nx_from_double(value);
}

// ---- names ---------------------------------------------------------------------------------------------------------------

static nx_value name_of(nx_value chr, nx_value fallback, bool old) {
    uint32_t c;
    char name[NAME_LONGEST];
    if (!character(chr, "name", " 1", &c)) return 0;
    return !(old && is_younger(c)) && nx_unicodedata_name_of(c, name) ? nx_str_from_c(name) : missing(fallback, "no such name");
}

static nx_value lookup(nx_value name, bool old) {
    nx_buffer view = {0};
    const char *text;
    size_t length;
    if (nx_is_str(name)) {
        if (!(text = nx_str_utf8(name, &length))) return 0;
    } else {
        if (!nx_buffer_get(name, &view)) return 0;
        length = (size_t)view.length;
        char *copy = nx_alloc_bytes(length + 1);
        if (!copy) return 0;
        memcpy(copy, view.data, length);
        copy[length] = 0;
        text = copy;
        nx_buffer_release(&view);
    }
    if (length > NAME_LONGEST) return nx_raisef(&nx_KeyError, "name too long");
    uint32_t found[4];
    int count = nx_unicodedata_find(text, length, true, found);
    if (count && !(old && (count > 1 || is_younger(found[0])))) return nx_str_from_chars(found, count);
    return nx_raisef(&nx_KeyError, "undefined character name '%s'", text);
}

// ---- decomposition -----------------------------------------------------------------------------------------------------

const nx_decomposition *nx_unicodedata_decomposition_of(uint32_t c, const char **tag, const uint32_t **target) {
    size_t low = 0, high = COUNT(decompositions);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (decompositions[middle].character < c) low = middle + 1;
        else high = middle;
    }
    if (low == COUNT(decompositions) || decompositions[low].character != c) return NULL;
    *tag = decomposition_tags[decompositions[low].tag];
    *target = decomposition_pool + decompositions[low].start;
    return &decompositions[low];
}

static nx_value decomposition(nx_value chr, bool old) {
    uint32_t c;
    const char *tag;
    const uint32_t *target;
    if (!character(chr, "decomposition", "", &c)) return 0;
    const nx_decomposition *found = old && is_younger(c) ? NULL : nx_unicodedata_decomposition_of(c, &tag, &target);
    if (!found) return nx_empty();
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_c(&b, tag);
    for (int i = 0; i < found->length; i++) {
        char text[16];
        snprintf(text, sizeof text, "%s%04X", i || *tag ? " " : "", (unsigned)target[i]);
        nx_builder_c(&b, text);
    }
    return nx_builder_finish(&b);
}

// ---- normal forms --------------------------------------------------------------------------------------------------------

typedef struct { uint32_t *items; int64_t length, capacity; } characters;

static bool push(characters *out, uint32_t c) {
    if (out->length == out->capacity) {
        int64_t capacity = out->capacity * 2 + 32;
        uint32_t *items = nx_alloc_bytes((size_t)capacity * sizeof *items);
        if (!items) return false;
        if (out->length) memcpy(items, out->items, (size_t)out->length * sizeof *items);
        out->items = items;
        out->capacity = capacity;
    }
    out->items[out->length++] = c;
    return true;
}

static bool decompose(characters *out, uint32_t c, bool compatible, bool old) {
    if (c < 0xA0 || (old && is_younger(c))) return push(out, c);
    for (size_t i = 0; old && i < COUNT(corrected); i++)
        if (corrected[i].character == c) return push(out, corrected[i].decomposed);
    if (c - HANGUL_FIRST < HANGUL_COUNT) {
        uint32_t i = c - HANGUL_FIRST;
        uint32_t final = i % HANGUL_FINALS;
        return push(out, 0x1100 + i / (HANGUL_VOWELS * HANGUL_FINALS)) &&
               push(out, 0x1161 + i / HANGUL_FINALS % HANGUL_VOWELS) && (!final || push(out, 0x11A7 + final));
    }
    const char *tag;
    const uint32_t *target;
    const nx_decomposition *found = nx_unicodedata_decomposition_of(c, &tag, &target);
    if (!found || (*tag && !compatible)) return push(out, c);
    for (int i = 0; i < found->length; i++)
        if (!decompose(out, target[i], compatible, old)) return false;
    return true;
}

// Marks behind a base character in the order of their classes; those of equal class keep theirs.
static void order_marks(characters *text) {
    for (int64_t i = 1; i < text->length; i++) {
        uint32_t c = text->items[i];
        uint8_t class = nx_unicode(c)->combining;
        int64_t at = i;
        while (class && at > 0 && nx_unicode(text->items[at - 1])->combining > class) {
            text->items[at] = text->items[at - 1];
            at--;
        }
        text->items[at] = c;
    }
}

// The character that both together are; 0: none.
static uint32_t composed(uint32_t first, uint32_t second) {
    if (first - 0x1100 < 19 && second - 0x1161 < HANGUL_VOWELS)
        return HANGUL_FIRST + ((first - 0x1100) * HANGUL_VOWELS + (second - 0x1161)) * HANGUL_FINALS;
    if (first - HANGUL_FIRST < HANGUL_COUNT && (first - HANGUL_FIRST) % HANGUL_FINALS == 0 && second - 0x11A8 < 27)
        return first + second - 0x11A7;
    size_t low = 0, high = COUNT(compositions);
    while (low < high) {
        size_t middle = (low + high) / 2;
        const nx_composition *pair = &compositions[middle];
        if (pair->first < first || (pair->first == first && pair->second < second)) low = middle + 1;
        else high = middle;
    }
    if (low == COUNT(compositions) || compositions[low].first != first || compositions[low].second != second) return 0;
    return compositions[low].both;
}

static void compose(characters *text, bool old) {
    int64_t starter = -1, length = 0;
    int last_class = 0; // of what stands between the starter and the next character; 0: nothing does
    for (int64_t i = 0; i < text->length; i++) {
        uint32_t c = text->items[i];
        int class = nx_unicode(c)->combining;
        if (starter >= 0 && (last_class < class || length == starter + 1)) {
            uint32_t both = composed(text->items[starter], c);
            if (both && !(old && is_younger(both))) {
                text->items[starter] = both;
                continue;
            }
        }
        if (class == 0) starter = length;
        last_class = class;
        text->items[length++] = c;
    }
    text->length = length;
}

// The normal form of a str, itself when it is ASCII.
static nx_value normalized(nx_value form, nx_value string, const char *function, bool old) {
    if (!nx_is_str(form)) return nx_raisef(&nx_TypeError, "%s() argument 1 must be str, not %Y", function, form);
    if (!nx_is_str(string)) return nx_raisef(&nx_TypeError, "%s() argument 2 must be str, not %Y", function, string);
    const nx_str *s = NX_PTR(nx_str, string);
    size_t name_length;
    const char *name = nx_str_utf8_lossy(form, &name_length);
    bool known = !strcmp(name, "NFC") || !strcmp(name, "NFD") || !strcmp(name, "NFKC") || !strcmp(name, "NFKD");
    if (s->length == 0) return string;
    if (!known) return nx_raisef(&nx_ValueError, "invalid normalization form");
    if (s->ascii) return string;
    bool compatible = name[2] == 'K';
    characters text = {0};
    for (int64_t i = 0; i < s->length; i++)
        if (!decompose(&text, nx_str_at(s, i), compatible, old)) return 0;
    order_marks(&text);
    if (name[name_length - 1] == 'C') compose(&text, old);
    return nx_str_from_chars(text.items, text.length);
}

static nx_value is_normalized(nx_value form, nx_value string, bool old) {
    nx_value normal = normalized(form, string, "is_normalized", old);
    if (!normal) return 0;
    return nx_from_bool(nx_str_equal(NX_PTR(nx_str, normal), NX_PTR(nx_str, string)));
}

// ---- the module's functions and ucd_3_2_0's methods ----------------------------------------------------------------------

#define ONE_ARGUMENT(name) \
    nx_value nx_unicodedata_##name(nx_value chr) { return name(chr, false); } \
    nx_value nx_unicodedata_UCD_##name(nx_value self, nx_value chr) { return name(chr, true); }
ONE_ARGUMENT(bidirectional)
ONE_ARGUMENT(category)
ONE_ARGUMENT(combining)
ONE_ARGUMENT(decomposition)
ONE_ARGUMENT(east_asian_width)
ONE_ARGUMENT(lookup)
ONE_ARGUMENT(mirrored)

nx_value nx_unicodedata_decimal(nx_value chr, nx_value fallback) { return decimal(chr, fallback, false); }
nx_value nx_unicodedata_UCD_decimal(nx_value self, nx_value chr, nx_value fallback) { return decimal(chr, fallback, true); }
nx_value nx_unicodedata_digit(nx_value chr, nx_value fallback) { return digit(chr, fallback); }
nx_value nx_unicodedata_UCD_digit(nx_value self, nx_value chr, nx_value fallback) { return digit(chr, fallback); }
nx_value nx_unicodedata_name(nx_value chr, nx_value fallback) { return name_of(chr, fallback, false); }
nx_value nx_unicodedata_UCD_name(nx_value self, nx_value chr, nx_value fallback) { return name_of(chr, fallback, true); }
nx_value nx_unicodedata_numeric(nx_value chr, nx_value fallback) { return numeric(chr, fallback, false); }
nx_value nx_unicodedata_UCD_numeric(nx_value self, nx_value chr, nx_value fallback) { return numeric(chr, fallback, true); }
nx_value nx_unicodedata_normalize(nx_value form, nx_value unistr) { return normalized(form, unistr, "normalize", false); }
nx_value nx_unicodedata_UCD_normalize(nx_value self, nx_value form, nx_value unistr) {
    return normalized(form, unistr, "normalize", true);
}
nx_value nx_unicodedata_is_normalized(nx_value form, nx_value unistr) { return is_normalized(form, unistr, false); }
nx_value nx_unicodedata_UCD_is_normalized(nx_value self, nx_value form, nx_value unistr) {
    return is_normalized(form, unistr, true);
}
nx_value nx_unicodedata_UCD_get_unidata_version(nx_value self) { return nx_str_from_c("3.2.0"); }

static bool init(nx_module *module);

#include "unicodedata.inc"

static nx_type ucd_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &ucd_type},
    .c_name = "unicodedata.UCD",
    .basic_size = sizeof(nx_header),
    .methods = nx_unicodedata_UCD_methods,
    .getsets = nx_unicodedata_UCD_getsets,
};

static bool init(nx_module *module) {
    nx_value version = nx_str_from_c(nx_unicode_version());
    nx_value old = nx_type_ready(&ucd_type) ? NX_OBJ(nx_alloc_object(&ucd_type, sizeof(nx_header))) : 0;
    return version && old && nx_dict_set_str(module->dict, nx_str_intern_c("unidata_version"), version) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("ucd_3_2_0"), old) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("UCD"), NX_OBJ(&ucd_type));
}

const nx_module_def nx_module_unicodedata = {
    .name = "unicodedata", .init = init, .functions = nx_unicodedata_functions};
