// From the tree to a PCRE2 pattern for one width of characters. Every construct is written so that options in force do
// not change its meaning; what Python and PCRE2 define differently is spelled out:
//
//   .        \N, with DOTALL .            ^ $      \A \Z, with MULTILINE ^ $      \Z   \z
//   \B       also fails on an empty string
//   \s \w    of str: those of str.isspace and str.isalnum
//   groups   are only numbered; a reference is \g{n}
//
// Ignoring case: 8-bit libraries do it by our table of Latin-1 (or of ASCII), so letters are written under (?i). In the
// wider ones it is PCRE2's for the ASCII letters that it treats as Python does; other letters become sets.
#include <stdio.h>
#include <stdlib.h>
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>
#include "re.h"

typedef struct {
    const re_program *program;
    uint32_t *units;
    size_t length, capacity;
    uint32_t highest; // character that fits
    bool wide;
    bool fold_on;     // (?i) is in force
    bool behind;      // inside a lookbehind
    bool has_runs;    // a single character is repeated without limit
    bool failed;
} writer;

typedef struct { re_item *items; uint32_t count, capacity; bool failed; } ranges;

// ---- writing ------------------------------------------------------------------------------------------------------------

static void put(writer *w, uint32_t c) {
    if (w->length == w->capacity) {
        size_t capacity = w->capacity ? w->capacity * 2 : 256;
        uint32_t *units = realloc(w->units, capacity * sizeof(uint32_t));
        if (!units) {
            w->failed = true;
            return;
        }
        w->units = units;
        w->capacity = capacity;
    }
    w->units[w->length++] = c;
}

static void put_text(writer *w, const char *text) {
    for (; *text; text++)
        put(w, (uint8_t)*text);
}

static void put_number(writer *w, uint32_t number) {
    char digits[16];
    snprintf(digits, sizeof digits, "%u", number);
    put_text(w, digits);
}

static void put_char(writer *w, uint32_t c) {
    bool plain = c >= 128 || c <= ' ' || c == '_' || c == 127 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
    if (!plain)
        put(w, '\\');
    put(w, c);
}

static void set_fold(writer *w, bool on) {
    if (w->fold_on != on)
        put_text(w, on ? "(?i)" : "(?-i)");
    w->fold_on = on;
}

static void put_never(writer *w) {
    put_text(w, "(?:(?!))");
}

// ---- sets of characters ---------------------------------------------------------------------------------------------------

static void add_range(ranges *r, uint32_t low, uint32_t high) {
    if (r->count == r->capacity) {
        uint32_t capacity = r->capacity ? r->capacity * 2 : 16;
        re_item *items = realloc(r->items, capacity * sizeof(re_item));
        if (!items) {
            r->failed = true;
            return;
        }
        r->items = items;
        r->capacity = capacity;
    }
    r->items[r->count++] = (re_item){low, high};
}

static void add_character(void *context, uint32_t c) {
    add_range(context, c, c);
}

