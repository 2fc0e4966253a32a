// What Python sees of set and frozenset. The order in which operations add to their results follows CPython's, since it
// decides the order of iteration.
#include "../core/host.h"
#include "natives.h"
#include "dict.h"
#include "set.h"

static nx_type *base_type(nx_value v) {
    return nx_is_subtype(nx_type_of(v), &nx_frozenset_type) ? &nx_frozenset_type : &nx_set_type;
}
static int64_t size_of(nx_value set) { return NX_PTR(nx_set, set)->used; }

static nx_set *copy_of(nx_value self) {
    nx_set *copy = nx_set_alloc(base_type(self));
    return copy && nx_set_update_from(copy, self) ? copy : NULL;
}

// ---- one item ------------------------------------------------------------------------------------------------------------
nx_value nx_set_add(nx_value self, nx_value item) { return nx_set_add_value(self, item) < 0 ? 0 : NX_NONE; }

// Lookup for in, remove, discard: an unhashable set stands for the frozenset of its items.
static int with_frozen(nx_value self, nx_value item, int (*operation)(nx_value, nx_value)) {
    int result = operation(self, item);
    if (result >= 0 || !nx_is_set(item) || !nx_error_matches(&nx_TypeError)) return result;
    nx_error_clear();
    nx_set *frozen = nx_set_alloc(&nx_frozenset_type);
    if (!frozen || !nx_set_update_from(frozen, item)) return -1;
    return operation(self, NX_OBJ(frozen));
}

static int discard(nx_value self, nx_value item) {
    int64_t hash;
    return nx_hash_quick(item, &hash) ? nx_set_discard_hashed(NX_PTR(nx_set, self), item, hash) : -1;
}

nx_value nx_set_discard(nx_value self, nx_value item) { return with_frozen(self, item, discard) < 0 ? 0 : NX_NONE; }

nx_value nx_set_remove(nx_value self, nx_value item) {
    int removed = with_frozen(self, item, discard);
    if (removed == 0) return nx_raise_key_error(item);
    return removed < 0 ? 0 : NX_NONE;
}

nx_value nx_set_pop(nx_value self_) {
    nx_set *self = NX_PTR(nx_set, self_);
    if (self->used == 0) return nx_raise_key_error(nx_str_from_c("pop from an empty set"));
    uint64_t i = (uint64_t)self->finger & self->mask;
    while (!self->keys[i] || self->keys[i] == NX_TOMBSTONE) i = i == self->mask ? 0 : i + 1;
    nx_value item = self->keys[i];
    nx_set_remove_place(self, i);
    self->finger = (uint32_t)i + 1;
    return item;
}

nx_value nx_set_clear(nx_value self) {
    nx_set_clear_entries(NX_PTR(nx_set, self));
    return NX_NONE;
}

nx_value nx_set_copy(nx_value self) { return NX_OBJ(copy_of(self)); }
nx_value nx_frozenset_copy(nx_value self) {
    return nx_is_exact(self, &nx_frozenset_type) ? self : NX_OBJ(copy_of(self));
}

// ---- algebra -------------------------------------------------------------------------------------------------------------
static bool take(const char *name, nx_value kwnames) {
    char text[64];
    strcpy(text, "set.");
    strncat(text, name, 50);
    return nx_take_no_keywords(text, kwnames);
}

nx_value nx_set_union(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!take("union", kwnames)) return 0;
    nx_set *result = copy_of(self);
    for (size_t i = 0; result && i < nargs; i++)
        if (args[i] != self && !nx_set_update_from(result, args[i])) return 0;
    return NX_OBJ(result);
}

nx_value nx_set_update(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!take("update", kwnames)) return 0;
    for (size_t i = 0; i < nargs; i++)
        if (!nx_set_update_from(NX_PTR(nx_set, self), args[i])) return 0;
    return NX_NONE;
}

