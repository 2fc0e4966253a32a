// Dict and set operations by a tuple that is only made for them: `grid[x, y]`, `(x, y) in seen`, `seen.add((x, y))`. The tuple
// is on the stack; one on the heap is made only where it is stored, or where code of the program may see it.
#include "natives.h"
#include "tuple_keys.h"
#include "set.h"
#include "natrix.h"

static inline int64_t find(nx_value dict, nx_tuple *key, size_t count, const nx_value *items, int64_t *hash) {
    return nx_dict_find_items(NX_PTR(nx_dict, dict), key, count, items, hash);
}
static inline nx_value entry_value(nx_value dict, int64_t position) {
    return NX_PTR(nx_dict, dict)->entries[position].value;
}

nx_value nx_dict_at_items(nx_value dict, size_t count, const nx_value *items) {
    NX_STACK_ROOM(key, count);
    int64_t hash, position = find(dict, key, count, items, &hash);
    if (NX_LIKELY(position >= 0)) return entry_value(dict, position);
    nx_value tuple = position == NX_DICT_ERROR ? 0 : nx_build_tuple(count, items);
    return tuple ? nx_dict_at(dict, tuple) : 0;
}

nx_value nx_dict_get_items(nx_value dict, nx_value fallback, size_t count, const nx_value *items) {
    NX_STACK_ROOM(key, count);
    int64_t hash, position = find(dict, key, count, items, &hash);
    if (NX_LIKELY(position >= 0)) return entry_value(dict, position);
    if (position == NX_DICT_ABSENT) return fallback;
    nx_value tuple = position == NX_DICT_ERROR ? 0 : nx_build_tuple(count, items);
    return tuple ? nx_dict_get(dict, tuple, fallback) : 0;
}

int nx_dict_has_items(nx_value dict, size_t count, const nx_value *items) {
    NX_STACK_ROOM(key, count);
    int64_t hash, position = find(dict, key, count, items, &hash);
    if (position >= 0 || position == NX_DICT_ABSENT) return position >= 0;
    nx_value tuple = position == NX_DICT_ERROR ? 0 : nx_build_tuple(count, items);
    return tuple ? nx_dict_has(tuple, dict) : -1;
}

bool nx_dict_include_items(nx_value dict, nx_value value, size_t count, const nx_value *items) {
    NX_STACK_ROOM(key, count);
    int64_t hash, position = find(dict, key, count, items, &hash);
    nx_dict *d = NX_PTR(nx_dict, dict);
    if (position >= 0) {
        d->entries[position].value = value;
        return true;
    }
    uint32_t version = d->version;
    nx_value tuple = position == NX_DICT_ERROR ? 0 : nx_build_tuple(count, items);
    if (!tuple) return false;
    if (position == NX_DICT_ABSENT && d->version == version) return nx_dict_add_hashed(d, tuple, hash, value);
    return nx_dict_set_hashed(d, tuple, hash, value);
}

int nx_set_has_items(nx_value set, size_t count, const nx_value *items) {
    NX_STACK_TUPLE(key, count, items);
    int64_t hash;
    if (!nx_hash_stack_tuple(key, &hash)) return -1;
    int there = nx_set_find_tuple(NX_PTR(nx_set, set), key, hash);
    if (NX_LIKELY(there >= 0)) return there;
    nx_value tuple = nx_build_tuple(count, items);
    return tuple ? nx_set_has(tuple, set) : -1;
}

bool nx_set_include_items(nx_value set, size_t count, const nx_value *items) {
    NX_STACK_TUPLE(key, count, items);
    int64_t hash;
    if (!nx_hash_stack_tuple(key, &hash)) return false;
    if (nx_set_find_tuple(NX_PTR(nx_set, set), key, hash) == 1) return true;
    nx_value tuple = nx_build_tuple(count, items);
    return tuple && nx_set_add_hashed(NX_PTR(nx_set, set), tuple, hash) >= 0;
}

// hash((a, b, …)) where the callee is hash().
nx_value nx_hash_tuple(nx_value callee, size_t count, const nx_value *items) {
    if (NX_UNLIKELY(!nx_is_native(callee, nx_builtin_hash))) {
        nx_value tuple = nx_build_tuple(count, items);
        return tuple ? nx_call1(callee, tuple) : 0;
    }
    NX_STACK_TUPLE(key, count, items);
    int64_t hash;
    return nx_hash(NX_OBJ(key), &hash) ? nx_from_i64(hash) : 0;
}

nx_value nx_build_tuple_sure(size_t count, const nx_value *items) { return nx_build_tuple(count, items); }
