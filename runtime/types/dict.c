// Python dict: entries in the order of insertion, and an index from hashes to positions in them.
//
// Up to SMALL entries there is no index, but a tag of each, a byte with bits of the key's hash, all compared at once: the
// first entry's is the highest byte of `tags`, which is not 0, so that the word is no address. Beyond, `index` is an open
// addressing table, probed as i = 5 i + 1 + perturbed hash. A place (2 or 4 bytes, by the table's size) has a position in
// its low bits, as many as number the table, and bits of the hash above them, so that other keys are hardly ever looked at.
// Most dicts have keys that are ints and strings only; a string knows its hash and an int is one, so that an entry is two
// words. The first key of another kind makes the dict `hashed`: then all hashes stand in the memory of the index, behind it.
// A dict whose keys are 0, 1, 2, … in the order of insertion needs no index, of any size: until the first other key makes it
// `scattered`, an int is there only at the position that it is.
// A deleted entry has key and value 0; the first `reserved` entries (a module's globals) keep key and place when deleted.
// An entry with value 0 is not contained. Deleting leaves holes, which the next growth removes.
#include "alloc.h"
#include "natives.h"
#include "tuple_keys.h"

enum { SMALL = 8 };

// ---- the index -------------------------------------------------------------------------------------------------------
enum { SHORT_BITS = 8, SPARSE_BITS = 13, MOST_BITS = 30 }; // tables up to SHORT_BITS have places of two bytes
// Low bits of no position: those are below two thirds of the table.
#define EMPTY ((uint32_t)-1)
#define DELETED ((uint32_t)-2)

static inline uint64_t mask_of(const nx_dict *d) { return ((uint64_t)1 << d->index_bits) - 1; }
static inline uint32_t index_get(const nx_dict *d, uint64_t i) {
    if (d->index_bits > SHORT_BITS) return ((const uint32_t *)d->index)[i];
    return (uint32_t)(int16_t)((const uint16_t *)d->index)[i];
}
static inline void index_set(nx_dict *d, uint64_t i, uint32_t place) {
    if (d->index_bits > SHORT_BITS) ((uint32_t *)d->index)[i] = place;
    else ((uint16_t *)d->index)[i] = (uint16_t)place;
}
static inline size_t index_bytes(uint8_t bits) { return bits == 0 ? 0 : ((size_t)1 << bits) << (bits > SHORT_BITS ? 2 : 1); }
#define NEXT_PROBE(i, perturb, mask) (perturb >>= 5, i = (i * 5 + perturb + 1) & mask)

// The upper bits of the places of keys with this hash.
static inline uint32_t tag_of(const nx_dict *d, int64_t hash) {
    uint32_t tag = (uint32_t)((uint64_t)hash >> d->index_bits) << d->index_bits;
    return d->index_bits > SHORT_BITS ? tag : (uint32_t)(int16_t)tag;
}

static inline void index_insert(nx_dict *d, int64_t hash, int64_t position) {
    uint64_t mask = mask_of(d), perturb = (uint64_t)hash, i = perturb & mask;
    while (index_get(d, i) < DELETED) NEXT_PROBE(i, perturb, mask);
    index_set(d, i, tag_of(d, hash) | (uint32_t)position);
}

// Where the index names the position.
static uint64_t index_slot_of(const nx_dict *d, int64_t hash, int64_t position) {
    uint64_t mask = mask_of(d), perturb = (uint64_t)hash, i = perturb & mask;
    uint32_t place = tag_of(d, hash) | (uint32_t)position;
    while (index_get(d, i) != place) NEXT_PROBE(i, perturb, mask);
    return i;
}

// ---- hashes ----------------------------------------------------------------------------------------------------------
static inline bool knows_hash(nx_value key) { return nx_is_small_int(key) || nx_is_exact_str(key); }
static inline int64_t own_hash(nx_value key) {
    return nx_is_small_int(key) ? nx_hash_small_int(nx_small_int(key)) : NX_PTR(nx_str, key)->hash;
}
static inline int64_t *hashes_of(const nx_dict *d) { return (int64_t *)((char *)d->index + index_bytes(d->index_bits)); }

int64_t nx_dict_hash_at(const nx_dict *d, int64_t position) {
    return d->hashed ? hashes_of(d)[position] : own_hash(d->entries[position].key);
}

static inline size_t tail_bytes(const nx_dict *d) { return d->hashed ? (size_t)d->capacity * sizeof(int64_t) : 0; }

// A key is about to come that does not know its hash.
static NX_NOINLINE bool begin_hashes(nx_dict *d) {
    size_t bytes = index_bytes(d->index_bits);
    char *index = nx_alloc_bytes(bytes + (size_t)d->capacity * sizeof(int64_t));
    if (!index) return false;
    if (bytes) memcpy(index, d->index, bytes);
    int64_t *hashes = (int64_t *)(index + bytes);
    for (int64_t i = 0; i < d->used; i++) hashes[i] = d->entries[i].key ? own_hash(d->entries[i].key) : 0;
    d->index = index;
    d->hashed = true;
    return true;
}