static nx_set *intersect(nx_value self, nx_value other) {
    if (self == other) return copy_of(self);
    nx_set *result = nx_set_alloc(base_type(self));
    if (!result) return NULL;
    if (nx_is_set(other)) {
        if (size_of(other) > size_of(self)) {
            nx_value swap = self;
            self = other;
            other = swap;
        }
        nx_set *items = NX_PTR(nx_set, other);
        if (!items->hashes && !NX_PTR(nx_set, self)->hashes)
            return nx_set_add_those(result, items, NX_PTR(nx_set, self), true) ? result : NULL;
        nx_set_cursor cursor;
        nx_set_walk(&cursor, items);
        int64_t hash;
        for (nx_value key; (key = nx_set_walk_next(&cursor, &hash));) {
            int there = nx_set_has_hashed(NX_PTR(nx_set, self), key, hash);
            if (there < 0 || (there && nx_set_add_hashed(result, key, hash) < 0)) return NULL;
        }
        return result;
    }
    nx_walk walk;
    if (!nx_walk_begin(&walk, other)) return NULL;
    for (;;) {
        nx_value item = nx_walk_next(&walk);
        if (!item) return NULL;
        if (item == NX_STOP) return result;
        int64_t hash;
        if (!nx_hash_quick(item, &hash)) return NULL;
        int there = nx_set_has_hashed(NX_PTR(nx_set, self), item, hash);
        if (there < 0 || (there && nx_set_add_hashed(result, item, hash) < 0)) return NULL;
    }
}

static nx_set *intersect_all(nx_value self, size_t nargs, const nx_value *args) {
    if (nargs == 0) return copy_of(self);
    nx_set *result = NULL;
    for (size_t i = 0; i < nargs; i++) {
        result = intersect(i ? NX_OBJ(result) : self, args[i]);
        if (!result) return NULL;
    }
    return result;
}

// self takes over the table of a fresh set.
static void become(nx_value self_, nx_set *other) {
    nx_set *self = NX_PTR(nx_set, self_);
    if (other->keys == other->small) {
        memcpy(self->small, other->small, sizeof self->small);
        self->keys = self->small;
    } else {
        self->keys = other->keys;
    }
    self->hashes = other->hashes;
    self->mask = other->mask;
    self->fill = other->fill;
    self->used = other->used;
}

nx_value nx_set_intersection(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return take("intersection", kwnames) ? NX_OBJ(intersect_all(self, nargs, args)) : 0;
}

nx_value nx_set_intersection_update(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!take("intersection_update", kwnames)) return 0;
    nx_set *result = intersect_all(self, nargs, args);
    if (!result) return 0;
    become(self, result);
    return NX_NONE;
}

static bool remove_all(nx_value self_, nx_value other) {
    nx_set *self = NX_PTR(nx_set, self_);
    if (self_ == other) {
        nx_set_clear_entries(self);
        return true;
    }
    if (nx_is_set(other)) {
        if ((size_of(other) >> 3) > self->used) {
            nx_set *common = intersect(self_, other);
            if (!common) return false;
            other = NX_OBJ(common);
        }
        const nx_set *items = NX_PTR(nx_set, other);
        nx_set_cursor cursor;
        nx_set_walk(&cursor, items);
        int64_t hash;
        if (!items->hashes && !self->hashes) nx_set_discard_those(self, items);
        else for (nx_value key; (key = nx_set_walk_next(&cursor, &hash));)
            if (nx_set_discard_hashed(self, key, hash) < 0) return false;
    } else {
        nx_walk walk;
        if (!nx_walk_begin(&walk, other)) return false;
        for (nx_value item; (item = nx_walk_next(&walk)) != NX_STOP;)
            if (!item || discard(self_, item) < 0) return false;
    }
    if ((uint64_t)(self->fill - self->used) <= self->mask / 4) return true;
    return nx_set_resize(self, self->used > 50000 ? self->used * 2 : self->used * 4);
}

static nx_set *copy_without(nx_value self, nx_value other) {
    nx_set *result = copy_of(self);
    return result && remove_all(NX_OBJ(result), other) ? result : NULL;
}

