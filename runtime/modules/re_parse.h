// What the files of the parser share.
#ifndef NX_RE_PARSE_H
#define NX_RE_PARSE_H

#include "re.h"

typedef struct {
    re_reader r;
    re_program *program;
    nx_dict *names;
    uint32_t flags;              // of the whole pattern
    uint32_t groups;             // the number of the next group
    uint32_t lookbehind_groups;  // groups opened before the lookbehind being read; 0: in none
    bool bad_lookbehind;
    struct { uint32_t min, max; bool closed, repeated; } *widths; // by group
    uint32_t width_capacity;
    uint32_t *wanted;            // groups of conditionals that may come later, and the place that names them
    int64_t *wanted_at;
    uint32_t wanted_count;
} re_parser;

// re_parse.c
re_node *nx_regex_new_node(re_parser *p, int kind, uint32_t flags, uint32_t width); // NULL: MemoryError
void nx_regex_add_child(re_node *parent, re_node *child);
bool nx_regex_append(re_parser *p, re_node *sequence, int kind, uint32_t flags, uint32_t width, uint32_t value);
// A reference to a group that must have been closed; `back` is the length of what names it.
bool nx_regex_append_reference(re_parser *p, re_node *sequence, uint32_t flags, uint32_t number, int64_t back);
// re_escape.c
bool nx_regex_parse_escape(re_parser *p, re_node *sequence, uint32_t flags); // the escape is the token to come
bool nx_regex_parse_set(re_parser *p, re_node *sequence, uint32_t flags);    // the bracket has been taken

#endif
