// What the files of itertools share.
#ifndef NX_ITERTOOLS_H
#define NX_ITERTOOLS_H

#include "../types/containers.h"

// A type whose instances iterate over themselves. The macro's arguments after the layout are further fields.
#define NX_ITERTOOLS_TYPE(name, layout, ...)                 \
    nx_type nx_itertools_##name##_type = {                   \
        .header = {&nx_type_type.root},                      \
        .root = {.type = &nx_itertools_##name##_type},       \
        .c_name = "itertools." #name,                        \
        .flags = NX_TYPE_BASE,                               \
        .basic_size = sizeof(layout),                        \
        .iter = nx_iter_self,                                \
        __VA_ARGS__                                          \
    }

// Two positional arguments (what, iterable), stored as (what, iterator).
typedef struct { nx_header header; nx_value what, iterator; bool flag; } nx_pair_iterator;
// iterator 0: replaying. replays: the iterator gives what is saved already.
typedef struct { nx_header header; nx_value iterator; nx_list *saved; int64_t index; bool replays; } nx_cycle;
typedef struct { nx_header header; nx_value iterator, function, total, initial; } nx_accumulate;
typedef struct { nx_header header; nx_value iterator; int64_t next, stop, step, taken; } nx_islice; // stop -1: none
typedef struct { nx_header header; nx_tuple *iterators; nx_value fill; int64_t active; } nx_zip_longest; // ended iterators: 0

typedef struct nx_grouper nx_grouper;
typedef struct {
    nx_header header;
    nx_value iterator, key_function, target_key, key, item; // item: read but not yet given out, or 0
    nx_grouper *group;                                      // the newest one: older ones are ended
} nx_groupby;
struct nx_grouper { nx_header header; nx_groupby *parent; nx_value key; };

// The items read so far form a linked list; each tee iterator stands at one link. The last link has no next.
typedef struct nx_tee_link { nx_header header; nx_value item; struct nx_tee_link *next; nx_value iterator; bool running; } nx_tee_link;
typedef struct { nx_header header; nx_tee_link *link; } nx_tee;

// product, permutations, combinations, combinations_with_replacement.
typedef struct {
    nx_header header;
    nx_tuple *pool;        // of product: a tuple of pools
    int64_t count;         // items in a result
    int64_t *indices;      // permutations: of the whole pool, followed by `count` cycle counters
    bool started, ended;
} nx_chooser;

nx_value nx_itertools_make_product(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_itertools_next_product(nx_value self);
nx_value nx_itertools_make_combinations(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_itertools_next_combinations(nx_value self);
nx_value nx_itertools_make_combinations_with_replacement(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_itertools_next_combinations_with_replacement(nx_value self);
nx_value nx_itertools_make_permutations(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_itertools_next_permutations(nx_value self);
nx_value nx_itertools_make_tee_dataobject(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_itertools_make_grouper(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);

extern nx_type nx_itertools_takewhile_type, nx_itertools_dropwhile_type, nx_itertools_filterfalse_type, nx_itertools_starmap_type,
    nx_itertools_pairwise_type, nx_itertools_chain_type, nx_itertools_cycle_type, nx_itertools_islice_type,
    nx_itertools_accumulate_type, nx_itertools_groupby_type, nx_itertools__tee_type, nx_itertools_tee_dataobject_type, nx_itertools_grouper_type;
extern nx_type nx_itertools_product_type, nx_itertools_permutations_type, nx_itertools_combinations_type,
    nx_itertools_combinations_with_replacement_type;

#endif