// ---- tags ------------------------------------------------------------------------------------------------------------
#define EACH_BYTE 0x0101010101010101u
static inline uint64_t byte_of(int64_t hash) { return 0x80 | ((uint64_t)hash & 0x7f); }
static inline bool has_tags(const nx_dict *d) { return !d->index_bits && !d->hashed; }
static inline void tag_entry(nx_dict *d, int64_t position, int64_t hash) { d->tags |= byte_of(hash) << (56 - 8 * position); }
// The tags that are such a hash's, as highest bits of their bytes (and perhaps of the byte above one of them).
static inline uint64_t tags_like(const nx_dict *d, int64_t hash) {
    uint64_t rest = d->tags ^ byte_of(hash) * EACH_BYTE;
    return (rest - EACH_BYTE) & ~rest & EACH_BYTE << 7;
}
static void tag_all(nx_dict *d) {
    d->tags = 0;
    for (int64_t i = 0; i < d->used; i++)
        if (d->entries[i].key) tag_entry(d, i, own_hash(d->entries[i].key));
}

// ---- growth ----------------------------------------------------------------------------------------------------------
static nx_dict_entry *new_entries(int64_t count) {
    return nx_alloc_words(count * (sizeof(nx_dict_entry) / sizeof(nx_value)));
}

// How many entries a table has room for: two thirds of it, or one of those that a processor's cache holds whatever their
// size is. There a key is nearly always where it is looked for first.
static int64_t room_of(uint8_t bits) { return ((int64_t)(bits > SPARSE_BITS ? 2 : 1) << bits) / 3; }

// How many bits number a table for so many entries.
static uint8_t bits_for(int64_t capacity) {
    uint8_t bits = 5;
    while (room_of(bits) < capacity) bits++;
    return bits;
}

// Moves the entries to a store for `capacity` of them (more when there is an index), without holes, and makes the index
// anew.
static bool resize(nx_dict *d, int64_t capacity) {
    if (d->live != d->used) d->scattered = true;
    uint8_t bits = 0;
    if (capacity > SMALL) {
        bits = bits_for(capacity);
        capacity = room_of(bits);
    }
    if (NX_UNLIKELY(bits > MOST_BITS)) return nx_raise_no_memory() != 0;
    if (!d->scattered) bits = 0;
    nx_dict_entry *entries = new_entries(capacity);
    if (!entries) return false;
    size_t bytes = index_bytes(bits);
    char *index = NULL;
    if (bits || d->hashed) {
        index = nx_alloc_bytes(bytes + (d->hashed ? (size_t)capacity * sizeof(int64_t) : 0));
        if (!index) return false;
        memset(index, 0xff, bytes);
    }
    int64_t used = 0;
    const int64_t *old = d->hashed ? hashes_of(d) : NULL;
    int64_t *hashes = (int64_t *)(index + bytes);
    for (int64_t i = 0; i < d->used; i++) {
        if (!d->entries[i].value && i >= d->reserved) continue;
        if (old) hashes[used] = old[i];
        entries[used++] = d->entries[i];
    }
    if (nx_is_exact(NX_OBJ(d), &nx_dict_type)) { // an ordered one remembers where its entries were
        nx_give_back(d->entries, (size_t)d->capacity * sizeof *entries);
        if (!has_tags(d)) nx_give_back(d->index, index_bytes(d->index_bits) + tail_bytes(d));
    }
    d->entries = entries;
    d->index = index;
    d->index_bits = bits;
    d->capacity = (int32_t)capacity;
    d->used = (int32_t)used;
    if (bits)
        for (int64_t i = 0; i < used; i++) index_insert(d, old ? hashes[i] : own_hash(entries[i].key), i);
    else if (!d->hashed && d->scattered)
        tag_all(d);
    return true;
}

// A key is looked for that an int may equal, or comes, and it is not the next int.
static NX_NOINLINE bool scatter(nx_dict *d) {
    if (d->capacity > SMALL) {
        uint8_t bits = bits_for(d->capacity);
        size_t bytes = index_bytes(bits);
        void *index = nx_alloc_bytes(bytes);
        if (!index) return false;
        memset(index, 0xff, bytes);
        d->index = index;
        d->index_bits = bits;
        for (int64_t i = 0; i < d->used; i++)
            if (d->entries[i].key) index_insert(d, own_hash(d->entries[i].key), i);
    } else {
        tag_all(d);
    }
    d->scattered = true;
    return true;
}

// From where entries and index come from the collector one by one (alloc.h, NX_SMALL_BYTES), moving them less often is a quarter
// of the time of filling a dict. One of few entries may be one of many dicts, and a large one takes memory that counts.
enum { MANY = 64, VERY_MANY = 3000 };

static NX_NOINLINE bool grow(nx_dict *d) {
    int64_t kept = (int64_t)d->live + d->reserved;
    if (kept < SMALL) return resize(d, kept < 4 ? 4 : SMALL);
    return resize(d, kept * (kept > MANY && kept < VERY_MANY ? 4 : 2));
}

