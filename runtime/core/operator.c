// Dispatch of operators on any values: the slot of the left operand's type, the reflected attempt on the right one's
// (first, when it is a subclass that has its own), and CPython's errors when both decline.
#include "natrix.h"
#include "error.h"
#include "slot_functions.h"
#include "../types/containers.h"
#include "../types/number.h"
#include "../types/number_format.h"

// ---- binary operators --------------------------------------------------------------------------------------------------

// The two numeric attempts; NX_NOTIMPLEMENTED when both operands decline.
static inline nx_value try_binary(nx_type *left_type, nx_type *right_type, int operation, nx_value left, nx_value right) {
    nx_binary_slot first = left_type->binary[operation], second = right_type->binary[operation];
    if (second == first) second = NULL;
    if (first) {
        if (second && nx_is_subtype(right_type, left_type)) {
            nx_value result = second(left, right);
            if (result != NX_NOTIMPLEMENTED) return result;
            second = NULL;
        }
        nx_value result = first(left, right);
        if (result != NX_NOTIMPLEMENTED) return result;
    }
    return second ? second(left, right) : NX_NOTIMPLEMENTED;
}

// + of sequences and their repetition, tried after the numeric slots.
static nx_value try_sequence(nx_type *left_type, nx_type *right_type, int operation, nx_value left, nx_value right) {
    if (operation == NX_ADD && left_type->concat) return left_type->concat(left, right);
    if (operation == NX_MUL) {
        nx_value sequence = left_type->repeat ? left : right, count = left_type->repeat ? right : left;
        nx_type *type = left_type->repeat ? left_type : right_type;
        if (type->repeat) {
            if (!nx_is_int(count) && !nx_type_of(count)->index)
                return nx_raisef(&nx_TypeError, "can't multiply sequence by non-int of type '%T'", count);
            return type->repeat(sequence, count);
        }
    }
    return NX_NOTIMPLEMENTED;
}

nx_value nx_binary(int operation, nx_value left, nx_value right) {
    nx_type *left_type = nx_type_of(left), *right_type = nx_type_of(right);
    nx_value result = try_binary(left_type, right_type, operation, left, right);
    if (NX_LIKELY(result != NX_NOTIMPLEMENTED)) return result;
    result = try_sequence(left_type, right_type, operation, left, right);
    if (result != NX_NOTIMPLEMENTED) return result;
    return nx_raise_type_error_binary(operation, left, right, false);
}

nx_value nx_inplace(int operation, nx_value left, nx_value right) {
    if (operation == NX_ADD && nx_is_exact_str(left) && nx_is_exact_str(right)) return nx_str_append(left, right);
    nx_type *left_type = nx_type_of(left), *right_type = nx_type_of(right);
    if (left_type->inplace[operation]) {
        nx_value result = left_type->inplace[operation](left, right);
        if (result != NX_NOTIMPLEMENTED) return result;
    }
    nx_value result = try_binary(left_type, right_type, operation, left, right);
    if (NX_LIKELY(result != NX_NOTIMPLEMENTED)) return result;
    // As CPython: `*=` looks at the right operand's repetition only when the left one's class is no sequence at all.
    bool left_decides = left_type->repeat || left_type->length || left_type->contains || (left_type->flags & NX_TYPE_HEAP);
    if (operation != NX_MUL || left_type->repeat || !left_decides) result = try_sequence(left_type, right_type, operation, left, right);
    if (result != NX_NOTIMPLEMENTED) return result;
    return nx_raise_type_error_binary(operation, left, right, true);
}

// An int, a bool or a float as a double; for operations of which one operand is a float.
static inline bool as_double(nx_value v, double *out) {
    if (nx_is_tagged_float(v)) *out = nx_tagged_float(v);
    else if (nx_is_small_int(v)) *out = (double)nx_small_int(v); // rounds to even, as CPython's conversion
    else return false;
    return true;
}