static nx_set *subtract(nx_value self, nx_value other) {
    bool is_set = nx_is_set(other), is_dict = nx_is_exact(other, &nx_dict_type);
    if (!is_set && !is_dict) return copy_without(self, other);
    int64_t other_size = is_set ? size_of(other) : NX_PTR(nx_dict, other)->live;
    if ((size_of(self) >> 2) > other_size) return copy_without(self, other);
    nx_set *result = nx_set_alloc(base_type(self));
    if (!result) return NULL;
    if (is_set && !NX_PTR(nx_set, self)->hashes && !NX_PTR(nx_set, other)->hashes)
        return nx_set_add_those(result, NX_PTR(nx_set, self), NX_PTR(nx_set, other), false) ? result : NULL;
    nx_set_cursor cursor;
    nx_set_walk(&cursor, NX_PTR(nx_set, self));
    int64_t hash;
    for (nx_value key; (key = nx_set_walk_next(&cursor, &hash));) {
        int there;
        if (is_set) {
            there = nx_set_has_hashed(NX_PTR(nx_set, other), key, hash);
        } else {
            int64_t at = nx_dict_find(NX_PTR(nx_dict, other), key, hash);
            there = at == NX_DICT_ERROR ? -1 : at >= 0;
        }
        if (there < 0 || (!there && nx_set_add_hashed(result, key, hash) < 0)) return NULL;
    }
    return result;
}

nx_value nx_set_difference(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!take("difference", kwnames)) return 0;
    if (nargs == 0) return NX_OBJ(copy_of(self));
    nx_set *result = subtract(self, args[0]);
    for (size_t i = 1; result && i < nargs; i++)
        if (!remove_all(NX_OBJ(result), args[i])) return 0;
    return NX_OBJ(result);
}

nx_value nx_set_difference_update(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!take("difference_update", kwnames)) return 0;
    for (size_t i = 0; i < nargs; i++)
        if (!remove_all(self, args[i])) return 0;
    return NX_NONE;
}

static bool toggle(nx_set *self, nx_value key, int64_t hash) {
    int removed = nx_set_discard_hashed(self, key, hash);
    return removed > 0 || (removed == 0 && nx_set_add_hashed(self, key, hash) >= 0);
}

static bool toggle_all(nx_value self_, nx_value other) {
    nx_set *self = NX_PTR(nx_set, self_);
    if (self_ == other) {
        nx_set_clear_entries(self);
        return true;
    }
    if (nx_is_exact(other, &nx_dict_type)) {
        nx_dict *dict = NX_PTR(nx_dict, other);
        for (int64_t i = 0; i < dict->used; i++)
            if (dict->entries[i].value && !toggle(self, dict->entries[i].key, nx_dict_hash_at(dict, i))) return false;
        return true;
    }
    if (!nx_is_set(other)) {
        nx_set *set = nx_set_alloc(base_type(self_));
        if (!set || !nx_set_update_from(set, other)) return false;
        other = NX_OBJ(set);
    }
    nx_set_cursor cursor;
    nx_set_walk(&cursor, NX_PTR(nx_set, other));
    int64_t hash;
    for (nx_value key; (key = nx_set_walk_next(&cursor, &hash));)
        if (!toggle(self, key, hash)) return false;
    return true;
}

nx_value nx_set_symmetric_difference_update(nx_value self, nx_value other) {
    return toggle_all(self, other) ? NX_NONE : 0;
}

nx_value nx_set_symmetric_difference(nx_value self, nx_value other) {
    nx_set *result = nx_set_alloc(base_type(self));
    return result && nx_set_update_from(result, other) && toggle_all(NX_OBJ(result), self) ? NX_OBJ(result) : 0;
}

// ---- comparisons -----------------------------------------------------------------------------------------------------------
// The same of two sets of small ints. Most keys stand in the first place that is looked at.
static int is_subset_of_ints(const nx_set *part, const nx_set *whole) {
    const nx_value *keys = part->keys, *others = whole->keys;
    uint64_t mask = whole->mask;
    for (int64_t left = part->used, i = 0; left > 0; i++) {
        nx_value key = keys[i];
        if (!(key & 1)) continue; // free, or a tombstone
        int64_t hash = nx_hash_small_int(nx_small_int(key));
        if (others[(uint64_t)hash & mask] != key && !nx_set_of_ints_has(whole, key, hash)) return 0;
        left--;
    }
    return 1;
}

