// The one header that generated code includes: prototypes of the primitives, and the inline fast paths of those that
// have one. What an inline part does not handle goes to a function named nx_<name>_slow, out of line.
#ifndef NATRIX_H
#define NATRIX_H

// gcc's points-to analysis walks the constants of the whole file for each function (four times the time for a file of 300
// small functions) and gains nothing, since calls of the runtime may change everything.
// Only in generated code, which includes nothing before.
#if defined __GNUC__ && !defined __clang__ && !defined NX_VALUE_H
#pragma GCC optimize("no-tree-pta")
#endif

#include "value.h"
#include "object.h"
#include "api.h"
#include "alloc.h"
#include "layout.h"
#include "cache.h"
#include "callable.h"
#include "iterators.h"

// ---- prototypes ------------------------------------------------------------------------------------------------------

#define NX_ITEMS size_t count, const nx_value *items
#define PRIM(result, name, parameters, effects, failure) result nx_##name parameters;
#define PRIM_INLINE(result, name, parameters, effects, failure) static inline result nx_##name parameters;
#include "primitives.def"
#include "fast.def"
#undef PRIM
#undef PRIM_INLINE

nx_value nx_add_slow(nx_value left, nx_value right), nx_sub_slow(nx_value left, nx_value right),
    nx_mul_slow(nx_value left, nx_value right), nx_truediv_slow(nx_value left, nx_value right),
    nx_floordiv_slow(nx_value left, nx_value right), nx_mod_slow(nx_value left, nx_value right);
int nx_compare_truth(nx_value left, nx_value right, int operation); // of `left < right` as a condition; -1 on error
// build_class for a statement that runs once, whose layout was predicted.
nx_value nx_build_class_laid_out(nx_value body, nx_value name, nx_value bases, nx_value keywords, nx_value attributes,
                                 nx_layout *layout);
nx_value nx_load_attr_slow(nx_value object, nx_str *name, nx_cache *cache);
bool nx_store_attr_slow(nx_value object, nx_str *name, nx_value value, nx_cache *cache);
nx_value nx_load_method_slow(nx_value object, nx_str *name, nx_cache *cache, nx_value *self);
nx_value nx_call_loaded_slow(nx_value callee, size_t count, const nx_value *items);
nx_value nx_load_builtin(nx_str *name, nx_cache *cache);
nx_value nx_raise_unbound_local(nx_str *name);
nx_value nx_raise_unbound_cell(nx_str *name, int is_free);
bool nx_stack_event(void); // what a stack check found: finalizers to run, a signal, too deep a recursion; true = error
bool nx_poll_event(void);  // the same for a loop's back edge; false = error
nx_value nx_make_static_function(nx_function *object, const nx_code *code, nx_dict *globals, nx_value defaults,
                                 nx_value keyword_defaults, nx_value annotations);
// The function of a comprehension, with its cells: only what is needed to run.
nx_value nx_make_comprehension(const nx_code *code, nx_dict *globals, size_t count, const nx_value *cells);
NX_COLD nx_value nx_fail_at(const nx_code *code, uint32_t position, nx_dict *globals); // a traceback entry; returns 0
// An exception leaves an inlined generator expression: StopIteration becomes RuntimeError.
NX_COLD void nx_leave_inlined_generator(void);
nx_generator *nx_generator_new(nx_function *self, nx_value (*resume)(nx_generator *, nx_value), uint32_t frame_slots,
                               nx_type *type);

// Changes when a class is modified in a way that can turn a cached method or instance slot wrong; see attribute.c.
extern NX_OWN uint64_t nx_class_epoch;
extern NX_OWN nx_dict *nx_builtins;

// ---- the stack -------------------------------------------------------------------------------------------------------

// Where the stack is, without a frame pointer that functions would keep only to ask.
static inline char *nx_stack_pointer(void) {
    char *pointer;
#if defined(__x86_64__)
    __asm__("movq %%rsp, %0" : "=r"(pointer));
#elif defined(__aarch64__)
    __asm__("mov %0, sp" : "=r"(pointer));
#else
    pointer = (char *)__builtin_frame_address(0);
#endif
    return pointer;
}

