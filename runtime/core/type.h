// The object model's inside: types, shapes, slots. For the files of core and types that implement it.
#ifndef NX_TYPE_H
#define NX_TYPE_H

#include "natrix.h"
#include "native.h"

// ---- shape.c ---------------------------------------------------------------------------------------------------------
// Slot number of an attribute (name interned), or -1.
int64_t nx_shape_find(const nx_shape *shape, const nx_str *name);
// The shape after adding the attribute; NULL: there is no slot left for it, or memory (then an error is pending).
nx_shape *nx_shape_extend(nx_shape *shape, nx_str *name);
nx_shape *nx_shape_dict_mode(nx_type *type); // the shape of instances whose attributes are in a dict
size_t nx_attributes_offset(nx_value object); // of the nx_attributes part
size_t nx_instance_size(const nx_type *type); // bytes of an instance of a type of fixed size
// The instance's dict, moving the attributes there if need be; NULL on error.
nx_dict *nx_instance_dict(nx_value object);
nx_dict *nx_instance_dict_copy(nx_value object); // leaves the object as it is
bool nx_instance_set_dict(nx_value object, nx_dict *dict);
// An instance attribute: 0 without an error when absent.
nx_value nx_instance_get(nx_value object, nx_str *name);
bool nx_instance_set(nx_value object, nx_str *name, nx_value value); // false: error
int nx_instance_delete(nx_value object, nx_str *name);               // 1, 0 absent, -1

// ---- attribute.c -----------------------------------------------------------------------------------------------------
void nx_type_values_are_cached(nx_type *type); // who remembers a value by type->value_version says so
// Stores into a place in a class's dict that holds a plain value; false, and nothing done, where that may change more.
bool nx_type_replace_plain(nx_type *type, nx_value *place, nx_value value);
bool nx_loads_generically(nx_type *type); // what object.__getattribute__ finds is what a load gives (__getattr__ comes after)
nx_value nx_find_attribute(nx_value object, nx_str *name); // object.__getattribute__; 0 without an error when absent

// ---- type.c ----------------------------------------------------------------------------------------------------------
void nx_types_start(void);                  // slots and MRO of the static types
bool nx_type_prepare(nx_type *type);        // the same for one
nx_dict *nx_type_dict(nx_type *type);       // filled; NULL on error
// What getattr() of the name gave when a pending AttributeError does not say it itself: for suggestions.
void nx_attribute_error_context(nx_value object, nx_value name);
typedef enum { NX_MRO_FAILED = -1, NX_MRO_KEPT, NX_MRO_RENEWED } nx_mro_result; // kept: mro() gave the class another one
nx_mro_result nx_type_renew_mro(nx_type *type);               // asks the metaclass; calls Python
bool nx_type_assign_bases(nx_type *type, nx_value bases);     // __bases__ = bases
nx_type *nx_type_solid_base(nx_type *type);
bool nx_type_add_dict_member(nx_type *type); // `__dict__` of its instances (class.c)
void nx_type_modified(nx_type *type);       // new versions for it and its subclasses
nx_tuple *nx_type_compute_mro(nx_type *type); // C3; NULL on error
bool nx_type_add_subclass(nx_type *base, nx_type *type);
void nx_type_remove_subclass(nx_type *base, nx_type *type);
nx_value nx_type_subclasses(nx_type *type); // list
nx_value nx_type_lookup_with_owner(nx_type *type, nx_str *name, nx_type **owner);
uint64_t nx_type_version(nx_type *type);
nx_value nx_type_getattr(nx_value type, nx_value name);
bool nx_type_setattr(nx_value type, nx_value name, nx_value value);
nx_value nx_type_qualified(nx_type *type);  // "module.Qualname" as in reprs; builtins without module
nx_value nx_type_module(nx_type *type);

// ---- class.c ----------------------------------------------------------------------------------------------------------
nx_type *nx_class_new(nx_type *metatype, nx_value name, nx_tuple *bases, nx_dict *namespace);
nx_type *nx_best_metatype(nx_type *metatype, nx_tuple *bases);
nx_type *nx_best_base(nx_tuple *bases);
nx_value nx_class_mirrored(nx_value name, const struct nx_mirrored *mirrored, nx_dict *namespace); // for the host's bases
bool nx_class_keywords(nx_type *type, size_t nargs, const nx_value *args, nx_value kwnames); // __set_name__, __init_subclass__

// ---- slots.c ------------------------------------------------------------------------------------------------------------
typedef enum {
    NX_WRAP_UNARY, NX_WRAP_BINARY, NX_WRAP_REPEAT, NX_WRAP_REFLECTED, NX_WRAP_POWER, NX_WRAP_REFLECTED_POWER, NX_WRAP_COMPARE, NX_WRAP_HASH, NX_WRAP_TRUTH,
    NX_WRAP_LENGTH, NX_WRAP_SETITEM, NX_WRAP_DELITEM, NX_WRAP_CONTAINS, NX_WRAP_CALL, NX_WRAP_NEXT, NX_WRAP_GET,
    NX_WRAP_SET, NX_WRAP_DELETE, NX_WRAP_SETATTR, NX_WRAP_DELATTR, NX_WRAP_INIT, NX_WRAP_NONE,
} nx_wrap;

typedef struct nx_slot_def {
    const char *name;
    nx_str *key;
    uint16_t offset;    // of the slot in nx_type
    uint8_t wrap;       // how the Python method calls the slot
    uint8_t operation;  // of comparisons
    void *generic;      // the slot function of user classes; NULL: the slot cannot be overridden under this name
    const char *doc;
} nx_slot_def;

extern const nx_slot_def nx_slot_defs[]; // entries of a slot stand together; ends with name == NULL
bool nx_slots_add_wrappers(nx_type *type); // of a static type, into its dict
void nx_slots_update(nx_type *type);       // of a user class, from what its MRO defines
void nx_slots_update_name(nx_type *type, nx_str *name); // after one attribute changed, subclasses too
bool nx_slots_is_slot_name(const nx_str *name);
static inline void **nx_slot_at(nx_type *type, const nx_slot_def *def) { return (void **)((char *)type + def->offset); }

// User classes' slot functions that other files look at.
nx_value nx_slot_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_slot_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_slot_getattr_hook(nx_value self, nx_value name);
nx_value nx_slot_getattr_fallback(nx_value self, nx_value name); // calls __getattr__
void nx_slot_finalize(nx_value self); // runs __del__

// ---- object.c -------------------------------------------------------------------------------------------------------------
nx_value nx_object_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_object_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_object_allocate(nx_type *cls); // an instance of fixed size with its attributes part
nx_value nx_raise_abstract(nx_type *cls);

// ---- wrapper.c --------------------------------------------------------------------------------------------------------------
nx_value nx_wrapper_descriptor_new(const nx_slot_def *def, nx_type *owner, void *function);
nx_value nx_getset_new(const nx_getset_def *def, nx_type *owner);
nx_value nx_member_new(nx_str *name, nx_type *owner, uint32_t offset);
nx_value nx_new_wrapper(nx_type *owner); // the __new__ of a static type
bool nx_is_new_wrapper(nx_value v, nx_type **owner);
nx_value nx_builtin_classmethod_new(const nx_native_def *def, nx_type *owner);

// A descriptor's binding, or the value itself.
static inline nx_value nx_bind(nx_value value, nx_value instance, nx_type *owner) {
    nx_ternary_slot get = nx_type_of(value)->descr_get;
    return get ? get(value, instance, NX_OBJ(owner)) : value;
}
static inline bool nx_is_interned(nx_value name) { return NX_PTR(nx_str, name)->interned; }

#endif
