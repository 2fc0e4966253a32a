// What the container files share: sizes of instances, argument checks of constructors, quick equality and hashing, and
// a cursor that walks any iterable without making an iterator for the common kinds.
#ifndef NX_CONTAINERS_H
#define NX_CONTAINERS_H
#include "../core/hashing.h"

#include "../core/api.h"
#include "../core/iterators.h"

// ---- instances ---------------------------------------------------------------------------------------------------
static inline size_t nx_instance_bytes(const nx_type *type, int64_t items) {
    size_t bytes = type->basic_size + (size_t)items * type->item_size;
    if (type->flags & NX_TYPE_HAS_ATTRIBUTES) bytes += type->slot_capacity * sizeof(nx_value);
    return bytes;
}
// An instance of the type or of a subclass of it, attributes part included.
static inline void *nx_new_instance(nx_type *type, int64_t items) {
    return nx_alloc_object(type, nx_instance_bytes(type, items));
}

// ---- arguments of constructors (slots new_ and init) -------------------------------------------------------------
bool nx_take_no_keywords(const char *function, nx_value kwnames);
// In a new_ slot: a subclass that has an own __init__ may take keywords there.
bool nx_new_takes_no_keywords(const nx_type *cls, const nx_type *base, const char *function, nx_value kwnames);
// "f expected at most 1 argument, got 2"
bool nx_take_positional(const char *function, size_t nargs, size_t least, size_t most);
// Binds positional and keyword arguments to `count` names (out[i] = 0 when missing); the first `required` must be there.
// The first `positional_only` names cannot be keywords. function NULL: messages say "function" and "this function".
bool nx_take_arguments(const char *function, const char *const *names, size_t count, size_t required,
    size_t positional_only, size_t nargs, const nx_value *args, nx_value kwnames, nx_value *out);

// The guards of repr of another thread.
void nx_reprs_swap(nx_value **values, int64_t *count, int64_t *capacity);

// The hash slot of types whose instances are unhashable.
bool nx_hash_not_implemented(nx_value self, int64_t *hash);
// The iter slot of iterators.
nx_value nx_iter_self(nx_value self);
// A repetition count: __index__, OverflowError when it does not fit, negative counts as 0.
bool nx_repeat_count(nx_value count, int64_t *out);
// A list or tuple of what is iterated, as is when it is one already. The error of a value that cannot be iterated is
// `message` (a TypeError) unless that is NULL.
nx_value nx_fast_sequence(nx_value iterable, const char *message);
static inline nx_value *nx_fast_items(nx_value sequence, int64_t *length) {
    if (nx_is_list(sequence)) {
        *length = NX_PTR(nx_list, sequence)->length;
        return NX_PTR(nx_list, sequence)->items;
    }
    *length = NX_PTR(nx_tuple, sequence)->length;
    return NX_PTR(nx_tuple, sequence)->items;
}
// list[int] and the like: types.GenericAlias(origin, item). The C function of every __class_getitem__.
nx_value nx_generic_alias_new(nx_value origin, nx_value args);
// "__main__.f()": a callable as call errors name it.
nx_value nx_function_text(nx_value callee);
// Lexicographic comparison of two arrays of items (list and tuple).
nx_value nx_compare_sequences(nx_value left, nx_value right, int operation);
// "[a, b]" and "(a, b)": the items between two brackets.
nx_value nx_sequence_repr(nx_value self, const char *open, const char *close, const char *recursive);
bool nx_list_reserve(nx_list *list, int64_t capacity); // room for so many items altogether
// The two results of list.index and the like: position from .start/.stop arguments, clamped as slices are.
bool nx_index_bounds(nx_value start, nx_value stop, int64_t length, int64_t *from, int64_t *to);

// ---- equality and hashing, quick for the usual kinds -----------------------------------------------------------------
// 0, 1, -1; identical values are equal. Calls Python.
static inline int nx_equal_quick(nx_value a, nx_value b) {
    if (a == b) return 1;
    if (nx_is_small_int(a) && nx_is_small_int(b)) return 0;
    if (nx_is_exact_str(a) && nx_is_exact_str(b)) return nx_str_equal(NX_PTR(nx_str, a), NX_PTR(nx_str, b));
    return nx_equal(a, b);
}
static inline bool nx_hash_quick(nx_value v, int64_t *hash) {
    if (nx_is_small_int(v)) {
        *hash = nx_hash_small_int(nx_small_int(v));
        return true;
    }
    if (nx_is_exact_str(v)) {
        nx_str *s = NX_PTR(nx_str, v);
        *hash = s->hash ? s->hash : nx_str_hash(s);
        return true;
    }
    return nx_hash(v, hash);
}
// Whether two exact tuples are equal, as far as that is told without calling ==; else -1.
int nx_tuples_same(const nx_tuple *a, const nx_tuple *b);
int64_t nx_hash_items(const int64_t *hashes, int64_t count); // a tuple's hash from those of its items

// ---- walking an iterable ---------------------------------------------------------------------------------------------
// Lists, tuples and small ranges are walked in place, the rest through their iterator. Calls Python.
typedef struct {
    nx_value source, iterator;
    int64_t index, stop, step;
    int kind;
} nx_walk;
bool nx_walk_begin(nx_walk *walk, nx_value iterable);
nx_value nx_walk_slow(nx_walk *walk);
nx_value nx_dict_of_view(nx_value view);
enum { NX_WALK_LIST, NX_WALK_TUPLE, NX_WALK_RANGE, NX_WALK_STR, NX_WALK_SET, NX_WALK_DICT, NX_WALK_VALUES, NX_WALK_ITERATOR };
// The next item, NX_STOP at the end, 0 on error.
static inline nx_value nx_walk_next(nx_walk *walk) {
    if (walk->kind == NX_WALK_LIST) {
        nx_list *list = NX_PTR(nx_list, walk->source);
        return walk->index < list->length ? list->items[walk->index++] : NX_STOP;
    }
    return nx_walk_slow(walk);
}

#endif