// true: RecursionError (or what a signal handler raised) is pending.
static inline bool nx_check_stack(void) {
    return NX_UNLIKELY(nx_stack_pointer() < nx_state.stack_limit) && nx_stack_event();
}
static inline bool nx_poll(void) {
    return NX_LIKELY(nx_stack_pointer() >= nx_state.stack_limit) || nx_poll_event();
}
static inline bool nx_guard_quiet(void) { return nx_state.loop_event == 0; }
static inline bool nx_guard_awake(void) { return *(volatile int *)&nx_state.loop_event == 0; }

// ---- arithmetic: small ints, and floats that tag themselves ------------------------------------------------------------

static inline bool nx_are_tagged_floats(nx_value a, nx_value b) { return nx_is_tagged_float(a) && nx_is_tagged_float(b); }

static inline nx_value nx_add(nx_value left, nx_value right) {
    int64_t sum; // (4x + 1 - 1) + (4y + 1): leaving 64 bits is leaving the 62 of an int
    if (NX_LIKELY(nx_are_small_ints(left, right))) {
        if (NX_LIKELY(!__builtin_add_overflow((int64_t)(left - 1), (int64_t)right, &sum))) return (nx_value)sum;
    } else if (nx_are_tagged_floats(left, right)) {
        return nx_from_double(nx_tagged_float(left) + nx_tagged_float(right));
    }
    return nx_add_slow(left, right);
}

static inline nx_value nx_sub(nx_value left, nx_value right) {
    int64_t difference;
    if (NX_LIKELY(nx_are_small_ints(left, right))) {
        if (NX_LIKELY(!__builtin_sub_overflow((int64_t)left, (int64_t)(right - 1), &difference)))
            return (nx_value)difference;
    } else if (nx_are_tagged_floats(left, right)) {
        return nx_from_double(nx_tagged_float(left) - nx_tagged_float(right));
    }
    return nx_sub_slow(left, right);
}

static inline nx_value nx_mul(nx_value left, nx_value right) {
    int64_t product;
    if (NX_LIKELY(nx_are_small_ints(left, right))) {
        if (NX_LIKELY(!__builtin_mul_overflow(nx_small_int(left), (int64_t)(right - 1), &product)))
            return (nx_value)(product + 1);
    } else if (nx_are_tagged_floats(left, right)) {
        return nx_from_double(nx_tagged_float(left) * nx_tagged_float(right));
    }
    return nx_mul_slow(left, right);
}

static inline nx_value nx_truediv(nx_value left, nx_value right) {
    if (nx_are_tagged_floats(left, right)) return nx_from_double(nx_tagged_float(left) / nx_tagged_float(right));
    return nx_truediv_slow(left, right);
}

static inline nx_value nx_floordiv(nx_value left, nx_value right) {
    if (NX_LIKELY(nx_are_small_ints(left, right)) && NX_LIKELY(right != NX_INT(0))) {
        int64_t x = nx_small_int(left), y = nx_small_int(right), quotient = x / y;
        if (x % y != 0 && (x ^ y) < 0) quotient--;
        if (NX_LIKELY(quotient <= NX_INT_MAX)) return nx_from_small_int(quotient);
    }
    return nx_floordiv_slow(left, right);
}

static inline nx_value nx_mod(nx_value left, nx_value right) {
    if (NX_LIKELY(nx_are_small_ints(left, right)) && NX_LIKELY(right != NX_INT(0))) {
        int64_t x = nx_small_int(left), y = nx_small_int(right), rest = x % y;
        return nx_from_small_int(rest != 0 && (rest ^ y) < 0 ? rest + y : rest);
    }
    return nx_mod_slow(left, right);
}

static inline nx_value nx_lshift(nx_value left, nx_value right) {
    if (NX_LIKELY(nx_are_small_ints(left, right))) {
        int64_t n = nx_small_int(left), places = nx_small_int(right);
        if (places >= 0 && places < 62) {
            int64_t shifted = (int64_t)((uint64_t)n << places);
            if (NX_LIKELY((shifted >> places) == n && nx_fits_small_int(shifted))) return nx_from_small_int(shifted);
        }
    }
    return nx_binary(NX_LSHIFT, left, right);
}