// ---- lookup ----------------------------------------------------------------------------------------------------------
enum { RESTART = -3 };
#define NO_SLOT UINT64_MAX

// Whether the entry's key equals `key`: 1, 0, -1 error, RESTART when the comparison changed the dict.
static NX_NOINLINE int key_equals(nx_dict *d, int64_t position, nx_value key) {
    nx_dict_entry *entries = d->entries;
    nx_value own = entries[position].key;
    if (nx_is_exact_str(own) && nx_is_exact_str(key)) return nx_str_equal(NX_PTR(nx_str, own), NX_PTR(nx_str, key));
    if (nx_is_exact(own, &nx_tuple_type) && nx_is_exact(key, &nx_tuple_type)) {
        int same = nx_tuples_same(NX_PTR(nx_tuple, own), NX_PTR(nx_tuple, key));
        if (same >= 0) return same;
    }
    int same = nx_equal(own, nx_share_key(key)); // an __eq__ may keep it
    if (same < 0) return -1;
    if (d->entries != entries || d->entries[position].key != own) return RESTART;
    return same;
}

// Any key against any keys: what the quick ways below leave over. Calls Python.
// *slot: where the index may name a new entry.
static NX_NOINLINE int64_t find_any(nx_dict *d, nx_value key, int64_t hash, uint64_t *slot) {
    if (!d->scattered && d->capacity > SMALL && !scatter(d)) return NX_DICT_ERROR;
restart:;
    const int64_t *hashes = d->hashed ? hashes_of(d) : NULL;
    nx_dict_entry *entries = d->entries;
    if (!d->index_bits) {
        int64_t used = d->used;
        for (int64_t i = 0; i < used; i++) {
            nx_value own = entries[i].key;
            if (own == key) return i;
            if (!own || (hashes ? hashes[i] : own_hash(own)) != hash) continue;
            if (nx_is_small_int(key) && nx_is_small_int(own)) continue;
            int same = key_equals(d, i, key);
            if (same == 1) return i;
            if (same == -1) return NX_DICT_ERROR;
            if (same == RESTART) goto restart;
        }
        return NX_DICT_ABSENT;
    }
    uint64_t mask = mask_of(d), perturb = (uint64_t)hash, i = perturb & mask;
    uint32_t tag = tag_of(d, hash), capacity = (uint32_t)d->capacity;
    for (;; NEXT_PROBE(i, perturb, mask)) {
        uint32_t place = index_get(d, i), position = place ^ tag;
        if (position >= capacity) { // another tag, or no position
            if (place == EMPTY) {
                *slot = i;
                return NX_DICT_ABSENT;
            }
            continue;
        }
        if (hashes && hashes[position] != hash) continue;
        nx_value own = entries[position].key;
        if (own == key) return position;
        if (!hashes && own_hash(own) != hash) continue;
        if (nx_is_small_int(key) && nx_is_small_int(own)) continue;
        int same = key_equals(d, position, key);
        if (same == 1) return position;
        if (same == -1) return NX_DICT_ERROR;
        if (same == RESTART) goto restart;
    }
}

// An exact str among ints and strings.
static inline bool is_same_str(nx_value own, nx_value key, int64_t hash) {
    if (!nx_is_pointer(own) || !own) return false;
    const nx_str *a = NX_PTR(nx_str, own), *b = NX_PTR(nx_str, key);
    return a->hash == hash && a->length == b->length && a->kind == b->kind
        && nx_same_bytes(a->data, b->data, (size_t)a->length * a->kind);
}

// Programs look the same key up twice: `if k in d: d[k] += n`. What the last lookup found is found again as long as no key
// came or went. The collector does not keep alive what stands here: a collection begins by forgetting it.
static struct {
    const nx_dict *dict;
    nx_value key;
    int64_t position;
    uint64_t slot;
    uint32_t version;
} last;

nx_dict_last_items nx_dict_last_by_items;

void nx_dict_forget_last(void) { last.dict = nx_dict_last_by_items.dict = NULL; }
void nx_dict_forget_key(nx_value key) {
    if (last.key == key) last.dict = NULL;
}

static inline bool is_last(const nx_dict *d, nx_value key) {
    return last.key == key && last.dict == d && last.version == d->version;
}
static inline int64_t found(const nx_dict *d, nx_value key, int64_t position, uint64_t slot) {
    last.dict = d;
    last.key = key;
    last.position = position;
    last.slot = slot;
    last.version = d->version;
    return position;
}

#define PROBE_AS(type, own, same)                                                    \
    for (const type *index = d->index;; NEXT_PROBE(i, perturb, mask)) {              \
        type place = index[i], position = place ^ (type)tag;                         \
        if (position < capacity) {                                                   \
            nx_value own = entries[position].key;                                    \
            if (same) return found(d, key, position, NO_SLOT);                       \
        } else if (place == (type)EMPTY) {                                           \
            *slot = i;                                                               \
            return found(d, key, NX_DICT_ABSENT, i);                                 \
        }                                                                            \
    }
