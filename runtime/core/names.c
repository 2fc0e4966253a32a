// The interned strings that the runtime uses as names (names.def), as static data. The table of interned strings
// (types/str.c) starts from them.
#include "api.h"

#define NX_NAME(name) \
    nx_str nx_s_##name = {.header = {&nx_str_type.root}, .length = sizeof #name - 1, .kind = 1, .ascii = 1, \
                          .interned = 1, .data = (void *)(uintptr_t)#name};
#include "names.def"
#undef NX_NAME
