// Attributes: object.__getattribute__ and __setattr__, the inline caches of generated code, and what C code calls.
//
// A cache that is right for one class epoch needs no other check than the object's shape. The epoch (nx_class_epoch)
// changes when a class is modified so that an instance attribute or a method found before may be wrong now; assigning
// plain values to class attributes that held plain values (counters, registries) leaves it alone (type.c).
#include "host.h"
#include "type.h"
#include "../types/dict.h"
#include "places.h"

uint64_t nx_class_epoch = 1;

// ---- reading ------------------------------------------------------------------------------------------------------------

static nx_str *interned(nx_value name) {
    if (nx_is_interned(name)) return NX_PTR(nx_str, name);
    nx_value unique = nx_str_intern(name);
    return unique ? NX_PTR(nx_str, unique) : NULL;
}

static bool check_name(nx_value name) {
    return nx_is_str(name) || nx_failf(&nx_TypeError, "attribute name must be string, not '%T'", name);
}

nx_place nx_places[NX_PLACES];
nx_store_place nx_store_places[NX_PLACES];

static void fill_place(const nx_shape *shape, nx_str *name, nx_place_kind kind, uint32_t offset, nx_value value) {
    nx_type *type = shape->type;
    bool is_direct = type->getattr == nx_getattr_generic || (kind != NX_PLACE_ABSENT && nx_loads_generically(type));
    nx_places[nx_place_index(shape, name)] = (nx_place){shape, name, nx_class_epoch, offset, (uint8_t)kind, is_direct, value, type->value_version};
}

// The instance's own attribute; remembers where it is, or (when the class has nothing under the name) that it is not there.
static nx_value find_in_instance(nx_value object, nx_type *type, nx_str *name, bool is_in_class) {
    nx_shape *shape = nx_shape_of(object);
    if (shape->dict_mode || type->item_size) return nx_instance_get(object, name);
    nx_attributes *attributes = nx_attributes_of(object);
    int64_t slot = nx_shape_find(shape, name);
    nx_value value = slot >= 0 ? attributes->slots[slot] : 0;
    if (value) fill_place(shape, name, NX_PLACE_SLOT, (uint32_t)((uintptr_t)&attributes->slots[slot] - object), 0);
    else if (slot < 0 && !is_in_class) fill_place(shape, name, NX_PLACE_ABSENT, 0, 0);
    return value;
}