#define PROBE(own, same)                                                             \
    uint64_t mask = mask_of(d), perturb = (uint64_t)hash, i = perturb & mask;        \
    uint32_t tag = tag_of(d, hash), capacity = (uint32_t)d->capacity;                \
    if (d->index_bits <= SHORT_BITS) PROBE_AS(uint16_t, own, same)                   \
    PROBE_AS(uint32_t, own, same)

#define EACH_TAGGED(d, hash, i)                                                    \
    for (uint64_t like = tags_like(d, hash), i; like && (i = (uint64_t)__builtin_clzll(like) >> 3, true); \
        like &= ~((uint64_t)0x80 << (56 - 8 * i)))

static inline int64_t find_tagged_str(const nx_dict *d, nx_value key, int64_t hash) {
    const nx_dict_entry *entries = d->entries;
    EACH_TAGGED(d, hash, i) {
        if (entries[i].key == key || is_same_str(entries[i].key, key, hash)) return (int64_t)i;
    }
    return NX_DICT_ABSENT;
}

static NX_NOINLINE int64_t find_str(nx_dict *d, nx_value key, int64_t hash, uint64_t *slot) {
    if (!d->index_bits && !d->hashed) return d->scattered ? find_tagged_str(d, key, hash) : NX_DICT_ABSENT;
    if (is_last(d, key)) {
        *slot = last.slot;
        return last.position;
    }
    if (NX_UNLIKELY(d->hashed)) return find_any(d, key, hash, slot);
    const nx_dict_entry *entries = d->entries;
    PROBE(own, own == key || is_same_str(own, key, hash))
}

// Equal small ints are the same word.
static NX_NOINLINE int64_t find_int(nx_dict *d, nx_value key, int64_t hash, uint64_t *slot) {
    if (!d->scattered) {
        int64_t position = nx_small_int(key);
        return (uint64_t)position < (uint64_t)d->used && d->entries[position].key == key ? position : NX_DICT_ABSENT;
    }
    if (!d->index_bits && !d->hashed) {
        EACH_TAGGED(d, hash, i) {
            if (d->entries[i].key == key) return (int64_t)i;
        }
        return NX_DICT_ABSENT;
    }
    if (is_last(d, key)) {
        *slot = last.slot;
        return last.position;
    }
    if (NX_UNLIKELY(d->hashed)) return find_any(d, key, hash, slot);
    const nx_dict_entry *entries = d->entries;
    PROBE(own, own == key)
}
#undef PROBE
#undef PROBE_AS

// Whether the entry's key is the tuple: 1, 0, -1 not known without calls.
static inline int is_tuple_at(const nx_dict *d, int64_t position, const nx_tuple *key) {
    nx_value own = d->entries[position].key;
    if (own == NX_OBJ(key)) return 1;
    return nx_is_exact(own, &nx_tuple_type) ? nx_tuples_same(NX_PTR(nx_tuple, own), key) : -1;
}

// Whether nobody sees how often the tuple's hash is asked for.
static inline bool is_simple_tuple(const nx_tuple *key) {
    enum { FEW = 4 };
    if (key->length > FEW) return false;
    for (int64_t i = 0; i < key->length; i++)
        if (nx_is_pointer(key->items[i]) && !nx_is_exact_str(key->items[i])) return false;
    return true;
}

// Where the tuple is; NX_DICT_UNSURE: code of the program would have to compare it.
static inline int64_t probe_tuple(const nx_dict *d, const nx_tuple *key, int64_t hash, uint64_t *slot) {
    const int64_t *hashes = hashes_of(d);
    if (!d->index_bits) {
        for (int64_t i = 0, used = d->used; i < used; i++) {
            if (hashes[i] != hash || !d->entries[i].key) continue;
            int same = is_tuple_at(d, i, key);
            if (same) return same > 0 ? i : NX_DICT_UNSURE;
        }
        return NX_DICT_ABSENT;
    }
    uint64_t mask = mask_of(d), perturb = (uint64_t)hash, i = perturb & mask;
    uint32_t tag = tag_of(d, hash), capacity = (uint32_t)d->capacity;
    for (;; NEXT_PROBE(i, perturb, mask)) {
        uint32_t place = index_get(d, i), position = place ^ tag;
        if (position >= capacity) {
            if (place != EMPTY) continue;
            *slot = i;
            return NX_DICT_ABSENT;
        }
        if (hashes[position] != hash) continue;
        int same = is_tuple_at(d, position, key);
        if (same) return same > 0 ? (int64_t)position : NX_DICT_UNSURE;
    }
}

int64_t nx_dict_find_tuple(const nx_dict *d, const nx_tuple *key, int64_t hash) {
    uint64_t slot;
    return d->hashed ? probe_tuple(d, key, hash, &slot) : NX_DICT_ABSENT; // among ints and strings
}

