// Types: readiness, method resolution order, lookup through it with a cache, versions, attributes of types, instance tests.
//
// Static types become ready in two steps. At start-up all of them get their MRO and the slots they inherit (a few
// microseconds each, no dict). The dict with method descriptors and wrappers is made when first needed.
#include "../types/containers.h"
#include "host.h"
#include "layout.h"
#include "type.h"

// ---- the type of a value ---------------------------------------------------------------------------------------------------

nx_type *nx_type_of_tagged(nx_value v) {
    if (nx_is_small_int(v)) return &nx_int_type;
    if (nx_is_tagged_float(v)) return &nx_float_type;
    switch (v) {
    case NX_NONE: return &nx_none_type;
    case NX_ELLIPSIS: return &nx_ellipsis_type;
    case NX_NOTIMPLEMENTED: return &nx_notimplemented_type;
    default: return &nx_bool_type;
    }
}

// ---- first step: bases, MRO, inherited slots ---------------------------------------------------------------------------------

enum { INHERITED_FLAGS = NX_TYPE_INT | NX_TYPE_FLOAT | NX_TYPE_STR | NX_TYPE_BYTES | NX_TYPE_LIST | NX_TYPE_TUPLE | NX_TYPE_DICT |
    NX_TYPE_SET | NX_TYPE_TYPE | NX_TYPE_EXCEPTION | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_SEQUENCE |
    NX_TYPE_MAPPING | NX_TYPE_MATCH_SELF | NX_TYPE_MODULE | NX_TYPE_COMPLEX | NX_TYPE_BYTEARRAY | NX_TYPE_WEAKREFABLE };

// Every slot is one word between `repr` and `buffer_release`.
static void inherit_slots(nx_type *type, nx_type *base) {
    void **own = (void **)&type->repr, **end = (void **)(&type->buffer_release + 1), **theirs = (void **)&base->repr;
    bool compares = type->compare != NULL, hashes = type->hash != NULL;
    for (; own < end; own++, theirs++) {
        if (!*own) *own = *theirs;
    }
    if (compares && !hashes) type->hash = NULL; // a type with its own == and no hash is unhashable
    type->flags |= base->flags & INHERITED_FLAGS;
    if (!type->basic_size) type->basic_size = base->basic_size;
    if (!type->item_size) type->item_size = base->item_size;
}

bool nx_type_prepare(nx_type *type) {
    if (type->flags & NX_TYPE_READY) return true;
    type->flags |= NX_TYPE_READY;
    if (!type->base && type != &nx_object_type) type->base = &nx_object_type;
    nx_type *base = type->base;
    if (base) {
        if (!nx_type_prepare(base)) return false;
        // A static type without `new_` of its own cannot be instantiated unless its base is a class that can (exceptions).
        bool makes = type->new_ || (base->flags & NX_TYPE_EXCEPTION);
        inherit_slots(type, base);
        if (!makes && base == &nx_object_type) type->new_ = NULL;
        if (!type->bases) {
            nx_value only = NX_OBJ(base);
            type->bases = NX_PTR(nx_tuple, nx_tuple_from(1, &only));
        }
    } else {
        type->bases = &nx_empty_tuple;
    }
    if (!type->bases) return false;
    for (int64_t i = 1; i < type->bases->length; i++) {
        nx_type *other = NX_PTR(nx_type, type->bases->items[i]);
        if (!nx_type_prepare(other)) return false;
        inherit_slots(type, other);
    }
    if (type->flags & NX_TYPE_HAS_ATTRIBUTES && !type->slot_capacity) type->slot_capacity = 1; // for the dict
    return (type->mro = nx_type_compute_mro(type)) != NULL;
}

void nx_types_start(void) {
#define PREPARE(name) nx_type_prepare(&nx_##name##_type);
    NX_TYPES(PREPARE)
#undef PREPARE
#define PREPARE(name, base) nx_type_prepare(&nx_##name);
    NX_EXCEPTIONS(PREPARE)
#undef PREPARE
}

// ---- second step: the dict -----------------------------------------------------------------------------------------------------

