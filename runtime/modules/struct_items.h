// One item of a struct: how a value becomes bytes and back.
#ifndef NX_STRUCT_ITEMS_H
#define NX_STRUCT_ITEMS_H

#include "../types/number.h"

typedef struct nx_struct_item {
    char code;
    uint8_t size;    // bytes of one; of 's' and 'p' 1
    bool native;     // '@': range errors are those of C types
    bool big_endian;
    int64_t offset;
    int64_t repeat;  // how many times; of 's' and 'p' the length
} nx_struct_item;

extern nx_type nx_struct_error;
bool nx_struct_pack_item(const nx_struct_item *item, uint8_t *out, nx_value value);
nx_value nx_struct_unpack_item(const nx_struct_item *item, const uint8_t *data);

#endif
