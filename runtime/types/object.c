// `object`: what every value can do when its type says nothing else.
#include "../core/type.h"
#include "natives.h"

#include <stdlib.h>

// ---- construction -------------------------------------------------------------------------------------------------------

nx_value nx_object_allocate(nx_type *cls) {
    size_t bytes = nx_instance_size(cls);
    if (NX_UNLIKELY(cls->finalize != NULL)) return NX_OBJ(nx_alloc_object(cls, bytes));
    nx_header *object = nx_alloc_scanned(bytes);
    if (NX_LIKELY(object != NULL)) object->shape = cls->fresh ? cls->fresh : &cls->root;
    return NX_OBJ(object);
}

nx_value nx_raise_abstract(nx_type *cls) {
    nx_value methods = nx_type_lookup(cls, &nx_s___abstractmethods__);
    nx_value names = methods ? nx_list_of(methods) : 0;
    if (!names || !nx_list_sort_values(NX_PTR(nx_list, names), NX_NONE, false)) return 0;
    nx_value joined = nx_str_join(nx_str_from_c(", "), names);
    if (!joined) return 0;
    return nx_raisef(&nx_TypeError, "Can't instantiate abstract class %N with abstract method%s %U", cls,
                     NX_PTR(nx_list, names)->length > 1 ? "s" : "", joined);
}

// object() takes no arguments unless one of __new__ and __init__ is the class's own and takes them.
static bool excess(nx_type *cls, size_t nargs, nx_value kwnames) { return nargs || nx_keyword_count(kwnames); }

nx_value nx_object_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (NX_UNLIKELY(excess(cls, nargs, kwnames))) {
        if (cls->new_ != nx_object_new)
            return nx_raisef(&nx_TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (cls->init == nx_object_init) return nx_raisef(&nx_TypeError, "%N() takes no arguments", cls);
    }
    if (NX_UNLIKELY(cls->flags & NX_TYPE_ABSTRACT)) return nx_raise_abstract(cls);
    return nx_object_allocate(cls);
}

bool nx_object_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_type *cls = nx_type_of(self);
    if (!excess(cls, nargs, kwnames)) return true;
    if (cls->init != nx_object_init)
        return nx_failf(&nx_TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    if (cls->new_ == nx_object_new)
        return nx_failf(&nx_TypeError, "%N.__init__() takes exactly one argument (the instance to initialize)", cls);
    return true;
}

// ---- text, comparison, hash ------------------------------------------------------------------------------------------------

static nx_value object_repr(nx_value self) {
    nx_value name = nx_type_qualified(nx_type_of(self));
    return name ? nx_str_format("<%U object at %p>", name, (void *)(uintptr_t)self) : 0;
}

static nx_value object_str(nx_value self) { return nx_repr(self); }

static nx_value object_compare(nx_value left, nx_value right, int operation) {
    if (operation == NX_EQ) return left == right ? NX_TRUE : NX_NOTIMPLEMENTED;
    if (operation != NX_NE) return NX_NOTIMPLEMENTED;
    nx_value equal = nx_type_of(left)->compare(left, right, NX_EQ); // != is the opposite of what == says
    if (!equal || equal == NX_NOTIMPLEMENTED) return equal;
    int truth = nx_truth(equal);
    return truth < 0 ? 0 : nx_from_bool(!truth);
}

static bool object_hash(nx_value self, int64_t *hash) {
    *hash = (int64_t)((self >> 4) | (self << 60));
    if (*hash == -1) *hash = -2;
    return true;
}

nx_value nx_object_format(nx_value self, nx_value spec) {
    if (!nx_is_str(spec)) return nx_raisef(&nx_TypeError, "__format__() argument must be str, not %Y", spec);
    if (NX_PTR(nx_str, spec)->length)
        return nx_raisef(&nx_TypeError, "unsupported format string passed to %T.__format__", self);
    return nx_to_str(self);
}

// ---- __class__ ------------------------------------------------------------------------------------------------------------------

nx_value nx_object_get_class(nx_value self) { return NX_OBJ(nx_type_of(self)); }

// Whether two classes of the same base add the same __slots__ (which lie in the order of their names).
static bool same_slots(nx_type *a, nx_type *b) {
    nx_value names = nx_dict_get_str(a->dict, &nx_s___slots__), name;
    int64_t position = 0;
    nx_value value;
    if (!names) return true;
    while (nx_dict_next(a->dict, &position, &name, &value)) {
        if (!nx_is_exact(value, &nx_member_type) || NX_PTR(nx_member, value)->owner != a) continue;
        nx_value other = nx_is_str(name) ? nx_dict_get_value(b->dict, name) : 0;
        if (!other || !nx_is_exact(other, &nx_member_type) || NX_PTR(nx_member, other)->offset != NX_PTR(nx_member, value)->offset)
            return false;
    }
    return true;
}

