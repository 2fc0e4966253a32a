// Hashes of numbers and tuples as CPython computes them: what both containers and compiled code use.
#ifndef NX_HASHING_H
#define NX_HASHING_H
#include <stdint.h>
#include "value.h"

// CPython's hash of an int of 64 bits: the value modulo 2^61 - 1, keeping its sign, -1 becoming -2.
static inline int64_t nx_hash_int64(int64_t n) {
    const int64_t modulus = ((int64_t)1 << 61) - 1;
    if (NX_UNLIKELY(n >= modulus || n <= -modulus)) n %= modulus;
    return n == -1 ? -2 : n;
}
static inline int64_t nx_hash_small_int(int64_t n) { return nx_hash_int64(n); }

// ---- hashes of tuples: xxHash's, without its last steps ------------------------------------------------------------------
#define NX_HASH_PRIME_1 11400714785074694791ull
#define NX_HASH_PRIME_2 14029467366897019727ull
#define NX_HASH_PRIME_5 2870177450012600261ull

static inline uint64_t nx_hash_mix(uint64_t sum, int64_t hash) {
    sum += (uint64_t)hash * NX_HASH_PRIME_2;
    sum = (sum << 31) | (sum >> 33);
    return sum * NX_HASH_PRIME_1;
}
static inline int64_t nx_hash_finish(uint64_t sum, int64_t length) {
    sum += (uint64_t)length ^ (NX_HASH_PRIME_5 ^ 3527539ull);
    return sum == UINT64_MAX ? 1546275796 : (int64_t)sum;
}

#endif