// Two ints, one of them beyond 62 bits.
static inline bool are_ints(nx_value left, nx_value right) { return nx_is_exact_int(left) && nx_is_exact_int(right); }

#define DEFINE_SLOW(name, operation, expression) \
    NX_NOINLINE nx_value nx_##name##_slow(nx_value left, nx_value right) { \
        double a, b; \
        if (are_ints(left, right)) return nx_int_##name##_any(left, right); \
        if (nx_is_tagged_float(left) != nx_is_tagged_float(right) && as_double(left, &a) && as_double(right, &b)) \
            return nx_from_double(expression); \
        return nx_binary(operation, left, right); \
    }

NX_NOINLINE nx_value nx_add_slow(nx_value left, nx_value right) {
    double a, b;
    if (are_ints(left, right)) return nx_int_add_any(left, right);
    if (nx_is_exact_str(left) && nx_is_exact_str(right)) return nx_str_concat(left, right);
    if (nx_is_tagged_float(left) != nx_is_tagged_float(right) && as_double(left, &a) && as_double(right, &b))
        return nx_from_double(a + b);
    return nx_binary(NX_ADD, left, right);
}

DEFINE_SLOW(sub, NX_SUB, a - b)
DEFINE_SLOW(mul, NX_MUL, a *b)
#undef DEFINE_SLOW

NX_NOINLINE nx_value nx_truediv_slow(nx_value left, nx_value right) {
    const int64_t exact = (int64_t)1 << 53; // ints below are doubles, and their quotient rounds once
    double a, b;
    if (nx_are_small_ints(left, right)) {
        int64_t x = nx_small_int(left), y = nx_small_int(right);
        if (y != 0 && x <= exact && x >= -exact && y <= exact && y >= -exact) return nx_from_double((double)x / (double)y);
    } else if (nx_is_tagged_float(left) != nx_is_tagged_float(right) && as_double(left, &a) && as_double(right, &b) && b != 0) {
        return nx_from_double(a / b);
    }
    return nx_binary(NX_TRUEDIV, left, right);
}
NX_NOINLINE nx_value nx_floordiv_slow(nx_value left, nx_value right) {
    nx_value quotient;
    if (are_ints(left, right) && right != NX_INT(0)) return nx_int_floor_divide(left, right, &quotient, NULL) ? quotient : 0;
    return nx_binary(NX_FLOORDIV, left, right);
}
NX_NOINLINE nx_value nx_mod_slow(nx_value left, nx_value right) {
    nx_value remainder;
    if (are_ints(left, right) && right != NX_INT(0)) return nx_int_floor_divide(left, right, NULL, &remainder) ? remainder : 0;
    return nx_binary(NX_MOD, left, right);
}

nx_value nx_matmul(nx_value left, nx_value right) { return nx_binary(NX_MATMUL, left, right); }
nx_value nx_pow(nx_value left, nx_value right) { return nx_binary(NX_POW, left, right); }
nx_value nx_imatmul(nx_value left, nx_value right) { return nx_inplace(NX_MATMUL, left, right); }
nx_value nx_ipow(nx_value left, nx_value right) { return nx_inplace(NX_POW, left, right); }

nx_value nx_pow3(nx_value base, nx_value exponent, nx_value modulus) {
    if (modulus == NX_NONE) return nx_binary(NX_POW, base, exponent);
    nx_value operands[] = {base, exponent, modulus};
    nx_ternary_slot tried[3];
    for (int i = 0; i < 3; i++) {
        nx_ternary_slot slot = tried[i] = nx_type_of(operands[i])->power3;
        if (!slot || (i > 0 && slot == tried[0]) || (i > 1 && slot == tried[1])) continue;
        nx_value result = slot(base, exponent, modulus);
        if (result != NX_NOTIMPLEMENTED) return result;
    }
    return nx_raisef(&nx_TypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", base, exponent, modulus);
}

// ---- unary operators ------------------------------------------------------------------------------------------------------

#define DEFINE_UNARY(name, slot, message) \
    nx_value nx_##name(nx_value v) { \
        nx_type *type = nx_type_of(v); \
        return type->slot ? type->slot(v) : nx_raisef(&nx_TypeError, message, v); \
    }