// Whether every item of the set `self` is in the set `other`.
static int is_subset(nx_value self, nx_value other) {
    if (size_of(self) > size_of(other)) return 0;
    nx_set *part = NX_PTR(nx_set, self);
    if (!part->hashes && !NX_PTR(nx_set, other)->hashes) return is_subset_of_ints(part, NX_PTR(nx_set, other));
    int64_t position = 0, left = part->used;
    for (nx_value key; left-- > 0 && (key = nx_set_next_key(part, &position));) {
        int there = nx_set_has_hashed(NX_PTR(nx_set, other), key, nx_set_hash_before(part, position, key));
        if (there <= 0) return there;
    }
    return 1;
}

nx_value nx_set_issubset(nx_value self, nx_value other) {
    if (!nx_is_set(other)) {
        nx_value common = NX_OBJ(intersect(self, other));
        return common ? nx_from_bool(size_of(common) == size_of(self)) : 0;
    }
    int holds = is_subset(self, other);
    return holds < 0 ? 0 : nx_from_bool(holds);
}

nx_value nx_set_issuperset(nx_value self, nx_value other) {
    if (nx_is_set(other)) return nx_set_issubset(other, self);
    nx_walk walk;
    if (!nx_walk_begin(&walk, other)) return 0;
    for (nx_value item; (item = nx_walk_next(&walk)) != NX_STOP;) {
        int there = item ? nx_set_contains_value(self, item) : -1;
        if (there <= 0) return there < 0 ? 0 : NX_FALSE;
    }
    return NX_TRUE;
}

nx_value nx_set_isdisjoint(nx_value self, nx_value other) {
    if (self == other) return nx_from_bool(size_of(self) == 0);
    if (nx_is_set(other) && size_of(other) > size_of(self)) {
        nx_value swap = self;
        self = other;
        other = swap;
    }
    if (nx_is_set(other)) {
        int64_t position = 0;
        const nx_set *items = NX_PTR(nx_set, other);
        for (nx_value key; (key = nx_set_next_key(items, &position));) {
            int there = nx_set_has_hashed(NX_PTR(nx_set, self), key, nx_set_hash_before(items, position, key));
            if (there) return there < 0 ? 0 : NX_FALSE;
        }
        return NX_TRUE;
    }
    nx_walk walk;
    if (!nx_walk_begin(&walk, other)) return 0;
    for (nx_value item; (item = nx_walk_next(&walk)) != NX_STOP;) {
        int there = item ? nx_set_contains_value(self, item) : -1;
        if (there) return there < 0 ? 0 : NX_FALSE;
    }
    return NX_TRUE;
}

static nx_value set_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_set(right)) return NX_NOTIMPLEMENTED;
    int64_t n = size_of(left), m = size_of(right);
    int holds;
    switch (operation) {
    case NX_EQ:
    case NX_NE: {
        nx_set *a = NX_PTR(nx_set, left), *b = NX_PTR(nx_set, right);
        holds = n == m && !(a->hash && b->hash && a->hash != b->hash) ? is_subset(left, right) : 0;
        break;
    }
    case NX_LT: holds = n < m ? is_subset(left, right) : 0; break;
    case NX_LE: holds = is_subset(left, right); break;
    case NX_GT: holds = n > m ? is_subset(right, left) : 0; break;
    default: holds = is_subset(right, left); break;
    }
    return holds < 0 ? 0 : nx_from_bool(operation == NX_NE ? !holds : holds);
}