static bool add_native_members(nx_type *type) {
    for (const nx_native_def *def = type->methods; def && def->name; def++) {
        nx_value value;
        if (def->flags & NX_NATIVE_CLASSMETHOD) value = nx_builtin_classmethod_new(def, type);
        else if (def->flags & NX_NATIVE_STATIC) value = nx_native_static(def, type);
        else value = nx_method_descriptor_new(def, type);
        if (value && def->flags & NX_NATIVE_STATIC) value = nx_call1(NX_OBJ(&nx_staticmethod_type), value);
        if (!value || !nx_dict_set_str(type->dict, nx_str_intern_c(def->name), value)) return false;
    }
    for (const nx_getset_def *def = type->getsets; def && def->name; def++) {
        nx_value value = nx_getset_new(def, type);
        if (!value || !nx_dict_set_str(type->dict, nx_str_intern_c(def->name), value)) return false;
    }
    return true;
}

nx_dict *nx_type_dict(nx_type *type) {
    if (NX_LIKELY(type->dict != NULL)) return type->dict;
    if (!nx_type_prepare(type) || !(type->dict = nx_dict_new(16))) return NULL;
    if (!nx_slots_add_wrappers(type) || !add_native_members(type)) return NULL;
    if (!nx_dict_get_str(type->dict, &nx_s___doc__)) { // unless instances have a getter of that name
        nx_value doc = type->doc ? nx_str_from_c(type->doc) : NX_NONE;
        if (!doc || !nx_dict_set_str(type->dict, &nx_s___doc__, doc)) return NULL;
    }
    if (type->flags & NX_TYPE_HAS_DICT && !(type->base && type->base->flags & NX_TYPE_HAS_DICT) && !nx_type_add_dict_member(type))
        return NULL;
    if ((!type->hash || type->hash == nx_hash_not_implemented) && !nx_dict_set_str(type->dict, &nx_s___hash__, NX_NONE)) return NULL;
    for (int64_t i = 0; i < type->bases->length; i++)
        if (!nx_type_add_subclass(NX_PTR(nx_type, type->bases->items[i]), type)) return NULL;
    return type->dict;
}

bool nx_type_ready(nx_type *type) { return nx_type_dict(type) != NULL; }

// ---- subtypes ----------------------------------------------------------------------------------------------------------------------

bool nx_is_subtype(const nx_type *type, const nx_type *base) {
    if (type == base) return true;
    const nx_tuple *mro = type->mro;
    if (NX_UNLIKELY(!mro)) {
        for (; type; type = type->base) {
            if (type == base) return true;
        }
        return base == &nx_object_type;
    }
    for (int64_t i = 0; i < mro->length; i++) {
        if (mro->items[i] == NX_OBJ(base)) return true;
    }
    return false;
}

// ---- lookup ------------------------------------------------------------------------------------------------------------------------

static uint64_t last_version;

uint64_t nx_type_version(nx_type *type) {
    if (NX_UNLIKELY(!type->version)) type->version = ++last_version;
    return type->version;
}

nx_value nx_type_lookup_with_owner(nx_type *type, nx_str *name, nx_type **owner) {
    if (NX_UNLIKELY(!type->mro) && !nx_type_prepare(type)) return 0;
    nx_tuple *mro = type->mro;
    if (NX_UNLIKELY(!mro)) return 0; // the class is being made
    for (int64_t i = 0; i < mro->length; i++) {
        nx_type *class_ = NX_PTR(nx_type, mro->items[i]);
        nx_dict *dict = nx_type_dict(class_);
        if (!dict) return 0;
        nx_value value = nx_dict_get_str(dict, name);
        if (value) {
            if (owner) *owner = class_;
            return value;
        }
        if (NX_UNLIKELY(nx_pending())) return 0;
    }
    return 0;
}

// What a type holds under a name, absence included. Versions are never reused, so entries need no invalidation. A plain value
// is right for one value_version only, which stands there plus one (others: 0).
enum { CACHE_SIZE = 2048 };
static struct { uint64_t version; const nx_str *name; nx_value value; uint64_t value_version; } lookup_cache[CACHE_SIZE];

