// The hash table of set and frozenset.
//
// Open addressing in one table of (key, hash): nine linear probes, then a jump by the perturbed hash. The iteration order
// is the table's, and programs print sets of small ints, so probing, growth and merging follow CPython's sequence
// exactly: equal histories give equal orders. A removed entry is a tombstone with hash -1. The first table is in the set
// itself. A larger one, as long as all keys are words that point nowhere (ints, floats), is memory that the collector does
// not look into.
#include "natives.h"
#include "set.h"

enum { LINEAR_PROBES = 9 }; // nx_set_has_int in set.h has the same

static inline void use_small_table(nx_set *set) {
    set->table = set->small;
    set->mask = NX_SET_SMALL - 1;
    set->followed = true;
}

nx_set *nx_set_alloc(nx_type *type) {
    nx_set *set = nx_new_instance(type, 0);
    if (set) use_small_table(set);
    return set;
}

static nx_set_entry *new_table(uint64_t size, bool followed) {
    if (followed) return nx_alloc_words(size * (sizeof(nx_set_entry) / sizeof(nx_value)));
    nx_set_entry *table = nx_alloc_bytes(size * sizeof *table);
    if (table) memset(table, 0, size * sizeof *table);
    return table;
}

// A pointer is about to become a key: what was in the table moves to one that the collector follows.
static NX_NOINLINE bool follow(nx_set *set) {
    nx_set_entry *table = new_table(set->mask + 1, true);
    if (!table) return false;
    memcpy(table, set->table, (set->mask + 1) * sizeof *table);
    set->table = table;
    set->followed = true;
    return true;
}

enum { SAME_NO, SAME_YES, SAME_ERROR, SAME_RESTART };

static NX_NOINLINE int compare_entry(nx_set *set, nx_set_entry *entry, nx_value key) {
    nx_value own = entry->key;
    if (nx_is_exact_str(own) && nx_is_exact_str(key)) return nx_str_equal(NX_PTR(nx_str, own), NX_PTR(nx_str, key));
    nx_set_entry *table = set->table;
    int same = nx_equal(own, key);
    if (same < 0) return SAME_ERROR;
    if (set->table != table || entry->key != own) return SAME_RESTART;
    return same ? SAME_YES : SAME_NO;
}

