// The value representation: every Python value in memory is one 64-bit word, its kind in the low three bits.
//
//   000        pointer to an object (16-byte granules); 0 itself is "no value: an error is pending"
//   x01        integer of 62 bits, value >> 2
//   011, 100   float, self-tagged: the IEEE bits rotated left by 4, so that the exponent's high bits are the tag
//   010        singletons: None, True, False, Ellipsis, NotImplemented, and two that Python never sees
//
// Self-tagged floats cover magnitudes 2^-255 ... 2^256; the others (and +-0.0, inf, nan) are nx_float objects.
// Source: Melançon, Serrano, Feeley, "Float Self-Tagging", 2025.
#ifndef NX_VALUE_H
#define NX_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t nx_value;

// Machine numbers of fast code (fast.def tells them from immediate attributes by these names).
typedef int64_t nx_i64;
typedef double nx_f64;

#define NX_LIKELY(x) __builtin_expect(!!(x), 1)
#define NX_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define NX_NOINLINE __attribute__((noinline))
// A variable of the runtime's that fast code reads often: in a shared library without a detour by the table of addresses.
#define NX_OWN __attribute__((visibility("hidden")))
#define NX_COLD __attribute__((cold, noinline))
#define NX_PURE __attribute__((pure))

#define NX_ERROR ((nx_value)0)  // an exception is pending in nx_state
#define NX_ABSENT ((nx_value)0) // of an argument: not given; of a slot or cell: unbound

#define NX_SINGLETON(n) (((nx_value)(n) << 3) | 2)
#define NX_FALSE NX_SINGLETON(0)
#define NX_TRUE NX_SINGLETON(1)
#define NX_NONE NX_SINGLETON(2)
#define NX_ELLIPSIS NX_SINGLETON(3)
#define NX_NOTIMPLEMENTED NX_SINGLETON(4)
#define NX_STOP NX_SINGLETON(5)    // what an iternext slot returns at the end; never visible to Python
#define NX_TOMBSTONE NX_SINGLETON(6) // internal marker of hash tables

#define NX_INT_MAX (((int64_t)1 << 61) - 1)
#define NX_INT_MIN (-((int64_t)1 << 61))

static inline bool nx_is_small_int(nx_value v) { return (v & 3) == 1; }
static inline bool nx_are_small_ints(nx_value a, nx_value b) { return ((a & b & 1) & ~((a | b) >> 1)) != 0; }
static inline int64_t nx_small_int(nx_value v) { return (int64_t)v >> 2; }
static inline bool nx_fits_small_int(int64_t n) { return n >= NX_INT_MIN && n <= NX_INT_MAX; }
// n must fit 62 bits.
static inline nx_value nx_from_small_int(int64_t n) { return ((nx_value)n << 2) | 1; }
#define NX_INT(n) (((nx_value)(int64_t)(n) << 2) | 1) // constant expression; n must fit 62 bits

static inline bool nx_is_tagged_float(nx_value v) { return ((v & 7) - 3) < 2; }
static inline double nx_tagged_float(nx_value v) {
    uint64_t bits = (v >> 4) | (v << 60);
    double d;
    memcpy(&d, &bits, 8);
    return d;
}
// The word of d if d can be self-tagged, else a word that nx_is_tagged_float refuses.
static inline nx_value nx_rotate_float(double d) {
    uint64_t bits;
    memcpy(&bits, &d, 8);
    return (bits << 4) | (bits >> 60);
}

static inline bool nx_is_pointer(nx_value v) { return (v & 7) == 0; } // v != 0 is the caller's knowledge
static inline bool nx_is_bool(nx_value v) { return (v | 8) == NX_TRUE; }
static inline nx_value nx_from_bool(bool b) { return b ? NX_TRUE : NX_FALSE; }
#define NX_OBJ(p) ((nx_value)(uintptr_t)(p))              // pointer to value
#define NX_PTR(type, v) ((type *)(uintptr_t)(v))          // value to typed pointer; the caller has checked

#endif
