// Attributes: object.__getattribute__ and __setattr__, the inline caches of generated code, and what C code calls.
//
// A cache that is right for one class epoch needs no other check than the object's shape. The epoch (nx_class_epoch)
// changes when a class is modified so that an instance attribute or a method found before may be wrong now; assigning
// plain values to class attributes that held plain values (counters, registries) leaves it alone (type.c).
#include "type.h"
#include "../types/dict.h"

uint64_t nx_class_epoch = 1;

// Of a cache, when its slot is negative: how nx_load_attr_slow uses it. Loads through the class compare the type's
// version; those of modules and classes compare the object itself with cache->shape.
enum { CACHE_NONE = 0, CACHE_CLASS_VALUE, CACHE_PROPERTY, CACHE_MODULE, CACHE_TYPE, CACHE_METHOD };

// ---- reading ------------------------------------------------------------------------------------------------------------

static nx_str *interned(nx_value name) {
    if (nx_is_interned(name)) return NX_PTR(nx_str, name);
    nx_value unique = nx_str_intern(name);
    return unique ? NX_PTR(nx_str, unique) : NULL;
}

static bool check_name(nx_value name) {
    return nx_is_str(name) || nx_failf(&nx_TypeError, "attribute name must be string, not '%T'", name);
}

// object.__getattribute__, with 0 and no error when there is no such attribute.
nx_value nx_find_attribute(nx_value object, nx_str *name) {
    nx_type *type = nx_type_of(object);
    nx_value descriptor = nx_type_lookup(type, name);
    nx_ternary_slot get = NULL;
    if (descriptor) {
        nx_type *kind = nx_type_of(descriptor);
        get = kind->descr_get;
        if (get && kind->descr_set) return get(descriptor, object, NX_OBJ(type));
    } else if (NX_UNLIKELY(nx_pending())) {
        return 0;
    }
    if (type->flags & NX_TYPE_HAS_ATTRIBUTES) {
        nx_value value = nx_instance_get(object, name);
        if (value || nx_pending()) return value;
    }
    return get ? get(descriptor, object, NX_OBJ(type)) : descriptor;
}

NX_COLD static nx_value raise_no_attribute(nx_value object, nx_str *name) {
    return nx_raise_attribute_error(object, name, "'%T' object has no attribute '%U'", object, NX_OBJ(name));
}

nx_value nx_getattr_generic(nx_value object, nx_value name) {
    if (!check_name(name)) return 0;
    nx_str *key = interned(name);
    nx_value value = key ? nx_find_attribute(object, key) : 0;
    return value || nx_pending() ? value : raise_no_attribute(object, key);
}

nx_value nx_getattr(nx_value object, nx_str *name) { return nx_type_of(object)->getattr(object, NX_OBJ(name)); }

nx_value nx_getattr_optional(nx_value object, nx_str *name) {
    nx_type *type = nx_type_of(object);
    nx_value value;
    if (type->getattr == nx_getattr_generic) {
        nx_str *key = interned(NX_OBJ(name));
        value = key ? nx_find_attribute(object, key) : 0;
    } else {
        value = type->getattr(object, NX_OBJ(name));
    }
    if (NX_UNLIKELY(!value) && nx_pending() && nx_error_matches(&nx_AttributeError)) nx_error_clear();
    return value;
}

nx_value nx_call_special(nx_value self, nx_str *name, size_t nargs, const nx_value *args) {
    nx_type *type = nx_type_of(self);
    nx_value method = nx_type_lookup(type, name);
    if (!method) return nx_pending() ? 0 : NX_NOTIMPLEMENTED;
    nx_type *kind = nx_type_of(method);
    if (NX_LIKELY(kind->flags & NX_TYPE_METHOD_DESCR)) {
        nx_value values[nargs + 1];
        values[0] = self;
        if (nargs) memcpy(values + 1, args, nargs * sizeof *args);
        return nx_call(method, nargs + 1, values, 0);
    }
    nx_value bound = nx_bind(method, self, type);
    return bound ? nx_call(bound, nargs, args, 0) : 0;
}

// ---- writing ------------------------------------------------------------------------------------------------------------

// Unlike reading, this leaves the exception's `name` and `obj` alone, as CPython 3.11 does.
NX_COLD static bool raise_cannot_set(nx_value object, nx_str *name, bool read_only) {
    return nx_failf(&nx_AttributeError, read_only ? "'%T' object attribute '%U' is read-only" : "'%T' object has no attribute '%U'",
                    object, NX_OBJ(name));
}

bool nx_setattr_generic(nx_value object, nx_value name, nx_value value) {
    if (!check_name(name)) return false;
    nx_str *key = interned(name);
    if (!key) return false;
    nx_type *type = nx_type_of(object);
    nx_value descriptor = nx_type_lookup(type, key);
    if (descriptor) {
        nx_set_slot set = nx_type_of(descriptor)->descr_set;
        if (set) return set(descriptor, object, value);
    } else if (nx_pending()) {
        return false;
    }
    if (!(type->flags & NX_TYPE_HAS_ATTRIBUTES)) return raise_cannot_set(object, key, descriptor != 0);
    if (value) return nx_instance_set(object, key, value);
    int deleted = nx_instance_delete(object, key);
    return deleted == 0 ? raise_cannot_set(object, key, false) : deleted == 1;
}

