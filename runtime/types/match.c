// The primitives of `match`: sequence and mapping tests, keys, and class patterns.
#include "../core/error.h"
#include "host.h"
#include "natives.h"

bool nx_match_sequence(nx_value subject) { return (nx_type_of(subject)->flags & NX_TYPE_SEQUENCE) != 0; }
bool nx_match_mapping(nx_value subject) { return (nx_type_of(subject)->flags & NX_TYPE_MAPPING) != 0; }

nx_value nx_length_of(nx_value subject) {
    int64_t length;
    return nx_length(subject, &length) ? nx_int_from_i64(length) : NX_ERROR;
}

// Whether no string stands twice among the items, all of which are exact ones.
static bool are_different_strings(const nx_value *items, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        if (!nx_is_exact_str(items[i])) return false;
        for (int64_t j = 0; j < i; j++)
            if (nx_str_equal(NX_PTR(nx_str, items[i]), NX_PTR(nx_str, items[j]))) return false;
    }
    return true;
}

enum { FEW = 8 }; // so many are compared with one another

nx_value nx_match_keys(nx_value subject, nx_value keys_value) {
    const nx_tuple *keys = NX_PTR(nx_tuple, keys_value);
    bool differ = keys->length <= FEW && are_different_strings(keys->items, keys->length);
    nx_tuple *values = NULL;
    nx_value seen = differ ? 0 : nx_set_new();
    if (!differ && !seen)
        return NX_ERROR;
    nx_value get = 0, missing = 0;
    if (keys->length && !nx_is_exact(subject, &nx_dict_type)) {
        nx_header *marker = nx_alloc_object(&nx_object_type, sizeof(nx_header));
        get = nx_getattr(subject, &nx_s_get);
        if (!get || !marker)
            return NX_ERROR;
        missing = NX_OBJ(marker);
    }
    for (int64_t i = 0; i < keys->length; i++) {
        int added = differ ? 1 : nx_set_add_value(seen, keys->items[i]);
        if (added < 0)
            return NX_ERROR;
        if (!added)
            return nx_raisef(&nx_ValueError, "mapping pattern checks duplicate key (%R)", keys->items[i]);
        nx_value value;
        if (get) { // any mapping: get() does not call __missing__
            value = nx_call2(get, keys->items[i], missing);
            if (!value)
                return NX_ERROR;
            if (value == missing)
                return NX_NONE;
        } else {
            value = nx_dict_get_value(NX_PTR(nx_dict, subject), keys->items[i]);
            if (!value)
                return nx_pending() ? NX_ERROR : NX_NONE;
        }
        if (!values && !(values = nx_tuple_new(keys->length)))
            return NX_ERROR;
        values->items[i] = value;
    }
    return values ? NX_OBJ(values) : nx_tuple_from(0, NULL);
}

nx_value nx_match_rest(nx_value subject, nx_value keys_value) {
    const nx_tuple *keys = NX_PTR(nx_tuple, keys_value);
    nx_dict *rest = nx_dict_new(0);
    if (!rest || !nx_dict_update_from(rest, subject))
        return NX_ERROR;
    for (int64_t i = 0; i < keys->length; i++)
        if (nx_dict_delete(rest, keys->items[i]) < 0)
            return NX_ERROR;
    return NX_OBJ(rest);
}

static nx_value name_of_class(nx_value class) {
    if (nx_is_type(class)) return nx_type_name(NX_PTR(nx_type, class));
    nx_value name = nx_getattr_optional(class, &nx_s___name__); // the host's
    return name && nx_is_exact_str(name) ? name : NX_OBJ(&nx_s___class__);
}

// A class of the host's is a foreign object; those that derive from these match themselves.
static bool is_hosts_class(nx_value class) { return nx_is_foreign(class) && nx_isinstance(class, NX_OBJ(&nx_type_type)) > 0; }

static bool matches_itself(nx_value class) {
    if (nx_is_type(class)) return (NX_PTR(nx_type, class)->flags & NX_TYPE_MATCH_SELF) != 0;
    nx_type *const selves[] = {&nx_dict_type, &nx_list_type, &nx_tuple_type, &nx_str_type, &nx_int_type, &nx_float_type, &nx_set_type,
                               &nx_frozenset_type, &nx_bytes_type, &nx_bytearray_type};
    for (size_t i = 0; i < sizeof selves / sizeof *selves; i++)
        if (nx_issubclass(class, NX_OBJ(selves[i])) > 0) return true;
    return false;
}

// Attribute of the subject for a class pattern: 0 without an exception = does not match. Calls Python. The names are those
// of the positional sub-patterns, and of the others; attribute number `index` of all of them is wanted.
static nx_value pattern_attribute(nx_value subject, nx_value class, const nx_value *first, int64_t positional, const nx_value *names, int64_t index) {
    nx_value name = index < positional ? first[index] : names[index - positional];
    for (int64_t i = 0; i < index; i++) {
        nx_value before = i < positional ? first[i] : names[i - positional];
        if (before == name || nx_str_equal(NX_PTR(nx_str, before), NX_PTR(nx_str, name)))
            return nx_raisef(&nx_TypeError, "%U() got multiple sub-patterns for attribute %R", name_of_class(class), name);
    }
    return nx_getattr_optional(subject, NX_PTR(nx_str, name));
}

nx_value nx_match_class(nx_value subject, nx_value class_value, int64_t positional, nx_value names_value) {
    if (!nx_is_type(class_value) && !is_hosts_class(class_value))
        return nx_pending() ? NX_ERROR : nx_raisef(&nx_TypeError, "called match pattern must be a type");
    int matches = nx_isinstance(subject, class_value);
    if (matches <= 0)
        return matches ? NX_ERROR : NX_NONE;
    const nx_value class = class_value;
    const nx_tuple *names = NX_PTR(nx_tuple, names_value);
    nx_tuple *values = nx_tuple_new(positional + names->length);
    if (!values)
        return NX_ERROR;
    const nx_value *first = NULL; // names of the positional ones
    int64_t named = 0;
    if (positional > 0) {
        nx_value match_args = nx_getattr_optional(class, &nx_s___match_args__);
        if (!match_args && nx_pending())
            return NX_ERROR;
        bool itself = !match_args && matches_itself(class);
        if (match_args && !nx_is_exact(match_args, &nx_tuple_type))
            return nx_raisef(&nx_TypeError, "%U.__match_args__ must be a tuple (got %T)", name_of_class(class), match_args);
        int64_t allowed = itself ? 1 : match_args ? NX_PTR(nx_tuple, match_args)->length : 0;
        if (positional > allowed)
            return nx_raisef(&nx_TypeError, "%U() accepts %zd positional sub-pattern%s (%zd given)", name_of_class(class),
                             (size_t)allowed, allowed == 1 ? "" : "s", (size_t)positional);
        if (itself) {
            values->items[0] = subject;
        } else {
            first = NX_PTR(nx_tuple, match_args)->items;
            named = positional;
        }
        for (int64_t i = 0; i < named; i++) {
            if (!nx_is_exact_str(first[i]))
                return nx_raisef(&nx_TypeError, "__match_args__ elements must be strings (got %T)", first[i]);
            values->items[i] = pattern_attribute(subject, class, first, named, names->items, i);
            if (!values->items[i])
                return nx_pending() ? NX_ERROR : NX_NONE;
        }
    }
    for (int64_t i = 0; i < names->length; i++) {
        nx_value value = pattern_attribute(subject, class, first, named, names->items, named + i);
        if (!value)
            return nx_pending() ? NX_ERROR : NX_NONE;
        values->items[positional + i] = value;
    }
    return NX_OBJ(values);
}