// Finds the key, or the entry where it belongs (*found tells): a free one, or the last tombstone on the way to it.
// NULL: == raised. Two small ints are equal only if they are the same word.
static inline __attribute__((always_inline)) nx_set_entry *probe_kind(nx_set *set, nx_value key, int64_t hash, bool *found, bool is_int) {
restart:;
    uint64_t mask = set->mask, perturb = (uint64_t)hash, i = perturb & mask;
    nx_set_entry *grave = NULL;
    for (;;) {
        nx_set_entry *entry = &set->table[i], *end = entry + (i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0);
        do {
            nx_value own = entry->key;
            if (!own) {
                *found = false;
                return grave ? grave : entry;
            }
            if (own == key) {
                *found = true;
                return entry;
            }
            if (is_int && nx_is_small_int(own)) continue;
            if (own == NX_TOMBSTONE) {
                grave = entry;
            } else if (entry->hash == hash) {
                int same = compare_entry(set, entry, key);
                if (same == SAME_ERROR) return NULL;
                if (same == SAME_RESTART) goto restart;
                if (same == SAME_YES) {
                    *found = true;
                    return entry;
                }
            }
        } while (entry++ < end);
        perturb >>= 5;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

static inline nx_set_entry *probe(nx_set *set, nx_value key, int64_t hash, bool *found) {
    return nx_is_small_int(key) ? probe_kind(set, key, hash, found, true) : probe_kind(set, key, hash, found, false);
}

nx_set_entry *nx_set_find(nx_set *set, nx_value key, int64_t hash, bool *failed) {
    *failed = false;
    bool found;
    nx_set_entry *entry = probe(set, key, hash, &found);
    if (!entry) *failed = true;
    return entry && found ? entry : NULL;
}

// Inserts a key known to be new into a table without tombstones.
static inline void insert_clean(nx_set_entry *table, uint64_t mask, nx_value key, int64_t hash) {
    uint64_t perturb = (uint64_t)hash, i = perturb & mask;
    for (;;) {
        nx_set_entry *entry = &table[i], *end = entry + (i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0);
        do {
            if (!entry->key) {
                entry->key = key;
                entry->hash = hash;
                return;
            }
        } while (entry++ < end);
        perturb >>= 5;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

bool nx_set_resize(nx_set *set, int64_t least) {
    uint64_t size = NX_SET_SMALL;
    while (size <= (uint64_t)least) size <<= 1;
    nx_set_entry old_small[NX_SET_SMALL];
    nx_set_entry *entry = set->table, *end = entry + set->mask + 1, *table;
    if (entry == set->small) { // may be the new one too
        memcpy(old_small, entry, sizeof old_small);
        entry = old_small;
        end = entry + NX_SET_SMALL;
    }
    bool followed = false;
    if (size == NX_SET_SMALL) {
        table = set->small;
        memset(table, 0, sizeof set->small);
        followed = true;
    } else {
        for (nx_set_entry *e = entry; set->followed && e < end && !followed; e++) followed = e->key && nx_is_pointer(e->key);
        table = new_table(size, followed);
        if (!table) return false;
    }
    for (; entry < end; entry++)
        if (entry->key && entry->key != NX_TOMBSTONE) insert_clean(table, size - 1, entry->key, entry->hash);
    set->table = table;
    set->mask = size - 1;
    set->fill = set->used;
    set->followed = followed;
    return true;
}

int nx_set_add_hashed(nx_set *set, nx_value key, int64_t hash) {
    bool found;
    nx_set_entry *entry;
    do { // again when a comparison has emptied the set
        if (NX_UNLIKELY(nx_is_pointer(key) && !set->followed) && !follow(set)) return -1;
        entry = probe(set, key, hash, &found);
        if (!entry) return -1;
    } while (NX_UNLIKELY(nx_is_pointer(key) && !set->followed));
    if (found) return 0;
    bool reused = entry->key == NX_TOMBSTONE;
    set->used++;
    entry->key = key;
    entry->hash = hash;
    if (reused) return 1;
    set->fill++;
    if ((uint64_t)set->fill * 5 < set->mask * 3) return 1;
    return nx_set_resize(set, set->used > 50000 ? set->used * 2 : set->used * 4) ? 1 : -1;
}

int nx_set_discard_hashed(nx_set *set, nx_value key, int64_t hash) {
    bool failed;
    nx_set_entry *entry = nx_set_find(set, key, hash, &failed);
    if (!entry) return failed ? -1 : 0;
    entry->key = NX_TOMBSTONE;
    entry->hash = -1;
    set->used--;
    return 1;
}

void nx_set_clear_entries(nx_set *set) {
    memset(set->small, 0, sizeof set->small);
    use_small_table(set);
    set->fill = set->used = 0;
}

static bool has_pointers(const nx_set *set) {
    for (uint64_t i = 0; set->followed && i <= set->mask; i++)
        if (set->table[i].key && nx_is_pointer(set->table[i].key)) return true;
    return false;
}

static bool merge_set(nx_set *set, nx_set *other) {
    if (other == set || other->used == 0) return true;
    if ((uint64_t)(set->fill + other->used) * 5 >= set->mask * 3 && !nx_set_resize(set, (set->used + other->used) * 2)) return false;
    if (!set->followed && has_pointers(other) && !follow(set)) return false;
    int64_t position = 0;
    nx_set_entry *entry;
    if (set->fill == 0 && set->mask == other->mask && other->fill == other->used) {
        memcpy(set->table, other->table, (other->mask + 1) * sizeof *entry);
        set->fill = set->used = other->used;
        return true;
    }
    if (set->fill == 0) {
        while ((entry = nx_set_entry_next(other, &position))) insert_clean(set->table, set->mask, entry->key, entry->hash);
        set->fill = set->used = other->used;
        return true;
    }
    while ((entry = nx_set_entry_next(other, &position)))
        if (nx_set_add_hashed(set, entry->key, entry->hash) < 0) return false;
    return true;
}

bool nx_set_update_from(nx_set *set, nx_value iterable) {
    if (nx_is_set(iterable)) return merge_set(set, NX_PTR(nx_set, iterable));
    if (nx_is_exact(iterable, &nx_dict_type)) {
        nx_dict *dict = NX_PTR(nx_dict, iterable);
        if ((uint64_t)(set->fill + dict->live) * 5 >= set->mask * 3 && !nx_set_resize(set, (set->used + dict->live) * 2)) return false;
        for (int64_t i = 0; i < dict->used; i++)
            if (dict->entries[i].value && nx_set_add_hashed(set, dict->entries[i].key, dict->entries[i].hash) < 0) return false;
        return true;
    }
    nx_walk walk;
    if (!nx_walk_begin(&walk, iterable)) return false;
    for (;;) {
        nx_value item = nx_walk_next(&walk);
        if (!item) return false;
        if (item == NX_STOP) return true;
        int64_t hash;
        if (!nx_hash_quick(item, &hash) || nx_set_add_hashed(set, item, hash) < 0) return false;
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
    return nx_hash_quick(item, &hash) ? nx_set_has(NX_PTR(nx_set, set), item, hash) : -1;
}

bool nx_set_next(nx_value set, int64_t *position, nx_value *item) {
    nx_set_entry *entry = nx_set_entry_next(NX_PTR(nx_set, set), position);
    if (entry) *item = entry->key;
    return entry != NULL;
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

bool nx_set_include(nx_value set, nx_value item) { return nx_set_add_value(set, item) >= 0; }
bool nx_set_extend(nx_value set, nx_value iterable) { return nx_set_update_from(NX_PTR(nx_set, set), iterable); }
