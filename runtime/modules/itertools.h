// What the files of itertools share.
#ifndef NX_ITERTOOLS_H
#define NX_ITERTOOLS_H

#include "../types/containers.h"

// A type whose instances iterate over themselves. The macro's arguments after the layout are further fields.
#define NX_ITERTOOLS_TYPE(name, layout, ...)                 \
    nx_type nx_itertools_##name##_type = {                   \
        .header = {&nx_type_type.root},                      \
        .root = {.type = &nx_itertools_##name##_type},       \
        .c_name = "itertools." #name,                        \
        .flags = NX_TYPE_BASE,                               \
        .basic_size = sizeof(layout),                        \
        .iter = nx_iter_self,                                \
        __VA_ARGS__                                          \
    }

extern nx_type nx_itertools_product_type, nx_itertools_permutations_type, nx_itertools_combinations_type,
    nx_itertools_combinations_with_replacement_type;

#endif
