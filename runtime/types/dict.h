// The dict's hash table, for the files that implement dict and what is built on it.
#ifndef NX_DICT_H
#define NX_DICT_H

#include "containers.h"

enum { NX_DICT_ABSENT = -1, NX_DICT_ERROR = -2, NX_DICT_UNSURE = -4 };

// Position of the entry that holds the key, NX_DICT_ABSENT or NX_DICT_ERROR (== raised). Calls Python.
int64_t nx_dict_find(nx_dict *dict, nx_value key, int64_t hash);
// The same of a tuple that nobody may see: NX_DICT_UNSURE where code of the program would have to compare it.
int64_t nx_dict_find_tuple(const nx_dict *dict, const nx_tuple *key, int64_t hash);
int64_t nx_dict_hash_at(const nx_dict *dict, int64_t position); // of an entry's key
bool nx_dict_set_hashed(nx_dict *dict, nx_value key, int64_t hash, nx_value value);
bool nx_dict_add_hashed(nx_dict *dict, nx_value key, int64_t hash, nx_value value); // of a key that is not there
bool nx_dict_add_and_remember(nx_dict *dict, nx_value key, int64_t hash, nx_value value); // of one that is asked for again
bool nx_dict_count(nx_dict *dict, nx_value key); // the key's value is one more (1 where it was not there)
// The value for the key, or after inserting the given one that. 0 on error.
nx_value nx_dict_setdefault_hashed(nx_dict *dict, nx_value key, int64_t hash, nx_value value);
void nx_dict_remove_at(nx_dict *dict, int64_t position);
void nx_dict_clear_entries(nx_dict *dict);
// An iterator over the dict; type: one of the six dict iterator types.
nx_value nx_dict_iterator_new(nx_value dict, nx_type *type);
nx_value nx_dict_subscript(nx_value self, nx_value key); // self[key], __missing__ included
// True for a dict whose iteration and lookup are the builtin ones, so that its entries may be read directly.
static inline bool nx_dict_is_plain(nx_value v) {
    return nx_is_exact(v, &nx_dict_type) || (nx_is_dict(v) && nx_shape_of(v)->type->iter == nx_dict_type.iter);
}

#endif