bool nx_setattr(nx_value object, nx_str *name, nx_value value) { return nx_type_of(object)->setattr(object, NX_OBJ(name), value); }
bool nx_delete_attr(nx_value object, nx_str *name) { return nx_setattr(object, name, NX_ABSENT); }

// ---- inline caches ----------------------------------------------------------------------------------------------------------

// Whether what object.__getattribute__ finds is what an attribute load gives (a __getattr__ comes after).
static bool loads_generically(nx_type *type) {
    if (NX_LIKELY(type->getattr == nx_getattr_generic)) return true;
    if (type->getattr != nx_slot_getattr_hook) return false;
    nx_value method = nx_type_lookup(type, &nx_s___getattribute__);
    return method == nx_type_lookup(&nx_object_type, &nx_s___getattribute__);
}

static bool is_cacheable_object(nx_value object) { return nx_is_pointer(object); }

static void remember(nx_cache *cache, nx_shape *shape, uint64_t version, int32_t slot, uint32_t kind, nx_value value) {
    cache->shape = shape;
    cache->version = version;
    cache->slot = slot;
    cache->kind = kind;
    cache->value = value;
    cache->next = NULL;
}

// What a load found in an object without custom __getattribute__; fills the cache for the next time.
static nx_value load_and_remember(nx_value object, nx_type *type, nx_str *name, nx_cache *cache) {
    nx_value descriptor = nx_type_lookup(type, name);
    nx_shape *shape = nx_shape_of(object);
    nx_type *kind = NULL;
    if (descriptor) {
        kind = nx_type_of(descriptor);
        if (kind->descr_get && kind->descr_set) {
            if (kind == &nx_member_type && NX_PTR(nx_member, descriptor)->owner->flags & NX_TYPE_HEAP)
                remember(cache, shape, nx_class_epoch, (int32_t)NX_PTR(nx_member, descriptor)->offset, 0, 0);
            else if (kind == &nx_property_type) remember(cache, shape, nx_class_epoch, -1, CACHE_PROPERTY, descriptor);
            return kind->descr_get(descriptor, object, NX_OBJ(type));
        }
    } else if (nx_pending()) {
        return 0;
    }
    if (type->flags & NX_TYPE_HAS_ATTRIBUTES) {
        nx_attributes *attributes = nx_attributes_of(object);
        if (shape->dict_mode) {
            nx_value value = nx_dict_get_str(attributes->dict, name);
            if (value || nx_pending()) return value;
        } else {
            int64_t slot = nx_shape_find(shape, name);
            if (slot >= 0) {
                if (!type->item_size)
                    remember(cache, shape, nx_class_epoch, (int32_t)((uintptr_t)&attributes->slots[slot] - object), 0, 0);
                return attributes->slots[slot];
            }
        }
    }
    if (!descriptor) return 0;
    if (!shape->dict_mode) {
        if (kind->flags & NX_TYPE_METHOD_DESCR) remember(cache, shape, nx_class_epoch, 0, CACHE_METHOD, descriptor);
        else if (!kind->descr_get) remember(cache, shape, type->value_version, -1, CACHE_CLASS_VALUE, descriptor);
    }
    return nx_bind(descriptor, object, type);
}

static nx_value load_from_module(nx_value object, nx_str *name, nx_cache *cache) {
    nx_dict *dict = NX_PTR(nx_module, object)->dict;
    int64_t hash = name->hash ? name->hash : nx_str_hash(name);
    int64_t position = nx_dict_find(dict, NX_OBJ(name), hash);
    if (position >= 0 && position <= INT32_MAX && !nx_type_lookup(&nx_module_type, name)) {
        remember(cache, NX_PTR(nx_shape, object), (uint64_t)position, -1, CACHE_MODULE, 0);
        return dict->entries[position].value;
    }
    return nx_pending() ? 0 : nx_getattr(object, name);
}

static nx_value load_from_type(nx_value object, nx_str *name, nx_cache *cache) {
    nx_type *type = NX_PTR(nx_type, object);
    if (!nx_type_lookup(&nx_type_type, name)) {
        nx_value value = nx_type_lookup(type, name);
        nx_type *kind = value ? nx_type_of(value) : NULL;
        if (kind && (!kind->descr_get || kind == &nx_function_type)) {
            remember(cache, NX_PTR(nx_shape, object), type->value_version, -1, CACHE_TYPE, value);
            return value;
        }
    }
    return nx_pending() ? 0 : nx_getattr(object, name);
}

