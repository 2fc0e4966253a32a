// dict.keys(), .values(), .items() and the iterators over dicts. Keys and items views behave as sets.
//
// An iterator remembers how many entries the dict had and how many are still to come: a change of size during iteration
// is a RuntimeError, as is meeting more entries than there were.
#include "../core/host.h"
#include "natives.h"
#include "alloc.h"
#include "dict.h"
#include "set.h"

typedef struct { nx_header header; nx_value dict; } nx_dict_view;

nx_value nx_dict_of_view(nx_value view) { return NX_PTR(nx_dict_view, view)->dict; }
static nx_dict *dict_of(nx_value view) { return NX_PTR(nx_dict, NX_PTR(nx_dict_view, view)->dict); }

// ---- iterators ---------------------------------------------------------------------------------------------------------
nx_value nx_dict_iterator_new(nx_value dict, nx_type *type) {
    nx_dict_iterator *it = nx_alloc_object(type, sizeof(nx_dict_iterator));
    if (!it) return 0;
    nx_dict *d = NX_PTR(nx_dict, dict);
    bool backwards = type == &nx_dict_reverse_key_iterator_type || type == &nx_dict_reverse_value_iterator_type
        || type == &nx_dict_reverse_item_iterator_type;
    it->dict = dict;
    it->live = it->left = d->live;
    it->position = backwards ? d->used - 1 : 0;
    return NX_OBJ(it);
}

// Of a dict that has become the host's meanwhile (runtime/ext/escape.c): its keys are taken once, in their order.
static NX_NOINLINE nx_dict_entry *changed(nx_dict_iterator *it, bool backwards) {
    nx_dict_entry *entry = NULL;
    int64_t length = -1;
    if (it->live > 0 && nx_is_foreign(it->dict) && !nx_length(it->dict, &length)) return NULL;
    if (length < 0 || length != it->live) {
        it->live = -1; // stays broken
        nx_raisef(&nx_RuntimeError, "dictionary changed size during iteration");
        return NULL;
    }
    if (!it->has_keys) {
        nx_value keys = nx_host->items_of(it->dict);
        if (!keys) return NULL;
        it->pair = NX_PTR(nx_tuple, keys);
        it->has_keys = true;
    }
    if (it->left == 0) {
        it->dict = 0;
        return NULL;
    }
    entry = nx_alloc_words(2);
    if (!entry) return NULL;
    entry->key = it->pair->items[backwards ? it->left - 1 : it->live - it->left];
    it->left--;
    entry->value = nx_getitem(it->dict, entry->key);
    return entry->value ? entry : NULL;
}

// The next entry, or NULL at the end or with an error pending.
static inline nx_dict_entry *advance(nx_dict_iterator *it) {
    if (!it->dict) return NULL;
    nx_dict *d = NX_PTR(nx_dict, it->dict);
    if (NX_UNLIKELY(d->live != it->live)) return changed(it, false);
    int64_t i = it->position;
    while (i < d->used && !d->entries[i].value) i++;
    if (i >= d->used) {
        it->dict = 0;
        return NULL;
    }
    if (NX_UNLIKELY(it->left == 0)) {
        nx_raisef(&nx_RuntimeError, "dictionary keys changed during iteration");
        return NULL;
    }
    it->position = i + 1;
    it->left--;
    return &d->entries[i];
}

static inline nx_dict_entry *retreat(nx_dict_iterator *it) {
    if (!it->dict) return NULL;
    nx_dict *d = NX_PTR(nx_dict, it->dict);
    if (d->live != it->live) return changed(it, true);
    int64_t i = it->position;
    if (i >= d->used) i = d->used - 1;
    while (i >= 0 && !d->entries[i].value) i--;
    it->position = i - 1;
    if (i < 0) {
        it->dict = 0;
        return NULL;
    }
    it->left--;
    return &d->entries[i];
}

static inline nx_value at_end(void) { return nx_pending() ? 0 : NX_STOP; }

#define ITERATOR_NEXT(name, step, result)                                    \
    static nx_value name(nx_value self) {                                    \
        nx_dict_entry *entry = step(NX_PTR(nx_dict_iterator, self));         \
        return NX_LIKELY(entry != NULL) ? (result) : at_end();               \
    }
#define PAIR nx_tuple_from(2, (nx_value[]){entry->key, entry->value})
ITERATOR_NEXT(key_next, advance, entry->key)
ITERATOR_NEXT(value_next, advance, entry->value)
ITERATOR_NEXT(item_next, advance, PAIR)
ITERATOR_NEXT(reverse_key_next, retreat, entry->key)
ITERATOR_NEXT(reverse_value_next, retreat, entry->value)
ITERATOR_NEXT(reverse_item_next, retreat, PAIR)

nx_value nx_dict_items_next_unpacked(nx_value self) {
    nx_dict_iterator *it = NX_PTR(nx_dict_iterator, self);
    nx_dict_entry *entry = advance(it);
    if (NX_UNLIKELY(entry == NULL)) return at_end();
    if (NX_UNLIKELY(it->has_keys)) return PAIR;
    if (NX_UNLIKELY(!it->pair) && !(it->pair = nx_tuple_new(2))) return 0;
    it->pair->items[0] = entry->key;
    it->pair->items[1] = entry->value;
    return NX_OBJ(it->pair);
}