// Of str: what str.isspace says.
static const re_item spaces[] = {{9, 13}, {28, 32}, {0x85, 0x85}, {0xA0, 0xA0}, {0x1680, 0x1680}, {0x2000, 0x200A},
                                 {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};
static const re_item ascii_spaces[] = {{9, 13}, {32, 32}};
static const re_item ascii_digits[] = {{'0', '9'}};
static const re_item ascii_words[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};

static void add_table(ranges *r, const re_item *table, size_t count, bool complement) {
    uint32_t from = 0;
    for (size_t i = 0; i < count; i++) {
        if (!complement)
            add_range(r, table[i].low, table[i].high);
        else if (table[i].low > from)
            add_range(r, from, table[i].low - 1);
        from = table[i].high + 1;
    }
    if (complement)
        add_range(r, from, 0x10FFFF);
}
#define ADD_TABLE(r, table, complement) add_table(r, table, sizeof table / sizeof *table, complement)

// Writes a category that the library knows, or adds its characters to the ranges.
static void add_category(writer *w, ranges *r, uint32_t letter, bool ascii) {
    bool complement = letter < 'a';
    bool native = ascii == w->program->ascii;
    uint32_t lower = letter | 32;
    if (native && (!w->wide || ascii || lower != 's')) {
        put(w, '\\');
        put(w, letter);
    } else if (!native) {
        if (lower == 'd')
            ADD_TABLE(r, ascii_digits, complement);
        else if (lower == 's')
            ADD_TABLE(r, ascii_spaces, complement);
        else
            ADD_TABLE(r, ascii_words, complement);
    } else {
        ADD_TABLE(r, spaces, complement);
    }
}

// Characters up to 255 that equal one above when case is ignored, and that one.
static const struct { uint32_t above, below; } narrow_equals[] = {
    {0x130, 'i'}, {0x131, 'i'}, {0x178, 0xFF}, {0x17F, 's'}, {0x39C, 0xB5}, {0x3BC, 0xB5}, {0x1E9E, 0xDF}, {0x212A, 'k'},
    {0x212B, 0xE5},
};
#define NARROW_EQUALS (sizeof narrow_equals / sizeof *narrow_equals)

// Adds what equals the range when case is ignored; the 8-bit libraries know the rest.
static void add_folded(writer *w, ranges *r, re_item item, bool ascii) {
    add_range(r, item.low, item.high);
    if (ascii) {
        if (w->program->ascii)
            return;
        for (uint32_t c = 'a'; c <= 'z'; c++) {
            if (c >= item.low && c <= item.high)
                add_range(r, c - 32, c - 32);
            if (c - 32 >= item.low && c - 32 <= item.high)
                add_range(r, c, c);
        }
    } else if (w->wide) {
        nx_regex_fold_range(item.low, item.high, add_character, r);
    } else {
        for (size_t i = 0; i < NARROW_EQUALS; i++)
            if (narrow_equals[i].above >= item.low && narrow_equals[i].above <= item.high)
                add_range(r, narrow_equals[i].below, narrow_equals[i].below);
    }
}

static void write_set(writer *w, const re_node *node) {
    // Case is left to the library where its idea of it is ours: one table for all, and narrow or ASCII.
    bool native_fold = node->fold && node->ascii == w->program->ascii && (!w->wide || node->ascii);
    bool has_characters = false;
    for (uint32_t i = 0; i < node->item_count; i++)
        has_characters |= node->items[i].low < RE_CATEGORY;
    if (has_characters)
        set_fold(w, native_fold);
    ranges r = {NULL, 0, 0, false};
    bool bare = node->item_count == 1 && !has_characters && !node->negative;
    size_t start = w->length;
    put(w, '[');
    if (node->negative)
        put(w, '^');
    size_t body = w->length;
    for (uint32_t i = 0; i < node->item_count; i++) {
        re_item item = node->items[i];
        if (item.low >= RE_CATEGORY)
            add_category(w, &r, item.low - RE_CATEGORY, node->ascii);
        else if (node->fold)
            add_folded(w, &r, item, node->ascii);
        else
            add_range(&r, item.low, item.high);
    }
    for (uint32_t i = 0; i < r.count; i++) {
        uint32_t low = r.items[i].low, high = r.items[i].high < w->highest ? r.items[i].high : w->highest;
        if (low > high)
            continue;
        put_char(w, low);
        if (high == low)
            continue;
        if (high > low + 1)
            put(w, '-');
        put_char(w, high);
    }
    if (w->length == body) { // nothing of this width
        w->length = start;
        if (node->negative)
            put(w, '.');
        else
            put_never(w);
    } else if (bare && r.count == 0) { // \d alone
        memmove(w->units + start, w->units + body, (w->length - body) * sizeof(uint32_t));
        w->length -= body - start;
    } else {
        put(w, ']');
    }
    w->failed |= r.failed;
    free(r.items);
}

// ---- literals -----------------------------------------------------------------------------------------------------------

static bool is_ascii_letter(uint32_t c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static void write_exact(writer *w, uint32_t c) {
    if (c > w->highest) {
        put_never(w);
        return;
    }
    if (c >= 128 || is_ascii_letter(c))
        set_fold(w, false);
    put_char(w, c);
}

static void write_literal(writer *w, const re_node *node) {
    uint32_t c = node->value;
    if (!node->fold) {
        write_exact(w, c);
    } else if (node->ascii) {
        if (!is_ascii_letter(c)) {
            write_exact(w, c);
        } else if (!w->wide || w->program->ascii) {
            set_fold(w, true);
            put(w, c);
        } else {
            set_fold(w, false);
            put(w, '[');
            put(w, c);
            put(w, c ^ 32);
            put(w, ']');
        }
    } else if (!w->wide) {
        for (size_t i = 0; i < NARROW_EQUALS; i++)
            if (c == narrow_equals[i].above)
                c = narrow_equals[i].below;
        if (c > w->highest) {
            put_never(w);
            return;
        }
        if (c >= 128 || is_ascii_letter(c))
            set_fold(w, true);
        put_char(w, c);
    } else if (c < 128 && (c | 32) != 'i') {
        if (is_ascii_letter(c))
            set_fold(w, true);
        put_char(w, c);
    } else {
        uint32_t others[4];
        int count = nx_regex_fold(c, others);
        if (count == 0) {
            write_exact(w, c);
            return;
        }
        set_fold(w, false);
        size_t start = w->length;
        put(w, '[');
        size_t body = w->length;
        if (c <= w->highest)
            put_char(w, c);
        for (int i = 0; i < count; i++)
            if (others[i] <= w->highest)
                put_char(w, others[i]);
        if (w->length == body) {
            w->length = start;
            put_never(w);
        } else {
            put(w, ']');
        }
    }
}

// ---- structure ------------------------------------------------------------------------------------------------------------

static void write_node(writer *w, const re_node *node);

static void write_place(writer *w, const re_node *node) {
    bool spelled = node->ascii != w->program->ascii;
    const char *boundary = spelled ? "(?:(?<=[a-zA-Z0-9_])(?![a-zA-Z0-9_])|(?<![a-zA-Z0-9_])(?=[a-zA-Z0-9_]))" : "\\b";
    switch (node->value) {
    case RE_AT_START: put_text(w, "\\A"); return;
    case RE_AT_LINE_START: put_text(w, "^"); return;
    case RE_AT_LINE_END: put_text(w, node->lines ? "$" : "\\Z"); return;
    case RE_AT_END: put_text(w, "\\z"); return;
    }
    if (spelled)
        set_fold(w, false);
    if (node->value == RE_AT_BOUNDARY) {
        put_text(w, boundary);
        return;
    }
    if (spelled) {
        put_text(w, "(?!");
        put_text(w, boundary);
        put(w, ')');
    } else {
        put_text(w, "\\B");
    }
    put_text(w, "(?!\\A\\z)");
}

static void write_children(writer *w, const re_node *node) {
    for (const re_node *child = node->first; child; child = child->next) {
        if (child != node->first && node->kind != RE_NODE_SEQUENCE)
            put(w, '|');
        write_node(w, child);
    }
}

static bool has_captures(const re_node *node) {
    if (node->kind == RE_NODE_GROUP && node->value)
        return true;
    for (const re_node *child = node->first; child; child = child->next)
        if (has_captures(child))
            return true;
    return false;
}

#define LARGEST_COUNT 65535 // PCRE2's limit

static void write_counts(writer *w, uint32_t low, uint32_t high) {
    if (low == 0 && high == RE_MAX_REPEAT) {
        put(w, '*');
    } else if (low == 1 && high == RE_MAX_REPEAT) {
        put(w, '+');
    } else if (low == 0 && high == 1) {
        put(w, '?');
    } else {
        put(w, '{');
        put_number(w, low);
        if (high != low)
            put(w, ',');
        if (high != low && high != RE_MAX_REPEAT)
            put_number(w, high);
        put(w, '}');
    }
}

// (?:x{65535}){k}x{r}: as many as that.
static void write_many(writer *w, const re_node *item, uint32_t low, uint32_t high, const char *suffix) {
    for (; low > LARGEST_COUNT; low -= LARGEST_COUNT, high -= high == RE_MAX_REPEAT ? 0 : LARGEST_COUNT) {
        write_node(w, item);
        write_counts(w, LARGEST_COUNT, LARGEST_COUNT);
        if (low / LARGEST_COUNT > 64) { // a hundred million and more
            w->failed = true;
            return;
        }
    }
    bool bounded = high != RE_MAX_REPEAT && high > LARGEST_COUNT;
    if (bounded && high / LARGEST_COUNT > 64)
        bounded = false, high = RE_MAX_REPEAT;
    write_node(w, item);
    write_counts(w, low, bounded ? LARGEST_COUNT : high);
    put_text(w, suffix);
    while (bounded) {
        high -= LARGEST_COUNT;
        bounded = high > LARGEST_COUNT;
        write_node(w, item);
        write_counts(w, 0, bounded ? LARGEST_COUNT : high);
        put_text(w, suffix);
    }
}

static void write_repeat(writer *w, const re_node *node) {
    const re_node *item = node->first;
    const char *suffix = node->mode == RE_LAZY ? "?" : node->mode == RE_POSSESSIVE ? "+" : "";
    uint32_t low = node->low, high = node->high;
    if (w->behind && item->max_width == 0) { // PCRE2 wants a width that it can see: once, or not
        put_text(w, "(?:");
        write_node(w, item);
        put_text(w, low == 0 ? "|)" : ")");
        return;
    }
    bool many = low > LARGEST_COUNT || (high != RE_MAX_REPEAT && high > LARGEST_COUNT);
    if (many && !has_captures(item)) {
        bool saved = w->fold_on;
        put_text(w, node->mode == RE_POSSESSIVE ? "(?>" : "(?:");
        write_many(w, item, low, high, node->mode == RE_LAZY ? "?" : "");
        put(w, ')');
        w->fold_on = saved;
        return;
    }
    if (many) {
        high = RE_MAX_REPEAT;
        w->failed |= low > LARGEST_COUNT;
    }
    write_node(w, item);
    write_counts(w, low, high);
    put_text(w, suffix);
}

// PCRE2's JIT (10.42, not its interpreter) can miss matches when a group whose longer alternative stands first comes before
// a repeated character: it remembers where the repetition failed, and takes a later, earlier place for one that must fail
// too. It does not do so behind an assertion.
static bool confuses_jit(const re_node *node) {
    const re_node *branch = node->first;
    if (node->kind != RE_NODE_GROUP || branch->kind != RE_NODE_BRANCH)
        return false;
    for (const re_node *child = branch->first; child; child = child->next)
        if (child->min_width != branch->max_width)
            return true;
    return false;
}

static void write_group(writer *w, const re_node *node, const char *open) {
    bool saved = w->fold_on;
    put_text(w, open);
    if (w->has_runs && confuses_jit(node))
        put_text(w, "(?=)");
    bool marks = node->kind == RE_NODE_GROUP && node->value && w->program->tracks_last;
    bool nested = marks && node->first->kind == RE_NODE_BRANCH;
    if (nested)
        put_text(w, "(?:");
    write_children(w, node);
    if (nested)
        put(w, ')');
    if (marks) {
        put_text(w, "(*MARK:");
        put_number(w, node->value);
        put(w, ')');
    }
    put(w, ')');
    w->fold_on = saved;
}

static void write_node(writer *w, const re_node *node) {
    switch (node->kind) {
    case RE_NODE_LITERAL: write_literal(w, node); break;
    case RE_NODE_ANY: put_text(w, node->dot_all ? "." : "\\N"); break;
    case RE_NODE_SET: write_set(w, node); break;
    case RE_NODE_AT: write_place(w, node); break;
    case RE_NODE_GROUP: write_group(w, node, node->value ? "(" : "(?:"); break;
    case RE_NODE_ATOMIC: write_group(w, node, "(?>"); break;
    case RE_NODE_ASSERT: {
        bool behind = w->behind;
        w->behind = node->behind;
        write_group(w, node, node->behind ? (node->negative ? "(?<!" : "(?<=") : (node->negative ? "(?!" : "(?="));
        w->behind = behind;
        break;
    }
    case RE_NODE_SEQUENCE:
    case RE_NODE_BRANCH: write_children(w, node); break;
    case RE_NODE_REPEAT: write_repeat(w, node); break;
    case RE_NODE_BACKREF:
        set_fold(w, node->fold);
        put_text(w, "\\g{");
        put_number(w, node->value);
        put(w, '}');
        break;
    case RE_NODE_CONDITIONAL: {
        bool saved = w->fold_on;
        put_text(w, "(?(");
        put_number(w, node->value);
        put(w, ')');
        write_children(w, node);
        put(w, ')');
        w->fold_on = saved;
        break;
    }
    case RE_NODE_FAIL: put_never(w); break;
    }
}

static bool has_runs(const re_node *node) {
    if (node->kind == RE_NODE_REPEAT && node->high == RE_MAX_REPEAT && !node->first->first)
        return true;
    for (const re_node *child = node->first; child; child = child->next)
        if (has_runs(child))
            return true;
    return false;
}

void *nx_regex_translate(const re_program *program, int bytes, size_t *length) {
    writer w = {.program = program, .wide = bytes > 1, .highest = bytes == 1 ? 0xFF : bytes == 2 ? 0xFFFF : 0x10FFFF};
    w.has_runs = has_runs(program->root);
    write_node(&w, program->root);
    *length = w.length;
    if (!w.units)
        w.units = malloc(sizeof(uint32_t));
    if (w.failed || !w.units) {
        free(w.units);
        nx_failf(&nx_OverflowError, "the repetition number is too large");
        return NULL;
    }
    for (size_t i = 0; i < w.length; i++) { // in place: narrower units stand before those still to be read
        if (bytes == 1)
            ((uint8_t *)w.units)[i] = (uint8_t)w.units[i];
        else if (bytes == 2)
            ((uint16_t *)w.units)[i] = (uint16_t)w.units[i];
    }
    return w.units;
}