DEFINE_UNARY(negative, negative, "bad operand type for unary -: '%T'")
DEFINE_UNARY(positive, positive, "bad operand type for unary +: '%T'")
DEFINE_UNARY(invert, invert, "bad operand type for unary ~: '%T'")
DEFINE_UNARY(absolute, absolute, "bad operand type for abs(): '%T'")
#undef DEFINE_UNARY

nx_value nx_not(nx_value v) {
    int truth = nx_truth(v);
    return truth < 0 ? 0 : nx_from_bool(!truth);
}

int nx_truth(nx_value v) {
    if (v == NX_TRUE) return 1;
    if (v == NX_FALSE || v == NX_NONE) return 0;
    if (nx_is_small_int(v)) return v != NX_INT(0);
    nx_type *type = nx_type_of(v);
    if (type->truth) return type->truth(v);
    if (type->length) {
        int64_t length;
        return type->length(v, &length) ? length > 0 : -1;
    }
    return 1;
}

// ---- comparison ---------------------------------------------------------------------------------------------------------------

nx_value nx_order(int order, int operation) {
    switch (operation) {
    case NX_LT: return nx_from_bool(order < 0);
    case NX_LE: return nx_from_bool(order <= 0);
    case NX_EQ: return nx_from_bool(order == 0);
    case NX_NE: return nx_from_bool(order != 0);
    case NX_GT: return nx_from_bool(order > 0);
    default: return nx_from_bool(order >= 0);
    }
}

static const int reflected[] = {[NX_LT] = NX_GT, [NX_LE] = NX_GE, [NX_EQ] = NX_EQ, [NX_NE] = NX_NE, [NX_GT] = NX_LT, [NX_GE] = NX_LE};
static const char *const comparison_signs[] = {"<", "<=", "==", "!=", ">", ">="};

// What is left when the left operand has declined; `right_type`: to be asked, or NULL.
static nx_value compare_reflected(nx_value left, nx_value right, nx_type *right_type, int operation) {
    if (right_type && right_type->compare) {
        nx_value result = right_type->compare(right, left, reflected[operation]);
        if (result != NX_NOTIMPLEMENTED) return result;
    }
    if (operation == NX_EQ) return nx_from_bool(left == right);
    if (operation == NX_NE) return nx_from_bool(left != right);
    return nx_raisef(&nx_TypeError, "'%s' not supported between instances of '%T' and '%T'", comparison_signs[operation], left, right);
}

nx_value nx_compare(nx_value left, nx_value right, int operation) {
    nx_type *left_type = nx_type_of(left), *right_type = nx_type_of(right);
    bool tried_right = false;
    if (NX_UNLIKELY(nx_check_stack())) return 0;
    if (left_type != right_type && right_type->compare && nx_is_subtype(right_type, left_type)) {
        nx_value result = right_type->compare(right, left, reflected[operation]);
        if (result != NX_NOTIMPLEMENTED) return result;
        tried_right = true;
    }
    if (left_type->compare) {
        nx_value result = left_type->compare(left, right, operation);
        if (result != NX_NOTIMPLEMENTED) return result;
    }
    return compare_reflected(left, right, tried_right ? NULL : right_type, operation);
}

// Two tuples: CPython compares the items up to the first that differ, then the lengths; equality of unequal lengths is
// known without a look at the items.
static int tuples_equal(const nx_tuple *left, const nx_tuple *right) {
    if (left->length != right->length) return 0;
    if (NX_UNLIKELY(nx_check_stack())) return -1;
    for (int64_t i = 0; i < left->length; i++) {
        int same = nx_equal_quick(left->items[i], right->items[i]);
        if (same != 1) return same;
    }
    return 1;
}