static inline size_t lookup_place(uint64_t version, const nx_str *name) {
    return (size_t)((version * 0x9e3779b1u) ^ ((uintptr_t)name >> 4)) % CACHE_SIZE;
}

// Neither a method nor another descriptor.
static bool is_plain(nx_value v) { return !v || (!nx_type_of(v)->descr_get && !nx_type_of(v)->descr_set); }

void nx_type_values_are_cached(nx_type *type) {
    if (type->has_cached_values) return;
    nx_tuple *mro = type->mro;
    type->has_cached_values = true;
    for (int64_t i = 0; mro && i < mro->length; i++) NX_PTR(nx_type, mro->items[i])->has_cached_values = true;
}

nx_value nx_type_lookup(nx_type *type, nx_str *name) {
    if (NX_UNLIKELY(!name->interned)) {
        nx_value unique = nx_str_intern(NX_OBJ(name));
        if (!unique) return 0;
        name = NX_PTR(nx_str, unique);
    }
    uint64_t version = nx_type_version(type);
    size_t place = lookup_place(version, name);
    if (NX_LIKELY(lookup_cache[place].version == version && lookup_cache[place].name == name) &&
        NX_LIKELY(!lookup_cache[place].value_version || lookup_cache[place].value_version == type->value_version + 1))
        return lookup_cache[place].value;
    nx_value value = nx_type_lookup_with_owner(type, name, NULL);
    if (!value && nx_pending()) return 0;
    bool is_plain_value = value && is_plain(value);
    if (is_plain_value) nx_type_values_are_cached(type);
    version = nx_type_version(type); // calls to user code may have changed it
    place = lookup_place(version, name);
    lookup_cache[place].version = version;
    lookup_cache[place].name = name;
    lookup_cache[place].value = value;
    lookup_cache[place].value_version = is_plain_value ? type->value_version + 1 : 0;
    return value;
}

// ---- subclasses ----------------------------------------------------------------------------------------------------------------------

// Classes are kept for the program's life, as modules are; a list of plain references does.
bool nx_type_add_subclass(nx_type *base, nx_type *type) {
    if (!base->subclasses) {
        nx_list *list = nx_list_new(4);
        if (!list) return false;
        base->subclasses = NX_OBJ(list);
    }
    nx_list *list = NX_PTR(nx_list, base->subclasses);
    for (int64_t i = 0; i < list->length; i++) {
        if (list->items[i] == NX_OBJ(type)) return true;
    }
    return nx_list_push(list, NX_OBJ(type));
}

void nx_type_remove_subclass(nx_type *base, nx_type *type) {
    nx_list *list = base->subclasses ? NX_PTR(nx_list, base->subclasses) : NULL;
    for (int64_t i = 0; list && i < list->length; i++) {
        if (list->items[i] != NX_OBJ(type)) continue;
        memmove(list->items + i, list->items + i + 1, (size_t)(list->length - i - 1) * sizeof(nx_value));
        list->items[--list->length] = 0;
        return;
    }
}

// Builtin classes join their base's list when they are first used: all of them must be in it before it is shown.
static void finish_builtin_types(void) {
    static bool done;
    if (done) return;
    done = true;
#define READY(name) nx_type_ready(&nx_##name##_type);
    NX_TYPES(READY)
#undef READY
#define READY(name, base) nx_type_ready(&nx_##name);
    NX_EXCEPTIONS(READY)
#undef READY
}

nx_value nx_type_subclasses(nx_type *type) {
    finish_builtin_types();
    if (!type->subclasses) return nx_list_from(0, NULL);
    nx_list *list = NX_PTR(nx_list, type->subclasses);
    return nx_list_from(list->length, list->items);
}

void nx_type_modified(nx_type *type) {
    type->version = 0;
    type->value_version = ++last_version;
    type->has_cached_values = false;
    nx_list *list = type->subclasses ? NX_PTR(nx_list, type->subclasses) : NULL;
    for (int64_t i = 0; list && i < list->length; i++) nx_type_modified(NX_PTR(nx_type, list->items[i]));
}