static inline nx_value nx_rshift(nx_value left, nx_value right) {
    if (NX_LIKELY(nx_are_small_ints(left, right)) && NX_LIKELY((int64_t)right >= 0)) {
        int64_t places = nx_small_int(right);
        return nx_from_small_int(nx_small_int(left) >> (places < 63 ? places : 63));
    }
    return nx_binary(NX_RSHIFT, left, right);
}

static inline nx_value nx_and(nx_value left, nx_value right) {
    return NX_LIKELY(nx_are_small_ints(left, right)) ? left & right : nx_binary(NX_AND, left, right);
}
static inline nx_value nx_or(nx_value left, nx_value right) {
    return NX_LIKELY(nx_are_small_ints(left, right)) ? left | right : nx_binary(NX_OR, left, right);
}
static inline nx_value nx_xor(nx_value left, nx_value right) {
    return NX_LIKELY(nx_are_small_ints(left, right)) ? (left ^ right) | 1 : nx_binary(NX_XOR, left, right);
}

// In place: numbers have nothing to change in place.
static inline bool nx_are_numbers(nx_value a, nx_value b) {
    return nx_are_small_ints(a, b) || nx_are_tagged_floats(a, b);
}
#define NX_DEFINE_INPLACE(name, operation) \
    static inline nx_value nx_i##name(nx_value left, nx_value right) { \
        return NX_LIKELY(nx_are_numbers(left, right)) ? nx_##name(left, right) : nx_inplace(operation, left, right); \
    }
NX_DEFINE_INPLACE(add, NX_ADD)
NX_DEFINE_INPLACE(sub, NX_SUB)
NX_DEFINE_INPLACE(mul, NX_MUL)
NX_DEFINE_INPLACE(truediv, NX_TRUEDIV)
NX_DEFINE_INPLACE(lshift, NX_LSHIFT)
NX_DEFINE_INPLACE(rshift, NX_RSHIFT)
NX_DEFINE_INPLACE(and, NX_AND)
NX_DEFINE_INPLACE(xor, NX_XOR)
NX_DEFINE_INPLACE(or, NX_OR)
#undef NX_DEFINE_INPLACE
// Those whose error message tells the two forms apart: only what cannot fail is shared.
static inline nx_value nx_ifloordiv(nx_value left, nx_value right) {
    return nx_are_small_ints(left, right) && right != NX_INT(0) ? nx_floordiv(left, right)
                                                                : nx_inplace(NX_FLOORDIV, left, right);
}
static inline nx_value nx_imod(nx_value left, nx_value right) {
    return nx_are_small_ints(left, right) && right != NX_INT(0) ? nx_mod(left, right) : nx_inplace(NX_MOD, left, right);
}

// ---- comparisons and conditions ------------------------------------------------------------------------------------------

// Tagging keeps the order of ints.
#define NX_DEFINE_COMPARE(name, operator, operation) \
    static inline nx_value nx_##name(nx_value left, nx_value right) { \
        if (NX_LIKELY(nx_are_small_ints(left, right))) return nx_from_bool((int64_t)left operator (int64_t)right); \
        if (nx_are_tagged_floats(left, right)) \
            return nx_from_bool(nx_tagged_float(left) operator nx_tagged_float(right)); \
        return nx_compare(left, right, operation); \
    } \
    static inline int nx_##name##_truth(nx_value left, nx_value right) { \
        if (NX_LIKELY(nx_are_small_ints(left, right))) return (int64_t)left operator (int64_t)right; \
        if (nx_are_tagged_floats(left, right)) return nx_tagged_float(left) operator nx_tagged_float(right); \
        return nx_compare_truth(left, right, operation); \
    }
NX_DEFINE_COMPARE(lt, <, NX_LT)
NX_DEFINE_COMPARE(le, <=, NX_LE)
NX_DEFINE_COMPARE(eq, ==, NX_EQ)
NX_DEFINE_COMPARE(ne, !=, NX_NE)
NX_DEFINE_COMPARE(gt, >, NX_GT)
NX_DEFINE_COMPARE(ge, >=, NX_GE)
#undef NX_DEFINE_COMPARE

