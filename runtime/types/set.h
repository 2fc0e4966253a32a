// The hash table of sets, for set.c (the table) and set_methods.c (what Python sees).
#ifndef NX_SET_H
#define NX_SET_H

#include "containers.h"

nx_set *nx_set_alloc(nx_type *type);                                   // empty; type: set, frozenset or a subclass
nx_set_entry *nx_set_find(nx_set *set, nx_value key, int64_t hash, bool *failed); // NULL: absent or failed. Calls Python
int nx_set_add_hashed(nx_set *set, nx_value key, int64_t hash);        // 1 added, 0 was there, -1 error
int nx_set_discard_hashed(nx_set *set, nx_value key, int64_t hash);    // 1 removed, 0 absent, -1 error
bool nx_set_resize(nx_set *set, int64_t least);
bool nx_set_update_from(nx_set *set, nx_value iterable);
void nx_set_clear_entries(nx_set *set);
static inline bool nx_is_set(nx_value v) { return nx_has_flag(v, NX_TYPE_SET); }
// The next live entry at or after *position, or NULL; moves *position behind it.
static inline nx_set_entry *nx_set_entry_next(const nx_set *set, int64_t *position) {
    for (int64_t i = *position; i <= (int64_t)set->mask; i++) {
        nx_set_entry *entry = &set->table[i];
        if (entry->key && entry->key != NX_TOMBSTONE) {
            *position = i + 1;
            return entry;
        }
    }
    *position = (int64_t)set->mask + 1;
    return NULL;
}

#endif
