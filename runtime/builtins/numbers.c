// Builtin functions on numbers.
#include "host.h"
#include "../types/containers.h"
#include "../types/number.h"

nx_value nx_builtin_abs(nx_value x) {
    return nx_absolute(x);
}

// Digits of operator.index(number) in a base, with the prefix behind the sign.
static nx_value with_prefix(nx_value number, int base, const char *prefix) {
    nx_value index = nx_index(number);
    if (!index)
        return 0;
    if (nx_is_small_int(index)) {
        char text[72], *end = text + sizeof text, *p = end;
        int64_t n = nx_small_int(index);
        int bits = base == 16 ? 4 : base == 8 ? 3 : 1;
        uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;
        do {
            *--p = "0123456789abcdef"[rest & ((1u << bits) - 1)];
        } while (rest >>= bits);
        *--p = prefix[1];
        *--p = prefix[0];
        if (n < 0)
            *--p = '-';
        return nx_str_from_ascii(p, end - p);
    }
    size_t length;
    char *digits = nx_int_digits(index, base, &length);
    if (!digits)
        return 0;
    bool negative = *digits == '-';
    nx_builder b;
    nx_builder_init(&b);
    if (negative)
        nx_builder_char(&b, '-');
    nx_builder_c(&b, prefix);
    nx_builder_latin1(&b, digits + negative, (int64_t)length - negative);
    return nx_builder_finish(&b);
}

nx_value nx_builtin_bin(nx_value number) {
    return with_prefix(number, 2, "0b");
}

nx_value nx_builtin_hex(nx_value number) {
    return with_prefix(number, 16, "0x");
}

nx_value nx_builtin_oct(nx_value number) {
    return with_prefix(number, 8, "0o");
}

nx_value nx_builtin_divmod(nx_value x, nx_value y) {
    return nx_binary(NX_DIVMOD, x, y);
}

nx_value nx_builtin_hash(nx_value obj) {
    int64_t hash;
    return nx_hash(obj, &hash) ? nx_from_i64(hash) : 0;
}

nx_value nx_builtin_pow(nx_value base, nx_value exp, nx_value mod) {
    return mod == NX_NONE ? nx_binary(NX_POW, base, exp) : nx_pow3(base, exp, mod);
}

nx_value nx_builtin_round(nx_value number, nx_value ndigits) {
    if (nx_is_tagged_float(number))
        return nx_float_round(number, ndigits);
    nx_value args[1] = {ndigits};
    nx_value result = nx_call_special(number, &nx_s___round__, ndigits == NX_NONE ? 0 : 1, args);
    if (result == NX_NOTIMPLEMENTED)
        return nx_raisef(&nx_TypeError, "type %T doesn't define __round__ method", number);
    return result;
}

// Adds the next items that are small ints, as long as that fits: of tuples and the values of dicts, one after the other.
static int64_t sum_items(nx_walk *walk, int64_t total) {
    int64_t sum;
    if (walk->kind == NX_WALK_TUPLE) {
        const nx_tuple *tuple = NX_PTR(nx_tuple, walk->source);
        for (; walk->index < tuple->length; walk->index++) {
            nx_value item = tuple->items[walk->index];
            if (!nx_is_small_int(item) || __builtin_add_overflow(total, nx_small_int(item), &sum)) break;
            total = sum;
        }
    } else if (walk->kind == NX_WALK_VALUES) {
        const nx_dict *dict = NX_PTR(nx_dict, walk->source);
        if (dict->live != walk->stop) return total; // that is an error
        for (; walk->index < dict->used && walk->step > 0; walk->index++) {
            nx_value value = dict->entries[walk->index].value;
            if (!value) continue;
            if (!nx_is_small_int(value) || __builtin_add_overflow(total, nx_small_int(value), &sum)) break;
            walk->step--;
            total = sum;
        }
    }
    return total;
}

// The sum of the next items that are small ints, as long as it fits; *item: the first other one, or NX_STOP, or 0.
static int64_t sum_ints(nx_walk *walk, int64_t total, nx_value *item) {
    total = sum_items(walk, total);
    while ((*item = nx_walk_next(walk)) != NX_STOP && nx_is_small_int(*item)) {
        int64_t sum;
        if (__builtin_add_overflow(total, nx_small_int(*item), &sum)) break;
        total = sum;
    }
    return total;
}

// The same of those that are floats or small ints.
static double sum_doubles(nx_walk *walk, double total, nx_value *item) {
    for (;;) {
        *item = nx_walk_next(walk);
        if (NX_LIKELY(nx_is_tagged_float(*item))) total += nx_tagged_float(*item);
        else if (*item == 0 || *item == NX_STOP) return total;
        else if (nx_is_small_int(*item)) total += (double)nx_small_int(*item);
        else if (nx_is_exact(*item, &nx_float_type)) total += nx_float_value(*item);
        else return total;
    }
}

// Adds the items while the total is an int or float that C can hold; each Python addition elsewhere.
nx_value nx_builtin_sum(nx_value iterable, nx_value start) {
    nx_walk walk;
    if (NX_UNLIKELY(nx_has_flag(iterable, NX_TYPE_HOSTED)))
        return nx_host->call("builtins", "sum", 2, (nx_value[]){iterable, start}); // its own loop is the fastest
    if (!nx_walk_begin(&walk, iterable))
        return 0;
    if (nx_is_str(start))
        return nx_raise(&nx_TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (nx_has_flag(start, NX_TYPE_BYTES))
        return nx_raise(&nx_TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (nx_has_flag(start, NX_TYPE_BYTEARRAY))
        return nx_raise(&nx_TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
    nx_value total = start, item;
    for (;;) {
        if (nx_is_small_int(total)) total = nx_from_i64(sum_ints(&walk, nx_small_int(total), &item));
        else if (nx_is_tagged_float(total) || nx_is_exact(total, &nx_float_type))
            total = nx_from_double(sum_doubles(&walk, nx_float_value(total), &item));
        else item = nx_walk_next(&walk);
        if (item == NX_STOP) return total;
        if (!item || !total || !(total = nx_binary(NX_ADD, total, item))) return 0;
    }
}

#include "numbers.inc"
