// The hash table of set and frozenset.
//
// Open addressing in one table of keys: nine linear probes, then a jump by the perturbed hash. The iteration order is the
// table's, and programs print sets of small ints, so probing, growth and merging follow CPython's sequence exactly: equal
// histories give equal orders. A removed key leaves a tombstone. The first table is in the set itself.
// A set of small ints needs no hashes: the ints are theirs, and two of them are equal only if they are the same word. Its
// larger tables are memory that the collector does not look into. The first other key adds a second table, of hashes.
#include "natives.h"
#include "alloc.h"
#include "dict.h"
#include "set.h"
#include "../core/cache.h"

nx_set *nx_set_alloc(nx_type *type) {
    nx_set *set = type == &nx_set_type ? nx_alloc_plain(type, sizeof(nx_set)) : nx_new_instance(type, 0);
    if (set) {
        set->keys = set->small;
        set->mask = NX_SET_SMALL - 1;
    }
    return set;
}

static nx_value *new_keys(uint64_t size, bool followed) {
    if (followed) return nx_alloc_words((int64_t)size);
    nx_value *keys = nx_alloc_bytes(size * sizeof *keys);
    if (keys) memset(keys, 0, size * sizeof *keys);
    return keys;
}

static inline int64_t int_hash(nx_value key) { return nx_hash_small_int(nx_small_int(key)); }

// A key that is no small int is about to come: hashes are kept from now on, and the collector follows the keys.
static NX_NOINLINE bool begin_hashes(nx_set *set) {
    uint64_t size = (uint64_t)set->mask + 1;
    int64_t *hashes = nx_alloc_bytes(size * sizeof *hashes);
    nx_value *keys = set->keys == set->small ? set->small : new_keys(size, true);
    if (!hashes || !keys) return false;
    for (uint64_t i = 0; i < size; i++) {
        keys[i] = set->keys[i];
        hashes[i] = nx_is_small_int(keys[i]) ? int_hash(keys[i]) : 0;
    }
    set->keys = keys;
    set->hashes = hashes;
    return true;
}
static inline bool takes(nx_set *set, nx_value key) {
    return NX_LIKELY(set->hashes || nx_is_small_int(key)) || begin_hashes(set);
}

enum { SAME_NO, SAME_YES, SAME_ERROR, SAME_RESTART };

static NX_NOINLINE int compare_key(nx_set *set, int64_t place, nx_value key) {
    nx_value *keys = set->keys, own = keys[place];
    if (nx_is_exact_str(own) && nx_is_exact_str(key)) return nx_str_equal(NX_PTR(nx_str, own), NX_PTR(nx_str, key));
    int same = nx_is_exact(own, &nx_tuple_type) && nx_is_exact(key, &nx_tuple_type)
        ? nx_tuples_same(NX_PTR(nx_tuple, own), NX_PTR(nx_tuple, key)) : -1;
    if (same >= 0) return same;
    same = nx_equal(own, nx_share_key(key)); // an __eq__ may keep it
    if (same < 0) return SAME_ERROR;
    if (set->keys != keys || keys[place] != own) return SAME_RESTART;
    return same ? SAME_YES : SAME_NO;
}

// Finds the key's place, or that where it belongs (*found tells): a free one, or the last tombstone on the way to it.
// -1: == raised.
static NX_NOINLINE int64_t probe_any(nx_set *set, nx_value key, int64_t hash, bool *found) {
    bool is_int = nx_is_small_int(key);
restart:;
    uint64_t mask = set->mask, perturb = (uint64_t)hash, i = perturb & mask;
    const int64_t *hashes = set->hashes;
    int64_t grave = -1;
    for (;; NX_SET_NEXT_PROBES(i, perturb, mask)) {
        uint64_t place = i, end = i + (i + NX_SET_LINEAR_PROBES <= mask ? NX_SET_LINEAR_PROBES : 0);
        do {
            nx_value own = set->keys[place];
            if (!own) {
                *found = false;
                return grave >= 0 ? grave : (int64_t)place;
            }
            if (own == key) {
                *found = true;
                return (int64_t)place;
            }
            if (is_int && nx_is_small_int(own)) continue;
            if (own == NX_TOMBSTONE) {
                grave = (int64_t)place;
            } else if ((hashes ? hashes[place] : int_hash(own)) == hash) {
                int same = compare_key(set, (int64_t)place, key);
                if (same == SAME_ERROR) return -1;
                if (same == SAME_RESTART) goto restart;
                if (same == SAME_YES) {
                    *found = true;
                    return (int64_t)place;
                }
            }
        } while (place++ < end);
    }
}