// An exact tuple, on the heap.
static NX_NOINLINE int64_t find_tuple(nx_dict *d, nx_value key, int64_t hash, uint64_t *slot) {
    if (is_last(d, key)) {
        *slot = last.slot;
        return last.position;
    }
    if (!d->hashed) return find_any(d, key, hash, slot);
    int64_t position = probe_tuple(d, NX_PTR(nx_tuple, key), hash, slot);
    if (position == NX_DICT_UNSURE) return find_any(d, key, hash, slot);
    return is_simple_tuple(NX_PTR(nx_tuple, key)) ? found(d, key, position, *slot) : position;
}

// *slot: where the index may name the key, when it is absent and there is an index.
static inline int64_t find(nx_dict *d, nx_value key, int64_t hash, uint64_t *slot) {
    *slot = NO_SLOT;
    if (nx_is_exact_str(key)) return find_str(d, key, hash, slot);
    if (nx_is_small_int(key)) return find_int(d, key, hash, slot);
    return nx_is_exact(key, &nx_tuple_type) ? find_tuple(d, key, hash, slot) : find_any(d, key, hash, slot);
}

int64_t nx_dict_find(nx_dict *d, nx_value key, int64_t hash) {
    uint64_t slot;
    return find(d, key, hash, &slot);
}

// Adds a key that is not there.
static inline bool append(nx_dict *d, nx_value key, int64_t hash, nx_value value, uint64_t slot) {
    if (NX_UNLIKELY(d->used == d->capacity)) {
        if (!grow(d)) return false;
        slot = NO_SLOT;
    }
    if (!d->scattered && key != nx_from_small_int(d->used) && !scatter(d)) return false;
    if (NX_UNLIKELY(!knows_hash(key)) && !d->hashed && !begin_hashes(d)) return false;
    nx_dict_entry *entry = &d->entries[d->used];
    entry->key = nx_share_key(key);
    entry->value = value;
    if (NX_UNLIKELY(d->hashed)) hashes_of(d)[d->used] = hash;
    if (d->index_bits) {
        // Where something was deleted, its place may be an earlier one: a key that comes and goes keeps its.
        if (NX_LIKELY(slot != NO_SLOT && d->live == d->used)) index_set(d, slot, tag_of(d, hash) | (uint32_t)d->used);
        else index_insert(d, hash, d->used);
    } else if (!d->hashed && d->scattered) {
        tag_entry(d, d->used, hash);
    }
    d->used++;
    d->live++;
    d->version++;
    return true;
}

static inline bool store_at(nx_dict *d, int64_t position, nx_value value) {
    nx_dict_entry *entry = &d->entries[position];
    if (NX_UNLIKELY(!entry->value)) { // a reserved entry becomes bound
        d->live++;
        d->version++;
    }
    entry->value = value;
    return true;
}

bool nx_dict_set_hashed(nx_dict *d, nx_value key, int64_t hash, nx_value value) {
    uint64_t slot;
    int64_t position = find(d, key, hash, &slot);
    if (position >= 0) return store_at(d, position, value);
    return position == NX_DICT_ABSENT && append(d, key, hash, value, slot);
}

nx_value nx_dict_setdefault_hashed(nx_dict *d, nx_value key, int64_t hash, nx_value value) {
    uint64_t slot;
    int64_t position = find(d, key, hash, &slot);
    if (position >= 0) {
        if (!d->entries[position].value) store_at(d, position, value);
        return d->entries[position].value;
    }
    return position == NX_DICT_ABSENT && append(d, key, hash, value, slot) ? value : 0;
}

bool nx_dict_add_hashed(nx_dict *d, nx_value key, int64_t hash, nx_value value) { return append(d, key, hash, value, NO_SLOT); }

// What is not there is made and looked up again: `d[k] += 1` of a defaultdict.
bool nx_dict_add_and_remember(nx_dict *d, nx_value key, int64_t hash, nx_value value) {
    if (!nx_dict_set_hashed(d, key, hash, value)) return false;
    int64_t newest = (int64_t)d->used - 1;
    if ((nx_is_small_int(key) || nx_is_exact_str(key)) && d->entries[newest].key == key) found(d, key, newest, NO_SLOT);
    return true;
}

// How a key's count is one more: in one search, where it is a small int.
bool nx_dict_count(nx_dict *d, nx_value key) {
    int64_t hash;
    uint64_t slot;
    if (!nx_hash_quick(key, &hash)) return false;
    int64_t position = find(d, key, hash, &slot);
    if (position == NX_DICT_ABSENT) return append(d, key, hash, NX_INT(1), slot);
    if (position == NX_DICT_ERROR) return false;
    nx_value old = d->entries[position].value;
    if (!old) return store_at(d, position, NX_INT(1));
    if (NX_UNLIKELY(!nx_is_small_int(old))) {
        nx_value count = nx_binary(NX_ADD, old, NX_INT(1)); // may call Python
        return count && nx_dict_set_hashed(d, key, hash, count);
    }
    nx_value count = nx_from_i64(nx_small_int(old) + 1);
    if (count) d->entries[position].value = count;
    return count != 0;
}

