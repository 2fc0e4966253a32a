// What iterators give to copy and pickle: how to make them again, and where they stand.
#include "../core/iterators.h"
#include "containers.h"
#include "natives.h"

// Iterators over sequences by position begin alike. sequence 0: exhausted.
typedef struct { nx_header header; nx_value sequence; int64_t index; } position_iterator;

static nx_value builtin(const char *name) {
    nx_value module = nx_import_module(&nx_s_builtins);
    return module ? nx_getattr(module, nx_str_intern_c(name)) : 0;
}

static nx_value rebuilt(const char *function, nx_value argument, nx_value state) {
    nx_value callee = argument ? builtin(function) : 0, arguments = callee ? nx_tuple_from(1, &argument) : 0;
    return arguments ? nx_tuple_from(state ? 3 : 2, (nx_value[]){callee, arguments, state}) : 0;
}

nx_value nx_position_iterator_reduce(nx_value self) {
    position_iterator *it = NX_PTR(position_iterator, self);
    const nx_type *type = nx_type_of(self);
    bool backwards = type == &nx_list_reverse_iterator_type || type == &nx_reversed_type;
    if (it->sequence)
        return rebuilt(backwards ? "reversed" : "iter", it->sequence, nx_from_i64(it->index));
    nx_value empty = NX_OBJ(&nx_empty_tuple);
    if (type == &nx_list_iterator_type || type == &nx_list_reverse_iterator_type)
        empty = nx_list_from(0, NULL);
    else if (type == &nx_str_iterator_type || type == &nx_str_ascii_iterator_type)
        empty = nx_str_from_c("");
    return rebuilt(backwards && type == &nx_reversed_type ? "reversed" : "iter", empty, 0);
}

nx_value nx_position_iterator_setstate(nx_value self, nx_value state) {
    position_iterator *it = NX_PTR(position_iterator, self);
    int64_t index, length;
    if (!nx_int_to_i64(state, &index))
        return 0;
    if (!it->sequence)
        return NX_NONE;
    if (nx_type_of(self) == &nx_sequence_iterator_type) {
        it->index = index < 0 ? 0 : index;
        return NX_NONE;
    }
    if (!nx_length(it->sequence, &length))
        return 0;
    const nx_type *type = nx_type_of(self);
    bool backwards = type == &nx_list_reverse_iterator_type || type == &nx_reversed_type;
    int64_t least = backwards ? -1 : 0, most = backwards ? length - 1 : length;
    it->index = index < least ? least : index > most ? most : index;
    return NX_NONE;
}

nx_value nx_range_iterator_reduce(nx_value self) {
    nx_range_iterator *it = NX_PTR(nx_range_iterator, self);
    nx_value bounds[] = {nx_from_i64(it->start), nx_from_i64(it->next + it->left * it->step), nx_from_i64(it->step)};
    return rebuilt("iter", nx_call(NX_OBJ(&nx_range_type), 3, bounds, 0), nx_from_i64((it->next - it->start) / it->step));
}

nx_value nx_range_iterator_setstate(nx_value self, nx_value state) {
    nx_range_iterator *it = NX_PTR(nx_range_iterator, self);
    int64_t index;
    if (!nx_int_to_i64(state, &index))
        return 0;
    int64_t passed = (it->next - it->start) / it->step, count = passed + it->left;
    index = index < 0 ? 0 : index > count ? count : index;
    it->next = it->start + index * it->step;
    it->left = count - index;
    return NX_NONE;
}

// The items still to come, in a list: of a copy, so that the iterator stays where it is.
static nx_value remaining(nx_value self, size_t size) {
    position_iterator *copy = nx_alloc_object(nx_type_of(self), size);
    if (!copy)
        return 0;
    memcpy(copy, NX_PTR(void, self), size);
    return rebuilt("iter", nx_list_of(NX_OBJ(copy)), 0);
}
nx_value nx_dict_iterator_reduce(nx_value self) { return remaining(self, sizeof(nx_dict_iterator)); }
nx_value nx_set_iterator_reduce(nx_value self) { return remaining(self, sizeof(nx_set_iterator)); }
