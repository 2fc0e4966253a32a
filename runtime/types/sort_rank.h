// Ranks: unsigned words that stand in the order of the ints, floats or strings which they were made of, and sort without
// comparing.
#ifndef NX_SORT_RANK_H
#define NX_SORT_RANK_H

#include "object.h"

typedef struct { uint64_t rank; int64_t index; } nx_rank;

static inline uint64_t nx_rank_of_int(nx_value v) { return v ^ ((uint64_t)1 << 63); }
// false: nan, which has no place in the order. -0.0 is 0.0.
static inline bool nx_rank_of_float(double d, uint64_t *rank) {
    if (d != d) return false;
    if (d == 0) d = 0;
    uint64_t bits;
    memcpy(&bits, &d, 8);
    *rank = bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
    return true;
}
// Of characters of one byte: the first eight. Strings of equal ranks need not be equal.
static inline uint64_t nx_rank_of_str(const nx_str *s) {
    uint64_t rank = 0;
    memcpy(&rank, s->data, s->length < 8 ? (size_t)s->length : 8);
    return __builtin_bswap64(rank);
}

// Sorts, equal ranks staying in their order. The result is in one of the two stores, `spare` having room for as many.
nx_rank *nx_sort_ranks(nx_rank *ranks, nx_rank *spare, int64_t count);

#endif
