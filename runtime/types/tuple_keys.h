// Keys that are tuples only while something is looked up: on the stack, by their items.
#ifndef NX_TUPLE_KEYS_H
#define NX_TUPLE_KEYS_H

#include "../core/native.h"
#include "dict.h"

// Room for a tuple of so many items, and one that has them.
#define NX_STACK_ROOM(name, count)                                                     \
    _Alignas(16) nx_value name##_words[sizeof(nx_tuple) / sizeof(nx_value) + (count)]; \
    nx_tuple *name = (nx_tuple *)name##_words
#define NX_STACK_TUPLE(name, count, source) \
    NX_STACK_ROOM(name, count);             \
    nx_fill_stack_tuple(name, count, source)

static inline void nx_fill_stack_tuple(nx_tuple *tuple, size_t count, const nx_value *items) {
    tuple->header.shape = &nx_tuple_type.root;
    tuple->length = (int64_t)count;
    nx_copy_few(tuple->items, items, count);
}

// Where the last key of small ints was found: `grid[x, y] += 1` asks twice. A collection forgets it, as any change of the
// dict's keys does.
enum { NX_LAST_ITEMS = 3 };
typedef struct {
    const nx_dict *dict;
    int64_t position;
    size_t count;
    uint32_t version;
    nx_value items[NX_LAST_ITEMS];
} nx_dict_last_items;
extern nx_dict_last_items nx_dict_last_by_items;

static inline int64_t nx_last_of_items(const nx_dict *dict, size_t count, const nx_value *items) {
    const nx_dict_last_items *last = &nx_dict_last_by_items;
    if (last->dict != dict || last->version != dict->version || last->count != count) return NX_DICT_ABSENT;
    for (size_t i = 0; i < count; i++)
        if (last->items[i] != items[i]) return NX_DICT_ABSENT;
    return last->position;
}
static inline void nx_remember_items(const nx_dict *dict, size_t count, const nx_value *items, int64_t position) {
    if (count > NX_LAST_ITEMS) return;
    nx_dict_last_items *last = &nx_dict_last_by_items;
    last->dict = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!nx_is_small_int(items[i])) return;
        last->items[i] = items[i];
    }
    last->dict = dict;
    last->position = position;
    last->count = count;
    last->version = dict->version;
}

// Of a tuple that nobody may see.
static inline bool nx_hash_stack_tuple(const nx_tuple *key, int64_t *hash) {
    uint64_t sum = NX_HASH_PRIME_5;
    for (int64_t i = 0; i < key->length; i++) {
        nx_value item = key->items[i];
        if (NX_UNLIKELY(!nx_is_small_int(item))) return nx_hash(NX_OBJ(key), hash);
        sum = nx_hash_mix(sum, nx_hash_small_int(nx_small_int(item)));
    }
    *hash = nx_hash_finish(sum, key->length);
    return true;
}

// Where the key of these items is; NX_DICT_UNSURE: that takes the tuple itself. *hash: the key's, where it was not the last one.
// `key` is room for it.
static inline int64_t nx_dict_find_items(const nx_dict *dict, nx_tuple *key, size_t count, const nx_value *items, int64_t *hash) {
    int64_t position = nx_last_of_items(dict, count, items);
    if (position >= 0) return position;
    nx_fill_stack_tuple(key, count, items);
    if (!nx_hash_stack_tuple(key, hash)) return NX_DICT_ERROR;
    position = nx_dict_find_tuple(dict, key, *hash);
    if (position >= 0) nx_remember_items(dict, count, items, position);
    return position;
}

#endif
