// Decimal floating point. A number is (-1)^negative * coefficient * 10^exponent, the coefficient in GMP limbs, or an infinity
// or NaN. The operations (decimal_number.c, decimal_arithmetic.c, decimal_compare.c, decimal_functions.c) work on nx_number,
// a view or a result that lives on the C stack; they collect conditions in a status word and run no Python code. What Python
// sees is nx_decimal (an immutable object) and nx_decimal_context; _decimal.c and decimal_context.c turn conditions into
// flags and exceptions.
#ifndef NX_DECIMAL_H
#define NX_DECIMAL_H
#include <gmp.h>

#include "../types/number.h"

typedef unsigned __int128 nx_u128;

#define NX_DEC_MAX_PREC 999999999999999999
#define NX_DEC_MAX_EMAX 999999999999999999
#define NX_DEC_MIN_EMIN (-999999999999999999)
#define NX_DEC_FAR 2000000000000000001 // beyond all exponents; sums of two are int64_t

enum { NX_DEC_FINITE, NX_DEC_INFINITE, NX_DEC_QUIET, NX_DEC_SIGNALING };
enum { NX_DEC_OWN_LIMBS = 4, NX_DEC_OBJECT_LIMBS = 2 };

typedef struct {
    int64_t exponent;
    int64_t count;              // limbs without leading zeros; of a NaN: its payload
    mp_limb_t *limbs;           // `own`, a pointer-free buffer of the collector's, or an object's: never changed once it is set
    bool negative;
    uint8_t kind;
    mp_limb_t own[NX_DEC_OWN_LIMBS];
} nx_number;

typedef struct {
    nx_header header;
    int64_t exponent;
    int32_t count;
    bool negative;
    uint8_t kind;
    union {
        mp_limb_t own[NX_DEC_OBJECT_LIMBS]; // up to two limbs; of a plain Decimal the second is only there when it is needed
        mp_limb_t *big;                     // more of them
    };
} nx_decimal_object;

enum {
    NX_DEC_UP, NX_DEC_DOWN, NX_DEC_CEILING, NX_DEC_FLOOR, NX_DEC_HALF_UP, NX_DEC_HALF_DOWN, NX_DEC_HALF_EVEN, NX_DEC_05UP,
    NX_DEC_ROUNDINGS
};

// Conditions, in the order in which a context shows them.
enum {
    NX_DEC_CLAMPED = 0x1, NX_DEC_CONVERSION_SYNTAX = 0x2, NX_DEC_DIVISION_BY_ZERO = 0x4, NX_DEC_DIVISION_IMPOSSIBLE = 0x8,
    NX_DEC_DIVISION_UNDEFINED = 0x10, NX_DEC_INEXACT = 0x40, NX_DEC_INVALID_CONTEXT = 0x80, NX_DEC_INVALID_OPERATION = 0x100,
    NX_DEC_NO_MEMORY = 0x200, NX_DEC_FLOAT_OPERATION = 0x400, NX_DEC_OVERFLOW = 0x800, NX_DEC_ROUNDED = 0x1000,
    NX_DEC_SUBNORMAL = 0x2000, NX_DEC_UNDERFLOW = 0x4000,
    NX_DEC_INVALID = NX_DEC_CONVERSION_SYNTAX | NX_DEC_DIVISION_IMPOSSIBLE | NX_DEC_DIVISION_UNDEFINED |
                     NX_DEC_INVALID_CONTEXT | NX_DEC_INVALID_OPERATION,
    NX_DEC_ERRORS = NX_DEC_INVALID | NX_DEC_DIVISION_BY_ZERO | NX_DEC_NO_MEMORY,
};

typedef struct {
    int64_t precision, emax, emin;
    uint8_t rounding;
    bool clamp;
} nx_dec_rules;

typedef struct {
    nx_header header;
    nx_dec_rules rules;
    uint32_t status, traps;
    bool capitals;
    nx_value flags_view, traps_view; // the SignalDict objects, once somebody asked for them
} nx_dec_context;

extern const nx_dec_rules nx_dec_exact; // the widest rules: nothing is rounded that can be represented
static inline int64_t nx_dec_etiny(const nx_dec_rules *r) { return r->emin - (r->precision - 1); }
static inline int64_t nx_dec_etop(const nx_dec_rules *r) { return r->emax - (r->precision - 1); }

