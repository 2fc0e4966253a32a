// What user classes have in their slots: functions that look the special method up on the type and call it.
#include "error.h"
#include "natrix.h"
#include "fast.h"
#include "places.h"
#include "slot_functions.h"

// ---- calling a special method ---------------------------------------------------------------------------------------------------

// What the class of values[0], self, holds is called.
static inline nx_value call_found(nx_type *type, nx_value method, size_t count, const nx_value *values) {
    if (NX_LIKELY(nx_is_exact(method, &nx_function_type))) {
        nx_function *function = NX_PTR(nx_function, method);
        if (NX_UNLIKELY(nx_check_stack())) return 0;
        if (NX_LIKELY((function->code->flags & NX_CODE_SIMPLE) && function->code->positional == count))
            return function->code->entry(function, values);
        return nx_call(method, count, values, 0);
    }
    if (nx_type_of(method)->flags & NX_TYPE_METHOD_DESCR) return nx_call(method, count, values, 0);
    nx_value bound = nx_bind(method, values[0], type);
    return bound ? nx_call(bound, count - 1, values + 1, 0) : 0;
}

// values[0] is self. Absent: 0 without an error.
static inline nx_value call_method(nx_str *name, size_t count, const nx_value *values) {
    nx_type *type = nx_type_of(values[0]);
    nx_value method = nx_type_lookup(type, name);
    return NX_LIKELY(method != 0) ? call_found(type, method, count, values) : 0;
}

// The same for slots that one of several methods has filled: a missing one is an AttributeError, as in CPython.
static nx_value call_required(nx_str *name, size_t count, const nx_value *values) {
    nx_value result = call_method(name, count, values);
    if (NX_UNLIKELY(!result) && !nx_pending()) nx_raise_attribute_error(values[0], name, "%U", NX_OBJ(name));
    return result;
}

static nx_value call_or_decline(nx_str *name, size_t count, const nx_value *values) {
    nx_value result = call_method(name, count, values);
    return result || nx_pending() ? result : NX_NOTIMPLEMENTED;
}

// The special methods of classes that were asked last, where they are compiled functions that take just positional arguments:
// loops, sorting, heaps and containers ask the same class again and again. Right for one class epoch.
enum { KNOWN_METHODS = 128 };
enum {
    HASH_METHOD = NX_GE + 1, LENGTH_METHOD, TRUTH_METHOD, CONTAINS_METHOD, ITER_METHOD, NEXT_METHOD, GETITEM_METHOD, SETITEM_METHOD,
    CALL_METHOD, INIT_METHOD, OPERATOR_METHOD // and the operators, then their reflected forms
};
static struct { const nx_type *type; int method; uint64_t epoch; nx_function *function; } known_methods[KNOWN_METHODS];

static NX_NOINLINE nx_function *look_up(nx_type *type, int method, nx_str *name, size_t count, size_t place) {
    nx_value found = nx_type_lookup(type, name);
    if (!found || !nx_is_exact(found, &nx_function_type)) return NULL;
    nx_function *function = NX_PTR(nx_function, found);
    if (!(function->code->flags & NX_CODE_SIMPLE) || function->code->positional != count) return NULL;
    known_methods[place].type = type;
    known_methods[place].method = method;
    known_methods[place].epoch = nx_class_epoch;
    known_methods[place].function = function;
    return function;
}

// NULL: it is not so simple. `method`: a comparison, or one of those above.
static inline nx_function *known_method(nx_type *type, int method, nx_str *name, size_t count) {
    size_t place = (((uintptr_t)type >> 4) * 7 + (size_t)method) % KNOWN_METHODS;
    nx_function *function = known_methods[place].function;
    if (NX_LIKELY(known_methods[place].type == type && known_methods[place].method == method &&
                  known_methods[place].epoch == nx_class_epoch && (function->code->flags & NX_CODE_SIMPLE) &&
                  function->code->positional == count)) // another __code__ may have been given to it
        return function;
    return look_up(type, method, name, count, place);
}

