// `type`: calling classes, making them with type(name, bases, dict), and their attributes.
#include "../core/layout.h"
#include "../core/host.h"
#include "../core/type.h"
#include "containers.h"
#include "exception.h"
#include "generic_alias.h"
#include "natives.h"

static nx_type *type_of(nx_value v) { return NX_PTR(nx_type, v); }
static bool is_heap(nx_value v) { return type_of(v)->flags & NX_TYPE_HEAP; }

// ---- calling a class -----------------------------------------------------------------------------------------------------

// The class's __init__ as a compiled function that takes just positional arguments, or NULL.
static nx_function *simple_init(nx_type *type) {
    if (NX_LIKELY(type->init_epoch == nx_class_epoch)) return NX_PTR(nx_function, type->init_function);
    nx_value init = nx_type_lookup(type, &nx_s___init__);
    bool simple = init && nx_is_exact(init, &nx_function_type) && (NX_PTR(nx_function, init)->code->flags & NX_CODE_SIMPLE);
    type->init_function = simple ? init : 0;
    type->init_epoch = nx_class_epoch;
    return NX_PTR(nx_function, type->init_function);
}

enum { MAX_DIRECT = 12 };

nx_value nx_type_call(nx_type *type, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (type->new_ == nx_object_new && type->init == nx_object_init && !nargs && !kwnames && !(type->flags & NX_TYPE_ABSTRACT))
        return nx_object_allocate(type);
    // int, str, list, …: object.__init__ would say nothing against arguments that __new__ took.
    if (type->init == nx_object_init && type->new_ != nx_object_new && type->new_ && !(type->flags & NX_TYPE_HEAP))
        return type->new_(type, nargs, args, kwnames);
    if (NX_LIKELY(type->new_ == nx_object_new && type->init == nx_slot_init && !kwnames && nargs < MAX_DIRECT)) {
        nx_function *init = simple_init(type);
        if (NX_LIKELY(init && init->code->positional == nargs + 1 && !(type->flags & NX_TYPE_ABSTRACT))) {
            if (nx_check_stack()) return 0;
            nx_value values[MAX_DIRECT + 1], self = nx_object_allocate(type);
            if (NX_UNLIKELY(!self)) return 0;
            values[0] = self;
            for (size_t i = 0; i < nargs; i++) values[i + 1] = args[i];
            nx_value result = init->code->entry(init, values);
            if (NX_LIKELY(result == NX_NONE)) return self;
            return result ? nx_raisef(&nx_TypeError, "__init__() should return None, not '%T'", result) : 0;
        }
    }
    if (type->new_ == nx_exception_new_slot && !kwnames && !(type->flags & NX_TYPE_ABSTRACT)) {
        if (type->init == nx_exception_init_slot) return nx_exception_new_slot(type, nargs, args, 0);
        nx_function *init = type->init == nx_slot_init && nargs < MAX_DIRECT ? simple_init(type) : NULL;
        if (init && init->code->positional == nargs + 1) {
            nx_value values[MAX_DIRECT + 1], self = nx_exception_new_slot(type, nargs, args, 0);
            if (NX_UNLIKELY(!self) || nx_check_stack()) return 0;
            values[0] = self;
            for (size_t i = 0; i < nargs; i++) values[i + 1] = args[i];
            nx_value result = init->code->entry(init, values);
            if (NX_LIKELY(result == NX_NONE)) return self;
            return result ? nx_raisef(&nx_TypeError, "__init__() should return None, not '%T'", result) : 0;
        }
    }
    if (type->new_ == nx_object_new && type->init == nx_slot_init && !(type->flags & NX_TYPE_ABSTRACT)) {
        nx_value init = nx_type_lookup(type, &nx_s___init__);
        if (NX_LIKELY(init && nx_is_exact(init, &nx_function_type))) {
            size_t total = nargs + nx_keyword_count(kwnames);
            nx_value values[total + 1], self = nx_object_allocate(type);
            if (NX_UNLIKELY(!self)) return 0;
            values[0] = self;
            nx_copy_few(values + 1, args, total);
            nx_value result = nx_call(init, nargs + 1, values, kwnames);
            if (NX_LIKELY(result == NX_NONE)) return self;
            return result ? nx_raisef(&nx_TypeError, "__init__() should return None, not '%T'", result) : 0;
        }
        if (nx_pending()) return 0;
    }
    if (NX_UNLIKELY(!type->new_)) return nx_raisef(&nx_TypeError, "cannot create '%s' instances", type->c_name);
    nx_value self = type->new_(type, nargs, args, kwnames);
    if (NX_UNLIKELY(!self)) return 0;
    nx_type *made = nx_type_of(self);
    if (made != type && !nx_is_subtype(made, type)) return self;
    return !made->init || made->init(self, nargs, args, kwnames) ? self : 0;
}

