// Layouts of the iterators that loops meet most: the inline part of iter_next (natrix.h) reads them.
#ifndef NX_ITERATORS_H
#define NX_ITERATORS_H

#include "object.h"

typedef struct { nx_header header; nx_value list; int64_t index; } nx_list_iterator;   // list 0: exhausted
typedef struct { nx_header header; nx_value tuple; int64_t index; } nx_tuple_iterator; // tuple 0: exhausted
typedef struct { nx_header header; int64_t next, step, left, start; } nx_range_iterator; // numbers within 62 bits
// Over the keys, values or items of a dict. dict 0: exhausted. `live`: size at the start; left: items still to come;
// pair: the tuple of iter_next_unpacked; has_keys: it is all keys of what became the host's dict.
typedef struct { nx_header header; nx_value dict; int64_t live, position; int64_t left : 62; bool has_keys : 1; nx_tuple *pair; } nx_dict_iterator;
typedef struct { nx_header header; nx_value set; int64_t used, position, left; } nx_set_iterator; // set 0: exhausted

nx_value nx_generator_next(nx_value generator);            // types/generator.c
nx_value nx_unpacked_next(nx_value iterator);              // types/iterators.c: iter_next_unpacked of any iterator
nx_value nx_dict_items_next_unpacked(nx_value iterator);   // types/dict_views.c: of a dict_itemiterator

#endif