static inline nx_value call_function(nx_function *function, const nx_value *values) {
    return NX_UNLIKELY(nx_check_stack()) ? 0 : function->code->entry(function, values);
}

// As call_method, of a method that is asked for often.
static inline nx_value call_known(int method, nx_str *name, size_t count, const nx_value *values) {
    nx_function *known = known_method(nx_type_of(values[0]), method, name, count);
    return NX_LIKELY(known != NULL) ? call_function(known, values) : call_method(name, count, values);
}

static inline nx_value call_known_required(int method, nx_str *name, size_t count, const nx_value *values) {
    nx_function *known = known_method(nx_type_of(values[0]), method, name, count);
    return NX_LIKELY(known != NULL) ? call_function(known, values) : call_required(name, count, values);
}

static inline nx_value call_known_or_decline(int method, nx_str *name, size_t count, const nx_value *values) {
    nx_value result = call_known(method, name, count, values);
    return NX_LIKELY(result != 0) || nx_pending() ? result : NX_NOTIMPLEMENTED;
}

// ---- operators ----------------------------------------------------------------------------------------------------------------------

// Whether the right operand's class has a reflected method other than the one that the left operand's class has.
static bool overrides(nx_value left, nx_value right, nx_str *name) {
    nx_value theirs = nx_type_lookup(nx_type_of(right), name);
    return theirs && theirs != nx_type_lookup(nx_type_of(left), name);
}

static nx_value binary(nx_value left, nx_value right, int operation, nx_binary_slot slot, nx_str *name, nx_str *reflected) {
    nx_type *left_type = nx_type_of(left), *right_type = nx_type_of(right);
    bool try_right = left_type != right_type && right_type->binary[operation] == slot;
    if (left_type->binary[operation] == slot) {
        if (try_right && nx_is_subtype(right_type, left_type) && overrides(left, right, reflected)) {
            nx_value result = call_or_decline(reflected, 2, (nx_value[]){right, left});
            if (result != NX_NOTIMPLEMENTED) return result;
            try_right = false;
        }
        nx_value result = call_known_or_decline(OPERATOR_METHOD + operation, name, 2, (nx_value[]){left, right});
        if (result != NX_NOTIMPLEMENTED || left_type == right_type) return result;
    }
    int method = OPERATOR_METHOD + NX_BINARY_COUNT + operation;
    return try_right ? call_known_or_decline(method, reflected, 2, (nx_value[]){right, left}) : NX_NOTIMPLEMENTED;
}

#define DEFINE(op, name) \
    nx_value nx_slot_##name(nx_value left, nx_value right) { \
        return binary(left, right, op, nx_slot_##name, &nx_s___##name##__, &nx_s___r##name##__); \
    }
NX_BINARY_SLOTS(DEFINE)
#undef DEFINE

#define DEFINE(name) \
    nx_value nx_slot_i##name(nx_value left, nx_value right) { \
        return call_or_decline(&nx_s___i##name##__, 2, (nx_value[]){left, right}); \
    }
NX_INPLACE_SLOTS(DEFINE)
#undef DEFINE

nx_value nx_slot_power3(nx_value a, nx_value b, nx_value c) {
    if (nx_type_of(a)->power3 != nx_slot_power3) return NX_NOTIMPLEMENTED; // there is no reflected form
    return call_or_decline(&nx_s___pow__, 3, (nx_value[]){a, b, c});
}

#define DEFINE(name, key) \
    nx_value nx_slot_##name(nx_value self) { return call_required(&nx_s_##key, 1, &self); }
NX_UNARY_SLOTS(DEFINE)
#undef DEFINE