// The first items that differ decide, else the lengths.
static int tuples_ordered(const nx_tuple *left, const nx_tuple *right, int operation) {
    if (NX_UNLIKELY(nx_check_stack())) return -1;
    for (int64_t i = 0; i < left->length && i < right->length; i++) {
        nx_value a = left->items[i], b = right->items[i];
        if (a == b) continue;
        int same = nx_equal_quick(a, b);
        if (same < 0) return -1;
        if (same) continue;
        switch (operation) {
        case NX_LT: return nx_lt_truth(a, b);
        case NX_LE: return nx_le_truth(a, b);
        case NX_GT: return nx_gt_truth(a, b);
        default: return nx_ge_truth(a, b);
        }
    }
    int64_t n = left->length, m = right->length;
    return operation == NX_LT ? n < m : operation == NX_LE ? n <= m : operation == NX_GT ? n > m : n >= m;
}

int nx_compare_truth(nx_value left, nx_value right, int operation) {
    if (nx_is_exact_str(left) && nx_is_exact_str(right)) {
        const nx_str *a = NX_PTR(nx_str, left), *b = NX_PTR(nx_str, right);
        if (operation == NX_EQ || operation == NX_NE) {
            bool equal = a == b || (a->length == b->length && a->kind == b->kind &&
                                    memcmp(a->data, b->data, (size_t)a->length * a->kind) == 0);
            return equal == (operation == NX_EQ);
        }
        int order = nx_str_compare(a, b);
        return operation == NX_LT ? order < 0 : operation == NX_LE ? order <= 0 : operation == NX_GT ? order > 0 : order >= 0;
    }
    if (nx_is_exact(left, &nx_tuple_type) && nx_is_exact(right, &nx_tuple_type)) {
        if (operation != NX_EQ && operation != NX_NE)
            return tuples_ordered(NX_PTR(nx_tuple, left), NX_PTR(nx_tuple, right), operation);
        int same = tuples_equal(NX_PTR(nx_tuple, left), NX_PTR(nx_tuple, right));
        return same < 0 ? -1 : same == (operation == NX_EQ);
    }
    nx_value result;
    nx_type *type = nx_type_of(left);
    if (type == nx_type_of(right) && type->compare == nx_slot_compare) { // two instances of a class of the program
        result = type->compare(left, right, operation);
        if (NX_UNLIKELY(result == NX_NOTIMPLEMENTED)) result = compare_reflected(left, right, type, operation);
    } else {
        result = nx_compare(left, right, operation);
    }
    return result == NX_TRUE ? 1 : result == NX_FALSE ? 0 : result == 0 ? -1 : nx_truth(result);
}

int nx_compare_bool(nx_value left, nx_value right, int operation) {
    if (left == right) {
        if (operation == NX_EQ) return 1;
        if (operation == NX_NE) return 0;
    }
    return nx_compare_truth(left, right, operation);
}

int nx_equal(nx_value left, nx_value right) {
    if (left == right) return 1;
    if (nx_is_small_int(left) && nx_is_small_int(right)) return 0;
    if (nx_is_exact(left, &nx_tuple_type) && nx_is_exact(right, &nx_tuple_type))
        return tuples_equal(NX_PTR(nx_tuple, left), NX_PTR(nx_tuple, right));
    return nx_compare_truth(left, right, NX_EQ);
}

// ---- hashing and text ---------------------------------------------------------------------------------------------------------

bool nx_hash(nx_value v, int64_t *hash) {
    nx_type *type = nx_type_of(v);
    if (NX_UNLIKELY(!type->hash)) return nx_failf(&nx_TypeError, "unhashable type: '%T'", v);
    return type->hash(v, hash);
}

nx_value nx_repr(nx_value v) {
    nx_type *type = nx_type_of(v);
    if (nx_check_stack()) return 0;
    if (NX_UNLIKELY(nx_repr_depth() >= nx_recursion_limit))
        return nx_raisef(&nx_RecursionError, "maximum recursion depth exceeded while getting the repr of an object");
    nx_value text = type->repr(v);
    if (NX_UNLIKELY(text && !nx_is_str(text))) return nx_raisef(&nx_TypeError, "__repr__ returned non-string (type %T)", text);
    return text;
}