// ---- operators -------------------------------------------------------------------------------------------------------------
nx_value nx_set_or(nx_value left, nx_value right) {
    if (!nx_is_set(left) || !nx_is_set(right)) return NX_NOTIMPLEMENTED;
    nx_set *result = copy_of(left);
    return result && (left == right || nx_set_update_from(result, right)) ? NX_OBJ(result) : 0;
}
nx_value nx_set_and(nx_value left, nx_value right) {
    if (!nx_is_set(left) || !nx_is_set(right)) return NX_NOTIMPLEMENTED;
    return NX_OBJ(intersect(left, right));
}
nx_value nx_set_sub(nx_value left, nx_value right) {
    if (!nx_is_set(left) || !nx_is_set(right)) return NX_NOTIMPLEMENTED;
    return NX_OBJ(subtract(left, right));
}
nx_value nx_set_xor(nx_value left, nx_value right) {
    if (!nx_is_set(left) || !nx_is_set(right)) return NX_NOTIMPLEMENTED;
    return nx_set_symmetric_difference(left, right);
}
nx_value nx_set_inplace_or(nx_value self, nx_value other) {
    if (!nx_is_set(other)) return NX_NOTIMPLEMENTED;
    return nx_set_update_from(NX_PTR(nx_set, self), other) ? self : 0;
}
nx_value nx_set_inplace_and(nx_value self, nx_value other) {
    if (!nx_is_set(other)) return NX_NOTIMPLEMENTED;
    return nx_set_intersection_update(self, 1, &other, 0) ? self : 0;
}
nx_value nx_set_inplace_sub(nx_value self, nx_value other) {
    if (!nx_is_set(other)) return NX_NOTIMPLEMENTED;
    return remove_all(self, other) ? self : 0;
}
nx_value nx_set_inplace_xor(nx_value self, nx_value other) {
    if (!nx_is_set(other)) return NX_NOTIMPLEMENTED;
    return toggle_all(self, other) ? self : 0;
}

// ---- other slots -------------------------------------------------------------------------------------------------------------
static uint64_t shuffle(uint64_t h) { return ((h ^ 89869747ull) ^ (h << 16)) * 3644798167ull; }

// Independent of the order; free and removed entries are counted in and out again as CPython does.
static bool frozenset_hash(nx_value self_, int64_t *out) {
    nx_set *self = NX_PTR(nx_set, self_);
    if (self->hash) {
        *out = self->hash;
        return true;
    }
    uint64_t hash = 0;
    int64_t position = 0;
    for (nx_value key; (key = nx_set_next_key(self, &position));)
        hash ^= shuffle((uint64_t)nx_set_hash_before(self, position, key));
    hash ^= ((uint64_t)self->used + 1) * 1927868237ull;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923ull;
    if (hash == UINT64_MAX) hash = 590923713u;
    *out = self->hash = (int64_t)hash;
    return true;
}

static nx_value set_repr(nx_value self) {
    nx_type *type = nx_type_of(self);
    nx_value name = nx_type_name(type);
    if (!name) return 0;
    if (size_of(self) == 0) return nx_str_format("%U()", name);
    if (nx_repr_enter(self)) return nx_str_format("%U(...)", name);
    nx_value list = nx_list_of(self), text = 0;
    if (list && type == &nx_set_type) {
        text = nx_sequence_repr(list, "{", "}", "{...}");
    } else if (list) {
        text = nx_sequence_repr(list, "{", "}", "{...}");
        text = text ? nx_str_format("%U(%U)", name, text) : 0;
    }
    nx_repr_leave(self);
    return text;
}

static int set_contains(nx_value self, nx_value item) { return with_frozen(self, item, nx_set_contains_value); }
int nx_set_has(nx_value item, nx_value set) {
    if (NX_LIKELY(nx_is_small_int(item)) && NX_LIKELY(!NX_PTR(nx_set, set)->hashes))
        return nx_set_of_ints_has(NX_PTR(nx_set, set), item, nx_hash_small_int(nx_small_int(item)));
    return set_contains(set, item);
}

static bool set_length(nx_value self, int64_t *length) {
    *length = size_of(self);
    return true;
}

static nx_value set_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) { return NX_OBJ(nx_set_alloc(cls)); }

static bool set_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("set", kwnames) || !nx_take_positional("set", nargs, 0, 1)) return false;
    nx_set *set = NX_PTR(nx_set, self);
    if (set->fill) nx_set_clear_entries(set);
    return nargs == 0 || nx_set_update_from(set, args[0]);
}

static nx_value frozenset_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_new_takes_no_keywords(cls, &nx_frozenset_type, "frozenset", kwnames)) return 0;
    if (!nx_take_positional("frozenset", nargs, 0, 1)) return 0;
    if (cls == &nx_frozenset_type && nargs && nx_is_exact(args[0], cls)) return args[0];
    nx_set *set = nx_set_alloc(cls);
    return set && (nargs == 0 || nx_set_update_from(set, args[0])) ? NX_OBJ(set) : 0;
}