static nx_value type_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (self == NX_OBJ(&nx_type_type) && nargs == 1 && !kwnames)
        return NX_UNLIKELY(nx_is_foreign(args[0])) ? nx_host->class_of(args[0]) : nx_class_shown(NX_OBJ(nx_type_of(args[0])));
    return nx_type_call(type_of(self), nargs, args, kwnames);
}

static nx_value type_new(nx_type *metatype, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs != 3) {
        if (metatype == &nx_type_type) return nx_raisef(&nx_TypeError, "type() takes 1 or 3 arguments");
        return nx_raisef(&nx_TypeError, "type.__new__() takes exactly 3 arguments (%d given)", (int)nargs);
    }
    if (NX_UNLIKELY(nx_host != NULL)) {
        nx_value made = nx_host->derive(metatype, nargs, args, kwnames);
        if (made || nx_pending()) return made;
    }
    nx_value own[3];
    if (NX_UNLIKELY(nx_is_foreign(args[2])) && nx_isinstance(args[2], NX_OBJ(&nx_dict_type)) > 0 && nx_keyword_count(kwnames) == 0) {
        memcpy(own, args, sizeof own); // a namespace of the host's
        if (!(own[2] = nx_call1(NX_OBJ(&nx_dict_type), args[2]))) return 0;
        args = own;
    }
    static const char *const kinds[] = {"str", "tuple", "dict"};
    bool fits[] = {nx_is_str(args[0]), nx_is_tuple(args[1]), nx_is_dict(args[2])};
    for (int i = 0; i < 3; i++) {
        if (!fits[i])
            return nx_raisef(&nx_TypeError, "type.__new__() argument %d must be %s, not %Y", i + 1, kinds[i], args[i]);
    }
    nx_tuple *bases = NX_PTR(nx_tuple, args[1]);
    if (NX_UNLIKELY(nx_host != NULL) && metatype->mirrored + nx_keyword_count(kwnames) == 0) {
        bool has_foreign = false;
        for (int64_t i = 0; i < bases->length; i++)
            has_foreign |= nx_is_foreign(bases->items[i]) || (nx_is_type(bases->items[i]) && type_of(bases->items[i])->mirrored);
        nx_mirrored mirrored = {0};
        if (has_foreign && nx_host->mirror_bases(args[1], 0, &mirrored) && !mirrored.has_entries)
            return nx_class_mirrored(args[0], &mirrored, NX_PTR(nx_dict, args[2]));
        if (nx_pending()) return 0;
    }
    for (int64_t i = 0; i < bases->length; i++) {
        if (nx_is_type(bases->items[i])) continue;
        nx_value entries = nx_getattr_optional(bases->items[i], &nx_s___mro_entries__);
        if (!entries && nx_pending()) return 0;
        if (entries)
            return nx_raisef(&nx_TypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
    }
    nx_type *winner = nx_best_metatype(metatype, bases);
    if (!winner) return 0;
    if (winner != metatype && winner->new_ != type_new) return winner->new_(winner, nargs, args, kwnames);
    nx_type *type = nx_class_new(winner, args[0], bases, NX_PTR(nx_dict, args[2]));
    return type && nx_class_keywords(type, nargs, args, kwnames) ? NX_OBJ(type) : 0;
}

static bool type_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs == 1 && nx_keyword_count(kwnames)) return nx_failf(&nx_TypeError, "type.__init__() takes no keyword arguments");
    if (nargs != 1 && nargs != 3) return nx_failf(&nx_TypeError, "type.__init__() takes 1 or 3 arguments");
    return true;
}

nx_value nx_type_prepare_(nx_value cls, size_t nargs, const nx_value *args, nx_value kwnames) { return NX_OBJ(nx_dict_new(0)); }

// ---- text --------------------------------------------------------------------------------------------------------------------

static nx_value type_repr(nx_value self) {
    nx_value name = nx_type_qualified(type_of(self));
    return name ? nx_str_format("<class '%U'>", name) : 0;
}

// ---- attributes -----------------------------------------------------------------------------------------------------------------

static bool check_settable(nx_value self, nx_value value, const char *name) {
    if (!is_heap(self)) return nx_failf(&nx_TypeError, "cannot set '%s' attribute of immutable type '%N'", name, type_of(self));
    if (!value) return nx_failf(&nx_TypeError, "cannot delete '%s' attribute of immutable type '%N'", name, type_of(self));
    return true;
}

nx_value nx_type_get_name(nx_value self) { return nx_type_name(type_of(self)); }
bool nx_type_set_name(nx_value self, nx_value value) {
    if (!check_settable(self, value, "__name__")) return false;
    if (!nx_is_str(value))
        return nx_failf(&nx_TypeError, "can only assign string to %N.__name__, not '%T'", type_of(self), value);
    size_t length;
    const char *text = nx_str_utf8(value, &length);
    if (!text) return false;
    if (memchr(text, 0, length)) return nx_failf(&nx_ValueError, "type name must not contain null characters");
    type_of(self)->name = value;
    type_of(self)->c_name = text;
    return true;
}

