// The builtins eval, exec and compile, as far as they need the evaluator. Their places without it are in
// builtins/introspection.c, which calls these through `nx_program_evaluator`.
// Reference: The Python Standard Library, "Built-in Functions".
#include "../core/evaluation.h"
#include "../core/import.h"
#include "../modules/posix.h"
#include "evaluator.h"

enum { ONLY_AST = 0x400, ALLOW_AWAIT = 0x2000, DONT_IMPLY_DEDENT = 0x200, TYPE_COMMENTS = 0x1000, ALLOW_INCOMPLETE = 0x4000, ANNOTATIONS = 0x1000000 };
enum { FUTURE_FLAGS = 0x1ff0000 | 0x10, KNOWN_FLAGS = FUTURE_FLAGS | DONT_IMPLY_DEDENT | ALLOW_INCOMPLETE | ONLY_AST | TYPE_COMMENTS | ALLOW_AWAIT };

// The text of a str or a bytes-like object; false with an error pending.
static bool text_of(nx_value source, const char *function, const char *what, const char **text, size_t *length, int *flags) {
    if (nx_is_str(source)) {
        *text = nx_str_utf8(source, length);
        if (!*text) return false;
    } else {
        nx_buffer view;
        if (nx_has_flag(source, NX_TYPE_BYTES)) {
            *text = (const char *)NX_PTR(nx_bytes, source)->data;
            *length = (size_t)NX_PTR(nx_bytes, source)->length;
        } else {
            if (!nx_buffer_get(source, &view)) {
                nx_error_clear();
                return nx_failf(&nx_TypeError, "%s() arg 1 must be a %s", function, what);
            }
            nx_value copy = nx_bytes_new(view.data, view.length);
            nx_buffer_release(&view);
            if (!copy) return false;
            *text = (const char *)NX_PTR(nx_bytes, copy)->data;
            *length = (size_t)NX_PTR(nx_bytes, copy)->length;
        }
        *flags |= NX_TEXT_IS_FILE;
    }
    if (memchr(*text, 0, *length)) return nx_failf(&nx_ValueError, "source code string cannot contain null bytes");
    return true;
}

// Texts that were evaluated lately, with their code: programs evaluate the same ones again and again.
enum { KEPT_TEXTS = 64, KEPT_LENGTH = 1024 };
static struct { nx_value text; nx_interpreted *code; int mode; } kept[KEPT_TEXTS];

static nx_interpreted *compile_string(nx_value source, const char *text, size_t length, int mode, int flags) {
    bool is_short = nx_is_exact_str(source) && length <= KEPT_LENGTH;
    size_t place = is_short ? ((uint64_t)nx_str_hash(NX_PTR(nx_str, source)) + (uint64_t)mode) % KEPT_TEXTS : 0;
    if (is_short && kept[place].text && kept[place].mode == mode &&
        nx_str_equal(NX_PTR(nx_str, kept[place].text), NX_PTR(nx_str, source)))
        return kept[place].code;
    bool warned;
    nx_interpreted *code = nx_compile_text(text, length, "<string>", mode, flags, &warned);
    if (code && is_short && !warned) {
        kept[place].text = source;
        kept[place].code = code;
        kept[place].mode = mode;
    }
    return code;
}

// An object of a class of `_ast`, in programs that have it.
static bool is_tree(nx_value v) {
    nx_value module = nx_dict_get_str(nx_sys_modules, nx_str_intern_c("_ast"));
    nx_value base = module ? nx_getattr_optional(module, nx_str_intern_c("AST")) : 0;
    return base && nx_is_type(base) && nx_is_subtype(nx_type_of(v), NX_PTR(nx_type, base));
}