nx_value nx_to_str(nx_value v) {
    if (nx_is_exact_str(v)) return v;
    nx_type *type = nx_type_of(v);
    if (!type->str) return nx_repr(v);
    if (nx_check_stack()) return 0;
    nx_value text = type->str(v);
    if (NX_UNLIKELY(text && !nx_is_str(text))) return nx_raisef(&nx_TypeError, "__str__ returned non-string (type %T)", text);
    return text;
}

nx_value nx_ascii(nx_value v) {
    nx_value text = nx_repr(v);
    return text ? nx_str_escaped(text) : 0;
}

nx_value nx_format(nx_value v, nx_value spec) {
    if (NX_PTR(nx_str, spec)->length == 0 && (nx_is_exact_str(v) || nx_is_small_int(v))) return nx_to_str(v);
    if (nx_is_exact_str(v)) return nx_str_format_spec(v, spec);
    if (nx_is_small_int(v)) return nx_int_format(v, spec);
    if (nx_is_tagged_float(v)) return nx_float_format(v, spec);
    nx_value text = nx_call_special(v, &nx_s___format__, 1, &spec);
    if (text == NX_NOTIMPLEMENTED)
        return nx_raisef(&nx_TypeError, "Type %T doesn't define __format__", v);
    if (text && !nx_is_str(text)) return nx_raisef(&nx_TypeError, "__format__ must return a str, not %T", text);
    return text;
}

// ---- containers -----------------------------------------------------------------------------------------------------------------

bool nx_length(nx_value v, int64_t *length) {
    nx_type *type = nx_type_of(v);
    if (!type->length) return nx_failf(&nx_TypeError, "object of type '%T' has no len()", v);
    return type->length(v, length);
}

int64_t nx_length_hint(nx_value v) {
    nx_type *type = nx_type_of(v);
    int64_t length = 0;
    if (type->length) {
        if (type->length(v, &length)) return length;
        if (!nx_error_matches(&nx_TypeError)) return 0;
        nx_error_clear();
    }
    if (!nx_type_lookup(type, &nx_s___length_hint__)) return 0;
    nx_value hint = nx_call_special(v, &nx_s___length_hint__, 0, NULL);
    if (!hint) {
        if (nx_error_matches(&nx_TypeError)) nx_error_clear();
        return 0;
    }
    if (hint == NX_NOTIMPLEMENTED) return 0;
    if (!nx_is_int(hint)) {
        nx_raisef(&nx_TypeError, "__length_hint__ must be an integer, not %T", hint);
        return 0;
    }
    if (nx_int_sign(hint) < 0) {
        nx_raise(&nx_ValueError, "__length_hint__() should return >= 0");
        return 0;
    }
    return nx_int_try_i64(hint, &length) ? length : 0;
}

static nx_value class_getitem(nx_value class_, nx_value key) {
    nx_value hook = nx_getattr_optional(class_, &nx_s___class_getitem__);
    if (hook) return nx_call1(hook, key);
    if (nx_pending()) return 0;
    if (class_ == NX_OBJ(&nx_type_type)) return nx_generic_alias_new(class_, key);
    return nx_raisef(&nx_TypeError, "type '%N' is not subscriptable", NX_PTR(nx_type, class_));
}

nx_value nx_getitem(nx_value object, nx_value key) {
    if (nx_is_exact(object, &nx_dict_type)) {
        nx_value value = nx_dict_get_value(NX_PTR(nx_dict, object), key);
        if (NX_LIKELY(value != 0)) return value;
        return nx_pending() ? 0 : nx_raise_key_error(key);
    }
    nx_type *type = nx_type_of(object);
    if (NX_LIKELY(type->getitem != NULL)) return type->getitem(object, key);
    if (nx_is_type(object)) return class_getitem(object, key);
    return nx_raisef(&nx_TypeError, "'%T' object is not subscriptable", object);
}

