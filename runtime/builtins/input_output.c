// print, input and open.
#include <stdio.h>
#include <unistd.h>

#include "../core/host.h"
#include "../modules/io.h"
#include "natives.h"

extern nx_dict *nx_sys_dict; // modules/sys.c

// A stream that is written to: directly when it is one of ours, else through its method write().
static bool put(nx_value file, nx_value text) {
    if (NX_LIKELY(nx_is_exact(file, &nx_io_text_type))) {
        nx_textio *t = NX_PTR(nx_textio, file);
        if (t->fast && t->fast->file && t->fast->file->fd >= 0) return nx_textio_put(t, text);
    }
    return nx_call_method(file, &nx_s_write, 1, &text, 0) != 0;
}

static bool separator(nx_value v, const char *name, nx_value fallback, nx_value *out) {
    if (v == NX_NONE || !v) *out = fallback;
    else if (nx_is_str(v)) *out = v;
    else return nx_failf(&nx_TypeError, "%s must be None or a string, not %T", name, v);
    return true;
}

nx_value nx_builtin_print(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    nx_value sep = 0, end = 0, file = 0, flush = 0;
    (void)self;
    if (kwnames) {
        nx_tuple *names = NX_PTR(nx_tuple, kwnames);
        for (int64_t i = 0; i < names->length; i++) {
            const nx_str *name = NX_PTR(nx_str, names->items[i]);
            nx_value v = args[nargs + (size_t)i];
            if (nx_str_equal(name, &nx_s_sep)) sep = v;
            else if (nx_str_equal(name, &nx_s_end)) end = v;
            else if (nx_str_equal(name, &nx_s_file)) file = v;
            else if (nx_str_equal(name, &nx_s_flush)) flush = v;
            else return nx_raisef(&nx_TypeError, "'%U' is an invalid keyword argument for print()", names->items[i]);
        }
    }
    if (NX_UNLIKELY(nx_host != NULL)) {
        nx_value result;
        if (nx_host->call_replacement("print", nargs, args, kwnames, &result)) return result;
    }
    if (!file || file == NX_NONE) {
        file = NX_UNLIKELY(nx_host != NULL) ? nx_host->standard_output() : nx_dict_get_str(nx_sys_dict, &nx_s_stdout);
        if (!file && nx_pending()) return 0;
        if (!file) return nx_raise(&nx_RuntimeError, "lost sys.stdout");
        if (file == NX_NONE) return NX_NONE;
    }
    if (!separator(sep, "sep", NX_OBJ(&nx_latin1[' ']), &sep) || !separator(end, "end", NX_OBJ(&nx_latin1['\n']), &end)) return 0;
    for (size_t i = 0; i < nargs; i++) {
        if (i && !put(file, sep)) return 0;
        nx_value text = nx_to_str(args[i]);
        if (!text || !put(file, text)) return 0;
    }
    if (!put(file, end)) return 0;
    if (flush) {
        int truth = nx_truth(flush);
        if (truth < 0 || (truth && !nx_call_method(file, &nx_s_flush, 0, NULL, 0))) return 0;
    }
    return NX_NONE;
}

nx_value nx_builtin_input(nx_value prompt) {
    static const char *const names[] = {"sys.stdin", "sys.stdout", "sys.stderr"};
    nx_value in = nx_dict_get_str(nx_sys_dict, &nx_s_stdin), out = nx_dict_get_str(nx_sys_dict, &nx_s_stdout);
    nx_value err = nx_dict_get_str(nx_sys_dict, &nx_s_stderr);
    const nx_value streams[] = {in, out, err};
    for (int i = 0; i < 3; i++)
        if (!streams[i] || streams[i] == NX_NONE) return nx_raisef(&nx_RuntimeError, "input(): lost %s", names[i]);
    if (!nx_call_method(err, &nx_s_flush, 0, NULL, 0)) return 0;
    if (prompt) {
        nx_value text = nx_to_str(prompt);
        if (!text || !put(out, text)) return 0;
    }
    if (!nx_call_method(out, &nx_s_flush, 0, NULL, 0)) return 0;
    nx_value line = nx_call_method(in, &nx_s_readline, 0, NULL, 0);
    if (!line) return 0;
    if (!nx_is_str(line)) return nx_raise(&nx_TypeError, "object.readline() returned non-string");
    int64_t length = NX_PTR(nx_str, line)->length;
    if (length == 0) return nx_raise(&nx_EOFError, "EOF when reading a line");
    if (nx_str_at(NX_PTR(nx_str, line), length - 1) == '\n') length--;
    return nx_str_slice(line, 0, length);
}

nx_value nx_builtin_open(nx_value file, nx_value mode, nx_value buffering, nx_value encoding, nx_value errors, nx_value newline,
                         nx_value closefd, nx_value opener) {
    return nx_io_open_file(file, mode, buffering, encoding, errors, newline, closefd, opener);
}

#include "input_output.inc"
