// The interned strings that the runtime uses as names (names.def), as static data, and the list of them from which the
// table of interned strings is seeded when the first string is interned at run time.
#include "names.h"

#define NX_NAME(name) \
    nx_str nx_s_##name = {.header = {&nx_str_type.root}, .length = sizeof #name - 1, .kind = 1, .ascii = 1, \
                          .interned = 1, .data = (void *)(uintptr_t)#name};
#include "names.def"
#undef NX_NAME

nx_str *const nx_runtime_names[] = {
#define NX_NAME(name) &nx_s_##name,
#include "names.def"
#undef NX_NAME
    NULL,
};