// ---- decimal_number.c: coefficients, digits, rounding ------------------------------------------------------------------
static inline bool nx_dec_is_nan(const nx_number *n) { return n->kind >= NX_DEC_QUIET; }
static inline bool nx_dec_is_special(const nx_number *n) { return n->kind != NX_DEC_FINITE; }
static inline bool nx_dec_is_zero(const nx_number *n) { return n->kind == NX_DEC_FINITE && n->count == 0; }
void nx_dec_start(void);                                              // tables; once
mp_limb_t *nx_dec_room(nx_number *n, int64_t count);                  // limbs to fill in; NULL: no memory
const mp_limb_t *nx_dec_power(int64_t k, int64_t *count);             // 10**k; NULL: no memory
int64_t nx_dec_digits(const nx_number *n);                            // of the coefficient; 1 for zero
int64_t nx_dec_digits_of(const mp_limb_t *limbs, int64_t count);
static inline int64_t nx_dec_adjusted(const nx_number *n) { return n->exponent + nx_dec_digits(n) - 1; }
void nx_dec_set(nx_number *n, bool negative, uint64_t coefficient, int64_t exponent);
void nx_dec_set_u128(nx_number *n, bool negative, nx_u128 coefficient, int64_t exponent);
void nx_dec_set_infinity(nx_number *n, bool negative);
void nx_dec_set_nan(nx_number *n);
void nx_dec_invalid(nx_number *n, uint32_t condition, uint32_t *status); // NaN with the condition
void nx_dec_copy(nx_number *to, const nx_number *from);
bool nx_dec_shift_left(nx_number *to, const nx_number *n, int64_t digits); // coefficient * 10**digits; the exponent stays
// coefficient / 10**digits. Returns what was cut off as a digit for rounding: 0 nothing, 5 exactly half, else 1 or 6; -1: no memory.
int nx_dec_shift_right(nx_number *to, const nx_number *n, int64_t digits);
bool nx_dec_round_up(const nx_number *n, int cut, int rounding);      // the truncated coefficient is to be incremented
bool nx_dec_increment(nx_number *n);                                  // in place: n owns its limbs
bool nx_dec_keep_low(nx_number *to, const nx_number *n, int64_t digits); // coefficient % 10**digits
int64_t nx_dec_trailing_zeros(const nx_number *n, int64_t most);      // decimal ones of a nonzero coefficient, up to `most`
void nx_dec_finalize(nx_number *n, const nx_dec_rules *r, uint32_t *status);
void nx_dec_set_largest(nx_number *n, bool negative, const nx_dec_rules *r, uint32_t *status);
bool nx_dec_from_looked(nx_number *n, const nx_int_look *look);       // the exact value of an int
// When an operand is a NaN: sets the result, true.
bool nx_dec_nan1(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status);
bool nx_dec_nan2(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status);

// ---- operations: the result is apart from the operands ------------------------------------------------------------------
typedef void nx_dec_unary(nx_number *to, const nx_number *a, const nx_dec_rules *r, uint32_t *status);
typedef void nx_dec_binary(nx_number *to, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status);
// decimal_arithmetic.c
nx_dec_binary nx_dec_add, nx_dec_subtract, nx_dec_multiply, nx_dec_divide, nx_dec_divide_int, nx_dec_remainder,
    nx_dec_remainder_near, nx_dec_quantize;
nx_dec_unary nx_dec_plus, nx_dec_minus, nx_dec_abs, nx_dec_sqrt, nx_dec_reduce, nx_dec_to_integral_exact, nx_dec_to_integral_value;
void nx_dec_divmod(nx_number *q, nx_number *rest, const nx_number *a, const nx_number *b, const nx_dec_rules *r, uint32_t *status);
void nx_dec_fma(nx_number *to, const nx_number *a, const nx_number *b, const nx_number *c, const nx_dec_rules *r, uint32_t *status);
// decimal_compare.c
int nx_dec_order(const nx_number *a, const nx_number *b);             // -1, 0, 1; neither is a NaN
int nx_dec_total_order(const nx_number *a, const nx_number *b);
bool nx_dec_is_integer(const nx_number *n);                           // finite and integral
bool nx_dec_is_odd(const nx_number *n);                               // an odd integer
bool nx_dec_get_int64(const nx_number *n, int64_t *out);              // an integer that fits
nx_dec_binary nx_dec_compare, nx_dec_compare_signal, nx_dec_max, nx_dec_max_mag, nx_dec_min, nx_dec_min_mag,
    nx_dec_next_toward, nx_dec_and, nx_dec_or, nx_dec_xor, nx_dec_rotate, nx_dec_scaleb, nx_dec_shift;