static nx_value compile_source(nx_value source, const char *path, int mode, int64_t python_flags) {
    const char *text;
    size_t length;
    int flags = (python_flags & ANNOTATIONS ? NX_LAZY_ANNOTATIONS : 0) | (python_flags & ALLOW_INCOMPLETE ? NX_MAY_GO_ON : 0) |
                (python_flags & DONT_IMPLY_DEDENT ? NX_OPEN_BLOCKS : 0);
    if (python_flags >> 32) flags |= python_flags >> 32 == 2 ? NX_NO_DOCSTRINGS : NX_NO_ASSERTIONS;
    nx_value module = is_tree(source) ? nx_import_module(nx_str_intern_c("ast")) : 0;
    if (nx_pending()) return 0;
    if (module) { // by way of its text: positions are those of the text
        static const char *const modes[] = {"exec", "eval", "single"};
        nx_value classes = nx_import_module(nx_str_intern_c("_ast"));
        nx_value check = classes ? nx_getattr(classes, nx_str_intern_c("_check_tree")) : 0;
        if (!check || !nx_call2(check, source, nx_str_from_c(modes[mode]))) return 0;
        if (python_flags & ONLY_AST) return source;
        source = nx_call_method(module, nx_str_intern_c("unparse"), 1, &source, 0);
        if (!source) return 0;
    }
    if (!text_of(source, "compile", "string, bytes or AST object", &text, &length, &flags)) return 0;
    if (python_flags & ONLY_AST) {
        nx_value tree = nx_parse_text(text, length, path, mode, flags);
        if (!tree || !(python_flags & TYPE_COMMENTS)) return tree;
        nx_value classes = nx_import_module(nx_str_intern_c("_ast"));
        nx_value add = classes ? nx_getattr(classes, nx_str_intern_c("_add_type_comments")) : 0;
        return add ? nx_call2(add, tree, source) : 0;
    }
    nx_interpreted *code = nx_compile_text(text, length, path, mode, flags, NULL);
    return code ? NX_OBJ(code) : 0;
}

static nx_value compile(nx_value source, nx_value filename, nx_value mode_name, int64_t flags) {
    if (flags & 0xffffffff & ~(int64_t)KNOWN_FLAGS) return nx_raisef(&nx_ValueError, "compile(): unrecognised flags");
    nx_path path;
    nx_buffer view;
    bool is_buffer = !nx_is_str(filename) && nx_type_of(filename)->buffer && nx_buffer_get(filename, &view);
    if (is_buffer) {
        filename = nx_bytes_new(view.data, view.length);
        nx_buffer_release(&view);
        if (!filename) return 0;
    }
    if (!nx_is_str(filename) && !nx_has_flag(filename, NX_TYPE_BYTES) &&
        !nx_type_lookup(nx_type_of(filename), nx_str_intern_c("__fspath__")))
        return nx_raisef(&nx_TypeError, "expected str, bytes or os.PathLike object, not %T", filename);
    if (!nx_path_from(filename, "compile", 0, &path)) return 0;
    const char *name = nx_str_utf8(mode_name, NULL);
    if (!name) return 0;
    int mode = strcmp(name, "exec") == 0 ? NX_MODE_EXEC : strcmp(name, "eval") == 0 ? NX_MODE_EVAL : NX_MODE_SINGLE;
    if (mode == NX_MODE_SINGLE && strcmp(name, "single") != 0)
        return nx_raisef(&nx_ValueError, flags & ONLY_AST ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                                                          : "compile() mode must be 'exec', 'eval' or 'single'");
    return compile_source(source, path.text, mode, flags);
}

// Runs a code object that compile() made, or the code of a function without parameters that was compiled ahead of time.
static nx_value run_code_object(nx_value object, nx_dict *globals, nx_value scope, const char *function) {
    const nx_code *code = NX_PTR(nx_code, object);
    if (code->free_count)
        return nx_raisef(&nx_TypeError, strcmp(function, "exec") == 0 ? "code object requires a closure of exactly length %d"
                                        : "code object passed to eval() may not contain free variables", (int)code->free_count);
    if (code->entry == nx_interpret && (code->flags & NX_CODE_MODULE))
        return nx_run_code((nx_interpreted *)code, globals, scope);
    nx_value made = nx_make_function(code, globals, NX_ABSENT, NX_ABSENT, NX_ABSENT, 0, NULL);
    return made ? nx_call0(made) : 0;
}

static nx_value run(nx_value source, nx_dict *globals, nx_value scope, bool is_eval) {
    const char *function = is_eval ? "eval" : "exec";
    if (!nx_dict_get_str(globals, &nx_s___builtins__) &&
        (nx_pending() || !nx_dict_set_str(globals, &nx_s___builtins__, NX_OBJ(nx_builtins))))
        return 0;
    nx_value result;
    if (nx_is_exact(source, &nx_code_type)) {
        result = run_code_object(source, globals, scope, function);
    } else {
        const char *text;
        size_t length;
        int flags = 0;
        if (!text_of(source, function, "string, bytes or code object", &text, &length, &flags)) return 0;
        for (; is_eval && length && (*text == ' ' || *text == '\t'); length--) text++;
        nx_interpreted *code = compile_string(source, text, length, is_eval ? NX_MODE_EVAL : NX_MODE_EXEC, flags);
        result = code ? nx_run_code(code, globals, scope) : 0;
    }
    return result && !is_eval ? NX_NONE : result;
}

const nx_evaluator nx_the_evaluator = {
    .compile = compile, .run = run, .entry = nx_interpret, .code_size = sizeof(nx_interpreted)};
