// How object is copied and pickled: __reduce__, __reduce_ex__, __getstate__. The functions that make the copy are those of
// copyreg where the program has that module, else the same in C.
// Reference: The Python Standard Library, pickle, "Pickling Class Instances"; PEP 307.
#include "../core/type.h"
#include "natives.h"

// ---- functions that make objects again --------------------------------------------------------------------------------------

static nx_value call_newobj(nx_value unused, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs == 0) return nx_raisef(&nx_TypeError, "__newobj__() missing 1 required positional argument: 'cls'");
    nx_value method = nx_getattr(args[0], &nx_s___new__);
    return method ? nx_call(method, nargs, args, kwnames) : 0;
}

static nx_value call_newobj_ex(nx_value cls, nx_value args, nx_value kwargs) {
    nx_value method = nx_getattr(cls, &nx_s___new__);
    nx_list *all = method ? nx_list_new(4) : NULL;
    if (!all || !nx_list_push(all, cls) || !nx_list_extend_from(all, args)) return 0;
    return nx_call_tuple(method, nx_tuple_from(all->length, all->items), kwargs);
}

static nx_value call_reconstructor(nx_value cls, nx_value base, nx_value state) {
    if (base == NX_OBJ(&nx_object_type)) return nx_call_method(base, &nx_s___new__, 1, &cls, 0);
    nx_value made = nx_call_method(base, &nx_s___new__, 2, (nx_value[]){cls, state}, 0);
    nx_value init = made ? nx_getattr(base, &nx_s___init__) : 0;
    return init && nx_call2(init, made, state) ? made : 0;
}

static const char *const newobj_ex_names[] = {"cls", "args", "kwargs"}, *const reconstructor_names[] = {"cls", "base", "state"};
static const nx_native_def makers[] = {
    {.name = "__newobj__", .function = (void *)call_newobj, .flags = NX_NATIVE_VECTOR},
    {.name = "__newobj_ex__", .function = (void *)call_newobj_ex, .count = 3, .positional = 3, .required = 3, .names = newobj_ex_names},
    {.name = "_reconstructor", .function = (void *)call_reconstructor, .count = 3, .positional = 3, .required = 3, .names = reconstructor_names},
};
enum { NEWOBJ, NEWOBJ_EX, RECONSTRUCTOR, MAKERS };

static nx_value maker(int which) {
    static nx_value functions[MAKERS]; // in static storage: roots of the collector
    static bool from_copyreg[MAKERS];
    if (from_copyreg[which]) return functions[which];
    nx_value module = nx_import_module(nx_str_intern_c("copyreg"));
    if (module) {
        nx_value found = nx_getattr(module, nx_str_intern_c(makers[which].name));
        from_copyreg[which] = found != 0;
        return found ? functions[which] = found : 0;
    }
    if (!nx_error_matches(&nx_ImportError)) return 0;
    nx_error_clear();
    if (!functions[which]) functions[which] = nx_native_function(&makers[which], NX_OBJ(nx_str_intern_c("copyreg")));
    return functions[which];
}

// ---- the state ------------------------------------------------------------------------------------------------------------------

// The values of all slots, as the second part of the state.
static bool add_slots(nx_value self, nx_dict *out) {
    nx_type *type = nx_type_of(self);
    for (int64_t i = 0; i < type->mro->length; i++) {
        nx_type *class_ = NX_PTR(nx_type, type->mro->items[i]);
        if (!(class_->flags & NX_TYPE_HEAP)) continue;
        int64_t position = 0;
        nx_value key, member;
        while (nx_dict_next(class_->dict, &position, &key, &member)) {
            if (!nx_is_exact(member, &nx_member_type) || NX_PTR(nx_member, member)->owner != class_) continue;
            nx_value value = *NX_PTR(nx_value, self + NX_PTR(nx_member, member)->offset);
            if (value && !nx_dict_set(out, key, value)) return false;
        }
    }
    return true;
}

// The builtin class that decides what an instance holds besides attributes.
static const nx_type *builtin_base(const nx_type *type) {
    while (type->flags & NX_TYPE_HEAP) type = type->base;
    return type;
}

static nx_value fail_pickle(nx_value self) { return nx_raisef(&nx_TypeError, "cannot pickle '%T' object", self); }

// required: nothing else would keep what a builtin class holds.
static nx_value default_state(nx_value self, bool required) {
    nx_type *type = nx_type_of(self);
    if (required && type->item_size) return nx_raisef(&nx_TypeError, "cannot pickle %T objects", self);
    nx_value state = NX_NONE;
    if (type->flags & NX_TYPE_HAS_ATTRIBUTES && nx_is_pointer(self)) {
        nx_dict *dict = nx_instance_dict_copy(self);
        if (!dict) return 0;
        if (dict->live) state = NX_OBJ(dict);
    }
    const nx_type *base = builtin_base(type);
    if (required && base != &nx_object_type && base->basic_size > sizeof(nx_header)) return fail_pickle(self);
    nx_dict *slots = nx_dict_new(0);
    if (!slots || !add_slots(self, slots)) return 0;
    return slots->live ? nx_tuple_from(2, (nx_value[]){state, NX_OBJ(slots)}) : state;
}

nx_value nx_object_getstate(nx_value self) { return default_state(self, false); }

static nx_value state_of(nx_value self, bool required) {
    nx_value method = nx_type_lookup(nx_type_of(self), &nx_s___getstate__);
    if (method == nx_type_lookup(&nx_object_type, &nx_s___getstate__)) return default_state(self, required);
    method = nx_pending() ? 0 : nx_getattr(self, &nx_s___getstate__);
    return method ? nx_call0(method) : 0;
}