nx_value nx_slot_compare(nx_value left, nx_value right, int operation) {
    static nx_str *const names[] = {&nx_s___lt__, &nx_s___le__, &nx_s___eq__, &nx_s___ne__, &nx_s___gt__, &nx_s___ge__};
    nx_function *known = known_method(nx_type_of(left), operation, names[operation], 2);
    if (NX_LIKELY(known != NULL)) return call_function(known, (nx_value[]){left, right});
    nx_value method = nx_type_lookup(nx_type_of(left), names[operation]);
    if (method && !(nx_type_of(method)->flags & NX_TYPE_METHOD_DESCR)) { // a descriptor that raises has no comparison
        method = nx_bind(method, left, nx_type_of(left));
        if (method) return nx_call1(method, right);
        nx_error_clear();
        return NX_NOTIMPLEMENTED;
    }
    nx_value result = method ? call_found(nx_type_of(left), method, 2, (nx_value[]){left, right}) : 0;
    return result || nx_pending() ? result : NX_NOTIMPLEMENTED;
}

// What __hash__ gave; 0: an exception is pending.
static bool take_hash(nx_value result, int64_t *hash) {
    if (!result) return false;
    if (NX_LIKELY(nx_is_small_int(result))) {
        *hash = nx_small_int(result);
        if (*hash == -1) *hash = -2;
        return true;
    }
    if (!nx_is_int(result)) return nx_failf(&nx_TypeError, "__hash__ method should return an integer");
    if (!nx_int_try_i64(result, hash)) return nx_hash(result, hash);
    if (*hash == -1) *hash = -2;
    return true;
}

bool nx_slot_hash(nx_value self, int64_t *hash) {
    nx_function *known = known_method(nx_type_of(self), HASH_METHOD, &nx_s___hash__, 1);
    if (NX_LIKELY(known && known->code->machine_hash)) {
        if (NX_UNLIKELY(nx_check_stack())) return false;
        int64_t result = known->code->machine_hash(known, self);
        if (NX_LIKELY(!nx_is_other_i64(result))) {
            *hash = result == -1 ? -2 : result;
            return true;
        }
        return take_hash(nx_take_other(), hash);
    }
    nx_value method = nx_type_lookup(nx_type_of(self), &nx_s___hash__);
    if (method == NX_NONE) return nx_hash_not_implemented(self, hash);
    nx_value result = method ? call_found(nx_type_of(self), method, 1, &self) : call_required(&nx_s___hash__, 1, &self);
    return take_hash(result, hash);
}

int nx_slot_truth(nx_value self) {
    nx_value result = call_known_required(TRUTH_METHOD, &nx_s___bool__, 1, &self);
    if (!result) return -1;
    if (!nx_is_bool(result)) {
        nx_raisef(&nx_TypeError, "__bool__ should return bool, returned %T", result);
        return -1;
    }
    return result == NX_TRUE;
}

// ---- calls and construction -------------------------------------------------------------------------------------------------------------

static nx_value call_with_self(nx_value callee, nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    size_t total = nargs + nx_keyword_count(kwnames);
    nx_value values[total + 1];
    values[0] = self;
    nx_copy_few(values + 1, args, total);
    return nx_call(callee, nargs + 1, values, kwnames);
}

nx_value nx_slot_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_type *type = nx_type_of(self);
    nx_function *known = kwnames ? NULL : known_method(type, CALL_METHOD, &nx_s___call__, nargs + 1);
    if (NX_LIKELY(known != NULL)) {
        nx_value values[nargs + 1];
        values[0] = self;
        nx_copy_few(values + 1, args, nargs);
        nx_value result = call_function(known, values);
        __asm__ volatile("" : "+r"(result)); // no tail call: the values are here
        return result;
    }
    nx_value method = nx_type_lookup(type, &nx_s___call__);
    if (!method) return nx_pending() ? 0 : nx_raisef(&nx_TypeError, "'%T' object is not callable", self);
    if (nx_check_stack()) return 0;
    if (nx_type_of(method)->flags & NX_TYPE_METHOD_DESCR) return call_with_self(method, self, nargs, args, kwnames);
    nx_value bound = nx_bind(method, self, type);
    nx_value result = bound ? nx_call(bound, nargs, args, kwnames) : 0;
    __asm__ volatile("" : "+r"(result)); // no tail call: __call__ may be an object of the class itself
    return result;
}