// The same of a small int in a set of such.
static inline int64_t probe_int(const nx_set *set, nx_value key, int64_t hash, bool *found) {
    uint64_t mask = set->mask, perturb = (uint64_t)hash, i = perturb & mask;
    int64_t grave = -1;
    for (;; NX_SET_NEXT_PROBES(i, perturb, mask)) {
        const nx_value *place = set->keys + i, *end = place + (i + NX_SET_LINEAR_PROBES <= mask ? NX_SET_LINEAR_PROBES : 0);
        do {
            if (*place == key || *place == 0) {
                *found = *place != 0;
                return *found || grave < 0 ? place - set->keys : grave;
            }
            if (NX_UNLIKELY(*place == NX_TOMBSTONE)) grave = place - set->keys;
        } while (place++ < end);
    }
}

// The same where hashes are kept: keys are looked into only where one with the same hash stands that is another object,
// which for strings calls nothing.
static inline int64_t probe_hashes(nx_set *set, nx_value key, int64_t hash, bool *found) {
    uint64_t mask = set->mask, perturb = (uint64_t)hash, i = perturb & mask;
    const nx_value *keys = set->keys;
    const int64_t *hashes = set->hashes;
    int64_t grave = -1;
    for (;; NX_SET_NEXT_PROBES(i, perturb, mask)) {
        uint64_t place = i, end = i + (i + NX_SET_LINEAR_PROBES <= mask ? NX_SET_LINEAR_PROBES : 0);
        do {
            nx_value own = keys[place];
            if (own == key || own == 0) {
                *found = own != 0;
                return *found || grave < 0 ? (int64_t)place : grave;
            }
            if (NX_UNLIKELY(own == NX_TOMBSTONE)) {
                grave = (int64_t)place;
            } else if (hashes[place] == hash) {
                if (!nx_is_exact_str(key) || !nx_is_exact_str(own)) return probe_any(set, key, hash, found);
                if (NX_LIKELY(nx_str_equal(NX_PTR(nx_str, own), NX_PTR(nx_str, key)))) {
                    *found = true;
                    return (int64_t)place;
                }
            }
        } while (place++ < end);
    }
}

static inline int64_t probe(nx_set *set, nx_value key, int64_t hash, bool *found) {
    if (set->hashes) return probe_hashes(set, key, hash, found);
    return nx_is_small_int(key) ? probe_int(set, key, hash, found) : probe_any(set, key, hash, found);
}

int nx_set_find(nx_set *set, nx_value key, int64_t hash) {
    bool found;
    return probe(set, key, hash, &found) < 0 ? -1 : found;
}

int nx_set_find_tuple(const nx_set *set, const nx_tuple *key, int64_t hash) {
    if (!set->hashes) return 0; // among ints
    uint64_t mask = set->mask, perturb = (uint64_t)hash, i = perturb & mask;
    for (;; NX_SET_NEXT_PROBES(i, perturb, mask)) {
        uint64_t place = i, end = i + (i + NX_SET_LINEAR_PROBES <= mask ? NX_SET_LINEAR_PROBES : 0);
        do {
            nx_value own = set->keys[place];
            if (own == 0) return 0;
            if (set->hashes[place] != hash || own == NX_TOMBSTONE) continue;
            if (!nx_is_exact(own, &nx_tuple_type)) return -1;
            int same = nx_tuples_same(NX_PTR(nx_tuple, own), key);
            if (same) return same;
        } while (place++ < end);
    }
}

// Inserts a key known to be new into a table without tombstones.
static inline void insert_clean(nx_value *keys, int64_t *hashes, uint64_t mask, nx_value key, int64_t hash) {
    uint64_t perturb = (uint64_t)hash, i = perturb & mask;
    for (;; NX_SET_NEXT_PROBES(i, perturb, mask)) {
        uint64_t place = i, end = i + (i + NX_SET_LINEAR_PROBES <= mask ? NX_SET_LINEAR_PROBES : 0);
        do {
            if (keys[place]) continue;
            keys[place] = key;
            if (hashes) hashes[place] = hash;
            return;
        } while (place++ < end);
    }
}