// object.__getattribute__, with 0 and no error when there is no such attribute.
nx_value nx_find_attribute(nx_value object, nx_str *name) {
    if (nx_is_pointer(object)) {
        const nx_place *place = nx_find_place(nx_shape_of(object), name);
        if (place && place->kind == NX_PLACE_ABSENT) return 0;
        if (place && place->kind == NX_PLACE_SLOT) {
            nx_value value = *NX_PTR(nx_value, object + place->offset);
            if (NX_LIKELY(value != 0)) return value;
        }
    }
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
        nx_value value = find_in_instance(object, type, name, descriptor != 0);
        if (value || nx_pending()) return value;
        nx_shape *shape = nx_shape_of(object);
        if (descriptor && nx_is_exact(descriptor, &nx_function_type) && !shape->dict_mode && !type->item_size)
            fill_place(shape, name, NX_PLACE_METHOD, 0, descriptor);
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
    if (NX_UNLIKELY(type->flags & NX_TYPE_FOREIGN)) return nx_host->special(self, name, nargs, args);
    nx_value method = nx_type_lookup(type, name);
    if (!method) return nx_pending() ? 0 : NX_NOTIMPLEMENTED;
    nx_type *kind = nx_type_of(method);
    if (NX_LIKELY(kind->flags & NX_TYPE_METHOD_DESCR)) {
        nx_value values[nargs + 1];
        values[0] = self;
        nx_copy_few(values + 1, args, nargs);
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

// The instance had the shape `before` when its attribute of that name was stored; nothing but the store happens for those.
static void fill_store_place(nx_value object, const nx_type *type, const nx_shape *before, nx_str *name) {
    nx_shape *after = nx_shape_of(object);
    if (after->dict_mode || type->item_size) return;
    int64_t slot = nx_shape_find(after, name);
    uint32_t offset = (uint32_t)((uintptr_t)&nx_attributes_of(object)->slots[slot] - object);
    nx_store_places[nx_place_index(before, name)] = (nx_store_place){before, name, nx_class_epoch, offset, after};
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
    if (value) {
        nx_shape *before = nx_shape_of(object);
        if (!nx_instance_set(object, key, value)) return false;
        if (type->setattr == nx_setattr_generic) fill_store_place(object, type, before, key);
        return true;
    }
    int deleted = nx_instance_delete(object, key);
    return deleted == 0 ? raise_cannot_set(object, key, false) : deleted == 1;
}

bool nx_setattr(nx_value object, nx_str *name, nx_value value) { return nx_type_of(object)->setattr(object, NX_OBJ(name), value); }
bool nx_delete_attr(nx_value object, nx_str *name) { return nx_setattr(object, name, NX_ABSENT); }

// ---- inline caches ----------------------------------------------------------------------------------------------------------

// How a cache whose slot is not positive is used. Loads through the class compare the type's version; those of modules
// and classes compare the object itself with cache->shape.
enum {
    CACHE_NONE = 0,      // an instance slot, at the byte offset `slot`
    CACHE_CLASS_VALUE,   // of an instance: what the class holds
    CACHE_PROPERTY,
    CACHE_MODULE = NX_CACHE_MODULE,
    CACHE_TYPE,          // of a class: what it or a base holds; next is the class epoch, as the metaclass must not have it
    CACHE_TYPE_OWN,      // of a class: a plain value in its own dict, in the entry number `version`; next is the class epoch
    CACHE_TYPE_METHOD,   // of a class: a class method's function
    CACHE_METHOD,        // of an instance: a function that the class holds
    CACHE_DICT,          // an instance in dict mode: the entry's position was `slot`
    CACHE_INSTANCE_CLASS_METHOD, // of an instance: a class method's function, which takes the class; next is the class
    CACHE_SUPER,         // super().name: the function; next is the class behind which it was found
    CACHE_MANY,          // more shapes than there are entries: places.h instead
};

// Whether loads go to the base's __getattribute__.
static bool keeps_getattribute(nx_type *type, nx_type *base) {
    return nx_type_lookup(type, &nx_s___getattribute__) == nx_type_lookup(base, &nx_s___getattribute__);
}

bool nx_loads_generically(nx_type *type) {
    if (NX_LIKELY(type->getattr == nx_getattr_generic)) return true;
    return type->getattr == nx_slot_getattr_hook && keeps_getattribute(type, &nx_object_type);
}

// Whether a load from a class of this metaclass gives what type.__getattribute__ finds (__getattr__ comes after).
static bool loads_from_class(nx_type *metatype) {
    if (NX_LIKELY(metatype->getattr == nx_type_type.getattr)) return true;
    return metatype->getattr == nx_slot_getattr_hook && nx_is_subtype(metatype, &nx_type_type) &&
           keeps_getattribute(metatype, &nx_type_type);
}

// Fills the site's first entry; a living entry for another shape moves to the others, in turn.
static void remember(nx_cache *cache, nx_shape *shape, uint64_t version, int32_t slot, uint32_t kind, nx_value value) {
    if (NX_UNLIKELY(cache->kind == CACHE_MANY)) return;
    if (cache->shape && cache->shape != shape) {
        if (!cache->others) cache->others = nx_alloc_scanned(NX_OTHER_CACHES * sizeof(nx_cache));
        if (NX_LIKELY(cache->others != NULL)) {
            nx_cache *other = cache->others;
            for (int i = 1; i < NX_OTHER_CACHES && other->shape && other->shape != cache->shape; i++) other++;
            if (other->shape && other->shape != cache->shape) { // none is free
                *cache = (nx_cache){.slot = -1, .kind = CACHE_MANY};
                return;
            }
            *other = *cache;
            other->others = NULL;
        } else {
            nx_error_clear();
        }
    }
    cache->shape = shape;
    cache->version = version;
    cache->slot = slot;
    cache->kind = kind;
    cache->value = value;
    cache->next = NULL;
}

// What an instance in dict mode holds under the name, looking first where it was in another one.
static inline nx_value get_from_dict(const nx_dict *dict, nx_str *name, int32_t position) {
    return NX_LIKELY(position < dict->used && dict->entries[position].key == NX_OBJ(name)) ? dict->entries[position].value : 0;
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
            else if (kind == &nx_property_type || kind == &nx_getset_type) remember(cache, shape, nx_class_epoch, -1, CACHE_PROPERTY, descriptor);
            return kind->descr_get(descriptor, object, NX_OBJ(type));
        }
    } else if (nx_pending()) {
        return 0;
    }
    if (type->flags & NX_TYPE_HAS_ATTRIBUTES) {
        nx_attributes *attributes = nx_attributes_of(object);
        if (shape->dict_mode) {
            nx_dict *dict = attributes->dict[0];
            int64_t position = nx_dict_find(dict, NX_OBJ(name), name->hash ? name->hash : nx_str_hash(name));
            nx_value value = position >= 0 ? dict->entries[position].value : 0;
            if (nx_pending()) return 0;
            if (value) {
                // A negative slot tells the inline part that this is not its business.
                if (position < INT32_MAX && !type->item_size)
                    remember(cache, shape, nx_class_epoch, -1 - (int32_t)position, CACHE_DICT, 0);
                return value;
            }
        } else {
            int64_t slot = nx_shape_find(shape, name);
            if (slot >= 0) {
                uint32_t offset = (uint32_t)((uintptr_t)&attributes->slots[slot] - object);
                if (!type->item_size) {
                    remember(cache, shape, nx_class_epoch, (int32_t)offset, 0, 0);
                    if (cache->kind == CACHE_MANY) fill_place(shape, name, NX_PLACE_SLOT, offset, 0);
                }
                return attributes->slots[slot];
            }
        }
    }
    if (!descriptor) return 0;
    if (!shape->dict_mode) {
        if (kind->flags & NX_TYPE_METHOD_DESCR) {
            remember(cache, shape, nx_class_epoch, 0, CACHE_METHOD, descriptor);
            if (cache->kind == CACHE_MANY) fill_place(shape, name, NX_PLACE_METHOD, 0, descriptor);
        } else if (!kind->descr_get) {
            nx_type_values_are_cached(type);
            remember(cache, shape, type->value_version, -1, CACHE_CLASS_VALUE, descriptor);
            if (cache->kind == CACHE_MANY) fill_place(shape, name, NX_PLACE_VALUE, 0, descriptor);
        } else if (kind == &nx_staticmethod_type && NX_PTR(nx_wrapped_method, descriptor)->function) {
            nx_type_values_are_cached(type);
            remember(cache, shape, type->value_version, -1, CACHE_CLASS_VALUE, NX_PTR(nx_wrapped_method, descriptor)->function);
        }
    }
    return nx_bind(descriptor, object, type);
}