nx_value nx_type_get_qualname(nx_value self) {
    return type_of(self)->qualname ? type_of(self)->qualname : nx_type_name(type_of(self));
}
bool nx_type_set_qualname(nx_value self, nx_value value) {
    if (!check_settable(self, value, "__qualname__")) return false;
    if (!nx_is_str(value))
        return nx_failf(&nx_TypeError, "can only assign string to %N.__qualname__, not '%T'", type_of(self), value);
    type_of(self)->qualname = value;
    return true;
}

nx_value nx_type_get_module(nx_value self) { return nx_type_module(type_of(self)); }
bool nx_type_set_module(nx_value self, nx_value value) {
    if (!check_settable(self, value, "__module__") || !nx_dict_set_str(type_of(self)->dict, &nx_s___module__, value)) return false;
    if (NX_UNLIKELY(nx_host != NULL)) nx_host->class_changed(type_of(self), &nx_s___module__, value);
    return true;
}

nx_value nx_type_get_bases(nx_value self) { return nx_classes_shown(type_of(self)->bases); }

bool nx_type_set_bases(nx_value self, nx_value value) {
    return check_settable(self, value, "__bases__") && nx_type_assign_bases(type_of(self), value);
}

nx_value nx_type_get_base(nx_value self) { return type_of(self)->base ? nx_class_shown(NX_OBJ(type_of(self)->base)) : NX_NONE; }
nx_value nx_type_get_mro(nx_value self) { return type_of(self)->mro ? nx_classes_shown(type_of(self)->mro) : NX_NONE; }

nx_value nx_type_get_dict(nx_value self) {
    nx_dict *dict = nx_type_dict(type_of(self));
    nx_value mapping = NX_OBJ(dict);
    return dict ? nx_call1(NX_OBJ(&nx_mappingproxy_type), mapping) : 0;
}

nx_value nx_type_get_doc(nx_value self) {
    nx_type *type = type_of(self);
    if (!is_heap(self)) return type->doc ? nx_str_from_c(type->doc) : NX_NONE;
    nx_value doc = nx_dict_get_str(type->dict, &nx_s___doc__);
    return doc ? nx_bind(doc, 0, type) : nx_pending() ? 0 : NX_NONE;
}
bool nx_type_set_doc(nx_value self, nx_value value) {
    if (!check_settable(self, value, "__doc__")) return false;
    nx_type_modified(type_of(self));
    if (nx_host) nx_host->class_changed(type_of(self), &nx_s___doc__, value);
    return nx_dict_set_str(type_of(self)->dict, &nx_s___doc__, value);
}

nx_value nx_type_get_annotations(nx_value self) {
    nx_type *type = type_of(self);
    nx_value annotations = is_heap(self) ? nx_dict_get_str(type->dict, &nx_s___annotations__) : 0;
    if (annotations) return nx_bind(annotations, 0, type);
    if (!is_heap(self))
        return nx_raise_attribute_error(self, &nx_s___annotations__, "type object '%N' has no attribute '__annotations__'", type);
    nx_dict *fresh = nx_dict_new(0);
    return fresh && nx_dict_set_str(type->dict, &nx_s___annotations__, NX_OBJ(fresh)) ? NX_OBJ(fresh) : 0;
}
bool nx_type_set_annotations(nx_value self, nx_value value) {
    if (!is_heap(self)) return check_settable(self, value, "__annotations__");
    if (value) return nx_dict_set_str(type_of(self)->dict, &nx_s___annotations__, value);
    int deleted = nx_dict_delete(type_of(self)->dict, NX_OBJ(&nx_s___annotations__));
    if (deleted == 0) nx_raise_attribute_error(self, &nx_s___annotations__, "__annotations__");
    return deleted > 0;
}

nx_value nx_type_get_type_params(nx_value self) {
    nx_value parameters = is_heap(self) ? nx_dict_get_str(type_of(self)->dict, &nx_s___type_params__) : 0;
    return parameters ? parameters : NX_OBJ(&nx_empty_tuple);
}
bool nx_type_set_type_params(nx_value self, nx_value value) {
    return check_settable(self, value, "__type_params__") && nx_dict_set_str(type_of(self)->dict, &nx_s___type_params__, value);
}