// Takes the keys of a part of a table of small ints, in order and without a branch for each place: which places are free
// nobody could foresee.
enum { PART = NX_SET_PART };
static inline int gather_ints(const nx_value *keys, uint64_t count, nx_value *out) {
    int found = 0;
    for (uint64_t i = 0; i < count; i++) {
        nx_value key = keys[i];
        out[found] = key;
        found += (int)(key & 1); // neither 0 nor the tombstone
    }
    return found;
}
static inline uint64_t part_length(uint64_t size, uint64_t start) { return size - start < PART ? size - start : PART; }

static void insert_ints_clean(nx_value *keys, uint64_t mask, const nx_value *old, uint64_t old_size) {
    nx_value part[PART];
    for (uint64_t start = 0; start < old_size; start += PART) {
        int found = gather_ints(old + start, part_length(old_size, start), part);
        for (int i = 0; i < found; i++) insert_clean(keys, NULL, mask, part[i], int_hash(part[i]));
    }
}

bool nx_set_resize(nx_set *set, int64_t least) {
    uint64_t size = NX_SET_SMALL, old_size = (uint64_t)set->mask + 1;
    while (size <= (uint64_t)least) size <<= 1;
    if (NX_UNLIKELY(size > (uint64_t)1 << 31)) return nx_raise_no_memory() != 0;
    nx_value old_small[NX_SET_SMALL], *old = set->keys;
    int64_t *old_hashes = set->hashes, *hashes = NULL;
    if (old_hashes && !(hashes = nx_alloc_bytes(size * sizeof *hashes))) return false;
    bool was_small = old == set->small;
    if (was_small) { // may be the new one too
        memcpy(old_small, old, sizeof old_small);
        old = old_small;
    }
    nx_value *keys = set->small;
    if (size == NX_SET_SMALL) memset(keys, 0, sizeof set->small);
    else if (!(keys = new_keys(size, hashes != NULL))) return false;
    if (!old_hashes) {
        insert_ints_clean(keys, size - 1, old, old_size);
    } else {
        uint8_t places[PART];
        for (uint64_t start = 0; start < old_size; start += PART) {
            int found = nx_set_gather(old + start, part_length(old_size, start), places);
            for (int i = 0; i < found; i++)
                insert_clean(keys, hashes, size - 1, old[start + places[i]], old_hashes[start + places[i]]);
        }
    }
    if (!was_small && old_hashes) nx_give_back_words(old, old_size * sizeof *old);
    else if (!was_small) nx_give_back_bytes(old, old_size * sizeof *old);
    if (old_hashes) nx_give_back_bytes(old_hashes, old_size * sizeof *old_hashes);
    set->keys = keys;
    set->hashes = hashes;
    set->mask = (uint32_t)(size - 1);
    set->fill = set->used;
    return true;
}

static inline bool is_full(const nx_set *set) { return (uint64_t)set->fill * 5 >= (uint64_t)set->mask * 3; }
static NX_NOINLINE bool grow(nx_set *set) {
    return nx_set_resize(set, set->used > 50000 ? (int64_t)set->used * 2 : (int64_t)set->used * 4);
}

// Adds a small int to a set of such; false: no memory.
static inline int add_int(nx_set *set, nx_value key) {
    bool found;
    int64_t place = probe_int(set, key, int_hash(key), &found);
    if (found) return 0;
    bool reused = set->keys[place] == NX_TOMBSTONE;
    set->used++;
    set->keys[place] = key;
    if (reused) return 1;
    set->fill++;
    return NX_LIKELY(!is_full(set)) || grow(set) ? 1 : -1;
}

int nx_set_add_hashed(nx_set *set, nx_value key, int64_t hash) {
    if (nx_is_small_int(key) && !set->hashes) return add_int(set, key);
    bool found;
    int64_t place;
    do { // again when a comparison has emptied the set
        if (!takes(set, key)) return -1;
        place = probe_hashes(set, key, hash, &found);
        if (place < 0) return -1;
    } while (NX_UNLIKELY(!set->hashes));
    if (found) return 0;
    bool reused = set->keys[place] == NX_TOMBSTONE;
    set->used++;
    set->keys[place] = nx_share_key(key);
    set->hashes[place] = hash;
    if (reused) return 1;
    set->fill++;
    return NX_LIKELY(!is_full(set)) || grow(set) ? 1 : -1;
}

