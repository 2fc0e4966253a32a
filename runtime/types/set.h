// The hash table of sets, for set.c (the table) and set_methods.c (what Python sees).
#ifndef NX_SET_H
#define NX_SET_H

#include "containers.h"

enum { NX_SET_LINEAR_PROBES = 9 };

nx_set *nx_set_alloc(nx_type *type);                                   // empty; type: set, frozenset or a subclass
int nx_set_find(nx_set *set, nx_value key, int64_t hash);              // 1 there, 0 absent, -1 == raised. Calls Python
int nx_set_find_tuple(const nx_set *set, const nx_tuple *key, int64_t hash); // the same without calls; -1: takes some
int nx_set_add_hashed(nx_set *set, nx_value key, int64_t hash);        // 1 added, 0 was there, -1 error
int nx_set_discard_hashed(nx_set *set, nx_value key, int64_t hash);    // 1 removed, 0 absent, -1 error
bool nx_set_resize(nx_set *set, int64_t least);
bool nx_set_update_from(nx_set *set, nx_value iterable);
void nx_set_clear_entries(nx_set *set);
void nx_set_remove_place(nx_set *set, uint64_t place);
// Of sets of small ints only: adds those of `from` that are, or are not, in `other`; removes those of `other`.
bool nx_set_add_those(nx_set *set, const nx_set *from, const nx_set *other, bool in);
void nx_set_discard_those(nx_set *set, const nx_set *other);

// What follows the `nine` places of a probe sequence.
#define NX_SET_NEXT_PROBES(i, perturb, mask) (perturb >>= 5, i = (i * 5 + 1 + perturb) & mask)

// Whether a set of small ints has one.
static inline bool nx_set_of_ints_has(const nx_set *set, nx_value key, int64_t hash) {
    uint64_t mask = set->mask, perturb = (uint64_t)hash, i = perturb & mask;
    for (;; NX_SET_NEXT_PROBES(i, perturb, mask)) {
        const nx_value *place = set->keys + i, *end = place + (i + NX_SET_LINEAR_PROBES <= mask ? NX_SET_LINEAR_PROBES : 0);
        do {
            if (*place == key) return true;
            if (*place == 0) return false;
        } while (place++ < end);
    }
}
// Whether the set has any key; -1: == raised. Calls Python.
static inline int nx_set_has_hashed(nx_set *set, nx_value key, int64_t hash) {
    if (NX_LIKELY(nx_is_small_int(key)) && NX_LIKELY(!set->hashes)) return nx_set_of_ints_has(set, key, hash);
    return nx_set_find(set, key, hash);
}
static inline bool nx_is_set(nx_value v) { return nx_has_flag(v, NX_TYPE_SET); }
// The next key at or after *position, 0 at the end; moves *position behind it.
static inline nx_value nx_set_next_key(const nx_set *set, int64_t *position) {
    int64_t end = (int64_t)set->mask + 1;
    for (int64_t i = *position; i < end; i++) {
        nx_value key = set->keys[i];
        if (key && key != NX_TOMBSTONE) {
            *position = i + 1;
            return key;
        }
    }
    *position = end;
    return 0;
}
// Walks a set's keys in their order, without a branch for each place: which are free nobody could foresee. The set may
// change meanwhile.
enum { NX_SET_PART = 128 };
typedef struct {
    const nx_set *set;
    const nx_value *keys;
    uint64_t start, next; // of the places gathered; behind them
    int found, at;
    uint8_t places[NX_SET_PART];
} nx_set_cursor;
static inline int nx_set_gather(const nx_value *keys, uint64_t count, uint8_t places[NX_SET_PART]) {
    int found = 0;
    for (uint64_t i = 0; i < count; i++) {
        places[found] = (uint8_t)i;
        found += (keys[i] != 0) & (keys[i] != NX_TOMBSTONE);
    }
    return found;
}
static inline void nx_set_walk(nx_set_cursor *c, const nx_set *set) {
    c->set = set;
    c->keys = set->keys;
    c->start = c->next = 0;
    c->found = c->at = 0;
}
// The next key, with its hash; 0 at the end.
static inline nx_value nx_set_walk_next(nx_set_cursor *c, int64_t *hash) {
    for (;;) {
        while (c->at < c->found) {
            uint64_t place = c->start + c->places[c->at++];
            if (NX_UNLIKELY(c->set->keys != c->keys || place > c->set->mask)) { // another table: on from the same place
                c->keys = c->set->keys;
                c->next = place;
                break;
            }
            nx_value key = c->keys[place];
            if (NX_UNLIKELY(key == 0 || key == NX_TOMBSTONE)) continue;
            *hash = c->set->hashes ? c->set->hashes[place] : nx_hash_small_int(nx_small_int(key));
            return key;
        }
        uint64_t size = (uint64_t)c->set->mask + 1;
        if (c->next >= size) return 0;
        c->keys = c->set->keys;
        c->start = c->next;
        c->next = size - c->start < NX_SET_PART ? size : c->start + NX_SET_PART;
        c->found = nx_set_gather(c->keys + c->start, c->next - c->start, c->places);
        c->at = 0;
    }
}
// The hash of a key that nx_set_next_key gave.
static inline int64_t nx_set_hash_before(const nx_set *set, int64_t position, nx_value key) {
    return set->hashes ? set->hashes[position - 1] : nx_hash_small_int(nx_small_int(key));
}

#endif
