// eval, exec and compile at run time: the front end (a static library of its own) makes an image of a text, and an
// interpreter of the generic IR runs it on the same objects, by the same runtime functions, as compiled code.
#ifndef NX_EVALUATOR_H
#define NX_EVALUATOR_H

#include "natrix.h"

// A code object whose function is interpreted. What `words` mean is told in Sources/NatrixEvaluator/FunctionEncoder.swift.
typedef struct nx_interpreted {
    nx_code code; // entry is nx_interpret
    const int32_t *words;
    nx_value *constants;
    nx_str **names;
    nx_cache *caches;
    struct nx_interpreted **functions; // that the code makes
    uint32_t registers, longest_list;
} nx_interpreted;

enum { NX_MODE_EXEC, NX_MODE_EVAL, NX_MODE_SINGLE };
enum { NX_TEXT_IS_FILE = 1, NX_LAZY_ANNOTATIONS = 2, NX_TEXT_SHOWN = 4, NX_ONLY_TREE = 8, NX_MAY_GO_ON = 16, NX_OPEN_BLOCKS = 32, NX_NO_ASSERTIONS = 64, NX_NO_DOCSTRINGS = 128 };

// evaluator/image.c: the code object of a text (UTF-8), or 0 with a SyntaxError pending. With NX_TEXT_SHOWN
// tracebacks show its lines. `warned` (may be NULL): whether there was something to warn of.
nx_interpreted *nx_compile_text(const char *text, size_t length, const char *path, int mode, int flags, bool *warned);
// The syntax tree of a text: objects of the classes of `_ast`, which the program has if it can handle them.
nx_value nx_parse_text(const char *text, size_t length, const char *path, int mode, int flags);
// evaluator/interpreter.c: the `entry` of interpreted code.
nx_value nx_interpret(nx_function *function, const nx_value *args);
// Runs the body of a text in a namespace (any mapping).
nx_value nx_run_code(nx_interpreted *code, nx_dict *globals, nx_value scope);

#endif
