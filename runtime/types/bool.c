// bool: the singletons True and False, a subclass of int whose & | ^ give bools.
#include "number.h"

static nx_value bool_repr(nx_value self) {
    static const char *const names[] = {"False", "True"};
    return NX_OBJ(nx_str_intern_c(names[self == NX_TRUE]));
}

static nx_value bool_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_check_no_keywords("bool", kwnames) || !nx_check_count("bool", nargs, 0, 1))
        return 0;
    int truth = nargs ? nx_truth(args[0]) : 0;
    return truth < 0 ? 0 : nx_from_bool(truth);
}

static nx_value bool_and(nx_value left, nx_value right) {
    if (nx_is_bool(left) && nx_is_bool(right))
        return nx_from_bool(left == NX_TRUE && right == NX_TRUE);
    return nx_int_slot_and(left, right);
}

static nx_value bool_or(nx_value left, nx_value right) {
    if (nx_is_bool(left) && nx_is_bool(right))
        return nx_from_bool(left == NX_TRUE || right == NX_TRUE);
    return nx_int_slot_or(left, right);
}

static nx_value bool_xor(nx_value left, nx_value right) {
    if (nx_is_bool(left) && nx_is_bool(right))
        return nx_from_bool(left != right);
    return nx_int_slot_xor(left, right);
}

static int bool_truth(nx_value self) {
    return self == NX_TRUE;
}

static bool bool_hash(nx_value self, int64_t *hash) {
    *hash = self == NX_TRUE;
    return true;
}

nx_type nx_bool_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_bool_type},
    .c_name = "bool",
    .base = &nx_int_type,
    .flags = NX_TYPE_ATOMIC | NX_TYPE_INT | NX_TYPE_MATCH_SELF,
    .basic_size = sizeof(nx_int),
    .item_size = sizeof(uint64_t),
    .doc = "bool(x) -> bool\n\nTrue when the argument is true, else False.",
    .repr = bool_repr,
    .hash = bool_hash,
    .new_ = bool_new,
    .truth = bool_truth,
    .binary = {[NX_AND] = bool_and, [NX_OR] = bool_or, [NX_XOR] = bool_xor},
};