nx_dec_unary nx_dec_next_minus, nx_dec_next_plus, nx_dec_invert, nx_dec_logb;
const char *nx_dec_class(const nx_number *n, const nx_dec_rules *r);
bool nx_dec_is_normal(const nx_number *n, const nx_dec_rules *r);
bool nx_dec_is_subnormal(const nx_number *n, const nx_dec_rules *r);
// decimal_functions.c
nx_dec_unary nx_dec_exp, nx_dec_ln, nx_dec_log10;
nx_dec_binary nx_dec_power_of;
void nx_dec_power_modulo(nx_number *to, const nx_number *a, const nx_number *b, const nx_number *m, const nx_dec_rules *r, uint32_t *status);

// ---- decimal_text.c, decimal_format.c -------------------------------------------------------------------------------------
// The number of an ASCII text without spaces and underscores, not rounded; false: it is none.
bool nx_dec_parse(nx_number *n, const char *text, size_t length, uint32_t *status);
char *nx_dec_coefficient_text(const nx_number *n, size_t *length);    // its digits, NUL-terminated; NULL with an error pending
enum { NX_DEC_SCIENTIFIC, NX_DEC_ENGINEERING };
nx_value nx_dec_text(const nx_number *n, bool capitals, int style, const char *before, const char *after);
nx_value nx_dec_format(const nx_number *n, nx_value spec, nx_dec_context *context, nx_value override);

// ---- objects: _decimal.c ---------------------------------------------------------------------------------------------------
extern nx_type nx_decimal_type, nx_dec_context_type, nx_dec_signals_type, nx_dec_manager_type;
static inline bool nx_is_decimal(nx_value v) { return nx_is_exact(v, &nx_decimal_type) || (nx_is_pointer(v) && nx_is_subtype(nx_type_of(v), &nx_decimal_type)); }
static inline nx_decimal_object *nx_decimal_of(nx_value v) { return NX_PTR(nx_decimal_object, v); }
static inline void nx_dec_load(nx_number *n, nx_value v) {
    nx_decimal_object *d = nx_decimal_of(v);
    n->exponent = d->exponent;
    n->count = d->count;
    n->negative = d->negative;
    n->kind = d->kind;
    n->limbs = d->count > NX_DEC_OBJECT_LIMBS ? d->big : d->own;
}
nx_value nx_dec_make(nx_type *cls, const nx_number *n);               // an instance of Decimal or a subclass
// A Decimal or int as an operand: 1, 0 it is neither, -1 error.
int nx_dec_operand(nx_number *n, nx_value v);
bool nx_dec_operand_needed(nx_number *n, nx_value v);                 // TypeError "conversion from X to Decimal is not supported"
// The result of an operation: sets the context's flags; 0 when one of the conditions is trapped.
nx_value nx_dec_result(const nx_number *n, uint32_t status, nx_dec_context *context);

// ---- decimal_context.c -------------------------------------------------------------------------------------------------------
static inline nx_dec_context *nx_dec_context_of(nx_value v) { return NX_PTR(nx_dec_context, v); }
static inline bool nx_is_dec_context(nx_value v) { return nx_is_exact(v, &nx_dec_context_type) || (nx_is_pointer(v) && nx_is_subtype(nx_type_of(v), &nx_dec_context_type)); }
nx_dec_context *nx_dec_current(void);                                 // NULL on error
// The context of an argument: None or absent is the current one. NULL: TypeError "optional argument must be a context".
nx_dec_context *nx_dec_context_argument(nx_value v);
NX_COLD bool nx_dec_raise(nx_dec_context *context, uint32_t status);  // one is trapped: raises, false
static inline bool nx_dec_signal(nx_dec_context *context, uint32_t status) {
    context->status |= status & ~(uint32_t)NX_DEC_NO_MEMORY;
    return NX_LIKELY((status & (context->traps | NX_DEC_NO_MEMORY)) == 0) || nx_dec_raise(context, status);
}
int nx_dec_rounding(nx_value name);                                   // -1: TypeError
nx_value nx_dec_context_make(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_dec_context_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_dec_context_repr(nx_value self), nx_dec_signals_repr(nx_value self), nx_dec_signals_getitem(nx_value self, nx_value key),
    nx_dec_signals_iter(nx_value self), nx_dec_signals_compare(nx_value left, nx_value right, int operation);
bool nx_dec_signals_setitem(nx_value self, nx_value key, nx_value value), nx_dec_signals_length(nx_value self, int64_t *length);
typedef struct { nx_header header; nx_dec_context *context; bool of_traps; } nx_dec_signals;
typedef struct { nx_header header; nx_value inner, outer; } nx_dec_manager;
#endif
