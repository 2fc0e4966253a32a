// Regular expressions: what the files of the `_re` module share.
//
// A pattern in Python's syntax is parsed (re_parse.c) into a tree of nodes. When a string of 1, 2 or 4 bytes a character
// is first searched, the tree is translated (re_translate.c) into a PCRE2 pattern for that width, whose meaning is the
// tree's, and compiled (re_engine.c). Matching is on code units without UTF: offsets are character indices.
#ifndef NX_RE_H
#define NX_RE_H

#include "../types/text.h"

// The flags of the `re` module.
enum {
    RE_TEMPLATE = 1, RE_IGNORECASE = 2, RE_LOCALE = 4, RE_MULTILINE = 8, RE_DOTALL = 16, RE_UNICODE = 32, RE_VERBOSE = 64,
    RE_DEBUG = 128, RE_ASCII = 256,
    RE_TYPE_FLAGS = RE_LOCALE | RE_UNICODE | RE_ASCII,
};
#define RE_MAX_REPEAT UINT32_MAX // as CPython's: no limit

// ---- the tree ------------------------------------------------------------------------------------------------------------

typedef enum {
    RE_NODE_LITERAL,     // value: the character
    RE_NODE_ANY,
    RE_NODE_SET,         // items
    RE_NODE_AT,          // value: an re_place
    RE_NODE_GROUP,       // value: number, 0 = does not capture; one child
    RE_NODE_SEQUENCE,    // children
    RE_NODE_BRANCH,      // children are the alternatives
    RE_NODE_REPEAT,      // low, high, mode; one child
    RE_NODE_ASSERT,      // negative, behind; one child
    RE_NODE_BACKREF,     // value: group
    RE_NODE_CONDITIONAL, // value: group; one child or two
    RE_NODE_ATOMIC,      // one child
    RE_NODE_FAIL,
} re_kind;

typedef enum { RE_AT_START, RE_AT_LINE_START, RE_AT_LINE_END, RE_AT_END, RE_AT_BOUNDARY, RE_AT_NO_BOUNDARY } re_place;
typedef enum { RE_GREEDY, RE_LAZY, RE_POSSESSIVE } re_mode;

// A range of characters of a set, or a category: low is RE_CATEGORY + its letter (d, D, s, S, w, W).
typedef struct { uint32_t low, high; } re_item;
#define RE_CATEGORY 0x80000000u

typedef struct re_node {
    uint8_t kind, mode;
    bool negative, behind;
    bool fold, lines, dot_all, ascii; // the flags in force: IGNORECASE, MULTILINE, DOTALL; ASCII also for bytes
    uint32_t value, low, high;
    uint32_t min_width, max_width;    // of what it matches; RE_MAX_REPEAT = unbounded
    struct re_node *first, *last;     // children
    struct re_node *next;             // sibling
    re_item *items;
    uint32_t item_count;
} re_node;

// ---- a compiled pattern ------------------------------------------------------------------------------------------------------

// How a code is anchored: PCRE2's JIT wants that said when it compiles.
enum { RE_SEARCH, RE_MATCH, RE_FULLMATCH, RE_MODES };

typedef struct {
    void *code;   // pcre2_code_N
    uint32_t uses;
    bool jit, jit_tried;
    void *careful; // the same with a callout everywhere, for matching that takes long: signals are looked at
} re_code;

typedef struct re_block re_block;

// Outside the collector's heap: freed when the pattern object is.
typedef struct re_program {
    re_node *root;
    re_block *blocks;        // the nodes' memory
    uint32_t flags;
    uint32_t groups;         // captures, without group 0
    uint32_t *closing;       // groups in the order in which they close
    uint32_t closed;
    bool text;               // a str pattern
    bool ascii;              // every node has ASCII meaning
    bool tracks_last;        // which group closed last is only known while matching
    bool widened[2];         // too large for the library of that width: the 32-bit one is used
    re_code codes[3][RE_MODES]; // by width: 8, 16, 32 bits
} re_program;

typedef struct {
    nx_header header;
    nx_value pattern;       // str or bytes
    nx_value group_index;   // dict of names to numbers
    nx_value group_names;   // tuple by number, None for those without a name; 0 until asked for
    nx_value template_text, template_items; // the last replacement text that was parsed
    re_program *program;    // NULL after finalization
} re_pattern;

typedef struct {
    nx_header header;
    nx_value pattern, string;
    int64_t position, end_position;
    uint32_t last_index;    // 0 = none
    bool wide;              // the spans are int64_t: of a string of more than 2^31 characters
    int32_t spans[];        // start and end of each group; -1 = did not take part
} re_match;

extern nx_type nx_re_pattern_type, nx_re_match_type, nx_re_error_type;

// ---- re_parse.c ------------------------------------------------------------------------------------------------------------
void *nx_regex_alloc(re_program *program, size_t bytes); // zeroed; NULL with MemoryError
// The program of a str or bytes pattern; *group_index a dict. NULL: error.
re_program *nx_regex_parse(nx_value pattern, uint32_t flags, nx_value *group_index);
void nx_regex_free(re_program *program);
// Raises re.error; position -1: of the whole pattern. Returns false.
bool nx_regex_fail(nx_value pattern, int64_t position, const char *format, ...);