// The same when only a plain value has changed: methods stay. Where somebody remembers values of a class, it and all its
// bases say so.
static void value_modified(nx_type *type) {
    if (!type->has_cached_values) return;
    type->has_cached_values = false;
    type->value_version = ++last_version;
    nx_list *list = type->subclasses ? NX_PTR(nx_list, type->subclasses) : NULL;
    for (int64_t i = 0; list && i < list->length; i++) value_modified(NX_PTR(nx_type, list->items[i]));
}

// ---- names -----------------------------------------------------------------------------------------------------------------------------

nx_value nx_type_name(const nx_type *type) {
    if (type->name) return type->name;
    const char *dot = strrchr(type->c_name, '.');
    nx_value name = NX_OBJ(nx_str_intern_c(dot ? dot + 1 : type->c_name));
    ((nx_type *)type)->name = name;
    return name;
}

nx_value nx_type_module(nx_type *type) {
    if (type->flags & NX_TYPE_HEAP) {
        nx_value module = nx_dict_get_str(type->dict, &nx_s___module__);
        return module ? module : NX_OBJ(&nx_s_builtins);
    }
    if (type->module) return type->module;
    const char *dot = strrchr(type->c_name, '.');
    if (!dot) return NX_OBJ(&nx_s_builtins);
    nx_value module = nx_str_from_utf8(type->c_name, (size_t)(dot - type->c_name));
    return type->module = module;
}

nx_value nx_type_qualified(nx_type *type) {
    nx_value module = nx_type_module(type);
    nx_value name = type->qualname ? type->qualname : nx_type_name(type);
    if (!module || !name) return 0;
    if (!nx_is_str(module) || nx_str_equal(NX_PTR(nx_str, module), &nx_s_builtins)) return name;
    return nx_str_format("%U.%U", module, name);
}

// ---- attributes of types -------------------------------------------------------------------------------------------------------------

nx_value nx_type_getattr(nx_value self, nx_value attribute) {
    nx_type *type = NX_PTR(nx_type, self), *metatype = nx_shape_of(self)->type;
    if (!nx_is_str(attribute)) return nx_raisef(&nx_TypeError, "attribute name must be string, not '%T'", attribute);
    nx_str *name = NX_PTR(nx_str, attribute);
    nx_value meta = nx_type_lookup(metatype, name);
    nx_ternary_slot get = meta ? nx_type_of(meta)->descr_get : NULL;
    if (get && nx_type_of(meta)->descr_set) return get(meta, self, NX_OBJ(metatype));
    nx_value value = nx_pending() ? 0 : nx_type_lookup(type, name);
    if (value) {
        nx_ternary_slot bind = nx_type_of(value)->descr_get;
        return bind ? bind(value, NX_ABSENT, self) : value;
    }
    if (nx_pending()) return 0;
    if (get) return get(meta, self, NX_OBJ(metatype));
    if (meta) return meta;
    return nx_raise_attribute_error(self, name, "type object '%N' has no attribute '%U'", type, attribute);
}

bool nx_type_replace_plain(nx_type *type, nx_value *place, nx_value value) {
    if (!value || value == NX_NONE || *place == NX_NONE || !is_plain(value)) return false;
    *place = value;
    value_modified(type);
    return true;
}

bool nx_type_setattr(nx_value self, nx_value attribute, nx_value value) {
    nx_type *type = NX_PTR(nx_type, self), *metatype = nx_shape_of(self)->type;
    if (!nx_is_str(attribute)) return nx_failf(&nx_TypeError, "attribute name must be string, not '%T'", attribute);
    nx_str *name = NX_PTR(nx_str, attribute);
    if (!(type->flags & NX_TYPE_HEAP))
        return nx_failf(&nx_TypeError, "cannot set '%U' attribute of immutable type '%N'", attribute, type);
    nx_value unique = nx_str_intern(attribute);
    if (!unique) return false;
    name = NX_PTR(nx_str, unique);
    nx_value meta = nx_type_lookup(metatype, name);
    nx_set_slot set = meta ? nx_type_of(meta)->descr_set : NULL;
    if (set) return set(meta, self, value);
    if (nx_pending()) return false;
    nx_value before = nx_type_lookup(type, name);
    if (value) {
        if (!nx_dict_set_str(type->dict, name, value)) return false;
    } else {
        int deleted = nx_dict_delete(type->dict, unique);
        if (deleted < 0) return false;
        if (deleted == 0) {
            nx_raise_attribute_error(self, name, "type object '%N' has no attribute '%U'", type, attribute);
            return false;
        }
    }
    if (NX_UNLIKELY(nx_host != NULL)) nx_host->class_changed(type, name, value);
    if (value && before && is_plain(before) && is_plain(value)) {
        value_modified(type); // cannot turn a cached method or instance slot wrong
        if (value != NX_NONE && before != NX_NONE) return true;
    } else {
        nx_type_modified(type);
        nx_class_epoch++;
    }
    nx_slots_update_name(type, name);
    nx_layout_check(type);
    return true;
}

