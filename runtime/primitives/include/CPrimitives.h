// The primitives as Swift sees them: a closed enum, and each row's text.
#ifndef CPRIMITIVES_H
#define CPRIMITIVES_H
#include <stddef.h>

typedef enum __attribute__((enum_extensibility(closed))) nx_primitive : unsigned short {
#define PRIM(result, name, parameters, effects, failure) nx_primitive_##name __attribute__((swift_name(#name))),
#define PRIM_INLINE PRIM
#include "primitives.def"
#include "fast.def"
#undef PRIM
#undef PRIM_INLINE
} nx_primitive;

// One row of primitives.def or fast.def as text; effects and failure as written there.
typedef struct nx_primitive_row {
    const char *result, *name, *parameters, *effects, *failure;
} nx_primitive_row;

size_t nx_primitive_count(void);
const nx_primitive_row *nx_primitive_get(size_t index);

// One row of known.def; type is NULL for functions.
typedef struct nx_known_row {
    const char *type, *name;
    int arguments;
} nx_known_row;

size_t nx_known_count(void);
const nx_known_row *nx_known_get(size_t index);
#endif