nx_value nx_set_reduce(nx_value self) {
    nx_value list = nx_list_of(self);
    nx_value arguments = list ? nx_tuple_from(1, &list) : 0;
    if (!arguments) return 0;
    nx_value state = nx_call_special(self, &nx_s___getstate__, 0, NULL);
    return state ? nx_tuple_from(3, (nx_value[]){NX_OBJ(nx_type_of(self)), arguments, state}) : 0;
}

nx_value nx_set_sizeof(nx_value self) { return nx_from_i64(200 + (int64_t)NX_PTR(nx_set, self)->mask * 16); }

// ---- iterator ----------------------------------------------------------------------------------------------------------------
static nx_value set_iter(nx_value self) {
    nx_set_iterator *it = nx_new_object(nx_set_iterator, nx_set_iterator_type);
    if (!it) return 0;
    it->set = self;
    it->used = it->left = size_of(self);
    return NX_OBJ(it);
}

// Of a set that has become the host's meanwhile, whose order may be another: its keys as they were (runtime/ext/escape.c).
static NX_NOINLINE nx_value key_of_former(nx_set_iterator *it) {
    int64_t length = -1;
    if (it->used > 0 && nx_is_foreign(it->set) && !nx_length(it->set, &length)) return 0;
    if (length < 0 || length != it->used) {
        it->used = -1; // stays broken
        return nx_raisef(&nx_RuntimeError, "Set changed size during iteration");
    }
    nx_value key = it->left ? NX_PTR(nx_tuple, nx_former_keys(it->set))->items[it->used - it->left--] : NX_STOP;
    if (key == NX_STOP) it->set = 0;
    return key;
}

static nx_value set_iterator_next(nx_value self) {
    nx_set_iterator *it = NX_PTR(nx_set_iterator, self);
    if (!it->set) return NX_STOP;
    if (NX_UNLIKELY(size_of(it->set) != it->used)) return key_of_former(it);
    nx_value key = nx_set_next_key(NX_PTR(nx_set, it->set), &it->position);
    if (key) {
        it->left--;
        return key;
    }
    it->set = 0;
    return NX_STOP;
}

nx_value nx_set_iterator_length_hint(nx_value self) {
    nx_set_iterator *it = NX_PTR(nx_set_iterator, self);
    return nx_from_small_int(it->set && size_of(it->set) == it->used ? it->left : 0);
}

#include "set.inc"

#define SET_SLOTS                                                                                                            \
    .repr = set_repr, .compare = set_compare, .iter = set_iter, .length = set_length,                   \
    .contains = set_contains, .binary = {[NX_OR] = nx_set_or, [NX_AND] = nx_set_and, [NX_SUB] = nx_set_sub, [NX_XOR] = nx_set_xor},     \
    .flags = NX_TYPE_BASE | NX_TYPE_SET | NX_TYPE_MATCH_SELF | NX_TYPE_WEAKREFABLE, .basic_size = sizeof(nx_set)

nx_type nx_set_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_set_type},
    .c_name = "set",
    .doc = "set() -> new empty set object\nset(iterable) -> new set object\n\n"
           "Build an unordered collection of unique elements.",
    .methods = nx_set_methods,
    .getsets = nx_set_getsets,
    SET_SLOTS,
    .hash = nx_hash_not_implemented,
    .new_ = set_new,
    .init = set_init,
    .inplace = {[NX_OR] = nx_set_inplace_or, [NX_AND] = nx_set_inplace_and, [NX_SUB] = nx_set_inplace_sub, [NX_XOR] = nx_set_inplace_xor},
};

nx_type nx_frozenset_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_frozenset_type},
    .c_name = "frozenset",
    .doc = "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\n"
           "Build an immutable unordered collection of unique elements.",
    .methods = nx_frozenset_methods,
    .getsets = nx_frozenset_getsets,
    SET_SLOTS,
    .hash = frozenset_hash,
    .new_ = frozenset_new,
};

nx_type nx_set_iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_set_iterator_type},
    .c_name = "set_iterator",
    .basic_size = sizeof(nx_set_iterator),
    .methods = nx_set_iterator_methods,
    .getsets = nx_set_iterator_getsets,
    .iter = nx_iter_self,
    .next = set_iterator_next,
};
