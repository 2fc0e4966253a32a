// The slot functions of user classes; slots.c puts them into types.
#ifndef NX_SLOT_FUNCTIONS_H
#define NX_SLOT_FUNCTIONS_H
#include "type.h"
#include "../types/containers.h"

#define NX_BINARY_SLOTS(X) \
    X(NX_ADD, add) X(NX_SUB, sub) X(NX_MUL, mul) X(NX_MATMUL, matmul) X(NX_TRUEDIV, truediv) X(NX_FLOORDIV, floordiv) \
    X(NX_MOD, mod) X(NX_POW, pow) X(NX_LSHIFT, lshift) X(NX_RSHIFT, rshift) X(NX_AND, and) X(NX_XOR, xor) X(NX_OR, or) \
    X(NX_DIVMOD, divmod)
#define NX_INPLACE_SLOTS(X) \
    X(add) X(sub) X(mul) X(matmul) X(truediv) X(floordiv) X(mod) X(pow) X(lshift) X(rshift) X(and) X(xor) X(or)
#define NX_UNARY_SLOTS(X) \
    X(repr, __repr__) X(str, __str__) X(negative, __neg__) X(positive, __pos__) X(invert, __invert__) \
    X(absolute, __abs__) X(to_int, __int__) X(to_float, __float__) X(index, __index__) X(await, __await__) X(aiter, __aiter__) \
    X(anext, __anext__)

#define DECLARE(op, name) nx_value nx_slot_##name(nx_value left, nx_value right);
NX_BINARY_SLOTS(DECLARE)
#undef DECLARE
#define DECLARE(name) nx_value nx_slot_i##name(nx_value left, nx_value right);
NX_INPLACE_SLOTS(DECLARE)
#undef DECLARE
#define DECLARE(name, key) nx_value nx_slot_##name(nx_value self);
NX_UNARY_SLOTS(DECLARE)
#undef DECLARE
bool nx_slot_hash(nx_value self, int64_t *hash);
nx_value nx_slot_call(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_slot_setattr(nx_value self, nx_value name, nx_value value);
nx_value nx_slot_compare(nx_value left, nx_value right, int operation);
nx_value nx_slot_iter(nx_value self);
nx_value nx_slot_next(nx_value self);
nx_value nx_slot_get(nx_value self, nx_value instance, nx_value owner);
bool nx_slot_set(nx_value self, nx_value instance, nx_value value);
int nx_slot_truth(nx_value self);
nx_value nx_slot_power3(nx_value a, nx_value b, nx_value c);
bool nx_slot_length(nx_value self, int64_t *length);
nx_value nx_slot_getitem(nx_value self, nx_value key);
bool nx_slot_setitem(nx_value self, nx_value key, nx_value value);
int nx_slot_contains(nx_value self, nx_value item);

#endif