nx_value nx_type_get_abstractmethods(nx_value self) {
    nx_value methods = is_heap(self) ? nx_dict_get_str(type_of(self)->dict, &nx_s___abstractmethods__) : 0;
    if (methods) return methods;
    return nx_raise_attribute_error(self, &nx_s___abstractmethods__, "__abstractmethods__");
}
bool nx_type_set_abstractmethods(nx_value self, nx_value value) {
    nx_type *type = type_of(self);
    if (!is_heap(self)) return check_settable(self, value, "__abstractmethods__");
    int abstract = value ? nx_truth(value) : 0;
    if (abstract < 0) return false;
    if (value) {
        if (!nx_dict_set_str(type->dict, &nx_s___abstractmethods__, value)) return false;
    } else if (nx_dict_delete(type->dict, NX_OBJ(&nx_s___abstractmethods__)) <= 0) {
        if (!nx_pending()) nx_raise_attribute_error(self, &nx_s___abstractmethods__, "__abstractmethods__");
        return false;
    }
    nx_type_modified(type);
    type->flags = abstract ? type->flags | NX_TYPE_ABSTRACT : type->flags & ~(uint32_t)NX_TYPE_ABSTRACT;
    nx_layout_check(type);
    return true;
}

// Of the builtin classes that have one: what Python code cannot tell from their methods.
nx_value nx_type_get_text_signature(nx_value self) {
    static const struct { const nx_type *type; const char *text; } known[] = {
        {&nx_object_type, "()"}, {&nx_float_type, "(x=0, /)"}, {&nx_complex_type, "(real=0, imag=0)"},
        {&nx_list_type, "(iterable=(), /)"}, {&nx_tuple_type, "(iterable=(), /)"}, {&nx_enumerate_type, "(iterable, start=0)"},
        {&nx_reversed_type, "(sequence, /)"}, {&nx_memoryview_type, "(object)"},
        {&nx_property_type, "(fget=None, fset=None, fdel=None, doc=None)"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (self == NX_OBJ(known[i].type)) return nx_str_from_c(known[i].text);
    return NX_NONE;
}
nx_value nx_type_get_basicsize(nx_value self) { return NX_INT(nx_instance_size(type_of(self))); }
nx_value nx_type_get_itemsize(nx_value self) { return NX_INT(type_of(self)->item_size); }
nx_value nx_type_get_dictoffset(nx_value self) { return NX_INT(type_of(self)->flags & NX_TYPE_HAS_DICT ? -1 : 0); }
nx_value nx_type_get_weakrefoffset(nx_value self) { return NX_INT(type_of(self)->flags & NX_TYPE_WEAKREFABLE ? -1 : 0); }

// CPython's Py_TPFLAGS_*, as far as programs look at them.
nx_value nx_type_get_flags(nx_value self) {
    static const struct { uint32_t flag; int64_t bit; } flags[] = {
        {NX_TYPE_HEAP, 9}, {NX_TYPE_BASE, 10}, {NX_TYPE_READY, 12}, {NX_TYPE_ABSTRACT, 20}, {NX_TYPE_INT, 24}, {NX_TYPE_LIST, 25},
        {NX_TYPE_TUPLE, 26}, {NX_TYPE_BYTES, 27}, {NX_TYPE_STR, 28}, {NX_TYPE_DICT, 29}, {NX_TYPE_EXCEPTION, 30}, {NX_TYPE_TYPE, 31},
    };
    int64_t bits = 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (type_of(self)->flags & flags[i].flag) bits |= (int64_t)1 << flags[i].bit;
    }
    return nx_from_i64(bits);
}

// ---- methods ----------------------------------------------------------------------------------------------------------------------

nx_value nx_type_mro(nx_value self) {
    nx_tuple *mro = nx_type_compute_mro(type_of(self));
    nx_value shown = mro ? nx_classes_shown(mro) : 0;
    return shown ? nx_list_of(shown) : 0;
}

nx_value nx_type_dir(nx_value self) {
    nx_dict *names = nx_dict_new(32);
    nx_tuple *mro = type_of(self)->mro;
    for (int64_t i = 0; names && i < mro->length; i++) {
        nx_dict *members = nx_type_dict(type_of(mro->items[i]));
        if (!members || !nx_dict_update_from(names, NX_OBJ(members))) return 0;
    }
    return names ? nx_list_of(NX_OBJ(names)) : 0;
}

nx_value nx_type_subclasses_(nx_value self) { return nx_type_subclasses(type_of(self)); }
nx_value nx_type_sizeof(nx_value self) { return NX_INT(sizeof(nx_type)); }

#include "type.inc"

nx_type nx_type_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_type_type},
    .c_name = "type",
    .flags = NX_TYPE_BASE | NX_TYPE_TYPE | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_type),
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .methods = nx_type_methods,
    .getsets = nx_type_getsets,
    .repr = type_repr,
    .call = type_call,
    .getattr = nx_type_getattr,
    .setattr = nx_type_setattr,
    .new_ = type_new,
    .init = type_init,
    .binary = {[NX_OR] = nx_union_or},
};