// Classes whose instances have the same fixed part, apart from the attributes.
static bool same_layout(nx_type *a, nx_type *b) {
    nx_type *solid_a = a, *solid_b = b;
    while (solid_a->base && solid_a->base->basic_size == solid_a->basic_size) solid_a = solid_a->base;
    while (solid_b->base && solid_b->base->basic_size == solid_b->basic_size) solid_b = solid_b->base;
    bool slots_alike = solid_a == solid_b || (solid_a->base == solid_b->base && solid_a->basic_size == solid_b->basic_size && same_slots(solid_a, solid_b));
    return slots_alike && a->basic_size == b->basic_size && a->item_size == b->item_size &&
           (a->flags & (NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_WEAKREFABLE)) == (b->flags & (NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_WEAKREFABLE));
}

bool nx_object_set_class(nx_value self, nx_value value) {
    if (!value) return nx_failf(&nx_TypeError, "can't delete __class__ attribute");
    if (!nx_is_type(value))
        return nx_failf(&nx_TypeError, "__class__ must be set to a class, not '%T' object", value);
    nx_type *before = nx_type_of(self), *after = NX_PTR(nx_type, value);
    bool modules = (before->flags & NX_TYPE_MODULE) && (after->flags & NX_TYPE_MODULE);
    if (!modules && !((before->flags & NX_TYPE_HEAP) && (after->flags & NX_TYPE_HEAP)))
        return nx_failf(&nx_TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    if (!modules && !same_layout(before, after))
        return nx_failf(&nx_TypeError, "__class__ assignment: '%N' object layout differs from '%N'", after, before);
    if (NX_UNLIKELY(nx_host != NULL) && !modules && !nx_host->class_assigned(self, after)) return false;
    if (!(after->flags & NX_TYPE_HAS_ATTRIBUTES) || modules) {
        NX_PTR(nx_header, self)->shape = after->fresh ? after->fresh : &after->root;
        return true;
    }
    nx_shape *mode = nx_shape_dict_mode(after);
    if (!mode || !nx_instance_dict(self)) return false;
    NX_PTR(nx_header, self)->shape = mode;
    return true;
}

// ---- dir ---------------------------------------------------------------------------------------------------------------------------

nx_value nx_object_dir(nx_value self) {
    nx_dict *names = nx_dict_new(32);
    if (!names) return 0;
    nx_value dict = nx_getattr_optional(self, &nx_s___dict__);
    if (!dict && nx_pending()) return 0;
    if (dict && nx_is_dict(dict) && !nx_dict_update_from(names, dict)) return 0;
    nx_value class_ = nx_getattr_optional(self, &nx_s___class__);
    if (!class_ && nx_pending()) return 0;
    nx_type *type = class_ && nx_is_type(class_) ? NX_PTR(nx_type, class_) : nx_type_of(self);
    for (int64_t i = 0; i < type->mro->length; i++) {
        nx_dict *members = nx_type_dict(NX_PTR(nx_type, type->mro->items[i]));
        if (!members || !nx_dict_update_from(names, NX_OBJ(members))) return 0;
    }
    return nx_list_of(NX_OBJ(names));
}

nx_value nx_object_sizeof(nx_value self) { return NX_INT(nx_is_pointer(self) ? nx_instance_size(nx_type_of(self)) : 8); }

// ---- classes -----------------------------------------------------------------------------------------------------------------------------

nx_value nx_object_subclasshook(nx_value cls, nx_value subclass) { return NX_NOTIMPLEMENTED; }

nx_value nx_object_init_subclass(nx_value cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nx_keyword_count(kwnames))
        return nx_raisef(&nx_TypeError, "%U.__init_subclass__() takes no keyword arguments", nx_type_get_qualname(cls));
    if (nargs) return nx_raisef(&nx_TypeError, "object.__init_subclass__() takes no arguments (%d given)", (int)nargs);
    return NX_NONE;
}

#include "object.inc"

nx_type nx_object_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_object_type},
    .c_name = "object",
    .flags = NX_TYPE_BASE,
    .basic_size = sizeof(nx_header),
    .doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\n"
           "instance that has no instance attributes and cannot be given any.\n",
    .methods = nx_object_methods,
    .getsets = nx_object_getsets,
    .repr = object_repr,
    .str = object_str,
    .hash = object_hash,
    .getattr = nx_getattr_generic,
    .setattr = nx_setattr_generic,
    .compare = object_compare,
    .new_ = nx_object_new,
    .init = nx_object_init,
};