static inline int nx_truth_of(nx_value value) {
    if (value == NX_TRUE) return 1;
    if (value == NX_FALSE || value == NX_NONE) return 0;
    if (nx_is_small_int(value)) return value != NX_INT(0);
    return nx_truth(value);
}
static inline bool nx_is_same(nx_value left, nx_value right) { return left == right; }
static inline bool nx_left_first(nx_value left, nx_value right) {
    const nx_type *type = nx_type_of(left), *other = nx_type_of(right);
    return NX_LIKELY(type == other) || !nx_is_subtype(other, type);
}
static inline nx_value nx_bool_of(bool condition) { return nx_from_bool(condition); }
static inline bool nx_not_of(bool condition) { return !condition; }

// ---- large ints that nobody else has -------------------------------------------------------------------------------------
// Operations on what the program uses only once, an int perhaps: who makes a large one remembers it, who takes it gives its
// memory back. part: 1, the result is used once only; 2 and 4, the left and the right operand was.
void nx_temporary_made(nx_value result, nx_value left, nx_value right);
void nx_temporary_taken(nx_value operand, nx_value other, nx_value result);
static inline bool nx_is_large_int(nx_value v) {
    return nx_is_pointer(v) && v != 0 && nx_shape_of(v) == &nx_int_type.root;
}
static inline void nx_use_temporaries(nx_value result, nx_value left, nx_value right, int part) {
    if ((part & 1) && NX_UNLIKELY(nx_is_large_int(result))) nx_temporary_made(result, left, right);
    if ((part & 2) && NX_UNLIKELY(nx_is_large_int(left))) nx_temporary_taken(left, right, result);
    if ((part & 4) && NX_UNLIKELY(nx_is_large_int(right))) nx_temporary_taken(right, left, result);
}
#define NX_DEFINE_TEMPORARIES(type, name, result_is)                                             \
    static inline type nx_##name##_temporaries(nx_value left, nx_value right, int part) {        \
        type result = nx_##name(left, right);                                                    \
        if (NX_UNLIKELY(!nx_are_small_ints(left, right) || !(result_is)))                        \
            nx_use_temporaries(sizeof(type) == sizeof(nx_value) ? (nx_value)result : 0, left, right, part); \
        return result;                                                                           \
    }
#define NX_IS_SMALL nx_is_small_int(result)
NX_DEFINE_TEMPORARIES(nx_value, add, NX_IS_SMALL)
NX_DEFINE_TEMPORARIES(nx_value, sub, NX_IS_SMALL)
NX_DEFINE_TEMPORARIES(nx_value, mul, NX_IS_SMALL)
NX_DEFINE_TEMPORARIES(nx_value, floordiv, NX_IS_SMALL)
NX_DEFINE_TEMPORARIES(nx_value, mod, NX_IS_SMALL)
NX_DEFINE_TEMPORARIES(nx_value, iadd, NX_IS_SMALL)
NX_DEFINE_TEMPORARIES(nx_value, isub, NX_IS_SMALL)
NX_DEFINE_TEMPORARIES(nx_value, imul, NX_IS_SMALL)
NX_DEFINE_TEMPORARIES(int, lt_truth, true)
NX_DEFINE_TEMPORARIES(int, le_truth, true)
NX_DEFINE_TEMPORARIES(int, gt_truth, true)
NX_DEFINE_TEMPORARIES(int, ge_truth, true)
NX_DEFINE_TEMPORARIES(int, eq_truth, true)
NX_DEFINE_TEMPORARIES(int, ne_truth, true)
#undef NX_IS_SMALL
#undef NX_DEFINE_TEMPORARIES

// ---- attributes ------------------------------------------------------------------------------------------------------------

// A cache whose version is the class epoch knows for objects of its shape: with slot > 0, the byte offset of the value
// in the object (0 there: unbound); with slot == 0, that the class holds `value`, a function, and the instance does not
// hide it.
static inline bool nx_cache_hit(nx_value object, const nx_cache *cache) {
    return nx_is_pointer(object) && nx_shape_of(object) == cache->shape && cache->version == nx_class_epoch;
}

