// What eval, exec and compile need of the evaluator, in programs that have it.
#ifndef NX_EVALUATION_H
#define NX_EVALUATION_H

#include "api.h"

typedef struct nx_evaluator {
    // A code object; `filename` is a path, `mode` a str, flags are those of compile(), with `optimize` from bit 32 on. 0 with
    // an error pending.
    nx_value (*compile)(nx_value source, nx_value filename, nx_value mode, int64_t flags);
    // Runs a text or code object; the value of an expression, else None.
    nx_value (*run)(nx_value source, nx_dict *globals, nx_value scope, bool is_eval);
    // The entry that interpreted functions have, and the size of their code objects, which are larger than nx_code.
    nx_value (*entry)(nx_function *self, const nx_value *args);
    size_t code_size;
} nx_evaluator;

extern const nx_evaluator nx_the_evaluator;                // evaluator/evaluate.c
extern const nx_evaluator *const nx_program_evaluator;     // generated: that one, or NULL

static inline bool nx_is_interpreted(const nx_code *code) {
    return nx_program_evaluator && code->entry == nx_program_evaluator->entry;
}

static inline size_t nx_code_size(const nx_code *code) {
    return nx_is_interpreted(code) ? nx_program_evaluator->code_size : sizeof *code;
}

#endif