// ---- protocols 0 and 1 --------------------------------------------------------------------------------------------------------------

static nx_value reduce_old(nx_value self) {
    nx_type *type = nx_type_of(self);
    const nx_type *base = builtin_base(type);
    // A builtin class without a constructor of its own hands on its base's.
    while (base->base && base->new_ == base->base->new_ && base->basic_size == base->base->basic_size) base = base->base;
    if (base != &nx_object_type && (base == type || !base->new_))
        return nx_raisef(&nx_TypeError, "cannot pickle '%U' object", nx_type_name(type));
    nx_value content = NX_NONE;
    if (base != &nx_object_type) content = nx_call1(NX_OBJ(base), self);
    nx_value parts[3] = {maker(RECONSTRUCTOR), content ? nx_tuple_from(3, (nx_value[]){NX_OBJ(type), NX_OBJ(base), content}) : 0, 0};
    if (!parts[0] || !parts[1]) return 0;
    nx_value slots = nx_getattr_optional(self, &nx_s___slots__);
    if (nx_pending()) return 0;
    int has_slots = slots ? nx_truth(slots) : 0;
    if (has_slots < 0) return 0;
    if (has_slots && nx_type_lookup(type, &nx_s___getstate__) == nx_type_lookup(&nx_object_type, &nx_s___getstate__))
        return nx_raisef(&nx_TypeError, "a class that defines __slots__ without defining __getstate__ cannot be pickled");
    nx_value method = nx_getattr(self, &nx_s___getstate__);
    parts[2] = method ? nx_call0(method) : 0;
    int any = parts[2] ? nx_truth(parts[2]) : -1;
    return any < 0 ? 0 : nx_tuple_from(2 + any, parts);
}

// ---- protocol 2 and later -------------------------------------------------------------------------------------------------------------

// What __new__ is to be called with: *args 0 when the class does not say; *kwargs 0 without keywords.
static bool new_arguments(nx_value self, nx_value *args, nx_value *kwargs) {
    *args = *kwargs = 0;
    nx_value given = nx_call_special(self, &nx_s___getnewargs_ex__, 0, NULL);
    if (!given) return false;
    if (given != NX_NOTIMPLEMENTED) {
        if (!nx_is_tuple(given)) return nx_failf(&nx_TypeError, "__getnewargs_ex__ should return a tuple, not '%T'", given);
        nx_tuple *pair = NX_PTR(nx_tuple, given);
        if (pair->length != 2)
            return nx_failf(&nx_ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %lld", (long long)pair->length);
        if (!nx_is_tuple(pair->items[0]))
            return nx_failf(&nx_TypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'", pair->items[0]);
        if (!nx_is_dict(pair->items[1]))
            return nx_failf(&nx_TypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'", pair->items[1]);
        *args = pair->items[0];
        *kwargs = NX_PTR(nx_dict, pair->items[1])->live ? pair->items[1] : 0;
        return true;
    }
    given = nx_call_special(self, &nx_s___getnewargs__, 0, NULL);
    if (!given) return false;
    if (given == NX_NOTIMPLEMENTED) return true;
    if (!nx_is_tuple(given)) return nx_failf(&nx_TypeError, "__getnewargs__ should return a tuple, not '%T'", given);
    *args = given;
    return true;
}

static nx_value reduce_new(nx_value self) {
    nx_type *type = nx_type_of(self);
    if (!type->new_ && !(type->flags & NX_TYPE_HEAP)) return fail_pickle(self);
    nx_value args, kwargs, parts[5] = {0, 0, 0, NX_NONE, NX_NONE};
    if (!new_arguments(self, &args, &kwargs)) return 0;
    bool is_list = nx_is_list(self), is_dict = nx_is_dict(self);
    if (kwargs) {
        parts[0] = maker(NEWOBJ_EX);
        parts[1] = nx_tuple_from(3, (nx_value[]){NX_OBJ(type), args, kwargs});
    } else {
        nx_list *all = nx_list_new(4);
        if (!all || !nx_list_push(all, NX_OBJ(type)) || (args && !nx_list_extend_from(all, args))) return 0;
        parts[0] = maker(NEWOBJ);
        parts[1] = nx_tuple_from(all->length, all->items);
    }
    if (!parts[0] || !parts[1] || !(parts[2] = state_of(self, !args && !is_list && !is_dict))) return 0;
    if (is_list && !(parts[3] = nx_iter(self))) return 0;
    if (is_dict) {
        nx_value items = nx_call_method(self, &nx_s_items, 0, NULL, 0);
        if (!items || !(parts[4] = nx_iter(items))) return 0;
    }
    return nx_tuple_from(5, parts);
}

nx_value nx_object_reduce(nx_value self) { return reduce_old(self); }

nx_value nx_object_reduce_ex(nx_value self, nx_value protocol) {
    int64_t number;
    if (!nx_to_index(protocol, &number, false)) return 0;
    nx_value own = nx_type_lookup(nx_type_of(self), &nx_s___reduce__);
    if (own && own != nx_type_lookup(&nx_object_type, &nx_s___reduce__)) {
        nx_value method = nx_getattr(self, &nx_s___reduce__);
        return method ? nx_call0(method) : 0;
    }
    if (nx_pending()) return 0;
    return number >= 2 ? reduce_new(self) : reduce_old(self);
}