nx_value nx_load_attr_slow(nx_value object, nx_str *name, nx_cache *cache) {
    nx_type *type = nx_type_of(object);
    if (!is_cacheable_object(object)) return type->getattr(object, NX_OBJ(name));
    nx_shape *shape = nx_shape_of(object);
    switch (cache->kind) {
    case CACHE_METHOD:
        if (cache->shape == shape && cache->version == nx_class_epoch) return nx_bind(cache->value, object, type);
        break;
    case CACHE_CLASS_VALUE:
        if (cache->shape == shape && cache->version == type->value_version) return cache->value;
        break;
    case CACHE_PROPERTY:
        if (cache->shape == shape && cache->version == nx_class_epoch)
            return nx_property_type.descr_get(cache->value, object, NX_OBJ(type));
        break;
    case CACHE_MODULE:
        if (cache->shape == NX_PTR(nx_shape, object)) {
            nx_dict *dict = NX_PTR(nx_module, object)->dict;
            if ((int64_t)cache->version < dict->used && dict->entries[cache->version].key == NX_OBJ(name)) {
                nx_value value = dict->entries[cache->version].value;
                if (value) return value;
            }
        }
        break;
    case CACHE_TYPE:
        if (cache->shape == NX_PTR(nx_shape, object) && cache->version == NX_PTR(nx_type, object)->value_version) return cache->value;
        break;
    default: break;
    }
    if (type == &nx_module_type) return load_from_module(object, name, cache);
    if (type == &nx_type_type) return load_from_type(object, name, cache);
    if (!loads_generically(type)) return type->getattr(object, NX_OBJ(name));
    nx_value value = load_and_remember(object, type, name, cache);
    if (NX_LIKELY(value != 0)) return value;
    // Absent, or a descriptor raised: __getattr__ answers both, and the full way words the error.
    if (nx_pending()) {
        if (type->getattr == nx_getattr_generic || !nx_error_matches(&nx_AttributeError)) return 0;
        nx_error_clear();
    }
    if (type->getattr == nx_getattr_generic) return raise_no_attribute(object, name);
    return nx_slot_getattr_fallback(object, NX_OBJ(name));
}

nx_value nx_load_method_slow(nx_value object, nx_str *name, nx_cache *cache, nx_value *self) {
    nx_type *type = nx_type_of(object);
    *self = NX_ABSENT;
    if (!is_cacheable_object(object)) {
        // Numbers and singletons: the type decides, there is nothing else.
        nx_value method = nx_type_lookup(type, name);
        if (method && nx_type_of(method)->flags & NX_TYPE_METHOD_DESCR) {
            *self = object;
            return method;
        }
        return type->getattr(object, NX_OBJ(name));
    }
    if (type == &nx_super_type) return nx_super_load_method(object, name, self);
    if (loads_generically(type)) {
        nx_value method = nx_type_lookup(type, name);
        if (method && nx_type_of(method)->flags & NX_TYPE_METHOD_DESCR) {
            nx_value hidden = type->flags & NX_TYPE_HAS_ATTRIBUTES ? nx_instance_get(object, name) : 0;
            if (hidden || nx_pending()) return hidden;
            nx_shape *shape = nx_shape_of(object);
            if (!shape->dict_mode) remember(cache, shape, nx_class_epoch, 0, CACHE_METHOD, method);
            *self = object;
            return method;
        }
        if (nx_pending()) return 0;
    }
    return nx_load_attr_slow(object, name, cache);
}

bool nx_store_attr_slow(nx_value object, nx_str *name, nx_value value, nx_cache *cache) {
    nx_type *type = nx_type_of(object);
    if (!is_cacheable_object(object) || type->setattr != nx_setattr_generic || type->item_size)
        return type->setattr(object, NX_OBJ(name), value);
    nx_value descriptor = nx_type_lookup(type, name);
    nx_shape *shape = nx_shape_of(object);
    if (descriptor && nx_type_of(descriptor)->descr_set) {
        if (nx_type_of(descriptor) == &nx_member_type && NX_PTR(nx_member, descriptor)->owner->flags & NX_TYPE_HEAP) {
            remember(cache, shape, nx_class_epoch, (int32_t)NX_PTR(nx_member, descriptor)->offset, 0, 0);
            cache->next = shape;
        }
        return nx_type_of(descriptor)->descr_set(descriptor, object, value);
    }
    if (nx_pending()) return false;
    if (!(type->flags & NX_TYPE_HAS_ATTRIBUTES) || shape->dict_mode) return nx_setattr_generic(object, NX_OBJ(name), value);
    if (!nx_instance_set(object, name, value)) return false;
    nx_shape *after = nx_shape_of(object);
    if (!after->dict_mode) {
        int64_t slot = nx_shape_find(after, name);
        remember(cache, shape, nx_class_epoch, (int32_t)((uintptr_t)&nx_attributes_of(object)->slots[slot] - object), 0, 0);
        cache->next = after;
    }
    return true;
}
