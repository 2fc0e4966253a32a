// The names of characters. `name_stream` holds them in the order of the characters, each a sequence of words and a 0: a
// byte 1..127 is one of the frequent words, two bytes 128.. 1.. another. Runs of characters with consecutive names give
// the index of a name; every 64th has its place in the stream. Looking a name up encodes it and searches the stream.
#define _GNU_SOURCE // memmem
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "unicodedata.h"

typedef struct { uint32_t first, last; const char *beginning; } nx_name_range;
typedef struct { uint32_t character; uint16_t index; } nx_name_run;
typedef struct { const char *name; uint32_t characters[4]; } nx_name_alias;

#include "unicodedata_names.inc"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const hangul_initials[] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S",
                                              "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
static const char *const hangul_vowels[] = {"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE",
                                            "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
static const char *const hangul_finals[] = {"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT",
                                            "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"};
static const char hangul_beginning[] = "HANGUL SYLLABLE ";

// The last run that begins at or before the index or character (`by_index`).
static size_t run_of(uint32_t key, bool by_index) {
    size_t low = 0, high = COUNT(name_runs);
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if ((by_index ? name_runs[middle].index : name_runs[middle].character) <= key) low = middle;
        else high = middle;
    }
    return low;
}

static const uint8_t *name_at(size_t index) {
    const uint8_t *at = (const uint8_t *)name_stream + name_starts[index / 64];
    for (size_t skip = index % 64; skip; skip--) at += strlen((const char *)at) + 1;
    return at;
}

bool nx_unicodedata_name_of(uint32_t c, char out[NAME_LONGEST]) {
    if (c - HANGUL_FIRST < HANGUL_COUNT) {
        uint32_t i = c - HANGUL_FIRST;
        snprintf(out, NAME_LONGEST, "%s%s%s%s", hangul_beginning, hangul_initials[i / (HANGUL_VOWELS * HANGUL_FINALS)],
                 hangul_vowels[i / HANGUL_FINALS % HANGUL_VOWELS], hangul_finals[i % HANGUL_FINALS]);
        return true;
    }
    for (size_t i = 0; i < COUNT(name_ranges); i++)
        if (c >= name_ranges[i].first && c <= name_ranges[i].last) {
            snprintf(out, NAME_LONGEST, "%s%X", name_ranges[i].beginning, (unsigned)c);
            return true;
        }
    size_t run = run_of(c, false);
    if (c < name_runs[run].character) return false;
    size_t index = name_runs[run].index + (c - name_runs[run].character);
    if (index >= (run + 1 < COUNT(name_runs) ? name_runs[run + 1].index : NAME_COUNT)) return false;
    char *end = out;
    for (const uint8_t *at = name_at(index); *at; at++) {
        size_t word = *at < 128 ? *at - 1u : 127u + (*at - 128u) * 255u + (at[1] - 1u);
        if (*at >= 128) at++;
        size_t length = word_starts[word + 1] - word_starts[word];
        if (end != out) *end++ = ' ';
        memcpy(end, word_text + word_starts[word], length);
        end += length;
    }
    *end = 0;
    return true;
}

static bool matches(const char **text, const char *beginning, bool exactly) {
    size_t length = strlen(beginning);
    if (exactly ? strncmp(*text, beginning, length) : strncasecmp(*text, beginning, length)) return false;
    *text += length;
    return true;
}

// The longest of the parts that the text begins with.
static int longest_part(const char **text, const char *const *parts, size_t count) {
    int best = -1;
    size_t best_length = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(parts[i]);
        if (strncmp(*text, parts[i], length) == 0 && (best < 0 || length > best_length)) best = (int)i, best_length = length;
    }
    if (best >= 0) *text += best_length;
    return best;
}