// ---- isinstance, issubclass -------------------------------------------------------------------------------------------------------------

// 1 and 0 for classes; otherwise by __class__ and __bases__ of things that only look like classes.
static int is_subclass_abstract(nx_value derived, nx_value class_) {
    if (derived == class_) return 1;
    nx_value bases = nx_getattr_optional(derived, nx_str_intern_c("__bases__"));
    if (!bases || !nx_is_tuple(bases)) return nx_pending() ? -1 : 0;
    nx_tuple *tuple = NX_PTR(nx_tuple, bases);
    for (int64_t i = 0; i < tuple->length; i++) {
        int found = is_subclass_abstract(tuple->items[i], class_);
        if (found != 0) return found;
    }
    return 0;
}

static bool check_class(nx_value class_, const char *message) {
    nx_value bases = nx_getattr_optional(class_, nx_str_intern_c("__bases__"));
    if (bases && nx_is_tuple(bases)) return true;
    return !nx_pending() && nx_failf(&nx_TypeError, "%s", message);
}

bool nx_class_redefined;

bool nx_tells_class(nx_type *type) {
    if (type->flags & (NX_TYPE_FOREIGN | NX_TYPE_SHADOW)) return false;
    if (type->getattr != nx_getattr_generic && type->getattr != nx_type_getattr) {
        // __getattr__ alone is not asked for what is found.
        if (!(type->flags & NX_TYPE_CUSTOM_GETATTR) ||
            nx_type_lookup(type, &nx_s___getattribute__) != nx_type_lookup(&nx_object_type, &nx_s___getattribute__))
            return false;
    }
    return !nx_class_redefined || !(type->flags & NX_TYPE_HEAP) ||
           nx_type_lookup(type, &nx_s___class__) == nx_type_lookup(&nx_object_type, &nx_s___class__);
}

static int instance_without_hook(nx_value v, nx_value class_) {
    if (nx_is_type(class_)) {
        nx_type *type = nx_type_of(v);
        if (nx_is_subtype(type, NX_PTR(nx_type, class_))) return 1;
        if (nx_tells_class(type)) return 0;
        nx_value claimed = nx_getattr_optional(v, &nx_s___class__);
        if (!claimed) return nx_pending() ? -1 : 0;
        return claimed != NX_OBJ(type) && nx_is_type(claimed) && nx_is_subtype(NX_PTR(nx_type, claimed), NX_PTR(nx_type, class_));
    }
    if (!check_class(class_, "isinstance() arg 2 must be a type, a tuple of types, or a union")) return -1;
    nx_value claimed = nx_getattr_optional(v, &nx_s___class__);
    if (!claimed) return nx_pending() ? -1 : 0;
    return is_subclass_abstract(claimed, class_);
}

static int subclass_without_hook(nx_value derived, nx_value class_) {
    if (nx_is_type(derived) && nx_is_type(class_)) return nx_is_subtype(NX_PTR(nx_type, derived), NX_PTR(nx_type, class_));
    if (!check_class(derived, "issubclass() arg 1 must be a class") ||
        !check_class(class_, "issubclass() arg 2 must be a class, a tuple of classes, or a union"))
        return -1;
    return is_subclass_abstract(derived, class_);
}