static nx_value load_from_module(nx_value object, nx_str *name, nx_cache *cache) {
    nx_dict *dict = NX_PTR(nx_module, object)->dict;
    int64_t hash = name->hash ? name->hash : nx_str_hash(name);
    int64_t position = nx_dict_find(dict, NX_OBJ(name), hash);
    // A global that is not assigned yet has an entry without a value.
    if (position >= 0 && position <= INT32_MAX && dict->entries[position].value && !nx_type_lookup(&nx_module_type, name)) {
        remember(cache, NX_PTR(nx_shape, object), (uint64_t)position, -1, CACHE_MODULE, 0);
        return dict->entries[position].value;
    }
    return nx_pending() ? 0 : nx_getattr(object, name);
}

// The value in the class's own dict, as the cache has it; NULL: it does not tell.
static inline nx_value *own_value_of_type(const nx_cache *cache, nx_value object, const nx_str *name) {
    if (cache->kind != CACHE_TYPE_OWN || cache->shape != NX_PTR(nx_shape, object) || cache->next != NX_PTR(nx_shape, nx_class_epoch))
        return NULL;
    nx_dict *dict = NX_PTR(nx_type, object)->dict;
    if ((int64_t)cache->version >= dict->used || dict->entries[cache->version].key != NX_OBJ(name)) return NULL;
    return &dict->entries[cache->version].value;
}

