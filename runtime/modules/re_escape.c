// The parser's lowest part: escapes and sets of characters.
#include "../core/host.h"
#include "re_parse.h"

// ---- escapes ------------------------------------------------------------------------------------------------------------

static bool bad_escape(re_parser *p, const re_token *token, const char *what) {
    nx_value text = nx_regex_token_text(token);
    return text && nx_regex_fail_back(&p->r, token->length, what, text);
}

// The characters that a name stands for (unicodedata_names.c): linked into programs whose text has such an escape, or that
// import unicodedata.
__attribute__((weak)) int nx_unicodedata_find(const char *name, size_t length, bool sequences, uint32_t out[4]);

// \N{name}; the N has been taken.
static bool named_character(re_parser *p, uint32_t *out) {
    int brace = nx_regex_accept(&p->r, '{');
    if (brace <= 0)
        return brace == 0 && nx_regex_fail_back(&p->r, 0, "missing {");
    nx_value name = nx_regex_until(&p->r, '}', "character name");
    if (!name)
        return false;
    if (!nx_unicodedata_find)
        return nx_failf(&nx_ImportError, "this program has no character names: it must import unicodedata");
    size_t length;
    const char *text = nx_str_utf8_lossy(name, &length);
    uint32_t found[4];
    if (nx_unicodedata_find(text, length, false, found) != 1)
        return nx_regex_fail_back(&p->r, NX_PTR(nx_str, name)->length + 4, "undefined character name %R", name);
    *out = found[0];
    return true;
}

// What escapes inside and outside of sets share: \x \u \U \N and punctuation. The token is the escape, taken.
static bool character_escape(re_parser *p, re_token *token, uint32_t *out) {
    uint32_t c = token->chars[1];
    int digits = c == 'x' ? 2 : !p->r.text ? 0 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits) {
        if (!nx_regex_take_digits(&p->r, token, digits, 16))
            return false;
        if (token->length != digits + 2)
            return bad_escape(p, token, "incomplete escape %U");
        *out = nx_regex_token_number(token, 2, 16);
        return *out < 0x110000 || bad_escape(p, token, "bad escape %U");
    }
    if (c == 'N' && p->r.text)
        return named_character(p, out);
    if (c < 128 && (nx_unicode_flags(c) & (UNICODE_ALPHA | UNICODE_DECIMAL)))
        return bad_escape(p, token, "bad escape %U");
    *out = c;
    return true;
}

static bool octal_value(re_parser *p, const re_token *token, uint32_t *out) {
    *out = nx_regex_token_number(token, 1, 8);
    return *out <= 0377 || bad_escape(p, token, "octal escape value %U outside of range 0-0o377");
}

static bool is_category(uint32_t c) {
    return c && c < 128 && strchr("dDsSwW", (int)c);
}

// An escape in a set: *category or a character.
static bool set_escape(re_parser *p, re_token *token, re_item *item) {
    uint32_t c = token->chars[1];
    if (is_category(c)) {
        item->low = RE_CATEGORY + c;
        return true;
    }
    if (!nx_regex_simple_escape(c, &item->low)) {
        if (nx_regex_digit(c, 8) >= 0) {
            if (!nx_regex_take_digits(&p->r, token, 2, 8) || !octal_value(p, token, &item->low))
                return false;
        } else if (!character_escape(p, token, &item->low))
            return false;
    }
    item->high = item->low;
    return true;
}

static bool append_category(re_parser *p, re_node *sequence, uint32_t flags, uint32_t letter) {
    re_node *node = nx_regex_new_node(p, RE_NODE_SET, flags, 1);
    re_item *item = node ? nx_regex_alloc(p->program, sizeof(re_item)) : NULL;
    if (!item)
        return false;
    item->low = RE_CATEGORY + letter;
    node->items = item;
    node->item_count = 1;
    nx_regex_add_child(sequence, node);
    return true;
}

// An escape outside of sets.
bool nx_regex_parse_escape(re_parser *p, re_node *sequence, uint32_t flags) {
    re_token token = {.length = 0};
    if (!nx_regex_take(&p->r, &token))
        return false;
    uint32_t c = token.chars[1], value;
    if (is_category(c))
        return append_category(p, sequence, flags, c);
    static const char places[] = "AZbB";
    static const uint8_t place_values[] = {RE_AT_START, RE_AT_END, RE_AT_BOUNDARY, RE_AT_NO_BOUNDARY};
    const char *place = c && c < 128 ? strchr(places, (int)c) : NULL;
    if (place)
        return nx_regex_append(p, sequence, RE_NODE_AT, flags, 0, place_values[place - places]);
    if (nx_regex_simple_escape(c, &value))
        return nx_regex_append(p, sequence, RE_NODE_LITERAL, flags, 1, value);
    if (c == '0') {
        if (!nx_regex_take_digits(&p->r, &token, 2, 8))
            return false;
        return nx_regex_append(p, sequence, RE_NODE_LITERAL, flags, 1, nx_regex_token_number(&token, 1, 8));
    }
    if (nx_regex_digit(c, 10) > 0) { // three octal digits are a character, the rest is a group
        if (!nx_regex_take_digits(&p->r, &token, 1, 10))
            return false;
        if (token.length == 3 && nx_regex_digit(c, 8) >= 0 && nx_regex_digit(token.chars[2], 8) >= 0 && p->r.size == 1 &&
            nx_regex_digit(p->r.next, 8) >= 0) {
            return nx_regex_take_digits(&p->r, &token, 1, 8) && octal_value(p, &token, &value) &&
                   nx_regex_append(p, sequence, RE_NODE_LITERAL, flags, 1, value);
        }
        value = nx_regex_token_number(&token, 1, 10);
        if (value < p->groups)
            return nx_regex_append_reference(p, sequence, flags, value, token.length);
        return nx_regex_fail_back(&p->r, token.length - 1, "invalid group reference %lld", (long long)value);
    }
    return character_escape(p, &token, &value) && nx_regex_append(p, sequence, RE_NODE_LITERAL, flags, 1, value);
}