nx_value nx_dict_iterator_length_hint(nx_value self) {
    nx_dict_iterator *it = NX_PTR(nx_dict_iterator, self);
    bool whole = it->dict && NX_PTR(nx_dict, it->dict)->live == it->live;
    return nx_from_small_int(whole ? it->left : 0);
}

nx_value nx_dict_reversed(nx_value self) { return nx_dict_iterator_new(self, &nx_dict_reverse_key_iterator_type); }

// ---- views ---------------------------------------------------------------------------------------------------------------
static nx_value view_new(nx_value dict, nx_type *type) {
    nx_dict_view *view = nx_alloc_object(type, sizeof(nx_dict_view));
    if (!view) return 0;
    view->dict = dict;
    return NX_OBJ(view);
}
nx_value nx_dict_keys(nx_value self) { return view_new(self, &nx_dict_keys_type); }
nx_value nx_dict_values(nx_value self) { return view_new(self, &nx_dict_values_type); }
nx_value nx_dict_items(nx_value self) { return view_new(self, &nx_dict_items_type); }

#define VIEW_ITER(name, type) \
    static nx_value name(nx_value self) { return nx_dict_iterator_new(NX_PTR(nx_dict_view, self)->dict, &type); }
VIEW_ITER(keys_iter, nx_dict_key_iterator_type)
VIEW_ITER(values_iter, nx_dict_value_iterator_type)
VIEW_ITER(items_iter, nx_dict_item_iterator_type)
nx_value nx_dict_keys_reversed(nx_value self) {
    return nx_dict_iterator_new(NX_PTR(nx_dict_view, self)->dict, &nx_dict_reverse_key_iterator_type);
}
nx_value nx_dict_values_reversed(nx_value self) {
    return nx_dict_iterator_new(NX_PTR(nx_dict_view, self)->dict, &nx_dict_reverse_value_iterator_type);
}
nx_value nx_dict_items_reversed(nx_value self) {
    return nx_dict_iterator_new(NX_PTR(nx_dict_view, self)->dict, &nx_dict_reverse_item_iterator_type);
}

static nx_value mapping_of(nx_value self) {
    nx_value dict = NX_PTR(nx_dict_view, self)->dict;
    return nx_call1(NX_OBJ(&nx_mappingproxy_type), dict);
}
nx_value nx_dict_keys_get_mapping(nx_value self) { return mapping_of(self); }
nx_value nx_dict_values_get_mapping(nx_value self) { return mapping_of(self); }
nx_value nx_dict_items_get_mapping(nx_value self) { return mapping_of(self); }

static bool view_length(nx_value self, int64_t *length) {
    *length = dict_of(self)->live;
    return true;
}

static int keys_contains(nx_value self, nx_value key) { return nx_dict_type.contains(NX_PTR(nx_dict_view, self)->dict, key); }

static int items_contains(nx_value self, nx_value item) {
    if (!nx_is_tuple(item) || NX_PTR(nx_tuple, item)->length != 2) return 0;
    nx_value value = nx_dict_get_value(dict_of(self), NX_PTR(nx_tuple, item)->items[0]);
    if (!value) return nx_pending() ? -1 : 0;
    return nx_equal_quick(value, NX_PTR(nx_tuple, item)->items[1]);
}

static nx_value view_repr(nx_value self) {
    if (nx_repr_enter(self)) return nx_str_from_c("...");
    nx_value list = nx_list_of(self);
    nx_value text = list ? nx_str_format("%s(%R)", nx_type_of(self)->c_name, list) : 0;
    nx_repr_leave(self);
    return text;
}

// Whether every item of the one is in the other.
static int all_contained(nx_value items, nx_value container) {
    nx_value iterator = nx_iter(items);
    if (!iterator) return -1;
    for (;;) {
        nx_value item = nx_next(iterator);
        if (!item) return -1;
        if (item == NX_STOP) return 1;
        int there = nx_contains(container, item);
        if (there <= 0) return there;
    }
}

static bool is_set_like(nx_value v) {
    return nx_has_flag(v, NX_TYPE_SET) || nx_is_exact(v, &nx_dict_keys_type) || nx_is_exact(v, &nx_dict_items_type);
}

static nx_value view_compare(nx_value left, nx_value right, int operation) {
    if (!is_set_like(right)) return NX_NOTIMPLEMENTED;
    int64_t n, m;
    if (!nx_length(left, &n) || !nx_length(right, &m)) return 0;
    int holds = 0;
    switch (operation) {
    case NX_EQ:
    case NX_NE: holds = n == m ? all_contained(left, right) : 0; break;
    case NX_LT: holds = n < m ? all_contained(left, right) : 0; break;
    case NX_LE: holds = n <= m ? all_contained(left, right) : 0; break;
    case NX_GT: holds = n > m ? all_contained(right, left) : 0; break;
    default: holds = n >= m ? all_contained(right, left) : 0; break;
    }
    if (holds < 0) return 0;
    return nx_from_bool(operation == NX_NE ? !holds : holds);
}