static inline nx_value nx_load_attr(nx_value object, nx_str *name, nx_cache *cache) {
    if (NX_LIKELY(nx_cache_hit(object, cache)) && NX_LIKELY(cache->slot > 0)) {
        nx_value value = *NX_PTR(nx_value, object + (uint32_t)cache->slot);
        if (NX_LIKELY(value != 0)) return value;
    }
    return nx_load_attr_slow(object, name, cache);
}

static inline bool nx_store_attr(nx_value object, nx_str *name, nx_value value, nx_cache *cache) {
    if (NX_LIKELY(nx_cache_hit(object, cache))) {
        *NX_PTR(nx_value, object + (uint32_t)cache->slot) = value;
        NX_PTR(nx_header, object)->shape = cache->next; // the same shape, or the one with this attribute added
        return true;
    }
    return nx_store_attr_slow(object, name, value, cache);
}

// The callable that `object.name` is; *self = object when that is to become its first argument, else 0.
static inline nx_value nx_load_method(nx_value object, nx_str *name, nx_cache *cache, nx_value *self) {
    if (NX_LIKELY(nx_cache_hit(object, cache)) && NX_LIKELY(cache->slot == 0)) {
        *self = object;
        return cache->value;
    }
    return nx_load_method_slow(object, name, cache, self);
}

// The same of what a global names, which is a module as a rule: `math.sqrt`.
static inline nx_value nx_load_method_of_global(nx_value object, nx_str *name, nx_cache *cache, nx_value *self) {
    if (NX_LIKELY(cache->kind == NX_CACHE_MODULE && cache->shape == NX_PTR(nx_shape, object))) {
        const nx_dict *dict = NX_PTR(nx_module, object)->dict;
        const nx_dict_entry *entry = &dict->entries[cache->version];
        if (NX_LIKELY((int64_t)cache->version < dict->used && entry->key == NX_OBJ(name) && entry->value)) {
            *self = NX_ABSENT;
            return entry->value;
        }
    }
    return nx_load_method(object, name, cache, self);
}

// ---- subscripts --------------------------------------------------------------------------------------------------------------

static inline nx_value nx_subscript(nx_value object, nx_value key) {
    if (NX_LIKELY(nx_is_pointer(object)) && nx_is_small_int(key)) {
        int64_t index = nx_small_int(key);
        if (NX_LIKELY(nx_shape_of(object) == &nx_list_type.root)) {
            nx_list *list = NX_PTR(nx_list, object);
            if (index < 0) index += list->length;
            if (NX_LIKELY((uint64_t)index < (uint64_t)list->length)) return list->items[index];
        } else if (nx_shape_of(object) == &nx_tuple_type.root) {
            nx_tuple *tuple = NX_PTR(nx_tuple, object);
            if (index < 0) index += tuple->length;
            if (NX_LIKELY((uint64_t)index < (uint64_t)tuple->length)) return tuple->items[index];
        } else if (nx_shape_of(object) == &nx_str_type.root) {
            nx_str *string = NX_PTR(nx_str, object);
            if (index < 0) index += string->length;
            if (NX_LIKELY((uint64_t)index < (uint64_t)string->length && string->kind == 1))
                return NX_OBJ(&nx_latin1[((const uint8_t *)string->data)[index]]);
        }
    }
    return nx_getitem(object, key);
}

static inline bool nx_store_subscript(nx_value object, nx_value key, nx_value value) {
    if (NX_LIKELY(nx_is_exact(object, &nx_list_type)) && NX_LIKELY(nx_is_small_int(key))) {
        nx_list *list = NX_PTR(nx_list, object);
        int64_t index = nx_small_int(key);
        if (index < 0) index += list->length;
        if (NX_LIKELY((uint64_t)index < (uint64_t)list->length)) {
            list->items[index] = value;
            return true;
        }
    }
    return nx_setitem(object, key, value);
}

static inline bool nx_list_add(nx_value list_, nx_value item) {
    nx_list *list = NX_PTR(nx_list, list_);
    if (NX_LIKELY(list->length < list->capacity)) {
        list->items[list->length++] = item;
        return true;
    }
    return nx_list_push(list, item);
}