// Remembers the place of a plain value in the class's own dict.
static bool remember_own(nx_cache *cache, nx_type *type, nx_str *name) {
    int64_t position = nx_dict_find(type->dict, NX_OBJ(name), name->hash ? name->hash : nx_str_hash(name));
    if (position < 0) return false;
    remember(cache, NX_PTR(nx_shape, type), (uint64_t)position, -1, CACHE_TYPE_OWN, 0);
    cache->next = NX_PTR(nx_shape, nx_class_epoch);
    return true;
}

static nx_value load_from_type(nx_value object, nx_str *name, nx_cache *cache) {
    nx_type *type = NX_PTR(nx_type, object);
    if (!nx_type_lookup(nx_type_of(object), name)) {
        nx_value value = nx_type_lookup(type, name);
        nx_type *kind = value ? nx_type_of(value) : NULL;
        if (kind && !kind->descr_get && !kind->descr_set && type->flags & NX_TYPE_HEAP && remember_own(cache, type, name)) return value;
        if (kind == &nx_staticmethod_type && NX_PTR(nx_wrapped_method, value)->function) {
            value = NX_PTR(nx_wrapped_method, value)->function;
            nx_type_values_are_cached(type);
            remember(cache, NX_PTR(nx_shape, object), type->value_version, -1, CACHE_TYPE, value);
            cache->next = NX_PTR(nx_shape, nx_class_epoch);
            return value;
        }
        if (kind && (!kind->descr_get || kind->flags & NX_TYPE_METHOD_DESCR)) { // a method is itself to the class
            nx_type_values_are_cached(type);
            remember(cache, NX_PTR(nx_shape, object), type->value_version, -1, CACHE_TYPE, value);
            cache->next = NX_PTR(nx_shape, nx_class_epoch);
            return value;
        }
    }
    return nx_pending() ? 0 : nx_getattr(object, name);
}

// What stands where the module had the name when the entry was made, if it still does; else 0.
static inline nx_value value_of_module(const nx_cache *cache, nx_value object, const nx_str *name) {
    if (cache->kind != CACHE_MODULE || cache->shape != NX_PTR(nx_shape, object)) return 0;
    const nx_dict *dict = NX_PTR(nx_module, object)->dict;
    bool stands = (int64_t)cache->version < dict->used && dict->entries[cache->version].key == NX_OBJ(name);
    return stands ? dict->entries[cache->version].value : 0;
}

// What the entry knows of the object's attribute; 0 without an error: nothing. *failed: a property raised.
static inline nx_value load_by(const nx_cache *cache, nx_value object, nx_str *name, nx_type *type, nx_shape *shape, bool *failed) {
    switch (cache->kind) {
    case CACHE_NONE:
        if (cache->shape == shape && cache->version == nx_class_epoch && cache->slot > 0)
            return *NX_PTR(nx_value, object + (uint32_t)cache->slot);
        return 0;
    case CACHE_DICT:
        if (cache->shape == shape && cache->version == nx_class_epoch)
            return get_from_dict(nx_attributes_of(object)->dict[0], name, -1 - cache->slot);
        return 0;
    case CACHE_METHOD:
        return cache->shape == shape && cache->version == nx_class_epoch ? nx_bind(cache->value, object, type) : 0;
    case CACHE_CLASS_VALUE:
        return cache->shape == shape && cache->version == type->value_version ? cache->value : 0;
    case CACHE_PROPERTY: {
        if (cache->shape != shape || cache->version != nx_class_epoch) return 0;
        nx_value value = nx_type_of(cache->value)->descr_get(cache->value, object, NX_OBJ(type));
        *failed = !value;
        return value;
    }
    case CACHE_MODULE: return value_of_module(cache, object, name);
    case CACHE_TYPE:
        if (cache->shape == NX_PTR(nx_shape, object) && cache->version == NX_PTR(nx_type, object)->value_version &&
            cache->next == NX_PTR(nx_shape, nx_class_epoch))
            return cache->value;
        return 0;
    case CACHE_TYPE_OWN: {
        const nx_value *own = own_value_of_type(cache, object, name);
        return own ? *own : 0;
    }
    default: return 0;
    }
}