// The test with a tuple or a class whose metaclass has a hook.
static int test(nx_value v, nx_value class_, nx_str *hook_name, int (*plain)(nx_value, nx_value),
                int (*again)(nx_value, nx_value)) {
    if (nx_is_tuple(class_)) {
        nx_tuple *tuple = NX_PTR(nx_tuple, class_);
        if (nx_check_stack()) return -1;
        for (int64_t i = 0; i < tuple->length; i++) {
            int found = again(v, tuple->items[i]);
            if (found != 0) return found;
        }
        return 0;
    }
    nx_type *metatype = nx_type_of(class_);
    nx_value hook = metatype == &nx_type_type ? 0 : nx_type_lookup(metatype, hook_name);
    if (!hook) return nx_pending() ? -1 : plain(v, class_);
    if (nx_check_stack()) return -1;
    nx_value result = nx_call_special(class_, hook_name, 1, &v);
    return result ? nx_truth(result) : -1;
}

// type(v), of foreign objects, too.
nx_value nx_class_of_any(nx_value v);
nx_value nx_class_of_any(nx_value v) {
    return NX_UNLIKELY(nx_is_foreign(v)) ? nx_host->class_of(v) : nx_class_shown(NX_OBJ(nx_type_of(v)));
}

bool nx_test_class_of(nx_value object, nx_type *class_, int *result) {
    nx_type *type = nx_type_of(object);
    *result = nx_is_subtype(type, class_);
    return *result || nx_tells_class(type);
}

int nx_isinstance(nx_value v, nx_value class_) {
    nx_type *type = nx_type_of(v);
    if (NX_OBJ(type) == class_) return 1;
    if (NX_UNLIKELY(nx_host != NULL) && (type->flags & NX_TYPE_FOREIGN || nx_is_foreign(class_)))
        return nx_host->is_instance(v, class_);
    if (nx_is_exact(class_, &nx_type_type)) {
        if (nx_is_subtype(type, NX_PTR(nx_type, class_))) return 1;
        // An exception of the host's, whose class has a compiled one beside an exception.
        if (NX_UNLIKELY(nx_host != NULL) && type->flags & NX_TYPE_EXCEPTION && type->flags & NX_TYPE_HEAP &&
            NX_PTR(nx_type, class_)->flags & NX_TYPE_HEAP && !(NX_PTR(nx_type, class_)->flags & NX_TYPE_EXCEPTION))
            return nx_host->is_instance(v, class_);
        if (nx_tells_class(type)) return 0;
    } else if (nx_is_exact(class_, &nx_tuple_type) && nx_tells_class(type)) {
        const nx_tuple *tuple = NX_PTR(nx_tuple, class_);
        int64_t i = 0;
        for (; i < tuple->length && nx_is_exact(tuple->items[i], &nx_type_type); i++) {
            if (nx_is_subtype(type, NX_PTR(nx_type, tuple->items[i]))) return 1;
        }
        if (i == tuple->length) return 0;
    }
    if (NX_UNLIKELY(nx_host != NULL) && nx_is_type(class_) && nx_type_of(class_)->mirrored) return nx_host->is_instance(v, class_);
    return test(v, class_, &nx_s___instancecheck__, instance_without_hook, nx_isinstance);
}

int nx_issubclass(nx_value v, nx_value class_) {
    if (NX_UNLIKELY(nx_host != NULL) &&
        (nx_is_foreign(v) || nx_is_foreign(class_) || (nx_is_type(class_) && NX_PTR(nx_type, class_)->mirrored)))
        return nx_host->is_subclass(v, class_);
    return test(v, class_, &nx_s___subclasscheck__, subclass_without_hook, nx_issubclass);
}

// type.__instancecheck__ and type.__subclasscheck__, which metaclasses call through super().
nx_value nx_type_instancecheck(nx_value self, nx_value instance) {
    int found = instance_without_hook(instance, self);
    return found < 0 ? 0 : nx_from_bool(found);
}
nx_value nx_type_subclasscheck(nx_value self, nx_value subclass) {
    int found = subclass_without_hook(subclass, self);
    return found < 0 ? 0 : nx_from_bool(found);
}
