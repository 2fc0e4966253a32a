// What Python sees of dict: methods, operators, construction, repr.
#include "natives.h"
#include "dict.h"
#include "set.h"

nx_value nx_dict_clear(nx_value self) {
    nx_dict_clear_entries(NX_PTR(nx_dict, self));
    return NX_NONE;
}

nx_value nx_dict_copy(nx_value self) { return NX_OBJ(nx_dict_copy_of(NX_PTR(nx_dict, self))); }

nx_value nx_dict_fromkeys(nx_value cls, nx_value iterable, nx_value value) {
    enum { MUCH = 4096 };
    int64_t likely = nx_is_exact(iterable, &nx_list_type) ? NX_PTR(nx_list, iterable)->length : 0;
    nx_value self = cls == NX_OBJ(&nx_dict_type) ? NX_OBJ(nx_dict_new(likely < MUCH ? likely : MUCH)) : nx_call0(cls);
    if (!self) return 0;
    bool plain = nx_is_exact(self, &nx_dict_type);
    nx_dict *dict = NX_PTR(nx_dict, self);
    if (plain && nx_is_exact(iterable, &nx_dict_type)) { // the hashes are known
        nx_dict *keys = NX_PTR(nx_dict, iterable);
        for (int64_t i = 0; i < keys->used; i++)
            if (keys->entries[i].value && !nx_dict_set_hashed(dict, keys->entries[i].key, nx_dict_hash_at(keys, i), value)) return 0;
        return self;
    }
    if (plain && (nx_is_exact(iterable, &nx_set_type) || nx_is_exact(iterable, &nx_frozenset_type))) {
        int64_t position = 0;
        const nx_set *keys = NX_PTR(nx_set, iterable);
        for (nx_value key; (key = nx_set_next_key(keys, &position));)
            if (!nx_dict_set_hashed(dict, key, nx_set_hash_before(keys, position, key), value)) return 0;
        return self;
    }
    nx_walk walk;
    if (!nx_walk_begin(&walk, iterable)) return 0;
    for (;;) {
        nx_value key = nx_walk_next(&walk);
        if (!key) return 0;
        if (key == NX_STOP) return self;
        if (!(plain ? nx_dict_set(dict, key, value) : nx_setitem(self, key, value))) return 0;
    }
}

nx_value nx_dict_get(nx_value self, nx_value key, nx_value fallback) {
    nx_value value = nx_dict_get_value(NX_PTR(nx_dict, self), key);
    return value ? value : nx_pending() ? 0 : fallback;
}

nx_value nx_dict_pop(nx_value self_, nx_value key, nx_value fallback) {
    nx_dict *self = NX_PTR(nx_dict, self_);
    int64_t hash;
    if (self->live == 0) return fallback ? fallback : nx_raise_key_error(key); // even when the key has no hash
    if (!nx_hash_quick(key, &hash)) return 0;
    int64_t position = nx_dict_find(self, key, hash);
    if (position == NX_DICT_ERROR) return 0;
    if (position == NX_DICT_ABSENT || !self->entries[position].value) return fallback ? fallback : nx_raise_key_error(key);
    nx_value value = self->entries[position].value;
    nx_dict_remove_at(self, position);
    return value;
}

nx_value nx_dict_popitem(nx_value self_) {
    nx_dict *self = NX_PTR(nx_dict, self_);
    if (self->live == 0) return nx_raise_key_error(nx_str_from_c("popitem(): dictionary is empty"));
    int64_t last = self->used - 1;
    while (!self->entries[last].value) last--;
    nx_value pair = nx_tuple_from(2, (nx_value[]){self->entries[last].key, self->entries[last].value});
    if (!pair) return 0;
    nx_dict_remove_at(self, last);
    if (last >= self->reserved) self->used = last;
    return pair;
}

nx_value nx_dict_setdefault(nx_value self, nx_value key, nx_value fallback) {
    int64_t hash;
    if (!nx_hash_quick(key, &hash)) return 0;
    return nx_dict_setdefault_hashed(NX_PTR(nx_dict, self), key, hash, fallback);
}

static bool add_keywords(nx_dict *self, const nx_value *values, nx_value kwnames) {
    if (!kwnames) return true;
    nx_tuple *names = NX_PTR(nx_tuple, kwnames);
    for (int64_t i = 0; i < names->length; i++)
        if (!nx_dict_set(self, names->items[i], values[i])) return false;
    return true;
}

static bool update_with(const char *function, nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_positional(function, nargs, 0, 1)) return false;
    if (nargs && !nx_dict_update_from(NX_PTR(nx_dict, self), args[0])) return false;
    return add_keywords(NX_PTR(nx_dict, self), args + nargs, kwnames);
}

nx_value nx_dict_update(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return update_with("update", self, nargs, args, kwnames) ? NX_NONE : 0;
}

nx_value nx_dict_sizeof(nx_value self) {
    nx_dict *d = NX_PTR(nx_dict, self);
    return nx_from_i64((int64_t)sizeof *d + d->capacity * (int64_t)(sizeof *d->entries) + (d->index_bits ? (int64_t)1 << d->index_bits : 0));
}

// ---- slots -----------------------------------------------------------------------------------------------------------
nx_value nx_dict_subscript(nx_value self, nx_value key) {
    nx_value value = nx_dict_get_value(NX_PTR(nx_dict, self), key);
    if (NX_LIKELY(value)) return value;
    if (nx_pending()) return 0;
    if (!nx_is_exact(self, &nx_dict_type)) {
        value = nx_call_special(self, &nx_s___missing__, 1, &key);
        if (value != NX_NOTIMPLEMENTED) return value;
    }
    return nx_raise_key_error(key);
}