static bool is_view(nx_value v) { return nx_is_exact(v, &nx_dict_keys_type) || nx_is_exact(v, &nx_dict_items_type); }

static nx_value view_or(nx_value left, nx_value right) {
    nx_value result = nx_set_of(left);
    return result && nx_set_update_from(NX_PTR(nx_set, result), right) ? result : 0;
}

static nx_value view_and(nx_value left, nx_value right) {
    // Python makes the set from the operand that is a view, in the order of the other.
    if (!is_view(left)) {
        nx_value swap = left;
        left = right;
        right = swap;
    }
    int64_t n = dict_of(left)->live, m;
    if (is_set_like(right)) {
        if (!nx_length(right, &m)) return 0;
        if (m > n && is_view(right)) {
            nx_value swap = left;
            left = right;
            right = swap;
        } else if (m >= n && nx_is_exact(right, &nx_set_type)) {
            nx_value arguments[1] = {left};
            return nx_call_method(right, nx_str_intern_c("intersection"), 1, arguments, 0);
        }
    }
    nx_value result = nx_set_new(), iterator = nx_iter(right);
    if (!result || !iterator) return 0;
    for (;;) {
        nx_value item = nx_next(iterator);
        if (!item) return 0;
        if (item == NX_STOP) return result;
        int there = nx_contains(left, item);
        if (there < 0 || (there && nx_set_add_value(result, item) < 0)) return 0;
    }
}

static nx_value view_sub(nx_value left, nx_value right) {
    nx_value result = nx_set_of(left);
    nx_value arguments[1] = {right};
    return result && nx_call_method(result, nx_str_intern_c("difference_update"), 1, arguments, 0) ? result : 0;
}

static nx_value view_xor(nx_value left, nx_value right) {
    nx_value result = nx_set_of(left);
    nx_value arguments[1] = {right};
    return result && nx_call_method(result, nx_str_intern_c("symmetric_difference_update"), 1, arguments, 0) ? result : 0;
}

nx_value nx_dict_keys_isdisjoint(nx_value self, nx_value other) {
    nx_value container = self, items = other;
    int64_t m;
    if (is_set_like(other)) {
        if (!nx_length(other, &m)) return 0;
        if (m > dict_of(self)->live) {
            container = other;
            items = self;
        }
    }
    nx_value iterator = nx_iter(items);
    if (!iterator) return 0;
    for (;;) {
        nx_value item = nx_next(iterator);
        if (!item) return 0;
        if (item == NX_STOP) return NX_TRUE;
        int there = nx_contains(container, item);
        if (there) return there < 0 ? 0 : NX_FALSE;
    }
}

nx_value nx_dict_items_isdisjoint(nx_value self, nx_value other) { return nx_dict_keys_isdisjoint(self, other); }

#include "dict_views.inc"

#define VIEW_TYPE(name, name_, ...)                   \
    nx_type nx_##name##_type = {                      \
        .header = {&nx_type_type.root},               \
        .root = {.type = &nx_##name##_type},          \
        .c_name = name_,                              \
        .basic_size = sizeof(nx_dict_view),           \
        .methods = nx_##name##_methods,               \
        .getsets = nx_##name##_getsets,               \
        .repr = view_repr,                            \
        .length = view_length,                        \
        __VA_ARGS__                                   \
    }
#define SET_LIKE                                                                                        \
    .hash = nx_hash_not_implemented, .compare = view_compare,                                          \
    .binary = {[NX_OR] = view_or, [NX_AND] = view_and, [NX_SUB] = view_sub, [NX_XOR] = view_xor}
VIEW_TYPE(dict_keys, "dict_keys", .iter = keys_iter, .contains = keys_contains, SET_LIKE);
VIEW_TYPE(dict_values, "dict_values", .iter = values_iter);
VIEW_TYPE(dict_items, "dict_items", .iter = items_iter, .contains = items_contains, SET_LIKE);

#define ITERATOR_TYPE(name, name_, next_)          \
    nx_type nx_##name##_type = {                   \
        .header = {&nx_type_type.root},            \
        .root = {.type = &nx_##name##_type},       \
        .c_name = name_,                           \
        .basic_size = sizeof(nx_dict_iterator),    \
        .methods = nx_dict_iterator_methods,       \
        .getsets = nx_dict_iterator_getsets,       \
        .iter = nx_iter_self,                      \
        .next = next_,                             \
    }
ITERATOR_TYPE(dict_key_iterator, "dict_keyiterator", key_next);
ITERATOR_TYPE(dict_value_iterator, "dict_valueiterator", value_next);
ITERATOR_TYPE(dict_item_iterator, "dict_itemiterator", item_next);
ITERATOR_TYPE(dict_reverse_key_iterator, "dict_reversekeyiterator", reverse_key_next);
ITERATOR_TYPE(dict_reverse_value_iterator, "dict_reversevalueiterator", reverse_value_next);
ITERATOR_TYPE(dict_reverse_item_iterator, "dict_reverseitemiterator", reverse_item_next);