void nx_dict_remove_at(nx_dict *d, int64_t position) {
    nx_dict_entry *entry = &d->entries[position];
    d->live--;
    d->version++;
    entry->value = 0;
    if (position < d->reserved) return;
    if (d->index_bits) index_set(d, index_slot_of(d, nx_dict_hash_at(d, position), position), DELETED);
    else if (!d->hashed && d->scattered) d->tags &= ~((uint64_t)0xff << (56 - 8 * position));
    entry->key = 0;
}

void nx_dict_clear_entries(nx_dict *d) {
    if (d->reserved) {
        for (int64_t i = 0; i < d->used; i++)
            if (d->entries[i].value) nx_dict_remove_at(d, i);
        return;
    }
    if (!d->capacity) return;
    d->entries = NULL;
    d->index = NULL;
    d->index_bits = 0;
    d->hashed = d->scattered = false;
    d->capacity = d->used = d->live = 0;
    d->version++;
}

// ---- what other files use ----------------------------------------------------------------------------------------------
static bool reserve(nx_dict *d, int64_t capacity) { return capacity <= d->capacity || resize(d, capacity); }

nx_dict *nx_dict_new(int64_t capacity) {
    nx_dict *d = nx_new_object(nx_dict, nx_dict_type);
    if (!d || (capacity > 0 && !resize(d, capacity))) return NULL;
    return d;
}

nx_value nx_dict_get_value(nx_dict *d, nx_value key) {
    int64_t hash, position;
    uint64_t slot;
    if (nx_is_exact_str(key)) {
        nx_str *s = NX_PTR(nx_str, key);
        position = find_str(d, key, s->hash ? s->hash : nx_str_hash(s), &slot);
    } else if (nx_is_small_int(key)) {
        position = find_int(d, key, nx_hash_small_int(nx_small_int(key)), &slot);
    } else {
        if (is_last(d, key)) return last.position >= 0 ? d->entries[last.position].value : 0;
        if (!nx_hash(key, &hash)) return 0;
        position = find(d, key, hash, &slot);
    }
    return position >= 0 ? d->entries[position].value : 0;
}

nx_value nx_dict_get_str(nx_dict *d, nx_str *key) {
    uint64_t slot;
    int64_t hash = key->hash ? key->hash : nx_str_hash(key);
    int64_t position = NX_LIKELY(nx_is_exact_str(NX_OBJ(key))) ? find_str(d, NX_OBJ(key), hash, &slot) : find_any(d, NX_OBJ(key), hash, &slot);
    return position >= 0 ? d->entries[position].value : 0;
}

bool nx_dict_set(nx_dict *d, nx_value key, nx_value value) {
    // `d[k] += 1` has just looked it up: not even the hash is asked for again.
    if (is_last(d, key) && last.position >= 0) return store_at(d, last.position, value);
    int64_t hash;
    return nx_hash_quick(key, &hash) && nx_dict_set_hashed(d, key, hash, value);
}

bool nx_dict_set_str(nx_dict *d, nx_str *key, nx_value value) {
    return nx_dict_set_hashed(d, NX_OBJ(key), key->hash ? key->hash : nx_str_hash(key), value);
}

int nx_dict_delete(nx_dict *d, nx_value key) {
    int64_t hash;
    if (!nx_hash_quick(key, &hash)) return -1;
    int64_t position = nx_dict_find(d, key, hash);
    if (position < 0 || !d->entries[position].value) return position == NX_DICT_ERROR ? -1 : 0;
    nx_dict_remove_at(d, position);
    return 1;
}

bool nx_dict_next(nx_dict *d, int64_t *position, nx_value *key, nx_value *value) {
    int64_t i = *position;
    while (i < d->used && !d->entries[i].value) i++;
    *position = i + 1;
    if (i >= d->used) return false;
    if (key) *key = d->entries[i].key;
    if (value) *value = d->entries[i].value;
    return true;
}

nx_dict *nx_dict_copy_of(nx_dict *d) {
    nx_dict *copy = nx_new_object(nx_dict, nx_dict_type);
    if (!copy || d->live == 0) return copy;
    if (d->reserved || d->live < d->used - d->used / 4) {
        if (!resize(copy, d->live)) return NULL;
        for (int64_t i = 0; i < d->used; i++)
            if (d->entries[i].value && !append(copy, d->entries[i].key, nx_dict_hash_at(d, i), d->entries[i].value, NO_SLOT)) return NULL;
        return copy;
    }
    int64_t capacity = d->index_bits ? d->capacity : d->used;
    nx_dict_entry *entries = new_entries(capacity);
    if (!entries) return NULL;
    memcpy(entries, d->entries, (size_t)d->used * sizeof *entries);
    if (has_tags(d)) {
        copy->tags = d->tags;
    } else {
        size_t bytes = index_bytes(d->index_bits), tail = d->hashed ? (size_t)capacity * sizeof(int64_t) : 0;
        copy->index = nx_alloc_bytes(bytes + tail);
        if (!copy->index) return NULL;
        memcpy(copy->index, d->index, bytes + tail);
    }
    copy->entries = entries;
    copy->index_bits = d->index_bits;
    copy->hashed = d->hashed;
    copy->scattered = d->scattered;
    copy->capacity = (int32_t)capacity;
    copy->used = d->used;
    copy->live = d->live;
    return copy;
}