bool nx_setitem(nx_value object, nx_value key, nx_value value) {
    if (nx_is_exact(object, &nx_dict_type) && value) return nx_dict_set(NX_PTR(nx_dict, object), key, value);
    nx_type *type = nx_type_of(object);
    if (NX_LIKELY(type->setitem != NULL)) return type->setitem(object, key, value);
    if (value) return nx_failf(&nx_TypeError, "'%T' object does not support item assignment", object);
    // CPython's words depend on whether it takes the object for a sequence.
    bool sequence = (type->flags & (NX_TYPE_HEAP | NX_TYPE_STR | NX_TYPE_BYTES | NX_TYPE_TUPLE | NX_TYPE_SET)) != 0 ||
                    type == &nx_range_type;
    int64_t index;
    bool by_index = sequence && nx_type_of(key)->index;
    if (by_index && !nx_to_index(key, &index, false)) return false;
    return nx_failf(&nx_TypeError, by_index ? "'%T' object doesn't support item deletion"
                                            : "'%T' object does not support item deletion", object);
}
bool nx_delete_subscript(nx_value object, nx_value key) { return nx_setitem(object, key, NX_ABSENT); }

int nx_contains(nx_value container, nx_value item) {
    nx_type *type = nx_type_of(container);
    if (NX_LIKELY(type->contains != NULL)) return type->contains(container, item);
    if ((!type->iter && !type->getitem) || nx_type_lookup(type, &nx_s___iter__) == NX_NONE) {
        nx_raisef(&nx_TypeError, "argument of type '%T' is not iterable", container);
        return -1;
    }
    nx_value iterator = nx_iter(container), found;
    if (!iterator) {
        if (!nx_error_matches(&nx_TypeError)) return -1;
        nx_error_clear();
        nx_raisef(&nx_TypeError, "argument of type '%T' is not iterable", container);
        return -1;
    }
    while ((found = nx_next(iterator)) != NX_STOP) {
        int equal = found ? nx_equal(found, item) : -1;
        if (equal != 0) return equal;
    }
    return 0;
}

int nx_contains_truth(nx_value item, nx_value container) {
    if (NX_LIKELY(nx_is_pointer(container))) {
        nx_shape *shape = nx_shape_of(container);
        if (shape == &nx_dict_type.root) {
            nx_value value = nx_dict_get_value(NX_PTR(nx_dict, container), item);
            return value ? 1 : nx_pending() ? -1 : 0;
        }
        if (shape == &nx_str_type.root && nx_is_exact_str(item)) {
            const nx_str *text = NX_PTR(nx_str, container), *part = NX_PTR(nx_str, item);
            if (part->length == 1 && text->kind == 1 && part->kind == 1)
                return text->length > 0 && memchr(text->data, *(const uint8_t *)part->data, (size_t)text->length) != NULL;
        }
    }
    return nx_contains(container, item);
}

nx_value nx_iter(nx_value v) {
    nx_type *type = nx_type_of(v);
    if (NX_LIKELY(type->iter != NULL)) {
        nx_value iterator = type->iter(v);
        if (NX_UNLIKELY(iterator && !nx_type_of(iterator)->next))
            return nx_raisef(&nx_TypeError, "iter() returned non-iterator of type '%T'", iterator);
        return iterator;
    }
    if (type->getitem && !(type->flags & NX_TYPE_DICT)) return nx_sequence_iterator_new(v);
    return nx_raisef(&nx_TypeError, "'%T' object is not iterable", v);
}

nx_value nx_next(nx_value iterator) {
    nx_type *type = nx_type_of(iterator);
    if (NX_LIKELY(type->next != NULL)) return type->next(iterator);
    return nx_raisef(&nx_TypeError, "'%T' object is not an iterator", iterator);
}
