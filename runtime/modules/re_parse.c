// The parser of Python's regular expressions: recursive descent over the tokens of a re_reader into a tree of re_nodes,
// with CPython 3.11's errors at its positions. Flags are resolved here: every node carries those in force.
#include <stdlib.h>
#include "natrix.h"
#include "re_parse.h"

struct re_block { re_block *next; size_t used; _Alignas(16) char data[4096 - 32]; };

static bool parse_alternatives(re_parser *p, uint32_t flags, int depth, re_node **out);

void *nx_regex_alloc(re_program *program, size_t bytes) {
    bytes = (bytes + 15) & ~(size_t)15;
    re_block *block = program->blocks;
    if (!block || sizeof block->data - block->used < bytes) {
        size_t size = sizeof(re_block) + (bytes > sizeof block->data ? bytes - sizeof block->data : 0);
        block = calloc(1, size);
        if (!block) {
            nx_raise_no_memory();
            return NULL;
        }
        block->next = program->blocks;
        program->blocks = block;
    }
    void *memory = block->data + block->used;
    block->used += bytes;
    if (bytes > sizeof block->data)
        block->used = sizeof block->data;
    return memory;
}

void nx_regex_free(re_program *program) {
    if (!program)
        return;
    nx_regex_free_codes(program);
    for (re_block *block = program->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    free(program->closing);
    free(program);
}

// ---- nodes --------------------------------------------------------------------------------------------------------------

re_node *nx_regex_new_node(re_parser *p, int kind, uint32_t flags, uint32_t width) {
    re_node *node = nx_regex_alloc(p->program, sizeof(re_node));
    if (!node)
        return NULL;
    node->kind = (uint8_t)kind;
    node->min_width = node->max_width = width;
    node->fold = flags & RE_IGNORECASE;
    node->lines = flags & RE_MULTILINE;
    node->dot_all = flags & RE_DOTALL;
    node->ascii = !p->r.text || flags & RE_ASCII;
    p->program->ascii &= node->ascii;
    return node;
}

static uint32_t plus(uint32_t a, uint32_t b) {
    return (uint64_t)a + b >= RE_MAX_REPEAT ? RE_MAX_REPEAT : a + b;
}

static uint32_t times(uint32_t a, uint32_t b) {
    return (uint64_t)a * b >= RE_MAX_REPEAT ? RE_MAX_REPEAT : a * b;
}

void nx_regex_add_child(re_node *parent, re_node *child) {
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

bool nx_regex_append(re_parser *p, re_node *sequence, int kind, uint32_t flags, uint32_t width, uint32_t value) {
    re_node *node = nx_regex_new_node(p, kind, flags, width);
    if (!node)
        return false;
    node->value = value;
    nx_regex_add_child(sequence, node);
    return true;
}

// ---- groups -------------------------------------------------------------------------------------------------------------

static bool open_group(re_parser *p, nx_value name, uint32_t *number) {
    if (p->groups >= p->width_capacity) {
        uint32_t capacity = p->width_capacity ? p->width_capacity * 2 : 16;
        void *widths = realloc(p->widths, capacity * sizeof *p->widths);
        if (widths)
            p->widths = widths;
        uint32_t *closing = widths ? realloc(p->program->closing, capacity * sizeof(uint32_t)) : NULL;
        if (!closing)
            return nx_raise_no_memory();
        p->program->closing = closing;
        p->width_capacity = capacity;
    }
    *number = p->groups++;
    p->widths[*number].closed = false;
    if (!name)
        return true;
    nx_value old = nx_dict_get_value(p->names, name);
    if (old)
        return nx_regex_fail_back(&p->r, NX_PTR(nx_str, name)->length + 1,
                                  "redefinition of group name %R as group %lld; was group %S", name, (long long)*number, old);
    return !nx_pending() && nx_dict_set(p->names, name, NX_INT(*number));
}

static void close_group(re_parser *p, uint32_t number, const re_node *content) {
    p->widths[number].min = content->min_width;
    p->widths[number].max = content->max_width;
    p->widths[number].closed = true;
    p->program->closing[p->program->closed++] = number;
}

// A reference to a group that must have been closed; `back` is the length of what names it.
bool nx_regex_append_reference(re_parser *p, re_node *sequence, uint32_t flags, uint32_t number, int64_t back) {
    if (!p->widths[number].closed)
        return nx_regex_fail_back(&p->r, back, "cannot refer to an open group");
    if (p->lookbehind_groups && number >= p->lookbehind_groups)
        return nx_regex_fail_back(&p->r, 0, "cannot refer to group defined in the same lookbehind subpattern");
    re_node *node = nx_regex_new_node(p, RE_NODE_BACKREF, flags, p->widths[number].min);
    if (!node)
        return false;
    node->max_width = p->widths[number].max;
    node->value = number;
    nx_regex_add_child(sequence, node);
    return true;
}

// ---- repetition ---------------------------------------------------------------------------------------------------------

static bool count_digits(re_parser *p, uint32_t *value, bool *given) {
    uint64_t number = 0;
    for (*given = false; p->r.size == 1 && nx_regex_digit(p->r.next, 10) >= 0; *given = true) {
        if (number < ((uint64_t)1 << 40))
            number = number * 10 + (uint64_t)nx_regex_digit(p->r.next, 10);
        if (!nx_regex_advance(&p->r))
            return false;
    }
    if (*given && number >= RE_MAX_REPEAT)
        number = RE_MAX_REPEAT;
    if (*given)
        *value = (uint32_t)number;
    return true;
}

static bool too_large(void) {
    return nx_failf(&nx_OverflowError, "the repetition number is too large");
}

// {low,high}; the brace has been taken. *literal: it was only a brace.
static bool parse_counts(re_parser *p, int64_t here, uint32_t *low, uint32_t *high, bool *literal) {
    re_reader saved = p->r;
    bool has_low, has_high = false;
    *low = 0;
    *high = RE_MAX_REPEAT;
    *literal = nx_regex_at(&p->r, '}');
    if (*literal)
        return true;
    if (!count_digits(p, low, &has_low))
        return false;
    int comma = nx_regex_accept(&p->r, ',');
    if (comma < 0)
        return false;
    if (comma) {
        if (!count_digits(p, high, &has_high))
            return false;
    } else if (has_low) {
        *high = *low;
        has_high = true;
    }
    int brace = nx_regex_accept(&p->r, '}');
    if (brace < 0)
        return false;
    if (!brace) {
        p->r = saved;
        *literal = true;
        return true;
    }
    if (has_low && *low == RE_MAX_REPEAT)
        return too_large();
    if (has_high) {
        if (*high == RE_MAX_REPEAT)
            return too_large();
        if (*high < *low)
            return nx_regex_fail(p->r.pattern, here, "min repeat greater than max repeat");
    }
    return true;
}

static bool parse_repeat(re_parser *p, re_node *sequence, uint32_t flags, uint32_t c) {
    int64_t start = nx_regex_tell(&p->r) - 1;
    uint32_t low = c == '+', high = c == '?' ? 1 : RE_MAX_REPEAT;
    if (c == '{') {
        bool literal;
        if (!parse_counts(p, start + 1, &low, &high, &literal))
            return false;
        if (literal)
            return nx_regex_append(p, sequence, RE_NODE_LITERAL, flags, 1, '{');
    }
    re_node *item = sequence->last;
    if (!item || item->kind == RE_NODE_AT)
        return nx_regex_fail(p->r.pattern, start, "nothing to repeat");
    if (item->kind == RE_NODE_REPEAT)
        return nx_regex_fail(p->r.pattern, start, "multiple repeat");
    int lazy = nx_regex_accept(&p->r, '?'), possessive = lazy == 0 ? nx_regex_accept(&p->r, '+') : 0;
    if (lazy < 0 || possessive < 0)
        return false;
    re_node *repeated = nx_regex_alloc(p->program, sizeof(re_node));
    if (!repeated)
        return false;
    *repeated = *item;
    item->kind = RE_NODE_REPEAT;
    item->mode = lazy ? RE_LAZY : possessive ? RE_POSSESSIVE : RE_GREEDY;
    item->low = low;
    item->high = high;
    item->min_width = times(repeated->min_width, low);
    item->max_width = times(repeated->max_width, high);
    item->first = item->last = repeated;
    return true;
}

// ---- what follows (? ------------------------------------------------------------------------------------------------------

static uint32_t flag_of(uint32_t c) {
    switch (c) {
    case 'i': return RE_IGNORECASE;
    case 'L': return RE_LOCALE;
    case 'm': return RE_MULTILINE;
    case 's': return RE_DOTALL;
    case 'x': return RE_VERBOSE;
    case 'a': return RE_ASCII;
    case 't': return RE_TEMPLATE;
    case 'u': return RE_UNICODE;
    }
    return 0;
}

// Takes the next character of a run of flags; what is missing at the end and otherwise.
static bool next_flag(re_parser *p, const char *missing, const char *ends, uint32_t *c) {
    if (p->r.size == 0)
        return nx_regex_fail_back(&p->r, 0, "%s", missing);
    re_token token = {.length = 0};
    if (!nx_regex_take(&p->r, &token))
        return false;
    *c = token.chars[0];
    if (token.length == 1 && ((*c && *c < 128 && strchr(ends, (int)*c)) || flag_of(*c)))
        return true;
    bool letter = token.length == 1 && nx_unicode_flags(*c) & UNICODE_ALPHA;
    return nx_regex_fail_back(&p->r, token.length, "%s", letter ? "unknown flag" : missing);
}

// (?flags) sets *global; (?add-remove: leaves both. c is the first character, taken.
static bool parse_flags(re_parser *p, uint32_t c, uint32_t *add, uint32_t *remove, bool *global) {
    *add = *remove = 0;
    *global = false;
    while (c != '-' && c != ':' && c != ')') {
        uint32_t flag = flag_of(c);
        if (c == 'L' && p->r.text)
            return nx_regex_fail_back(&p->r, 0, "bad inline flags: cannot use 'L' flag with a str pattern");
        if (c == 'u' && !p->r.text)
            return nx_regex_fail_back(&p->r, 0, "bad inline flags: cannot use 'u' flag with a bytes pattern");
        *add |= flag;
        if (flag & RE_TYPE_FLAGS && (*add & RE_TYPE_FLAGS) != flag)
            return nx_regex_fail_back(&p->r, 0, "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
        if (!next_flag(p, "missing -, : or )", "-:)", &c))
            return false;
    }
    if (c == ')') {
        p->flags |= *add;
        *global = true;
        return true;
    }
    if (*add & RE_TEMPLATE)
        return nx_regex_fail_back(&p->r, 1, "bad inline flags: cannot turn on global flag");
    if (c == '-') {
        if (!next_flag(p, "missing flag", "", &c))
            return false;
        while (c != ':') {
            uint32_t flag = flag_of(c);
            if (flag & RE_TYPE_FLAGS)
                return nx_regex_fail_back(&p->r, 0, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
            *remove |= flag;
            if (!next_flag(p, "missing :", ":", &c))
                return false;
        }
    }
    if (*remove & RE_TEMPLATE)
        return nx_regex_fail_back(&p->r, 1, "bad inline flags: cannot turn off global flag");
    if (*add & *remove)
        return nx_regex_fail_back(&p->r, 1, "bad inline flags: flag turned on and off");
    return true;
}

// The parenthesis that ends a group begun at `start`.
static bool close_parenthesis(re_parser *p, int64_t start) {
    int closed = nx_regex_accept(&p->r, ')');
    if (closed)
        return closed > 0;
    return nx_regex_fail(p->r.pattern, start, "missing ), unterminated subpattern");
}

static bool parse_lookaround(re_parser *p, re_node *sequence, uint32_t flags, int depth, int64_t start, uint32_t c) {
    bool behind = c == '<', outermost = false;
    if (behind) {
        if (p->r.size == 0)
            return nx_regex_fail_back(&p->r, 0, "unexpected end of pattern");
        re_token token = {.length = 0};
        if (!nx_regex_take(&p->r, &token))
            return false;
        c = token.chars[0];
        if (c != '=' && c != '!') {
            nx_value text = nx_regex_token_text(&token);
            return text && nx_regex_fail_back(&p->r, token.length + 2, "unknown extension ?<%U", text);
        }
        outermost = p->lookbehind_groups == 0;
        if (outermost)
            p->lookbehind_groups = p->groups;
    }
    re_node *node = nx_regex_new_node(p, RE_NODE_ASSERT, flags, 0), *content;
    if (!node || !parse_alternatives(p, flags, depth, &content))
        return false;
    if (outermost)
        p->lookbehind_groups = 0;
    if (!close_parenthesis(p, start))
        return false;
    node->negative = c == '!';
    node->behind = behind;
    if (behind && content->min_width != content->max_width)
        p->bad_lookbehind = true;
    if (node->negative && content->kind == RE_NODE_SEQUENCE && !content->first)
        node->kind = RE_NODE_FAIL;
    nx_regex_add_child(node, content);
    nx_regex_add_child(sequence, node);
    return true;
}

static bool parse_sequence(re_parser *p, uint32_t *flags, int depth, bool first, re_node **out);

static bool parse_conditional(re_parser *p, re_node *sequence, uint32_t flags, int depth, int64_t start) {
    nx_value name = nx_regex_until(&p->r, ')', "group name");
    int64_t number;
    if (!name || !nx_regex_group_name(&p->r, name, &number))
        return false;
    int64_t back = NX_PTR(nx_str, name)->length + 1;
    if (number < 0) {
        nx_value found = nx_dict_get_value(p->names, name);
        if (!found)
            return !nx_pending() && nx_regex_fail_back(&p->r, back, "unknown group name %R", name);
        number = nx_small_int(found);
    } else if (number == 0) {
        return nx_regex_fail_back(&p->r, back, "bad group number");
    } else {
        uint32_t *wanted = realloc(p->wanted, (p->wanted_count + 1) * sizeof(uint32_t));
        if (wanted)
            p->wanted = wanted;
        int64_t *wanted_at = realloc(p->wanted_at, (p->wanted_count + 1) * sizeof(int64_t));
        if (wanted_at)
            p->wanted_at = wanted_at;
        if (!wanted || !wanted_at)
            return nx_raise_no_memory();
        p->wanted[p->wanted_count] = (uint32_t)number;
        p->wanted_at[p->wanted_count++] = nx_regex_tell(&p->r) - back;
    }
    if (p->lookbehind_groups) {
        if (number >= p->groups || !p->widths[number].closed)
            return nx_regex_fail_back(&p->r, 0, "cannot refer to an open group");
        if (number >= p->lookbehind_groups)
            return nx_regex_fail_back(&p->r, 0, "cannot refer to group defined in the same lookbehind subpattern");
    }
    re_node *node = nx_regex_new_node(p, RE_NODE_CONDITIONAL, flags, 0), *yes, *no = NULL;
    if (!node || !parse_sequence(p, &flags, depth, false, &yes))
        return false;
    int bar = nx_regex_accept(&p->r, '|');
    if (bar < 0 || (bar && !parse_sequence(p, &flags, depth, false, &no)))
        return false;
    if (bar && nx_regex_at(&p->r, '|'))
        return nx_regex_fail_back(&p->r, 0, "conditional backref with more than two branches");
    if (!close_parenthesis(p, start))
        return false;
    node->value = (uint32_t)number;
    node->min_width = !no ? 0 : no->min_width < yes->min_width ? no->min_width : yes->min_width;
    node->max_width = no && no->max_width > yes->max_width ? no->max_width : yes->max_width;
    nx_regex_add_child(node, yes);
    if (no)
        nx_regex_add_child(node, no);
    nx_regex_add_child(sequence, node);
    return true;
}

static bool skip_comment(re_parser *p, int64_t start) {
    for (;;) {
        if (p->r.size == 0)
            return nx_regex_fail(p->r.pattern, start, "missing ), unterminated comment");
        bool ends = nx_regex_at(&p->r, ')');
        if (!nx_regex_advance(&p->r))
            return false;
        if (ends)
            return true;
    }
}

// (?P<name> sets *name; (?P=name) is done.
static bool parse_named(re_parser *p, re_node *sequence, uint32_t flags, nx_value *name) {
    int opens = nx_regex_accept(&p->r, '<'), refers = opens == 0 ? nx_regex_accept(&p->r, '=') : 0;
    if (opens < 0 || refers < 0)
        return false;
    if (!opens && !refers) {
        if (p->r.size == 0)
            return nx_regex_fail_back(&p->r, 0, "unexpected end of pattern");
        re_token token = {.length = 0};
        if (!nx_regex_take(&p->r, &token))
            return false;
        nx_value text = nx_regex_token_text(&token);
        return text && nx_regex_fail_back(&p->r, token.length + 2, "unknown extension ?P%U", text);
    }
    nx_value text = nx_regex_until(&p->r, opens ? '>' : ')', "group name");
    if (!text || !nx_regex_check_name(&p->r, text))
        return false;
    if (opens) {
        *name = text;
        return true;
    }
    int64_t back = NX_PTR(nx_str, text)->length + 1;
    nx_value number = nx_dict_get_value(p->names, text);
    if (!number)
        return !nx_pending() && nx_regex_fail_back(&p->r, back, "unknown group name %R", text);
    return nx_regex_append_reference(p, sequence, flags, (uint32_t)nx_small_int(number), back);
}

static uint32_t combined(uint32_t flags, uint32_t add, uint32_t remove) {
    if (add & RE_TYPE_FLAGS)
        flags &= ~(uint32_t)RE_TYPE_FLAGS;
    return (flags | add) & ~remove;
}

static bool parse_group_content(re_parser *p, re_node *sequence, uint32_t flags, int depth, int64_t start, int kind, uint32_t number) {
    re_node *node = nx_regex_new_node(p, kind, flags, 0), *content;
    if (!node || !parse_alternatives(p, flags, depth, &content) || !close_parenthesis(p, start))
        return false;
    if (number)
        close_group(p, number, content);
    node->value = number;
    node->min_width = content->min_width;
    node->max_width = content->max_width;
    nx_regex_add_child(node, content);
    nx_regex_add_child(sequence, node);
    return true;
}

// The parenthesis has been taken. May change *flags: those for the whole pattern.
static bool parse_group(re_parser *p, re_node *sequence, uint32_t *flags, int depth, bool first) {
    int64_t start = nx_regex_tell(&p->r) - 1;
    nx_value name = 0;
    int question = nx_regex_accept(&p->r, '?');
    if (question < 0)
        return false;
    if (question) {
        if (p->r.size == 0)
            return nx_regex_fail_back(&p->r, 0, "unexpected end of pattern");
        re_token token = {.length = 0};
        if (!nx_regex_take(&p->r, &token))
            return false;
        uint32_t c = token.chars[0], add, remove;
        bool global;
        switch (c) {
        case 'P':
            if (!parse_named(p, sequence, *flags, &name))
                return false;
            if (!name)
                return true;
            break;
        case ':': return parse_group_content(p, sequence, *flags, depth, start, RE_NODE_GROUP, 0);
        case '>': return parse_group_content(p, sequence, *flags, depth, start, RE_NODE_ATOMIC, 0);
        case '#': return skip_comment(p, start);
        case '=': case '!': case '<': return parse_lookaround(p, sequence, *flags, depth, start, c);
        case '(': return parse_conditional(p, sequence, *flags, depth, start);
        default:
            if (!flag_of(c) && c != '-') {
                nx_value text = nx_regex_token_text(&token);
                return text && nx_regex_fail_back(&p->r, token.length + 1, "unknown extension ?%U", text);
            }
            if (!parse_flags(p, c, &add, &remove, &global))
                return false;
            if (!global)
                return parse_group_content(p, sequence, combined(*flags, add, remove), depth, start, RE_NODE_GROUP, 0);
            if (!first || sequence->first)
                return nx_regex_fail(p->r.pattern, start, "global flags not at the start of the expression");
            *flags = p->flags;
            return true;
        }
    }
    uint32_t number = 0;
    return open_group(p, name, &number) && parse_group_content(p, sequence, *flags, depth, start, RE_NODE_GROUP, number);
}

// ---- sequences and alternatives -----------------------------------------------------------------------------------------------

static bool skip_verbose(re_parser *p, bool *skipped) {
    uint32_t c = p->r.next;
    *skipped = p->r.size == 1 && (c == ' ' || (c >= '\t' && c <= '\r') || c == '#');
    if (!*skipped)
        return true;
    while (c == '#' && p->r.size && !nx_regex_at(&p->r, '\n'))
        if (!nx_regex_advance(&p->r))
            return false;
    return p->r.size == 0 || nx_regex_advance(&p->r);
}

// Up to a bar or the parenthesis that closes. `first`: flags for the whole pattern may stand at its start.
static bool parse_sequence(re_parser *p, uint32_t *flags, int depth, bool first, re_node **out) {
    re_node *sequence = *out = nx_regex_new_node(p, RE_NODE_SEQUENCE, *flags, 0);
    if (!sequence)
        return false;
    while (p->r.size && !nx_regex_at(&p->r, '|') && !nx_regex_at(&p->r, ')')) {
        bool done = false;
        if (*flags & RE_VERBOSE && !skip_verbose(p, &done))
            return false;
        if (done)
            continue;
        if (p->r.size == 2) {
            if (!nx_regex_parse_escape(p, sequence, *flags))
                return false;
            continue;
        }
        uint32_t c = p->r.next;
        if (!nx_regex_advance(&p->r))
            return false;
        switch (c) {
        case '[': done = nx_regex_parse_set(p, sequence, *flags); break;
        case '*': case '+': case '?': case '{': done = parse_repeat(p, sequence, *flags, c); break;
        case '(': done = parse_group(p, sequence, flags, depth, first); break;
        case '.': done = nx_regex_append(p, sequence, RE_NODE_ANY, *flags, 1, 0); break;
        case '^':
            done = nx_regex_append(p, sequence, RE_NODE_AT, *flags, 0, *flags & RE_MULTILINE ? RE_AT_LINE_START : RE_AT_START);
            break;
        case '$': done = nx_regex_append(p, sequence, RE_NODE_AT, *flags, 0, RE_AT_LINE_END); break;
        default: done = nx_regex_append(p, sequence, RE_NODE_LITERAL, *flags, 1, c);
        }
        if (!done)
            return false;
    }
    for (const re_node *child = sequence->first; child; child = child->next) {
        sequence->min_width = plus(sequence->min_width, child->min_width);
        sequence->max_width = plus(sequence->max_width, child->max_width);
    }
    return true;
}

static bool parse_alternatives(re_parser *p, uint32_t flags, int depth, re_node **out) {
    re_node *branch = NULL, *sequence;
    if (nx_check_stack())
        return false;
    for (bool first = depth == 0;; first = false) {
        if (!parse_sequence(p, &flags, depth + 1, first, &sequence))
            return false;
        int bar = nx_regex_accept(&p->r, '|');
        if (bar < 0)
            return false;
        if (!bar && !branch) {
            *out = sequence;
            return true;
        }
        if (!branch) {
            branch = nx_regex_new_node(p, RE_NODE_BRANCH, flags, sequence->min_width);
            if (!branch)
                return false;
            branch->max_width = sequence->max_width;
        }
        if (sequence->min_width < branch->min_width)
            branch->min_width = sequence->min_width;
        if (sequence->max_width > branch->max_width)
            branch->max_width = sequence->max_width;
        nx_regex_add_child(branch, sequence);
        if (!bar) {
            *out = branch;
            return true;
        }
    }
}

// ---- the whole pattern --------------------------------------------------------------------------------------------------------

// Whether captures inside a repetition can close in an order that is not that of the pattern. *captures: how many groups
// side by side the node has at most.
static bool order_varies(const re_node *node, bool repeated, uint32_t *captures) {
    uint32_t inner = 0;
    bool varies = false;
    repeated |= node->kind == RE_NODE_REPEAT && node->high > 1;
    for (const re_node *child = node->first; child && !varies; child = child->next) {
        uint32_t own = 0;
        varies = order_varies(child, repeated, &own);
        inner += own;
    }
    *captures = node->kind == RE_NODE_GROUP && node->value && inner < 2 ? 1 : inner;
    return varies || (repeated && inner > 1);
}

static bool check_flags(re_parser *p) {
    uint32_t flags = p->flags;
    if (p->r.text) {
        if (flags & RE_LOCALE)
            return nx_failf(&nx_ValueError, "cannot use LOCALE flag with a str pattern");
        if (flags & RE_ASCII && flags & RE_UNICODE)
            return nx_failf(&nx_ValueError, "ASCII and UNICODE flags are incompatible");
        if (!(flags & RE_ASCII))
            p->flags |= RE_UNICODE;
        return true;
    }
    if (flags & RE_UNICODE)
        return nx_failf(&nx_ValueError, "cannot use UNICODE flag with a bytes pattern");
    if (flags & RE_LOCALE && flags & RE_ASCII)
        return nx_failf(&nx_ValueError, "ASCII and LOCALE flags are incompatible");
    return true;
}

static bool parse(re_parser *p, nx_value pattern) {
    uint32_t captures;
    if (!nx_regex_read(&p->r, pattern) || !parse_alternatives(p, p->flags, 0, &p->program->root) || !check_flags(p))
        return false;
    if (p->r.size)
        return nx_regex_fail_back(&p->r, 0, "unbalanced parenthesis");
    for (uint32_t i = 0; i < p->wanted_count; i++)
        if (p->wanted[i] >= p->groups)
            return nx_regex_fail(pattern, p->wanted_at[i], "invalid group reference %lld", (long long)p->wanted[i]);
    if (p->bad_lookbehind)
        return nx_regex_fail(pattern, -1, "look-behind requires fixed-width pattern");
    p->program->flags = p->flags;
    p->program->groups = p->groups - 1;
    p->program->tracks_last = order_varies(p->program->root, false, &captures);
    return true;
}

re_program *nx_regex_parse(nx_value pattern, uint32_t flags, nx_value *group_index) {
    re_parser p = {.flags = flags, .groups = 1, .names = nx_dict_new(0), .program = calloc(1, sizeof(re_program))};
    if (!p.names || !p.program) {
        free(p.program);
        nx_raise_no_memory();
        return NULL;
    }
    *group_index = NX_OBJ(p.names);
    p.program->text = nx_is_str(pattern);
    p.program->ascii = true;
    bool parsed = parse(&p, pattern);
    free(p.widths);
    free(p.wanted);
    free(p.wanted_at);
    if (parsed)
        return p.program;
    nx_regex_free(p.program);
    return NULL;
}