void nx_dict_reserve_globals(nx_dict *d, const nx_str *const *names, uint32_t count) {
    d->scattered = true;
    if (!resize(d, count + 4)) return;
    for (uint32_t i = 0; i < count; i++) {
        nx_str *name = (nx_str *)names[i];
        d->entries[i].key = NX_OBJ(name);
        int64_t hash = nx_str_hash(name);
        if (d->index_bits) index_insert(d, hash, i);
        else tag_entry(d, i, hash);
    }
    d->used = (int32_t)count;
    d->reserved = count;
}

// Adds the entries of a plain dict. With `names` every key must be a str that is not there yet (keyword arguments).
static bool merge_dict(nx_dict *d, nx_dict *other) {
    if (d == other || other->live == 0) return true;
    if (d->used == 0 && !d->reserved && !other->reserved) { // becomes a copy
        nx_dict *copy = nx_dict_copy_of(other);
        if (!copy) return false;
        d->entries = copy->entries;
        d->index = copy->index;
        d->index_bits = copy->index_bits;
        d->hashed = copy->hashed;
        d->scattered = copy->scattered;
        d->live = copy->live;
        d->used = copy->used;
        d->capacity = copy->capacity;
        d->version++;
        return true;
    }
    if (d->used == 0 && !d->reserved && !reserve(d, other->live)) return false;
    for (int64_t i = 0; i < other->used; i++) {
        nx_dict_entry entry = other->entries[i];
        if (!entry.value) continue;
        int64_t live = other->live;
        if (!nx_dict_set_hashed(d, entry.key, nx_dict_hash_at(other, i), entry.value)) return false;
        if (other->live != live) return nx_failf(&nx_RuntimeError, "dict mutated during update");
    }
    return true;
}

static bool merge_mapping(nx_dict *d, nx_value mapping, nx_value keys_method) {
    nx_value keys = nx_call0(keys_method);
    nx_value iterator = keys ? nx_iter(keys) : 0;
    if (!iterator) return false;
    for (;;) {
        nx_value key = nx_next(iterator);
        if (!key) return false;
        if (key == NX_STOP) return true;
        nx_value value = nx_getitem(mapping, key);
        if (!value || !nx_dict_set(d, key, value)) return false;
    }
}

static bool merge_pairs(nx_dict *d, nx_value pairs) {
    nx_walk walk;
    if (!nx_walk_begin(&walk, pairs)) return false;
    for (int64_t i = 0;; i++) {
        nx_value pair = walk.kind == NX_WALK_ITERATOR ? nx_unpacked_next(walk.iterator) : nx_walk_next(&walk);
        if (!pair) return false;
        if (pair == NX_STOP) return true;
        nx_value sequence = nx_fast_sequence(pair, NULL);
        if (!sequence) {
            if (nx_error_matches(&nx_TypeError)) {
                nx_error_clear();
                nx_raisef(&nx_TypeError, "cannot convert dictionary update sequence element #%lld to a sequence", (long long)i);
            }
            return false;
        }
        int64_t length;
        nx_value *items = nx_fast_items(sequence, &length);
        if (length != 2)
            return nx_failf(&nx_ValueError, "dictionary update sequence element #%lld has length %lld; 2 is required",
                (long long)i, (long long)length);
        if (!nx_dict_set(d, items[0], items[1])) return false;
    }
}

bool nx_dict_update_from(nx_dict *d, nx_value other) {
    if (nx_dict_is_plain(other)) return merge_dict(d, NX_PTR(nx_dict, other));
    nx_value keys = nx_getattr_optional(other, &nx_s_keys);
    if (keys) return merge_mapping(d, other, keys);
    return !nx_pending() && merge_pairs(d, other);
}

// ---- primitives ---------------------------------------------------------------------------------------------------------
// Whether the keys are a few names of which no two are the same: an interned string is equal to no other one.
static inline bool are_different_names(size_t count, const nx_value *items) {
    if (count > 2 * SMALL) return false;
    for (size_t i = 0; i < count; i += 2) {
        if (!nx_is_exact_str(items[i]) || !NX_PTR(nx_str, items[i])->interned) return false;
        for (size_t j = 0; j < i; j += 2)
            if (items[j] == items[i]) return false;
    }
    return true;
}