// The index of a word, -1 if no name has it.
static int64_t word_index(const char *text, size_t length) {
    size_t low = 0, high = COUNT(words_sorted);
    while (low < high) {
        size_t middle = (low + high) / 2, word = words_sorted[middle];
        size_t size = word_starts[word + 1] - word_starts[word];
        int order = memcmp(word_text + word_starts[word], text, size < length ? size : length);
        if (order == 0) order = size < length ? -1 : size > length;
        if (order == 0) return (int64_t)word;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return -1;
}

// `name` in capitals among the stored names; its index or -1.
static int64_t stored_index(const char *name, size_t length) {
    uint8_t wanted[NAME_LONGEST + 2];
    size_t size = 0;
    for (const char *at = name, *end = name + length; at <= end;) {
        const char *space = memchr(at, ' ', (size_t)(end - at));
        if (!space) space = end;
        int64_t word = word_index(at, (size_t)(space - at));
        if (word < 0) return -1;
        if (word < 127) {
            wanted[size++] = (uint8_t)(word + 1);
        } else {
            wanted[size++] = (uint8_t)(128 + (word - 127) / 255);
            wanted[size++] = (uint8_t)((word - 127) % 255 + 1);
        }
        at = space + 1;
    }
    wanted[size++] = 0;
    const uint8_t *stream = (const uint8_t *)name_stream, *end = stream + sizeof name_stream - 1;
    for (const uint8_t *at = stream; (at = memmem(at, (size_t)(end - at), wanted, size)); at++) {
        if (at != stream && at[-1]) continue;
        size_t offset = (size_t)(at - stream), low = 0, high = COUNT(name_starts);
        while (high - low > 1) {
            size_t middle = (low + high) / 2;
            if (name_starts[middle] <= offset) low = middle;
            else high = middle;
        }
        size_t index = low * 64;
        for (const uint8_t *name = stream + name_starts[low]; name < at; index++) name += strlen((const char *)name) + 1;
        return (int64_t)index;
    }
    return -1;
}

static bool hangul_named(const char *rest, uint32_t *c) {
    int initial = longest_part(&rest, hangul_initials, COUNT(hangul_initials));
    int vowel = longest_part(&rest, hangul_vowels, COUNT(hangul_vowels));
    int final = longest_part(&rest, hangul_finals, COUNT(hangul_finals));
    if (initial < 0 || vowel < 0 || final < 0 || *rest) return false;
    *c = HANGUL_FIRST + ((uint32_t)initial * HANGUL_VOWELS + (uint32_t)vowel) * HANGUL_FINALS + (uint32_t)final;
    return true;
}

int nx_unicodedata_find(const char *name, size_t length, bool sequences, uint32_t out[4]) {
    if (length == 0 || length >= NAME_LONGEST || strlen(name) != length) return 0;
    const char *rest = name;
    if (matches(&rest, hangul_beginning, true)) return hangul_named(rest, out);
    char capitals[NAME_LONGEST];
    for (size_t i = 0; i <= length; i++)
        capitals[i] = name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] - 32) : name[i];
    for (size_t i = 0; i < COUNT(name_ranges); i++) {
        rest = name;
        // As CPython: its unified ideographs' names are matched as they stand, others' in any case.
        bool unified = strcmp(name_ranges[i].beginning, "CJK UNIFIED IDEOGRAPH-") == 0;
        if (!matches(&rest, name_ranges[i].beginning, unified)) continue;
        char digits[16];
        unsigned long number = strtoul(rest, NULL, 16);
        snprintf(digits, sizeof digits, unified && strlen(rest) == 5 ? "%05lX" : "%lX", number);
        if (unified ? strcmp(digits, rest) : strcasecmp(digits, rest)) continue;
        if (number < name_ranges[i].first || number > name_ranges[i].last) continue;
        out[0] = (uint32_t)number;
        return 1;
    }
    int64_t index = stored_index(capitals, length);
    if (index >= 0) {
        size_t run = run_of((uint32_t)index, true);
        out[0] = name_runs[run].character + (uint32_t)index - name_runs[run].index;
        return 1;
    }
    size_t low = 0, high = COUNT(name_aliases);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name_aliases[middle].name, capitals);
        if (order == 0) {
            memcpy(out, name_aliases[middle].characters, sizeof name_aliases[middle].characters);
            int count = 1;
            while (count < 4 && out[count]) count++;
            return count == 1 || sequences ? count : 0;
        }
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return 0;
}

// ---- for the codecs: \N{name} and the error handler namereplace ---------------------------------------------------------

bool nx_unicode_name(uint32_t c, char *out, size_t size) {
    char name[NAME_LONGEST];
    if (!nx_unicodedata_name_of(c, name) || strlen(name) >= size) return false;
    strcpy(out, name);
    return true;
}

int64_t nx_unicode_by_name(const char *text, size_t length) {
    char name[NAME_LONGEST];
    uint32_t found[4];
    if (length >= sizeof name) return -1;
    memcpy(name, text, length);
    name[length] = 0;
    return nx_unicodedata_find(name, length, false, found) ? (int64_t)found[0] : -1;
}
