// slice objects: three values, resolved against a length when they are used.
#include "natives.h"
#include "containers.h"

nx_value nx_slice_new(nx_value start, nx_value stop, nx_value step) {
    nx_slice *self = nx_new_object(nx_slice, nx_slice_type);
    if (!self) return 0;
    self->start = start;
    self->stop = stop;
    self->step = step;
    return NX_OBJ(self);
}

nx_value nx_build_slice(nx_value start, nx_value stop, nx_value step) {
    return nx_slice_new(start ? start : NX_NONE, stop ? stop : NX_NONE, step ? step : NX_NONE);
}

// A bound as a C integer, clamped.
static bool bound(nx_value v, int64_t *out) {
    if (NX_LIKELY(nx_is_small_int(v))) {
        *out = nx_small_int(v);
        return true;
    }
    if (!nx_is_int(v) && !nx_type_lookup(nx_type_of(v), &nx_s___index__))
        return nx_failf(&nx_TypeError, "slice indices must be integers or None or have an __index__ method");
    return nx_to_index(v, out, true);
}

static int64_t clamp(int64_t n, int64_t length, int64_t step) {
    if (n < 0) {
        n += length;
        if (n < 0) n = step < 0 ? -1 : 0;
    } else if (n >= length) {
        n = step < 0 ? length - 1 : length;
    }
    return n;
}

bool nx_slice_indices(nx_slice *self, int64_t length, int64_t *start, int64_t *stop, int64_t *step, int64_t *count) {
    *step = 1;
    if (NX_LIKELY(self->step == NX_NONE)) { // the usual slice: no division, no other types than these
        int64_t from = 0, to = length;
        bool quick = true;
        if (nx_is_small_int(self->start)) from = nx_small_int(self->start);
        else quick = self->start == NX_NONE;
        if (nx_is_small_int(self->stop)) to = nx_small_int(self->stop);
        else quick &= self->stop == NX_NONE;
        if (NX_LIKELY(quick)) {
            if (from < 0 && (from += length) < 0) from = 0;
            if (to < 0 && (to += length) < 0) to = 0;
            *start = from < length ? from : length;
            *stop = to < length ? to : length;
            *count = *start < *stop ? *stop - *start : 0;
            return true;
        }
    } else if (self->step == NX_INT(-1) && self->stop == NX_NONE && (self->start == NX_NONE || nx_is_small_int(self->start))) {
        int64_t from = self->start == NX_NONE ? length - 1 : nx_small_int(self->start); // reversed, from some place
        if (from < 0 && self->start != NX_NONE && (from += length) < 0) from = -1;
        *step = -1;
        *start = from < length ? from : length - 1;
        *stop = -1;
        *count = *start + 1;
        return true;
    } else {
        if (!bound(self->step, step)) return false;
        if (*step == 0) return nx_failf(&nx_ValueError, "slice step cannot be zero");
        if (*step < -INT64_MAX) *step = -INT64_MAX;
    }
    if (self->start == NX_NONE) {
        *start = *step < 0 ? INT64_MAX : 0;
    } else if (!bound(self->start, start)) {
        return false;
    }
    if (self->stop == NX_NONE) {
        *stop = *step < 0 ? INT64_MIN : INT64_MAX;
    } else if (!bound(self->stop, stop)) {
        return false;
    }
    *start = clamp(*start, length, *step);
    *stop = clamp(*stop, length, *step);
    if (*step > 0) {
        *count = *start < *stop ? (*stop - *start - 1) / *step + 1 : 0;
    } else {
        *count = *stop < *start ? (*start - *stop - 1) / -*step + 1 : 0;
    }
    return true;
}

// object[start:stop] and the like: the builtin sequences get a slice that is gone when they return.
nx_value nx_subscript_step(nx_value object, nx_value start, nx_value stop, nx_value step) {
    if (NX_LIKELY(nx_is_pointer(object))) {
        const nx_shape *shape = nx_shape_of(object);
        if (shape == &nx_list_type.root) {
            nx_slice slice = {{&nx_slice_type.root}, start, stop, step};
            return nx_list_slice(NX_PTR(nx_list, object), &slice);
        }
        if (shape == &nx_str_type.root || shape == &nx_tuple_type.root ||
            shape == &nx_bytes_type.root || shape == &nx_bytearray_type.root) {
            nx_slice slice = {{&nx_slice_type.root}, start, stop, step};
            return shape->type->getitem(object, NX_OBJ(&slice));
        }
    }
    nx_value slice = nx_build_slice(start, stop, step);
    return slice ? nx_getitem(object, slice) : 0;
}

nx_value nx_subscript_slice(nx_value object, nx_value start, nx_value stop) { return nx_subscript_step(object, start, stop, NX_NONE); }