// ---- re_reader.c: the characters of a pattern or template, a token (a character, or a backslash and one) at a time ---------------
typedef struct {
    nx_value pattern;
    const void *data;
    int64_t length, index;
    uint8_t kind;
    bool text;
    int size;               // characters in the token to come: 0 at the end
    uint32_t next, escaped; // its first and second one
} re_reader;

typedef struct { uint32_t chars[16]; int length; } re_token; // text of an escape, for messages

bool nx_regex_read(re_reader *r, nx_value pattern);      // false: error
bool nx_regex_advance(re_reader *r);
static inline int64_t nx_regex_tell(const re_reader *r) { return r->index - r->size; }
static inline bool nx_regex_at(const re_reader *r, uint32_t c) { return r->size == 1 && r->next == c; }
int nx_regex_accept(re_reader *r, uint32_t c);           // 1 taken, 0 another, -1 error
bool nx_regex_take(re_reader *r, re_token *token);       // appends the token and advances
bool nx_regex_take_digits(re_reader *r, re_token *token, int count, int base); // up to `count` more
nx_value nx_regex_token_text(const re_token *token);
uint32_t nx_regex_token_number(const re_token *token, int from, int base);
int64_t nx_regex_digit(uint32_t c, int base);            // -1: none
// Text up to the terminator, which is taken too; 0: error.
nx_value nx_regex_until(re_reader *r, uint32_t terminator, const char *what);
// error at `back` characters before the token to come
bool nx_regex_fail_back(re_reader *r, int64_t back, const char *format, ...);
// A group's name or number: *index is set for a number, else -1 and the text is a name.
bool nx_regex_group_name(re_reader *r, nx_value name, int64_t *index);
bool nx_regex_check_name(re_reader *r, nx_value name);
bool nx_regex_simple_escape(uint32_t c, uint32_t *out);  // \a \b \f \n \r \t \v and the backslash

// ---- re_fold.c: which characters are one when case is ignored ---------------------------------------------------------------------
// Writes the other characters equal to c when case is ignored; returns their number.
int nx_regex_fold(uint32_t c, uint32_t others[4]);
// Calls add for every character equal to one in [low, high] that is not in it.
void nx_regex_fold_range(uint32_t low, uint32_t high, void (*add)(void *context, uint32_t c), void *context);

// ---- re_translate.c ---------------------------------------------------------------------------------------------------------
// The PCRE2 pattern for characters of `bytes` bytes, in that width. NULL: MemoryError or an error.
void *nx_regex_translate(const re_program *program, int bytes, size_t *length);

// ---- re_engine.c --------------------------------------------------------------------------------------------------------------
typedef struct {
    nx_value object;
    const void *data;
    int64_t length;
    uint8_t bytes;      // 1, 2 or 4 a character
    bool is_text, is_buffer;
    nx_buffer buffer;
} re_subject;

// Takes a view of the string for this pattern; TypeError when they do not go together.
bool nx_regex_open(re_pattern *pattern, nx_value string, re_subject *subject);
static inline void nx_regex_close(re_subject *subject) {
    if (NX_UNLIKELY(subject->is_buffer)) nx_buffer_release(&subject->buffer);
}
// Matches in [start, end) of the subject, looking behind start. 1: *spans has start and end of each of `program->groups`
// + 1 groups, valid until the next call; 0: no match; -1: error. not_empty: a match at `start` must not be empty.
int nx_regex_run(re_pattern *pattern, re_subject *subject, int64_t start, int64_t end, int mode, bool not_empty,
                 const int64_t **spans, int64_t *last_index);
void nx_regex_free_codes(re_program *program);

// ---- re_pattern.c, re_match.c, re_template.c -------------------------------------------------------------------------------------
nx_value nx_regex_compile(nx_value pattern, nx_value flags); // cached
nx_value nx_regex_slice(const re_subject *subject, int64_t start, int64_t end);
nx_value nx_regex_match_new(re_pattern *pattern, nx_value string, int64_t position, int64_t end, const int64_t *spans,
                            int64_t last_index);
nx_value nx_regex_group_names(re_pattern *pattern);
// The items of a replacement text: strings and group numbers. A tuple; 0: error.
nx_value nx_regex_template(re_pattern *pattern, nx_value text);
// What results are joined from: a text, or bytes in a text of one byte a character.
typedef struct { nx_builder text; bool is_text; int64_t items; } re_joiner;
void nx_regex_join_subject(re_joiner *j, const re_subject *subject, int64_t start, int64_t end);
bool nx_regex_join_value(re_joiner *j, nx_value item);
bool nx_regex_join_template(re_joiner *j, nx_value items, const re_subject *subject, const int64_t *spans);
nx_value nx_regex_join_finish(re_joiner *j);
nx_value nx_re_pattern_repr(nx_value self), nx_re_match_repr(nx_value self), nx_re_match_item(nx_value self, nx_value key);
nx_value nx_re_pattern_compare(nx_value left, nx_value right, int operation);
bool nx_re_pattern_hash(nx_value self, int64_t *hash);
void nx_re_pattern_finalize(nx_value self);
nx_value nx_re_scanner_next(nx_value self);
nx_value nx_re_pattern_recipe(nx_value self), nx_re_match_recipe(nx_value self); // core/host.h
extern nx_type nx_re_scanner_type, nx_re_iterator_type;

#endif