nx_value nx_dict_at(nx_value self, nx_value key) {
    nx_value value = nx_dict_get_value(NX_PTR(nx_dict, self), key);
    return NX_LIKELY(value) ? value : nx_pending() ? 0 : nx_raise_key_error(key);
}

int nx_dict_has(nx_value key, nx_value self) {
    nx_dict *d = NX_PTR(nx_dict, self);
    int64_t hash;
    if (!nx_hash_quick(key, &hash)) return -1;
    int64_t position = nx_dict_find(d, key, hash);
    return position == NX_DICT_ERROR ? -1 : position >= 0 && d->entries[position].value != 0;
}

static bool dict_setitem(nx_value self, nx_value key, nx_value value) {
    if (value) return nx_dict_set(NX_PTR(nx_dict, self), key, value);
    int deleted = nx_dict_delete(NX_PTR(nx_dict, self), key);
    if (deleted == 0) nx_raise_key_error(key);
    return deleted > 0;
}

static nx_value dict_repr(nx_value self_) {
    nx_dict *self = NX_PTR(nx_dict, self_);
    if (self->live == 0) return nx_str_from_c("{}");
    if (nx_repr_enter(self_)) return nx_str_from_c("{...}");
    nx_builder b;
    nx_builder_init(&b);
    nx_builder_char(&b, '{');
    int64_t position = 0;
    nx_value key, value;
    for (bool first = true; nx_dict_next(self, &position, &key, &value); first = false) {
        if (!first) nx_builder_c(&b, ", ");
        nx_value text = nx_repr(key);
        if (!text) goto fail;
        nx_builder_str(&b, text);
        nx_builder_c(&b, ": ");
        text = nx_repr(value);
        if (!text) goto fail;
        nx_builder_str(&b, text);
    }
    nx_builder_char(&b, '}');
    nx_repr_leave(self_);
    return nx_builder_finish(&b);
fail:
    nx_repr_leave(self_);
    return 0;
}

static int dicts_equal(nx_dict *a, nx_dict *b) {
    if (a->live != b->live) return 0;
    for (int64_t i = 0; i < a->used; i++) {
        nx_dict_entry entry = a->entries[i];
        if (!entry.value) continue;
        int64_t position = nx_dict_find(b, entry.key, nx_dict_hash_at(a, i));
        if (position == NX_DICT_ERROR) return -1;
        if (position < 0 || !b->entries[position].value) return 0;
        int same = nx_equal_quick(entry.value, b->entries[position].value);
        if (same <= 0) return same;
    }
    return 1;
}

static nx_value dict_compare(nx_value left, nx_value right, int operation) {
    if ((operation != NX_EQ && operation != NX_NE) || !nx_is_dict(left) || !nx_is_dict(right)) return NX_NOTIMPLEMENTED;
    int same = dicts_equal(NX_PTR(nx_dict, left), NX_PTR(nx_dict, right));
    return same < 0 ? 0 : nx_from_bool(same == (operation == NX_EQ));
}

static nx_value dict_or(nx_value left, nx_value right) {
    if (!nx_is_dict(left) || !nx_is_dict(right)) return NX_NOTIMPLEMENTED;
    nx_dict *result = nx_dict_copy_of(NX_PTR(nx_dict, left));
    return result && nx_dict_update_from(result, right) ? NX_OBJ(result) : 0;
}

static nx_value dict_inplace_or(nx_value self, nx_value other) {
    return nx_dict_update_from(NX_PTR(nx_dict, self), other) ? self : 0;
}

static int dict_contains(nx_value self, nx_value key) { return nx_dict_has(key, self); }

static bool dict_length(nx_value self, int64_t *length) {
    *length = NX_PTR(nx_dict, self)->live;
    return true;
}

static nx_value dict_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return NX_OBJ(nx_new_instance(cls, 0));
}

static bool dict_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    return update_with("dict", self, nargs, args, kwnames);
}

static nx_value dict_iter(nx_value self) { return nx_dict_iterator_new(self, &nx_dict_key_iterator_type); }

#include "dict.inc"

nx_type nx_dict_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_dict_type},
    .c_name = "dict",
    .flags = NX_TYPE_BASE | NX_TYPE_DICT | NX_TYPE_MAPPING | NX_TYPE_MATCH_SELF,
    .basic_size = sizeof(nx_dict),
    .doc = "dict() -> new empty dictionary\n"
           "dict(mapping) -> new dictionary initialized from a mapping object's\n"
           "    (key, value) pairs\n"
           "dict(iterable) -> new dictionary initialized as if via:\n"
           "    d = {}\n"
           "    for k, v in iterable:\n"
           "        d[k] = v\n"
           "dict(**kwargs) -> new dictionary initialized with the name=value pairs\n"
           "    in the keyword argument list.  For example:  dict(one=1, two=2)",
    .methods = nx_dict_methods,
    .getsets = nx_dict_getsets,
    .repr = dict_repr,
    .hash = nx_hash_not_implemented,
    .compare = dict_compare,
    .iter = dict_iter,
    .new_ = dict_new,
    .init = dict_init,
    .binary = {[NX_OR] = dict_or},
    .inplace = {[NX_OR] = dict_inplace_or},
    .length = dict_length,
    .getitem = nx_dict_subscript,
    .setitem = dict_setitem,
    .contains = dict_contains,
};