// ---- calls ---------------------------------------------------------------------------------------------------------------------

static inline nx_value nx_call_values(nx_value callee, size_t count, const nx_value *items) {
    if (NX_LIKELY(nx_is_exact(callee, &nx_function_type))) {
        nx_function *function = NX_PTR(nx_function, callee);
        if (NX_LIKELY((function->code->flags & NX_CODE_SIMPLE) && function->code->positional == count))
            return function->code->entry(function, items);
    }
    return nx_call(callee, count, items, 0);
}

static inline nx_value nx_call_loaded(nx_value callee, size_t count, const nx_value *items) {
    size_t skip = items[0] == NX_ABSENT;
    if (NX_LIKELY(nx_is_exact(callee, &nx_function_type))) {
        nx_function *function = NX_PTR(nx_function, callee);
        if (NX_LIKELY((function->code->flags & NX_CODE_SIMPLE) && function->code->positional == count - skip))
            return function->code->entry(function, items + skip);
    }
    return nx_call_loaded_slow(callee, count, items);
}

// ---- iteration -------------------------------------------------------------------------------------------------------------------

// A tuple that is only yielded: who takes it apart at once gets always the same one.
nx_value nx_generator_next_unpacked(nx_value generator);
nx_value nx_yield_first_row(nx_generator *self, size_t count, const nx_value *items);
static inline nx_value nx_yielded_tuple(nx_generator *self, size_t count, const nx_value *items) {
    if (!self->unpacks) return nx_build_tuple(count, items);
    if (NX_UNLIKELY(!self->row || (size_t)self->row->length != count)) return nx_yield_first_row(self, count, items);
    for (size_t i = 0; i < count; i++) self->row->items[i] = items[i];
    return NX_OBJ(self->row);
}

// The items of what loops meet most, without a call.
static inline nx_value nx_iter_next_or(nx_value iterator, nx_value (*next)(nx_value iterator)) {
    if (NX_LIKELY(nx_is_pointer(iterator))) {
        nx_shape *shape = nx_shape_of(iterator);
        if (shape == &nx_list_iterator_type.root) {
            nx_list_iterator *state = NX_PTR(nx_list_iterator, iterator);
            nx_list *list = NX_PTR(nx_list, state->list);
            if (NX_LIKELY(list != NULL) && NX_LIKELY(state->index < list->length)) return list->items[state->index++];
        } else if (shape == &nx_range_iterator_type.root) {
            nx_range_iterator *state = NX_PTR(nx_range_iterator, iterator);
            if (NX_LIKELY(state->left > 0)) {
                int64_t number = state->next;
                state->left--;
                state->next = number + state->step;
                return nx_from_small_int(number);
            }
            return NX_STOP;
        } else if (shape == &nx_generator_type.root) {
            return nx_generator_next(iterator);
        }
    }
    return next(iterator);
}
static inline nx_value nx_iter_next(nx_value iterator) { return nx_iter_next_or(iterator, nx_next); }
static inline nx_value nx_iter_next_unpacked(nx_value iterator) {
    if (nx_is_exact(iterator, &nx_generator_type)) return nx_generator_next_unpacked(iterator);
    return nx_iter_next_or(iterator, nx_unpacked_next);
}