bool nx_set_add_those(nx_set *set, const nx_set *from, const nx_set *other, bool in) {
    nx_value part[PART];
    uint64_t size = (uint64_t)from->mask + 1;
    for (uint64_t start = 0; start < size; start += PART) {
        int found = gather_ints(from->keys + start, part_length(size, start), part);
        for (int i = 0; i < found; i++)
            if (nx_set_of_ints_has(other, part[i], int_hash(part[i])) == in && add_int(set, part[i]) < 0) return false;
    }
    return true;
}

void nx_set_discard_those(nx_set *set, const nx_set *other) {
    nx_value part[PART];
    uint64_t size = (uint64_t)other->mask + 1;
    for (uint64_t start = 0; start < size; start += PART) {
        int found = gather_ints(other->keys + start, part_length(size, start), part);
        for (int i = 0; i < found; i++) {
            bool there;
            int64_t place = probe_int(set, part[i], int_hash(part[i]), &there);
            if (there) nx_set_remove_place(set, (uint64_t)place);
        }
    }
}

void nx_set_remove_place(nx_set *set, uint64_t place) {
    set->keys[place] = NX_TOMBSTONE;
    set->used--;
}

int nx_set_discard_hashed(nx_set *set, nx_value key, int64_t hash) {
    bool found;
    int64_t place = probe(set, key, hash, &found);
    if (place < 0) return -1;
    if (found) nx_set_remove_place(set, (uint64_t)place);
    return found;
}

void nx_set_clear_entries(nx_set *set) {
    memset(set->small, 0, sizeof set->small);
    set->keys = set->small;
    set->hashes = NULL;
    set->mask = NX_SET_SMALL - 1;
    set->fill = set->used = 0;
}

static bool make_room(nx_set *set, int64_t more) {
    if ((uint64_t)(set->fill + more) * 5 < (uint64_t)set->mask * 3) return true;
    return nx_set_resize(set, (set->used + more) * 2);
}

// All of a set that keeps hashes, to an empty one that does and has room for them.
static void insert_hashed_clean(nx_set *set, const nx_set *other) {
    uint8_t places[PART];
    uint64_t size = (uint64_t)other->mask + 1;
    for (uint64_t start = 0; start < size; start += PART) {
        int found = nx_set_gather(other->keys + start, part_length(size, start), places);
        for (int i = 0; i < found; i++)
            insert_clean(set->keys, set->hashes, set->mask, other->keys[start + places[i]], other->hashes[start + places[i]]);
    }
}

// Adds all of a set of small ints to another one that has room for them.
static void merge_ints(nx_set *set, const nx_set *other) {
    nx_value part[PART];
    uint64_t size = (uint64_t)other->mask + 1;
    for (uint64_t start = 0; start < size; start += PART) {
        int found = gather_ints(other->keys + start, part_length(size, start), part);
        for (int i = 0; i < found; i++) {
            bool there;
            int64_t place = probe_int(set, part[i], int_hash(part[i]), &there);
            if (there) continue;
            set->fill += set->keys[place] == 0;
            set->used++;
            set->keys[place] = part[i];
        }
    }
}

static bool merge_set(nx_set *set, nx_set *other) {
    if (other == set || other->used == 0) return true;
    if (other->hashes && !set->hashes && set->fill == 0 && !begin_hashes(set)) return false; // while it is small
    if (!make_room(set, other->used)) return false;
    if (set->fill == 0 && set->mask == other->mask && other->fill == other->used) {
        uint64_t size = (uint64_t)set->mask + 1;
        if (other->hashes && !set->hashes && !begin_hashes(set)) return false;
        memcpy(set->keys, other->keys, size * sizeof *set->keys);
        if (other->hashes) {
            memcpy(set->hashes, other->hashes, size * sizeof *set->hashes);
        } else if (set->hashes) {
            for (uint64_t i = 0; i < size; i++) set->hashes[i] = int_hash(set->keys[i]);
        }
        set->fill = set->used = other->used;
        return true;
    }
    int64_t position = 0;
    nx_value key;
    if (set->fill == 0) {
        if (other->hashes && !set->hashes && !begin_hashes(set)) return false;
        if (!set->hashes) insert_ints_clean(set->keys, set->mask, other->keys, (uint64_t)other->mask + 1);
        else if (!other->hashes) while ((key = nx_set_next_key(other, &position)))
            insert_clean(set->keys, set->hashes, set->mask, key, int_hash(key));
        else insert_hashed_clean(set, other);
        set->fill = set->used = other->used;
        return true;
    }
    if (!set->hashes && !other->hashes) {
        merge_ints(set, other);
        return true;
    }
    nx_set_cursor cursor;
    int64_t hash;
    nx_set_walk(&cursor, other);
    while ((key = nx_set_walk_next(&cursor, &hash)))
        if (nx_set_add_hashed(set, key, hash) < 0) return false;
    return true;
}

