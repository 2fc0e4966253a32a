// Layouts of callables and descriptors.
#ifndef NX_CALLABLE_H
#define NX_CALLABLE_H

#include "object.h"

// A builtin function, or a builtin method bound to `self`.
typedef struct {
    nx_header header;
    const nx_native_def *def;
    nx_value self;   // 0: a plain function; of a module's function the module is only named
    nx_value module; // str or 0
    nx_type *owner;  // the class of a method, or NULL
} nx_native;

// list.append, dict.fromkeys (nx_builtin_classmethod_type)
typedef struct {
    nx_header header;
    const nx_native_def *def;
    nx_type *owner;
} nx_method_descriptor;

struct nx_slot_def; // slots.h

// list.__add__: a slot function under its Python name
typedef struct {
    nx_header header;
    const struct nx_slot_def *def;
    nx_type *owner;
    void *function; // the slot's value in the owner
} nx_wrapper_descriptor;

typedef struct { nx_header header; nx_wrapper_descriptor *wrapper; nx_value self; } nx_method_wrapper;
typedef struct { nx_header header; const nx_getset_def *def; nx_type *owner; } nx_getset;

// An entry of __slots__ (offset of a word), or a field of a C layout.
typedef struct {
    nx_header header;
    nx_str *name;
    nx_type *owner;
    uint32_t offset;
    bool readonly, none_if_unset;
    nx_value doc;
} nx_member;

typedef struct { nx_header header; nx_value get, set, delete_, doc, name; nx_dict *dict; bool getter_doc; } nx_property;
typedef struct { nx_header header; nx_value function; nx_dict *dict; } nx_wrapped_method; // classmethod, staticmethod
typedef struct { nx_header header; nx_type *type; nx_value self; nx_type *self_type; } nx_super;
typedef struct { nx_header header; nx_value mapping; } nx_mappingproxy;

#endif
