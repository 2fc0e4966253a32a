// The parts of fast code's operations (fast.h) that are rarely needed, out of line.
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "natrix.h"

#include "error.h"
#include "native.h"

nx_other_result nx_other;

nx_value nx_take_other(void) {
    nx_value value = nx_other.is_set ? nx_other.value : nx_int_from_i64(NX_OTHER_I64);
    nx_other = (nx_other_result){0, false};
    return value;
}

nx_i64 nx_leave_i64(nx_value result) {
    nx_i64 number;
    if (result && nx_unbox_i64(result, &number)) return number;
    nx_other = (nx_other_result){result, true};
    return NX_OTHER_I64;
}

nx_f64 nx_leave_f64(nx_value result) {
    nx_f64 number;
    if (result && nx_unbox_f64(result, &number)) return number;
    nx_other = (nx_other_result){result, true};
    return NAN;
}

bool nx_unbox_big(nx_value value, nx_i64 *result) {
    return value && nx_is_exact(value, &nx_int_type) && nx_int_try_i64(value, result);
}

// An object without which the program cannot go on: there is nobody to raise MemoryError to.
nx_value nx_required(nx_value object) {
    if (NX_LIKELY(object != 0)) return object;
    static const char message[] = "MemoryError\n";
    (void)!write(2, message, sizeof message - 1);
    _exit(1);
}

nx_value nx_leaving_i64(nx_i64 number) { return nx_box_i64(number); }
nx_value nx_leaving_f64(nx_f64 number) { return nx_box_f64(number); }

nx_value nx_box_big(nx_i64 number) { return nx_required(nx_int_from_i64(number)); }
nx_value nx_box_large(uint64_t number) { return nx_required(nx_int_from_u64(number)); }
nx_value nx_box_float(nx_f64 number) { return nx_required(nx_float_boxed(number)); }
nx_value nx_box_complex(nx_f64 real, nx_f64 imag) {
    nx_complex *result = nx_alloc_atomic(sizeof *result);
    if (NX_UNLIKELY(!result)) return nx_required(0);
    *result = (nx_complex){.header = {&nx_complex_type.root}, .real = real, .imag = imag};
    return NX_OBJ(result);
}
double nx_fast_power(double x, double y) { return pow(x, y); }

nx_value nx_make_range_iterator(nx_i64 next, nx_i64 stop, nx_i64 step) {
    nx_i64 left = 0;
    nx_range_steps(next, stop, step, &left); // past the last number it is one step beyond: what fails here has none left
    nx_range_iterator *it = nx_new_object(nx_range_iterator, nx_range_iterator_type);
    nx_required(NX_OBJ(it));
    it->start = it->next = next;
    it->step = step;
    it->left = left;
    return NX_OBJ(it);
}

// Iterators of sequences begin alike: the sequence, then the index.
nx_value nx_make_sequence_iterator(nx_value sequence, nx_i64 index) {
    if (NX_UNLIKELY(nx_is_foreign(sequence))) return nx_make_hosted_iterator(sequence, index); // meanwhile
    nx_value it = nx_required(nx_iter(sequence));
    NX_PTR(nx_list_iterator, it)->index = index;
    return it;
}

nx_value nx_make_dict_iterator(nx_value dict, nx_i64 part, nx_i64 position, nx_i64 size, nx_i64 left) {
    nx_type *types[] = {&nx_dict_key_iterator_type, &nx_dict_value_iterator_type, &nx_dict_item_iterator_type};
    nx_dict_iterator *it = nx_new_object(nx_dict_iterator, *types[part]);
    nx_required(NX_OBJ(it));
    it->dict = dict;
    it->live = size;
    it->position = position;
    it->left = left;
    return NX_OBJ(it);
}
nx_value nx_make_set_iterator(nx_value set, nx_i64 part, nx_i64 position, nx_i64 size, nx_i64 left) {
    (void)part;
    nx_set_iterator *it = nx_new_object(nx_set_iterator, nx_set_iterator_type);
    nx_required(NX_OBJ(it));
    it->set = set;
    it->used = size;
    it->position = position;
    it->left = left;
    return NX_OBJ(it);
}

// The host's iterators of lists and buffers ask for one item after the other, too.
nx_value nx_make_hosted_iterator(nx_value sequence, nx_i64 index) { return nx_required(nx_sequence_iterator_at(sequence, index)); }

nx_value nx_make_enumerate(nx_value iterator, nx_i64 index) {
    nx_value arguments[] = {iterator, nx_from_i64(index)};
    return nx_required(nx_call(NX_OBJ(&nx_enumerate_type), 2, arguments, 0));
}

nx_value nx_make_zip(size_t count, const nx_value *items) {
    return nx_required(nx_call(NX_OBJ(&nx_zip_type), count, items, 0));
}

nx_value nx_make_pair(nx_i64 first, nx_i64 second) {
    nx_value items[] = {nx_from_i64(first), nx_from_i64(second)};
    return nx_build_tuple_sure(2, items);
}

nx_value nx_make_triple(nx_i64 first, nx_i64 second, nx_i64 third) {
    nx_value items[] = {nx_from_i64(first), nx_from_i64(second), nx_from_i64(third)};
    return nx_build_tuple_sure(3, items);
}
nx_value nx_make_quadruple(nx_i64 first, nx_i64 second, nx_i64 third, nx_i64 fourth) {
    nx_value items[] = {nx_from_i64(first), nx_from_i64(second), nx_from_i64(third), nx_from_i64(fourth)};
    return nx_build_tuple_sure(4, items);
}

nx_value nx_character_at(nx_value string, nx_i64 index) {
    return nx_required(nx_str_from_char(nx_str_at(NX_PTR(nx_str, string), index)));
}

nx_value nx_made_super(nx_value class, nx_value self) { return nx_super_of(NX_PTR(nx_type, class), self); }
nx_value nx_traceback_of(nx_value exception) {
    nx_value traceback = NX_EXCEPTION(exception)->traceback;
    return traceback ? traceback : NX_NONE;
}
nx_value nx_bound_method(nx_value object, nx_str *name) { return nx_required(nx_getattr(object, name)); }

nx_value nx_method_function(nx_value object, nx_str *name) { return nx_type_lookup(nx_type_of(object), name); }

// For programs built with --stress-exits: NATRIX_STRESS_EXITS is the seed; 0: each guard fails the first time only.
bool nx_stress_exit(unsigned char *count) {
    static uint64_t state;
    static bool is_random, is_ready;
    if (!is_ready) {
        const char *seed = getenv("NATRIX_STRESS_EXITS");
        state = seed ? strtoull(seed, NULL, 10) : 1;
        is_random = state != 0;
        is_ready = true;
    }
    if (*count == 0) {
        *count = 1;
        return true;
    }
    state = state * 6364136223846793005u + 1442695040888963407u;
    return is_random && (state >> 33) % 8 == 0;
}

// A loop that never ends by itself may say that it has any number of rounds.
nx_value nx_list_with_room(nx_i64 count) {
    enum { MOST = 1 << 20 };
    return NX_OBJ(nx_list_new(count < MOST ? count : MOST));
}

// How many of the keys are the same nobody knows: what a large dict saves is not worth what would stay empty.
nx_value nx_dict_with_room(nx_i64 count) {
    enum { MOST = 128 };
    return NX_OBJ(nx_dict_new(count < MOST ? count : MOST));
}