// The next item of a generator whose function handles no exceptions and delegates to no other, by the resume function of
// its frames; of anything else as usual.
extern NX_OWN nx_generator *nx_generator_running;
nx_value nx_generator_ended(nx_generator *self, nx_value result); // it has returned this, or failed: NX_STOP or the error
static inline nx_value nx_resume_by(nx_value iterator, nx_value (*resume)(nx_generator *, nx_value), bool unpacks) {
    if (NX_LIKELY(nx_is_exact(iterator, &nx_generator_type))) {
        nx_generator *self = NX_PTR(nx_generator, iterator);
        if (NX_LIKELY(self->resume == resume) && NX_LIKELY(!self->running && self->state >= 0) &&
            NX_LIKELY((char *)__builtin_frame_address(0) >= nx_state.stack_limit)) {
            nx_generator *outer = nx_generator_running;
            nx_generator_running = self;
            self->running = true;
            self->unpacks = unpacks;
            nx_value result = resume(self, NX_NONE);
            self->running = self->unpacks = false;
            nx_generator_running = outer;
            return NX_LIKELY(self->state != NX_GENERATOR_DONE) ? result : nx_generator_ended(self, result);
        }
    }
    return unpacks ? nx_iter_next_unpacked(iterator) : nx_iter_next(iterator);
}
// As the row says it; the emitter has the resume function in place of the code.
static inline nx_value nx_resume_known(nx_value iterator, const nx_code *code, int unpacks) {
    (void)code;
    return unpacks ? nx_iter_next_unpacked(iterator) : nx_iter_next(iterator);
}
static inline bool nx_is_stop(nx_value item) { return item == NX_STOP; }

// ---- names -------------------------------------------------------------------------------------------------------------------------

static inline nx_value nx_load_global(nx_dict *globals, int64_t position, nx_str *name, nx_cache *cache) {
    nx_value value = globals->entries[position].value;
    if (NX_LIKELY(value != 0)) return value;
    // kind 1: the builtins have the name in entry `slot`, as long as no key comes or goes
    if (NX_LIKELY(cache->kind == 1 && cache->version == nx_builtins->version)) {
        value = nx_builtins->entries[cache->slot].value;
        if (NX_LIKELY(value != 0)) return value;
    }
    return nx_load_builtin(name, cache);
}
bool nx_find_builtin(nx_str *name, nx_cache *cache, nx_value *result); // false: there is none; nothing is raised
static inline bool nx_find_global(nx_dict *globals, int64_t position, nx_str *name, nx_cache *cache, nx_value *result) {
    *result = globals->entries[position].value;
    if (NX_LIKELY(*result != 0)) return true;
    if (NX_LIKELY(cache->kind == 1 && cache->version == nx_builtins->version)) {
        *result = nx_builtins->entries[cache->slot].value;
        if (NX_LIKELY(*result != 0)) return true;
    }
    return nx_find_builtin(name, cache, result);
}

bool nx_bind_global(nx_dict *globals, int64_t position, nx_value value); // a first binding: the dict gains a key
static inline bool nx_store_global(nx_dict *globals, int64_t position, nx_value value) {
    if (NX_UNLIKELY(globals->entries[position].value == 0)) return nx_bind_global(globals, position, value);
    globals->entries[position].value = value;
    return true;
}

static inline nx_value nx_check_local(nx_value value, nx_str *name) {
    return NX_LIKELY(value != 0) ? value : nx_raise_unbound_local(name);
}
static inline nx_value nx_check_free(nx_value value, nx_str *name) {
    return NX_LIKELY(value != 0) ? value : nx_raise_unbound_cell(name, true);
}
static inline nx_value nx_load_cell(nx_value cell, nx_str *name, int is_free) {
    nx_value value = NX_PTR(nx_cell, cell)->value;
    return NX_LIKELY(value != 0) ? value : nx_raise_unbound_cell(name, is_free);
}
static inline nx_value nx_peek_cell(nx_value cell) { return NX_PTR(nx_cell, cell)->value; }
static inline void nx_store_cell(nx_value cell, nx_value value) { NX_PTR(nx_cell, cell)->value = value; }
static inline nx_value nx_closure(nx_function *self, int64_t index) { return self->cells[index]; }
static inline nx_value nx_globals_dict(nx_dict *globals) { return NX_OBJ(globals); }

// ---- exceptions ----------------------------------------------------------------------------------------------------------------------

static inline nx_value nx_get_handled(void) { return nx_state.handled; }
static inline void nx_set_handled(nx_value exception) { nx_state.handled = exception; }
static inline void nx_end_handling(nx_value exception, nx_value previous) {
    nx_state.handled = previous;
    if (NX_PTR(nx_exception, exception)->owned && exception != previous) nx_exception_reuse(exception);
}
static inline void nx_unlocked_begin(void) {}
static inline void nx_unlocked_end(void) {}

#include "fast.h"
#include "emitted.h"

#endif