nx_value nx_build_dict(size_t count, const nx_value *items) {
    nx_dict *d = nx_dict_new((int64_t)count / 2);
    if (!d) return 0;
    if (are_different_names(count, items)) {
        for (size_t i = 0; i < count; i += 2) {
            nx_str *name = NX_PTR(nx_str, items[i]);
            tag_entry(d, (int64_t)i / 2, name->hash ? name->hash : nx_str_hash(name));
            d->entries[i / 2] = (nx_dict_entry){items[i], items[i + 1]};
        }
        d->used = d->live = (int32_t)(count / 2);
        d->scattered = count > 0;
        d->version++;
        return NX_OBJ(d);
    }
    for (size_t i = 0; i + 1 < count; i += 2)
        if (!nx_dict_set(d, items[i], items[i + 1])) return 0;
    return NX_OBJ(d);
}

bool nx_dict_include(nx_value dict, nx_value key, nx_value value) { return nx_dict_set(NX_PTR(nx_dict, dict), key, value); }

bool nx_dict_discard(nx_value dict, nx_value key) { return nx_dict_delete(NX_PTR(nx_dict, dict), key) >= 0; }

// {**mapping}
bool nx_dict_extend(nx_value dict, nx_value mapping) {
    nx_dict *d = NX_PTR(nx_dict, dict);
    if (nx_dict_is_plain(mapping)) return merge_dict(d, NX_PTR(nx_dict, mapping));
    nx_value keys = nx_getattr_optional(mapping, &nx_s_keys);
    if (keys) return merge_mapping(d, mapping, keys);
    return nx_pending() ? false : nx_failf(&nx_TypeError, "'%T' object is not a mapping", mapping);
}

// "__main__.f()": how errors of calls with stars name the callee.
nx_value nx_function_text(nx_value callee) {
    nx_value qualname = nx_getattr_optional(callee, &nx_s___qualname__);
    if (!qualname || !nx_is_str(qualname)) return nx_pending() ? 0 : nx_to_str(callee);
    nx_value module = nx_getattr_optional(callee, &nx_s___module__);
    if (!module && nx_pending()) return 0;
    if (module && nx_is_str(module)) {
        int builtin = nx_equal(module, NX_OBJ(&nx_s_builtins));
        if (builtin < 0) return 0;
        if (!builtin) return nx_str_format("%U.%U()", module, qualname);
    }
    return nx_str_format("%U()", qualname);
}

static bool merge_keyword(nx_dict *d, nx_value key, nx_value value, nx_value callee) {
    int64_t hash;
    if (!nx_is_str(key)) {
        return nx_failf(&nx_TypeError, "keywords must be strings");
    }
    if (!nx_hash_quick(key, &hash)) return false;
    int64_t position = nx_dict_find(d, key, hash);
    if (position == NX_DICT_ABSENT) return append(d, key, hash, value, NO_SLOT);
    if (position == NX_DICT_ERROR) return false;
    nx_value name = nx_function_text(callee);
    return name ? nx_failf(&nx_TypeError, "%U got multiple values for keyword argument '%S'", name, key) : false;
}

// f(**mapping)
bool nx_dict_merge(nx_value dict, nx_value mapping, nx_value callee) {
    nx_dict *d = NX_PTR(nx_dict, dict);
    if (nx_dict_is_plain(mapping)) {
        nx_dict *other = NX_PTR(nx_dict, mapping);
        for (int64_t i = 0; i < other->used; i++)
            if (other->entries[i].value && !merge_keyword(d, other->entries[i].key, other->entries[i].value, callee)) return false;
        return true;
    }
    nx_value method = nx_getattr_optional(mapping, &nx_s_keys);
    if (!method) {
        if (nx_pending()) return false;
        nx_value name = nx_function_text(callee);
        return name ? nx_failf(&nx_TypeError, "%U argument after ** must be a mapping, not %T", name, mapping) : false;
    }
    nx_value keys = nx_call0(method);
    nx_value iterator = keys ? nx_iter(keys) : 0;
    if (!iterator) return false;
    for (;;) {
        nx_value key = nx_next(iterator);
        if (!key) return false;
        if (key == NX_STOP) return true;
        nx_value value = nx_getitem(mapping, key);
        if (!value || !merge_keyword(d, key, value, callee)) return false;
    }
}

static bool has_names_only(const nx_dict *dict) {
    for (int64_t i = 0; i < dict->used; i++)
        if (dict->entries[i].value && !nx_is_exact(dict->entries[i].key, &nx_str_type)) return false;
    return true;
}

nx_value nx_star_dict(nx_value mapping, nx_value callee) {
    if (NX_LIKELY(nx_is_exact(mapping, &nx_dict_type) && nx_dict_is_plain(mapping)) && has_names_only(NX_PTR(nx_dict, mapping)))
        return mapping;
    nx_value dict = nx_build_dict(0, NULL);
    return dict && nx_dict_merge(dict, mapping, callee) ? dict : 0;
}

// The first binding of a module's global, by compiled code.
bool nx_bind_global(nx_dict *globals, int64_t position, nx_value value) { return store_at(globals, position, value); }
