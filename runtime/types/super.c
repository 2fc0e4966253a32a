// super: attribute lookup that starts behind a class in another class's method resolution order.
#include "natives.h"
#include "native.h"
#include "../core/host.h"

static nx_super *super_of(nx_value v) { return NX_PTR(nx_super, v); }

// The class whose MRO is searched: obj itself if it is a subclass of type, else obj's class. NULL: TypeError.
static nx_type *search_class(nx_type *type, nx_value object) {
    if (nx_is_type(object) && nx_is_subtype(NX_PTR(nx_type, object), type))
        return NX_PTR(nx_type, object);
    if (nx_is_subtype(nx_type_of(object), type))
        return nx_type_of(object);
    nx_value cls = nx_getattr_optional(object, &nx_s___class__); // proxies
    if (nx_pending())
        return NULL;
    if (cls && nx_is_type(cls) && nx_is_subtype(NX_PTR(nx_type, cls), type))
        return NX_PTR(nx_type, cls);
    nx_raisef(&nx_TypeError, "super(type, obj): obj must be an instance or subtype of type");
    return NULL;
}

static nx_value super_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (NX_UNLIKELY(nx_host != NULL) && nargs == 2 && (nx_is_foreign(args[0]) || nx_is_foreign(args[1])))
        return nx_host->super_of(args[0], args[1]);
    size_t bytes = cls->basic_size;
    if (cls->flags & NX_TYPE_HAS_ATTRIBUTES)
        bytes += cls->slot_capacity * sizeof(nx_value);
    return NX_OBJ(nx_alloc_object(cls, bytes));
}

static bool super_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nx_keyword_count(kwnames))
        return nx_failf(&nx_TypeError, "super() takes no keyword arguments");
    if (nargs > 2)
        return nx_failf(&nx_TypeError, "super() expected at most 2 arguments, got %d", (int)nargs);
    if (nargs == 0)
        return nx_failf(&nx_RuntimeError, "super(): no arguments");
    if (!nx_is_type(args[0]))
        return nx_failf(&nx_TypeError, "super() argument 1 must be a type, not %Y", args[0]);
    nx_super *object = super_of(self);
    object->type = NX_PTR(nx_type, args[0]);
    if (nargs == 2 && args[1] != NX_NONE) {
        object->self = args[1];
        object->self_type = search_class(object->type, args[1]);
        return object->self_type != NULL;
    }
    return true;
}

// What a class behind the starting one defines: not bound; 0 without an error when none does.
static nx_value find_behind(const nx_super *object, nx_str *name) {
    nx_tuple *mro = object->self_type->mro;
    int64_t i = 0;
    if (!mro) return 0; // the class is being made
    while (i < mro->length && NX_PTR(nx_type, mro->items[i]) != object->type)
        i++;
    if (i + 1 < mro->length) {
        // The next class's own order is often the rest of this one: then its cached lookup serves.
        nx_type *next = NX_PTR(nx_type, mro->items[i + 1]);
        if (next->mro && next->mro->length == mro->length - i - 1 &&
            memcmp(next->mro->items, mro->items + i + 1, (size_t)next->mro->length * sizeof(nx_value)) == 0)
            return nx_type_lookup(next, name);
    }
    for (i++; i < mro->length; i++) {
        nx_type *type = NX_PTR(nx_type, mro->items[i]);
        if (!nx_type_ready(type))
            return 0;
        nx_value value = nx_dict_get_str(type->dict, name);
        if (value || nx_pending())
            return value;
    }
    return 0;
}

static nx_value super_getattr(nx_value self, nx_value attribute) {
    nx_super *object = super_of(self);
    nx_str *name = NX_PTR(nx_str, attribute);
    if (object->self_type && !nx_str_equal(name, &nx_s___class__)) {
        nx_value value = find_behind(object, name);
        if (nx_pending())
            return 0;
        if (value) {
            nx_ternary_slot get = nx_type_of(value)->descr_get;
            bool on_class = object->self == NX_OBJ(object->self_type);
            return get ? get(value, on_class ? 0 : object->self, NX_OBJ(object->self_type)) : value;
        }
    }
    return nx_getattr_generic(self, attribute);
}

nx_value nx_super_load_method(nx_value self, nx_str *name, nx_value *receiver) {
    nx_super *object = super_of(self);
    *receiver = NX_ABSENT;
    if (object->self_type && name != &nx_s___class__ && object->self != NX_OBJ(object->self_type)) {
        nx_value value = find_behind(object, name);
        if (nx_pending())
            return 0;
        if (value && (nx_type_of(value)->flags & NX_TYPE_METHOD_DESCR)) {
            *receiver = object->self;
            return value;
        }
    }
    return super_getattr(self, NX_OBJ(name));
}

nx_value nx_super_of(nx_type *type, nx_value object) {
    nx_super *self = nx_new_object(nx_super, nx_super_type);
    if (!self)
        return 0;
    self->type = type;
    self->self = object;
    self->self_type = search_class(type, object);
    return self->self_type ? NX_OBJ(self) : 0;
}

static nx_value super_get(nx_value self, nx_value instance, nx_value owner) {
    nx_super *object = super_of(self);
    if (!instance || instance == NX_NONE || object->self)
        return self;
    nx_value args[] = {NX_OBJ(object->type), instance};
    return nx_call(NX_OBJ(nx_type_of(self)), 2, args, 0);
}

static nx_value super_repr(nx_value self) {
    nx_super *object = super_of(self);
    nx_value name = object->type ? nx_type_name(object->type) : nx_str_from_c("NULL");
    if (!name)
        return 0;
    if (!object->self_type)
        return nx_str_format("<super: <class '%U'>, NULL>", name);
    nx_value self_name = nx_type_name(object->self_type);
    return self_name ? nx_str_format("<super: <class '%U'>, <%U object>>", name, self_name) : 0;
}

nx_value nx_super_get_thisclass(nx_value self) { return super_of(self)->type ? NX_OBJ(super_of(self)->type) : NX_NONE; }
nx_value nx_super_get_self(nx_value self) { return super_of(self)->self ? super_of(self)->self : NX_NONE; }
nx_value nx_super_get_self_class(nx_value self) {
    return super_of(self)->self_type ? NX_OBJ(super_of(self)->self_type) : NX_NONE;
}

#include "super.inc"

nx_type nx_super_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_super_type},
    .c_name = "super",
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_super),
    .methods = nx_super_methods,
    .getsets = nx_super_getsets,
    .repr = super_repr,
    .getattr = super_getattr,
    .new_ = super_new,
    .init = super_init,
    .descr_get = super_get,
};