nx_value nx_slot_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value method = nx_type_getattr(NX_OBJ(cls), NX_OBJ(&nx_s___new__));
    return method ? call_with_self(method, NX_OBJ(cls), nargs, args, kwnames) : 0;
}

bool nx_slot_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_type *type = nx_type_of(self);
    nx_function *known = kwnames ? NULL : known_method(type, INIT_METHOD, &nx_s___init__, nargs + 1);
    nx_value method = known ? NX_OBJ(known) : nx_type_lookup(type, &nx_s___init__);
    nx_value result;
    if (!method) return !nx_pending();
    if (nx_check_stack()) return false;
    if (NX_LIKELY(known != NULL)) {
        nx_value values[nargs + 1];
        values[0] = self;
        nx_copy_few(values + 1, args, nargs);
        result = known->code->entry(known, values);
    } else if (nx_type_of(method)->flags & NX_TYPE_METHOD_DESCR) {
        result = call_with_self(method, self, nargs, args, kwnames);
    } else {
        nx_value bound = nx_bind(method, self, type);
        result = bound ? nx_call(bound, nargs, args, kwnames) : 0;
    }
    if (NX_LIKELY(result == NX_NONE)) return true;
    return result && nx_failf(&nx_TypeError, "__init__() should return None, not '%T'", result);
}

void nx_slot_finalize(nx_value self) {
    nx_value error = nx_error_take();
    if (!call_method(&nx_s___del__, 1, &self) && nx_pending())
        nx_print_unraisable(NULL, nx_type_lookup(nx_type_of(self), &nx_s___del__));
    if (error) nx_error_restore(error);
}

// ---- attributes and descriptors ------------------------------------------------------------------------------------------------------------

void nx_attribute_error_context(nx_value object, nx_value name) {
    if (!nx_error_matches(&nx_AttributeError)) return;
    nx_exception *error = NX_EXCEPTION(nx_state.error);
    if (nx_is_exception(object)) nx_expose_exception(object);
    if (error->extra[NX_ATTRIBUTE_NAME] || error->extra[NX_ATTRIBUTE_OBJ]) return;
    error->extra[NX_ATTRIBUTE_NAME] = name;
    error->extra[NX_ATTRIBUTE_OBJ] = object;
}

nx_value nx_slot_getattr_fallback(nx_value self, nx_value name) {
    nx_value value = call_required(&nx_s___getattr__, 2, (nx_value[]){self, name});
    if (NX_UNLIKELY(!value)) nx_attribute_error_context(self, name);
    return value;
}

nx_value nx_slot_getattr_hook(nx_value self, nx_value name) {
    nx_type *type = nx_type_of(self);
    nx_value method = nx_type_lookup(type, &nx_s___getattribute__), value;
    bool generic = method == nx_type_lookup(&nx_object_type, &nx_s___getattribute__);
    if (nx_check_stack()) return 0;
    if (generic && nx_is_str(name)) {
        nx_value unique = nx_str_intern(name);
        value = unique ? nx_find_attribute(self, NX_PTR(nx_str, unique)) : 0;
    } else {
        value = call_method(&nx_s___getattribute__, 2, (nx_value[]){self, name});
    }
    if (NX_LIKELY(value != 0)) return value;
    if (nx_pending()) {
        if (!nx_error_matches(&nx_AttributeError) || !nx_type_lookup(type, &nx_s___getattr__)) return 0;
        nx_error_clear();
    }
    return nx_slot_getattr_fallback(self, name);
}

bool nx_slot_setattr(nx_value self, nx_value name, nx_value value) {
    if (value) return call_required(&nx_s___setattr__, 3, (nx_value[]){self, name, value}) != 0;
    return call_required(&nx_s___delattr__, 2, (nx_value[]){self, name}) != 0;
}

nx_value nx_slot_get(nx_value self, nx_value instance, nx_value owner) {
    return call_required(&nx_s___get__, 3, (nx_value[]){self, instance ? instance : NX_NONE, owner ? owner : NX_NONE});
}