NX_NOINLINE static nx_value load_attr(nx_value object, nx_str *name, nx_cache *cache) {
    if (!nx_is_pointer(object)) return nx_type_of(object)->getattr(object, NX_OBJ(name));
    nx_shape *shape = nx_shape_of(object);
    nx_type *type = shape->type;
    if (cache->kind == CACHE_MANY) {
        const nx_place *place = nx_find_place(shape, name);
        if (place && place->is_direct) {
            nx_value known = place->kind == NX_PLACE_SLOT ? *NX_PTR(nx_value, object + place->offset)
                : place->kind == NX_PLACE_METHOD ? nx_bind(place->value, object, type)
                : place->kind == NX_PLACE_VALUE && place->version == type->value_version ? place->value : 0;
            if (NX_LIKELY(known != 0) || (place->kind == NX_PLACE_METHOD && nx_pending())) return known;
        }
    }
    const nx_cache *others = cache->others;
    if (others) { // instance slots first: a site that sees subclasses
        for (int i = 0; i < NX_OTHER_CACHES; i++) {
            if (others[i].shape != shape || others[i].version != nx_class_epoch || others[i].slot <= 0) continue;
            nx_value value = *NX_PTR(nx_value, object + (uint32_t)others[i].slot);
            if (NX_LIKELY(value != 0)) return value;
        }
    }
    bool failed = false;
    nx_value value = load_by(cache, object, name, type, shape, &failed);
    if (NX_LIKELY(value != 0)) return value;
    if (others && !failed) {
        for (int i = 0; i < NX_OTHER_CACHES; i++) {
            value = load_by(&others[i], object, name, type, shape, &failed);
            if (value) return value;
            if (NX_UNLIKELY(failed)) break;
        }
    }
    if (NX_UNLIKELY(failed) && type->getattr == nx_getattr_generic) return 0;
    if (!failed) {
        if (type == &nx_module_type) return load_from_module(object, name, cache);
        if (loads_from_class(type)) return load_from_type(object, name, cache);
        if (!nx_loads_generically(type)) return type->getattr(object, NX_OBJ(name));
        value = load_and_remember(object, type, name, cache);
        if (NX_LIKELY(value != 0)) return value;
    }
    // Absent, or a descriptor raised: __getattr__ answers both, and the full way words the error.
    if (nx_pending()) {
        if (type->getattr == nx_getattr_generic || !nx_error_matches(&nx_AttributeError)) {
            nx_attribute_error_context(object, NX_OBJ(name));
            return 0;
        }
        nx_error_clear();
    }
    if (type->getattr == nx_getattr_generic) return raise_no_attribute(object, name);
    return nx_slot_getattr_fallback(object, NX_OBJ(name));
}

// What needs no frame of its own first: values of classes, and of an instance's class.
nx_value nx_load_attr_slow(nx_value object, nx_str *name, nx_cache *cache) {
    if (cache->kind == CACHE_TYPE_OWN) {
        const nx_value *own = own_value_of_type(cache, object, name);
        if (NX_LIKELY(own != NULL)) return *own;
    } else if (cache->kind == CACHE_CLASS_VALUE && nx_is_pointer(object) && nx_shape_of(object) == cache->shape &&
               cache->version == cache->shape->type->value_version) {
        return cache->value;
    } else if (cache->kind == CACHE_MODULE) {
        nx_value value = value_of_module(cache, object, name);
        if (NX_LIKELY(value != 0)) return value;
    } else if (NX_UNLIKELY(nx_host != NULL) && nx_is_foreign(object)) {
        return nx_type_of(object)->getattr(object, NX_OBJ(name));
    }
    return load_attr(object, name, cache);
}

// ---- methods ------------------------------------------------------------------------------------------------------------------

// A method that the entry knows, or 0; *self as in nx_load_method.
static inline nx_value method_by(const nx_cache *cache, nx_value object, nx_shape *shape, nx_value *self) {
    if (cache->kind == CACHE_METHOD) {
        if (cache->shape != shape || cache->version != nx_class_epoch) return 0;
    } else if (cache->kind == CACHE_TYPE_METHOD) {
        if (cache->shape != NX_PTR(nx_shape, object) || cache->version != NX_PTR(nx_type, object)->value_version ||
            cache->next != NX_PTR(nx_shape, nx_class_epoch))
            return 0;
    } else if (cache->kind == CACHE_INSTANCE_CLASS_METHOD) {
        if (cache->shape != shape || cache->version != nx_class_epoch) return 0;
        object = NX_OBJ(cache->next);
    } else if (cache->kind == CACHE_SUPER) {
        if (shape != &nx_super_type.root) return 0;
        nx_super *from = NX_PTR(nx_super, object);
        if (NX_PTR(nx_shape, from->type) != cache->next || !nx_is_pointer(from->self) || nx_shape_of(from->self) != cache->shape ||
            nx_shape_of(from->self)->type != from->self_type || cache->version != nx_class_epoch)
            return 0;
        object = from->self;
    } else {
        return 0;
    }
    *self = object;
    return cache->value;
}

