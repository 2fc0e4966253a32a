// The text of each row of primitives.def and known.def, for Primitive.swift and KnownBuiltins.swift.
#include "CPrimitives.h"

static const nx_primitive_row rows[] = {
#define PRIM(result, name, parameters, effects, failure) {#result, #name, #parameters, #effects, #failure},
#define PRIM_INLINE PRIM
#include "primitives.def"
#include "fast.def"
};

size_t nx_primitive_count(void) { return sizeof rows / sizeof *rows; }
const nx_primitive_row *nx_primitive_get(size_t index) { return &rows[index]; }

static const nx_known_row known[] = {
#define KNOWN_FUNCTION(name, arguments) {NULL, #name, arguments},
#define KNOWN_METHOD(type, name, arguments) {#type, #name, arguments},
#include "known.def"
};

size_t nx_known_count(void) { return sizeof known / sizeof *known; }
const nx_known_row *nx_known_get(size_t index) { return &known[index]; }