bool nx_set_update_from(nx_set *set, nx_value iterable) {
    if (nx_is_set(iterable)) return merge_set(set, NX_PTR(nx_set, iterable));
    if (nx_is_exact(iterable, &nx_dict_type)) {
        nx_dict *dict = NX_PTR(nx_dict, iterable);
        if (!make_room(set, dict->live)) return false;
        for (int64_t i = 0; i < dict->used; i++)
            if (dict->entries[i].value && nx_set_add_hashed(set, dict->entries[i].key, nx_dict_hash_at(dict, i)) < 0) return false;
        return true;
    }
    nx_walk walk;
    if (!nx_walk_begin(&walk, iterable)) return false;
    for (;;) {
        nx_value item = nx_walk_next(&walk);
        if (!item) return false;
        if (item == NX_STOP) return true;
        int64_t hash;
        if (nx_is_small_int(item) && !set->hashes) {
            if (NX_UNLIKELY(add_int(set, item) < 0)) return false;
        } else if (!nx_hash_quick(item, &hash) || nx_set_add_hashed(set, item, hash) < 0) {
            return false;
        }
    }
}

// ---- what other files use ------------------------------------------------------------------------------------------------
nx_value nx_set_new(void) { return NX_OBJ(nx_set_alloc(&nx_set_type)); }

static nx_value set_from(nx_type *type, nx_value iterable) {
    nx_set *set = nx_set_alloc(type);
    return set && nx_set_update_from(set, iterable) ? NX_OBJ(set) : 0;
}
nx_value nx_set_of(nx_value iterable) { return set_from(&nx_set_type, iterable); }
nx_value nx_frozenset_of(nx_value iterable) {
    return nx_is_exact(iterable, &nx_frozenset_type) ? iterable : set_from(&nx_frozenset_type, iterable);
}

int nx_set_add_value(nx_value set, nx_value item) {
    int64_t hash;
    return nx_hash_quick(item, &hash) ? nx_set_add_hashed(NX_PTR(nx_set, set), item, hash) : -1;
}

int nx_set_contains_value(nx_value set, nx_value item) {
    int64_t hash;
    return nx_hash_quick(item, &hash) ? nx_set_has_hashed(NX_PTR(nx_set, set), item, hash) : -1;
}

bool nx_set_next(nx_value set, int64_t *position, nx_value *item) {
    nx_value key = nx_set_next_key(NX_PTR(nx_set, set), position);
    if (key) *item = key;
    return key != 0;
}

nx_value nx_build_set(size_t count, const nx_value *items) {
    nx_value set = nx_set_new();
    if (!set) return 0;
    for (size_t i = 0; i < count; i++)
        if (nx_set_add_value(set, items[i]) < 0) return 0;
    return set;
}

// A display of constants: CPython makes a frozenset of them, makes another one from its items in their order (when it
// merges equal constants), and updates an empty set with that.
nx_value nx_build_constant_set(size_t count, const nx_value *items) {
    nx_value first = nx_build_set(count, items);
    nx_value list = first ? nx_list_of(first) : 0;
    nx_value second = list ? nx_set_of(list) : 0;
    return second ? nx_set_of(second) : 0;
}

nx_value nx_member_set(nx_cache *cache, size_t count, const nx_value *items) {
    if (NX_LIKELY(cache && cache->value)) return cache->value;
    nx_value set = nx_build_set(count, items);
    nx_value frozen = set ? nx_frozenset_of(set) : 0;
    if (cache) cache->value = frozen;
    return frozen;
}

bool nx_set_include(nx_value set, nx_value item) { return nx_set_add_value(set, item) >= 0; }
bool nx_set_extend(nx_value set, nx_value iterable) { return nx_set_update_from(NX_PTR(nx_set, set), iterable); }