static nx_value load_super_method(nx_value object, nx_str *name, nx_cache *cache, nx_value *self) {
    nx_value method = nx_super_load_method(object, name, self);
    nx_super *from = NX_PTR(nx_super, object);
    if (method && *self && nx_is_pointer(*self) && nx_type_of(*self) == from->self_type) {
        remember(cache, nx_shape_of(*self), nx_class_epoch, -1, CACHE_SUPER, method);
        cache->next = NX_PTR(nx_shape, from->type);
    }
    return method;
}

nx_value nx_load_method_slow(nx_value object, nx_str *name, nx_cache *cache, nx_value *self) {
    nx_type *type = nx_type_of(object);
    *self = NX_ABSENT;
    if (!nx_is_pointer(object)) {
        // Numbers and singletons: the type decides, there is nothing else.
        nx_value method = nx_type_lookup(type, name);
        if (method && nx_type_of(method)->flags & NX_TYPE_METHOD_DESCR) {
            *self = object;
            return method;
        }
        return type->getattr(object, NX_OBJ(name));
    }
    if (NX_UNLIKELY(type->flags & NX_TYPE_FOREIGN)) {
        nx_value of_host = nx_host->load_method(object, name, self);
        return of_host || nx_pending() ? of_host : type->getattr(object, NX_OBJ(name));
    }
    nx_value of_module = value_of_module(cache, object, name);
    if (of_module) return of_module;
    nx_shape *shape = nx_shape_of(object);
    if (cache->kind == CACHE_MANY) {
        const nx_place *place = nx_find_place(shape, name);
        if (place && place->is_direct && place->kind == NX_PLACE_METHOD) {
            *self = object;
            return place->value;
        }
    }
    const nx_cache *others = cache->others;
    if (others) { // plain methods first: a site that sees several classes
        for (int i = 0; i < NX_OTHER_CACHES; i++) {
            if (others[i].shape != shape || others[i].version != nx_class_epoch || others[i].kind != CACHE_METHOD) continue;
            *self = object;
            return others[i].value;
        }
    }
    nx_value known = method_by(cache, object, shape, self);
    if (known) return known;
    for (int i = 0; cache->others && i < NX_OTHER_CACHES; i++) {
        known = method_by(&cache->others[i], object, shape, self);
        if (known) return known;
    }
    if (type == &nx_super_type) return load_super_method(object, name, cache, self);
    if (loads_from_class(type)) {
        if (cache->kind == CACHE_TYPE || cache->kind == CACHE_TYPE_OWN) return nx_load_attr_slow(object, name, cache);
        nx_value method = nx_type_lookup(NX_PTR(nx_type, object), name);
        if (method && nx_type_of(method) == &nx_classmethod_type && !nx_type_lookup(type, name)) {
            nx_value function = NX_PTR(nx_wrapped_method, method)->function;
            if (function && nx_type_of(function)->flags & NX_TYPE_METHOD_DESCR) {
                nx_type_values_are_cached(NX_PTR(nx_type, object));
                remember(cache, NX_PTR(nx_shape, object), NX_PTR(nx_type, object)->value_version, -1, CACHE_TYPE_METHOD, function);
                cache->next = NX_PTR(nx_shape, nx_class_epoch);
                *self = object;
                return function;
            }
        }
        return nx_pending() ? 0 : nx_load_attr_slow(object, name, cache);
    }
    if (nx_loads_generically(type)) {
        nx_value method = nx_type_lookup(type, name);
        if (method && nx_type_of(method)->flags & NX_TYPE_METHOD_DESCR) {
            nx_value hidden = type->flags & NX_TYPE_HAS_ATTRIBUTES ? nx_instance_get(object, name) : 0;
            if (hidden || nx_pending()) return hidden;
            if (!shape->dict_mode) {
                remember(cache, shape, nx_class_epoch, 0, CACHE_METHOD, method);
                if (cache->kind == CACHE_MANY) fill_place(shape, name, NX_PLACE_METHOD, 0, method);
            }
            *self = object;
            return method;
        }
        nx_value inner = method && nx_type_of(method) == &nx_classmethod_type ? NX_PTR(nx_wrapped_method, method)->function : 0;
        if (inner && nx_type_of(inner)->flags & NX_TYPE_METHOD_DESCR && !shape->dict_mode) {
            nx_value hidden = type->flags & NX_TYPE_HAS_ATTRIBUTES ? nx_instance_get(object, name) : 0;
            if (hidden || nx_pending()) return hidden;
            remember(cache, shape, nx_class_epoch, -1, CACHE_INSTANCE_CLASS_METHOD, inner);
            cache->next = NX_PTR(nx_shape, type);
            *self = NX_OBJ(type);
            return inner;
        }
        if (nx_pending()) return 0;
    }
    return nx_load_attr_slow(object, name, cache);
}