// ---- sets ---------------------------------------------------------------------------------------------------------------

typedef struct { re_item *items; uint32_t count, capacity; } item_list;

static bool add_item(re_parser *p, item_list *list, re_item item) {
    if (list->count == list->capacity) { // the old array is left in the block: sets are small
        uint32_t capacity = list->capacity ? list->capacity * 2 : 4;
        re_item *items = nx_regex_alloc(p->program, capacity * sizeof(re_item));
        if (!items)
            return false;
        if (list->count)
            memcpy(items, list->items, list->count * sizeof(re_item));
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = item;
    return true;
}

// One end of a range, or an item alone; the token is what stands there.
static bool set_member(re_parser *p, re_token *token, re_item *item, bool *is_escape) {
    *is_escape = p->r.size == 2;
    if (!nx_regex_take(&p->r, token))
        return false;
    if (*is_escape) {
        re_token whole = *token;
        return set_escape(p, &whole, item);
    }
    item->low = item->high = token->chars[0];
    return true;
}

static bool unterminated_set(re_parser *p, int64_t start) {
    return nx_regex_fail(p->r.pattern, start, "unterminated character set");
}

static bool warn_set(re_parser *p, const char *what, int64_t position) {
    if (NX_UNLIKELY(nx_host != NULL)) return nx_regex_fail(p->r.pattern, position, "Possible %s", what); // the host warns, who compiles it
    return nx_warn(&nx_FutureWarning, "Possible %s at position %lld", what, (long long)position);
}

static bool parse_range(re_parser *p, item_list *list, re_item from, const re_token *from_token, int64_t start, bool *ended) {
    if (p->r.size == 0)
        return unterminated_set(p, start);
    if (nx_regex_at(&p->r, ']')) {
        *ended = true;
        return nx_regex_advance(&p->r) && add_item(p, list, from) && add_item(p, list, (re_item){'-', '-'});
    }
    re_token token = {.length = 0};
    re_item to;
    bool is_escape;
    if (!set_member(p, &token, &to, &is_escape))
        return false;
    if (!is_escape && token.chars[0] == '-' && !warn_set(p, "set difference", nx_regex_tell(&p->r) - 2))
        return false;
    if (from.low >= RE_CATEGORY || to.low >= RE_CATEGORY || to.low < from.low) {
        nx_value first = nx_regex_token_text(from_token), second = nx_regex_token_text(&token);
        return first && second &&
               nx_regex_fail_back(&p->r, from_token->length + 1 + token.length, "bad character range %U-%U", first, second);
    }
    return add_item(p, list, (re_item){from.low, to.low});
}

bool nx_regex_parse_set(re_parser *p, re_node *sequence, uint32_t flags) {
    int64_t start = nx_regex_tell(&p->r) - 1;
    if (nx_regex_at(&p->r, '[') && !warn_set(p, "nested set", nx_regex_tell(&p->r)))
        return false;
    re_node *node = nx_regex_new_node(p, RE_NODE_SET, flags, 1);
    if (!node)
        return false;
    int accepted = nx_regex_accept(&p->r, '^');
    if (accepted < 0)
        return false;
    node->negative = accepted;
    item_list list = {NULL, 0, 0};
    for (bool ended = false; !ended;) {
        if (p->r.size == 0)
            return unterminated_set(p, start);
        if (list.count && nx_regex_at(&p->r, ']')) {
            if (!nx_regex_advance(&p->r))
                return false;
            break;
        }
        re_token token = {.length = 0};
        re_item item;
        bool is_escape;
        if (!set_member(p, &token, &item, &is_escape))
            return false;
        uint32_t c = token.chars[0];
        if (!is_escape && list.count && c && c < 128 && strchr("-&~|", (int)c) && nx_regex_at(&p->r, c) &&
            !warn_set(p, c == '-' ? "set difference" : c == '&' ? "set intersection" : c == '~' ? "set symmetric difference" : "set union",
                      nx_regex_tell(&p->r) - 1))
            return false;
        accepted = nx_regex_accept(&p->r, '-');
        if (accepted < 0 || !(accepted ? parse_range(p, &list, item, &token, start, &ended) : add_item(p, &list, item)))
            return false;
    }
    node->items = list.items;
    node->item_count = list.count;
    nx_regex_add_child(sequence, node);
    return true;
}