bool nx_store_slice(nx_value object, nx_value start, nx_value stop, nx_value value) {
    if (NX_LIKELY(nx_is_exact(object, &nx_list_type))) {
        nx_slice slice = {{&nx_slice_type.root}, start, stop, NX_NONE};
        return nx_list_type.setitem(object, NX_OBJ(&slice), value);
    }
    nx_value slice = nx_build_slice(start, stop, NX_NONE);
    return slice && nx_setitem(object, slice, value);
}

// slice.indices works on ints of any size.
nx_value nx_slice_indices_method(nx_value self_, nx_value length) {
    nx_slice *self = NX_PTR(nx_slice, self_);
    nx_value n = nx_index(length);
    if (!n) return 0;
    if (nx_int_sign(n) < 0) return nx_raisef(&nx_ValueError, "length should not be negative");
    nx_value step = NX_INT(1);
    if (self->step != NX_NONE) {
        if (!nx_is_int(self->step) && !nx_type_lookup(nx_type_of(self->step), &nx_s___index__))
            return nx_raisef(&nx_TypeError, "slice indices must be integers or None or have an __index__ method");
        step = nx_index(self->step);
        if (!step) return 0;
        if (nx_int_sign(step) == 0) return nx_raisef(&nx_ValueError, "slice step cannot be zero");
    }
    bool down = nx_int_sign(step) < 0;
    nx_value lower = down ? NX_INT(-1) : NX_INT(0);
    nx_value upper = down ? nx_binary(NX_ADD, n, lower) : n;
    if (!upper) return 0;
    nx_value given[2] = {self->start, self->stop}, out[3] = {down ? upper : lower, down ? lower : upper, step};
    for (int i = 0; i < 2; i++) {
        if (given[i] == NX_NONE) continue;
        if (!nx_is_int(given[i]) && !nx_type_lookup(nx_type_of(given[i]), &nx_s___index__))
            return nx_raisef(&nx_TypeError, "slice indices must be integers or None or have an __index__ method");
        nx_value v = nx_index(given[i]);
        if (!v) return 0;
        if (nx_int_sign(v) < 0) {
            v = nx_binary(NX_ADD, v, n);
            if (!v) return 0;
            int below = nx_compare_bool(v, lower, NX_LT);
            if (below < 0) return 0;
            if (below) v = lower;
        } else {
            int above = nx_compare_bool(v, upper, NX_GT);
            if (above < 0) return 0;
            if (above) v = upper;
        }
        out[i] = v;
    }
    return nx_tuple_from(3, out);
}

nx_value nx_slice_get_start(nx_value self) { return NX_PTR(nx_slice, self)->start; }
nx_value nx_slice_get_stop(nx_value self) { return NX_PTR(nx_slice, self)->stop; }
nx_value nx_slice_get_step(nx_value self) { return NX_PTR(nx_slice, self)->step; }

static nx_value parts(nx_value self) { return nx_tuple_from(3, &NX_PTR(nx_slice, self)->start); }

nx_value nx_slice_reduce(nx_value self) {
    nx_value pair[2] = {NX_OBJ(&nx_slice_type), parts(self)};
    return pair[1] ? nx_tuple_from(2, pair) : 0;
}

static nx_value slice_repr(nx_value self) {
    nx_slice *s = NX_PTR(nx_slice, self);
    return nx_str_format("slice(%R, %R, %R)", s->start, s->stop, s->step);
}

static nx_value slice_compare(nx_value left, nx_value right, int operation) {
    if (!nx_is_exact(left, &nx_slice_type) || !nx_is_exact(right, &nx_slice_type)) return NX_NOTIMPLEMENTED;
    if (left == right) return nx_from_bool(operation == NX_EQ || operation == NX_LE || operation == NX_GE);
    nx_value a = parts(left), b = parts(right);
    return a && b ? nx_compare_sequences(a, b, operation) : 0;
}

static nx_value slice_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (!nx_take_no_keywords("slice", kwnames) || !nx_take_positional("slice", nargs, 1, 3)) return 0;
    if (nargs == 1) return nx_slice_new(NX_NONE, args[0], NX_NONE);
    return nx_slice_new(args[0], args[1], nargs > 2 ? args[2] : NX_NONE);
}

#include "slice.inc"

nx_type nx_slice_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_slice_type},
    .c_name = "slice",
    .basic_size = sizeof(nx_slice),
    .doc = "slice(stop)\nslice(start, stop[, step])\n\n"
           "Create a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    .methods = nx_slice_methods,
    .getsets = nx_slice_getsets,
    .repr = slice_repr,
    .hash = nx_hash_not_implemented,
    .compare = slice_compare,
    .new_ = slice_new,
};