// ---- stores --------------------------------------------------------------------------------------------------------------------

// All entries of a store's site are instance slots.
bool nx_store_attr_slow(nx_value object, nx_str *name, nx_value value, nx_cache *cache) {
    nx_type *type = nx_type_of(object);
    if (!nx_is_pointer(object) || type->flags & NX_TYPE_FOREIGN) return type->setattr(object, NX_OBJ(name), value);
    if (cache->kind == CACHE_MANY && nx_store_at_place(object, name, value)) return true;
    nx_shape *shape = nx_shape_of(object);
    for (int i = 0; cache->others && i < NX_OTHER_CACHES; i++) {
        const nx_cache *other = &cache->others[i];
        if (other->shape != shape || other->version != nx_class_epoch) continue;
        *NX_PTR(nx_value, object + (uint32_t)other->slot) = value;
        NX_PTR(nx_header, object)->shape = other->next;
        return true;
    }
    if (type->setattr == nx_type_setattr) {
        nx_value *own = own_value_of_type(cache, object, name);
        if (own && nx_type_replace_plain(NX_PTR(nx_type, object), own, value)) return true;
        bool stored = nx_type_setattr(object, NX_OBJ(name), value);
        bool is_own = stored && NX_PTR(nx_type, object)->flags & NX_TYPE_HEAP && !nx_type_lookup(type, name);
        nx_value now = is_own ? nx_dict_get_str(NX_PTR(nx_type, object)->dict, name) : 0;
        if (now && !nx_type_of(now)->descr_get && !nx_type_of(now)->descr_set) remember_own(cache, NX_PTR(nx_type, object), name);
        return stored;
    }
    if (type->setattr != nx_setattr_generic || type->item_size) return type->setattr(object, NX_OBJ(name), value);
    nx_value descriptor = nx_type_lookup(type, name);
    if (descriptor && nx_type_of(descriptor)->descr_set) {
        if (nx_type_of(descriptor) == &nx_member_type && NX_PTR(nx_member, descriptor)->owner->flags & NX_TYPE_HEAP) {
            remember(cache, shape, nx_class_epoch, (int32_t)NX_PTR(nx_member, descriptor)->offset, 0, 0);
            cache->next = shape;
        }
        return nx_type_of(descriptor)->descr_set(descriptor, object, value);
    }
    if (nx_pending()) return false;
    if (!(type->flags & NX_TYPE_HAS_ATTRIBUTES)) return nx_setattr_generic(object, NX_OBJ(name), value);
    if (!nx_instance_set(object, name, value)) return false;
    nx_shape *after = nx_shape_of(object);
    if (!after->dict_mode) {
        int64_t slot = nx_shape_find(after, name);
        remember(cache, shape, nx_class_epoch, (int32_t)((uintptr_t)&nx_attributes_of(object)->slots[slot] - object), 0, 0);
        cache->next = after;
        if (cache->kind == CACHE_MANY) fill_store_place(object, type, shape, name);
    }
    return true;
}
