// Inline caches of generated code's sites, and of the runtime's own.
#ifndef NX_CACHE_H
#define NX_CACHE_H
#include "object.h"
typedef struct nx_cache {
    nx_shape *shape;     // of the object last seen (attribute sites); for modules and types the object itself
    uint64_t version;    // the type's version then (of load_global: the builtins dict's version)
    nx_value value;      // what the class holds (method, class attribute) or the builtin
    int32_t slot;        // >= 0: instance slot; < 0: see attribute.c
    uint32_t kind;
    nx_shape *next;      // store_attr: the shape after adding the attribute; of a method found by super(): the class
    struct nx_cache *others; // attribute sites that saw several shapes: NX_OTHER_CACHES more entries
} nx_cache;
enum { NX_OTHER_CACHES = 7 };
// Of the kinds (attribute.c) the one that generated code knows: `version` is the position of a module's entry.
enum { NX_CACHE_MODULE = 3 };
#endif
