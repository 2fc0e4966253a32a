// What generated C is made of besides calls of the runtime: initialisers of its constants, and the few spellings that
// keep it readable. Included by natrix.h, last.
#ifndef NX_EMITTED_H
#define NX_EMITTED_H

#include "api.h"
#include "known.h"

// A constant string: data is "…" (kind 1) or an array of 16- or 32-bit units with a zero behind it.
#define NX_CONSTANT_STR(kind_, ascii_, interned_, length_, data_) \
    {.header = {&nx_str_type.root}, .length = (length_), .kind = (kind_), .ascii = (ascii_), .interned = (interned_), \
     .data = (void *)(data_)}
// A string that several modules and perhaps the runtime have: the definitions are weak, so that one is meant everywhere.
#define NX_SHARED_STR(name, ...) __attribute__((weak)) nx_str name = __VA_ARGS__;
#define NX_SHARED_NAME(name, length_, text_) NX_SHARED_STR(name, NX_CONSTANT_STR(1, 1, 1, length_, text_))
// The shared strings of one module, for the intern table (types/str.c).
#define NX_SHARED_NAMES(...) \
    static nx_str *const nx_shared_names[] __attribute__((section("nx_names"), used, aligned(8))) = {__VA_ARGS__}
#define NX_CONSTANT_BYTES(length_, data_) \
    {.header = {&nx_bytes_type.root}, .length = (length_), .data = (uint8_t *)(data_)}
#define NX_CONSTANT_FLOAT(value_) {.header = {&nx_float_type.root}, .value = (value_)}
#define NX_CONSTANT_COMPLEX(real_, imag_) {.header = {&nx_complex_type.root}, .real = (real_), .imag = (imag_)}
// The head of a constant tuple or big integer, whose items or limbs follow.
#define NX_CONSTANT_TUPLE(length_) .header = {&nx_tuple_type.root}, .length = (length_)
#define NX_CONSTANT_INT(size_) .header = {&nx_int_type.root}, .size = (size_)

// The function of a comprehension that takes no variables from outside: made once, seen by nobody.
#define NX_COMPREHENSION(code_, globals_) \
    {.header = {&nx_function_type.root}, .code = (code_), .globals = NX_OBJ(globals_), .defaults = NX_NONE, \
     .keyword_defaults = NX_NONE, .module = NX_NONE, .doc = NX_NONE}

// Keeps the function object of a `def` that is executed once, for direct calls; the value is the object.
#define NX_REMEMBER(variable, made) NX_OBJ(variable = NX_PTR(nx_function, made))

// Whether a value is a function object that the `def` with this code made.
static inline bool nx_has_code(nx_value value, const nx_code *code) {
    return nx_is_exact(value, &nx_function_type) && NX_PTR(nx_function, value)->code == code;
}
// Default number `index` of a function object that has `count` of them (a callKnown has made sure).
static inline bool nx_has_defaults(const nx_function *function, int64_t count) {
    return nx_is_exact(function->defaults, &nx_tuple_type) && NX_PTR(nx_tuple, function->defaults)->length == count;
}
static inline nx_value nx_default(const nx_function *function, int64_t index) {
    return NX_PTR(nx_tuple, function->defaults)->items[index];
}

// A body without loops, which runs once: gcc's time for it at -O2 grows much faster than its size (1,000 statements: a
// minute, at -O1 three seconds), and there is nothing to gain.
#if defined(__GNUC__) && !defined(__clang__)
#define NX_ONCE __attribute__((optimize("O1"), cold, noinline))
// The same for a function: not cold, or gcc would take for cold what only this one calls, and make it small instead of fast.
#define NX_CALLED_ONCE __attribute__((optimize("O1"), noinline))
// What fast versions leave for: a tenth of gcc's time goes into making it better than its calls of the runtime let it be.
#define NX_GENERIC __attribute__((optimize("O1")))
#else
#define NX_ONCE __attribute__((cold, noinline))
#define NX_CALLED_ONCE __attribute__((noinline))
#define NX_GENERIC
#endif

// Whether a guard of fast code leaves. Under stress each does so the first time, and then at random.
#ifdef NX_STRESS_EXITS
bool nx_stress_exit(unsigned char *count);
#define NX_LEAVES(holds) ({ static unsigned char nx_count; nx_stress_exit(&nx_count) || !(holds); })
#else
#define NX_LEAVES(holds) NX_UNLIKELY(!(holds))
#endif

// How often fast versions were left, for NATRIX_STATS (core/stats.c); in programs built with --stats, where and why, too.
typedef struct { const nx_code *code; const char *reason; uint64_t count; uint32_t line; } nx_exit_site;
#define NX_COUNTED(leaves, code_, line_, reason_)                                                                        \
    ({                                                                                                                    \
        static nx_exit_site nx_site __attribute__((section("nx_exits"), aligned(32))) = {&(code_), (reason_), 0, (line_)}; \
        bool nx_left = (leaves);                                                                                          \
        if (NX_UNLIKELY(nx_left)) nx_site.count++;                                                                        \
        nx_left;                                                                                                          \
    })
_Static_assert(sizeof(nx_exit_site) == 32, "the linker puts the sites side by side");

// Keeps the function's entry of the call stack, until it returns.
static inline void nx_leave_frame(nx_frame_link *link) {
    if (NX_UNLIKELY(link->frame != 0)) nx_frame_left(link);
    nx_frames = link->outer;
}
#define NX_FRAME(code_, globals_)                                                                                     \
    __attribute__((cleanup(nx_leave_frame))) nx_frame_link nx_here = {nx_frames, &(code_), &(globals_), UINT32_MAX, 0}; \
    nx_frames = &nx_here

// Clears an array that a collection would find in the frame although nothing needs it any more.
#define NX_FORGET(items_)                                            \
    do {                                                             \
        memset(items_, 0, sizeof items_);                            \
        __asm__ volatile("" : : "r"(items_) : "memory");             \
    } while (0)

void nx_clean_stack(void); // clears what earlier calls have left below this frame (core/gc.c)

// Unpacks into exactly `count` items: a constant, so that the copies of a tuple's items are unrolled.
static inline bool nx_unpack_items(nx_value iterable, int64_t count, nx_value *items) {
    if (NX_LIKELY(nx_is_exact(iterable, &nx_tuple_type)) && NX_LIKELY(NX_PTR(nx_tuple, iterable)->length == count)) {
        memcpy(items, NX_PTR(nx_tuple, iterable)->items, (size_t)count * sizeof *items);
        return true;
    }
    return nx_unpack(iterable, count, items);
}

#endif