bool nx_slot_set(nx_value self, nx_value instance, nx_value value) {
    if (value) return call_required(&nx_s___set__, 3, (nx_value[]){self, instance, value}) != 0;
    return call_required(&nx_s___delete__, 2, (nx_value[]){self, instance}) != 0;
}

// ---- containers and iteration ----------------------------------------------------------------------------------------------------------------

nx_value nx_slot_iter(nx_value self) {
    nx_function *known = known_method(nx_type_of(self), ITER_METHOD, &nx_s___iter__, 1);
    if (NX_LIKELY(known != NULL)) return call_function(known, &self);
    nx_value method = nx_type_lookup(nx_type_of(self), &nx_s___iter__);
    if (method == NX_NONE) return nx_raisef(&nx_TypeError, "'%T' object is not iterable", self);
    return method ? call_found(nx_type_of(self), method, 1, &self) : call_required(&nx_s___iter__, 1, &self);
}

nx_value nx_slot_next(nx_value self) {
    nx_value item = call_known_required(NEXT_METHOD, &nx_s___next__, 1, &self), value;
    if (NX_UNLIKELY(!item) && nx_error_take_stop_iteration(&value)) return NX_STOP;
    return item;
}

bool nx_slot_length(nx_value self, int64_t *length) {
    nx_value result = call_known_required(LENGTH_METHOD, &nx_s___len__, 1, &self);
    if (!result) return false;
    if (NX_LIKELY(nx_is_small_int(result)) && NX_LIKELY(nx_small_int(result) >= 0)) {
        *length = nx_small_int(result);
        return true;
    }
    if (!nx_is_int(result) && !(result = nx_index(result))) return false;
    if (nx_int_sign(result) < 0) return nx_failf(&nx_ValueError, "__len__() should return >= 0");
    return nx_to_index(result, length, false) ||
           (nx_error_clear(), nx_failf(&nx_OverflowError, "cannot fit 'int' into an index-sized integer"));
}

nx_value nx_slot_getitem(nx_value self, nx_value key) {
    return call_known_required(GETITEM_METHOD, &nx_s___getitem__, 2, (nx_value[]){self, key});
}

bool nx_slot_setitem(nx_value self, nx_value key, nx_value value) {
    if (value) {
        nx_value values[] = {self, key, value};
        nx_function *known = known_method(nx_type_of(self), SETITEM_METHOD, &nx_s___setitem__, 3);
        if (NX_LIKELY(known != NULL)) return call_function(known, values) != 0;
        // A class that only has a __delitem__ of its own stores as its base does.
        nx_value method = nx_type_lookup(nx_type_of(self), &nx_s___setitem__);
        if (method && nx_is_exact(method, &nx_wrapper_descriptor_type))
            return ((nx_set_slot)NX_PTR(nx_wrapper_descriptor, method)->function)(self, key, value);
        if (NX_LIKELY(method != 0)) return call_found(nx_type_of(self), method, 3, values) != 0;
        return call_required(&nx_s___setitem__, 3, values) != 0;
    }
    return call_required(&nx_s___delitem__, 2, (nx_value[]){self, key}) != 0;
}

int nx_slot_contains(nx_value self, nx_value item) {
    nx_value values[] = {self, item};
    nx_function *known = known_method(nx_type_of(self), CONTAINS_METHOD, &nx_s___contains__, 2);
    if (NX_LIKELY(known != NULL)) {
        nx_value found = call_function(known, values);
        return found ? nx_truth(found) : -1;
    }
    nx_value method = nx_type_lookup(nx_type_of(self), &nx_s___contains__);
    if (method == NX_NONE) {
        nx_raisef(&nx_TypeError, "'%T' object is not a container", self);
        return -1;
    }
    nx_value result = method ? call_found(nx_type_of(self), method, 2, values) : call_required(&nx_s___contains__, 2, values);
    return result ? nx_truth(result) : -1;
}
