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
// Whether the set has the key, a small int, without a call: 1, 0, or -1 when only == can tell (then nx_set_find does).
static inline int nx_set_has_int(const nx_set *set, nx_value key, int64_t hash) {
    enum { LINEAR_PROBES = 9 };
    uint64_t mask = set->mask, perturb = (uint64_t)hash, i = perturb & mask;
    for (;;) {
        const nx_set_entry *entry = &set->table[i], *end = entry + (i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0);
        do {
            nx_value own = entry->key;
            if (own == key) return 1;
            if (!own) return 0;
            if (!nx_is_small_int(own) && entry->hash == hash && own != NX_TOMBSTONE) return -1;
        } while (entry++ < end);
        perturb >>= 5;
        i = (i * 5 + 1 + perturb) & mask;
    }
}
// The same of any key; -1: == raised. Calls Python.
static inline int nx_set_has(nx_set *set, nx_value key, int64_t hash) {
    if (NX_LIKELY(nx_is_small_int(key))) {
        int has = nx_set_has_int(set, key, hash);
        if (NX_LIKELY(has >= 0)) return has;
    }
    bool failed;
    nx_set_entry *entry = nx_set_find(set, key, hash, &failed);
    return failed ? -1 : entry != NULL;
}
static inline bool nx_is_set(nx_value v) { return nx_has_flag(v, NX_TYPE_SET); }
// The next live entry at or after *position, or NULL; moves *position behind it.
static inline nx_set_entry *nx_set_entry_next(const nx_set *set, int64_t *position) {
    nx_set_entry *table = set->table, *end = table + set->mask + 1;
    for (nx_set_entry *entry = table + *position; entry < end; entry++) {
        if (entry->key && entry->key != NX_TOMBSTONE) {
            *position = entry - table + 1;
            return entry;
        }
    }
    *position = (int64_t)set->mask + 1;
    return NULL;
}

#endif
