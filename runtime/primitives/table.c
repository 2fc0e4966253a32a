// The text of each row of primitives.def, for Primitive.swift.
#include "CPrimitives.h"

static const nx_primitive_row rows[] = {
#define PRIM(result, name, parameters, effects, failure) {#result, #name, #parameters, #effects, #failure},
#define PRIM_INLINE PRIM
#include "primitives.def"
};

size_t nx_primitive_count(void) { return sizeof rows / sizeof *rows; }
const nx_primitive_row *nx_primitive_get(size_t index) { return &rows[index]; }
