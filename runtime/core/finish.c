// How programs end: uncaught exceptions, SystemExit, functions registered by atexit.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>
#include "alloc.h"
#include "error.h"
#include "signals.h"
#include "thread.h"
#include "startup.h"
#include "stats.h"
#include "system.h"
#include "../types/generator.h"

nx_value nx_at_exit; // list of (function, args, kwargs)

// sys.stderr's write; to the file descriptor when there is no such object.
static void write_stderr(nx_value words) {
    nx_value file = nx_sys_dict ? nx_dict_get_str(nx_sys_dict, &nx_s_stderr) : 0;
    if (file == NX_NONE)
        return;
    if (file && nx_call_method(file, &nx_s_write, 1, &words, 0)) {
        nx_call_method(file, &nx_s_flush, 0, NULL, 0);
        nx_error_clear();
        return;
    }
    nx_error_clear();
    size_t length;
    const char *utf8 = nx_str_utf8_lossy(words, &length);
    while (length > 0) {
        ssize_t written = write(2, utf8, length);
        if (written <= 0)
            return;
        utf8 += written;
        length -= (size_t)written;
    }
}

void nx_write_stderr(nx_value words) { write_stderr(words); }

static void flush_stdout(void) {
    nx_value file = nx_sys_dict ? nx_dict_get_str(nx_sys_dict, &nx_s_stdout) : 0;
    if (file && file != NX_NONE)
        nx_call_method(file, &nx_s_flush, 0, NULL, 0);
    nx_error_clear();
}

void nx_print_exception_now(nx_value exception) {
    nx_value words = nx_traceback_text(exception);
    if (words)
        write_stderr(words);
    nx_error_clear();
}

void nx_print_uncaught(void) {
    nx_value exception = nx_error_take();
    if (!exception)
        return;
    flush_stdout();
    const nx_exception *error = NX_EXCEPTION(exception);
    nx_value traceback = error->traceback ? error->traceback : NX_NONE;
    nx_value hook = nx_sys_dict ? nx_dict_get_str(nx_sys_dict, &nx_s_excepthook) : 0;
    if (nx_sys_dict) {
        nx_dict_set_str(nx_sys_dict, nx_str_intern_c("last_type"), NX_OBJ(nx_type_of(exception)));
        nx_dict_set_str(nx_sys_dict, nx_str_intern_c("last_value"), exception);
        nx_dict_set_str(nx_sys_dict, nx_str_intern_c("last_traceback"), traceback);
    }
    if (!hook || hook == nx_sys_default_hook()) {
        nx_print_exception_now(exception);
        return;
    }
    nx_value args[] = {NX_OBJ(nx_type_of(exception)), exception, traceback};
    if (nx_call(hook, 3, args, 0))
        return;
    nx_value second = nx_error_take();
    if (nx_exception_type_is(nx_type_of(second), &nx_SystemExit)) {
        nx_error_restore(second);
        return;
    }
    write_stderr(nx_str_from_c("Error in sys.excepthook:\n"));
    nx_print_exception_now(second);
    write_stderr(nx_str_from_c("\nOriginal exception was:\n"));
    nx_print_exception_now(exception);
}

// The status that SystemExit asks for; what is no int is printed.
static int exit_status(nx_value exception) {
    nx_value code = nx_getattr_optional(exception, &nx_s_code);
    if (!code)
        nx_error_clear();
    if (!code || code == NX_NONE)
        return 0;
    if (nx_is_int(code)) {
        int64_t status;
        return nx_int_try_i64(code, &status) ? (int)(status & 0xff) : 0xff;
    }
    flush_stdout();
    nx_value words = nx_str_format("%S\n", code);
    if (words)
        write_stderr(words);
    nx_error_clear();
    return 1;
}

static bool killed_by_interrupt;

int nx_finish_uncaught(void) {
    if (!nx_state.error)
        return 0;
    nx_state.handled = 0;
    nx_state.outer = NULL;
    if (nx_error_matches(&nx_SystemExit))
        return exit_status(nx_error_take());
    bool interrupted = nx_error_matches(&nx_KeyboardInterrupt);
    nx_print_uncaught();
    if (nx_error_matches(&nx_SystemExit)) // raised by an excepthook
        return exit_status(nx_error_take());
    nx_error_clear();
    killed_by_interrupt = interrupted;
    return interrupted ? 130 : 1;
}

static void run_atexit(void) {
    while (nx_at_exit && NX_PTR(nx_list, nx_at_exit)->length > 0) {
        nx_list *list = NX_PTR(nx_list, nx_at_exit);
        const nx_tuple *entry = NX_PTR(nx_tuple, list->items[--list->length]);
        list->items[list->length] = 0;
        if (!nx_call_tuple(entry->items[0], entry->items[1], entry->items[2] == NX_NONE ? 0 : entry->items[2]))
            nx_print_unraisable("Exception ignored in atexit callback: ", entry->items[0]);
    }
}

void nx_run_atexit(void) { run_atexit(); }

// Waits for the threads that are not daemons.
static void end_threads(void) {
    nx_value threading = nx_sys_modules ? nx_dict_get_str(nx_sys_modules, nx_str_intern_c("threading")) : 0;
    if (threading && nx_threads_started && !nx_call_method(threading, nx_str_intern_c("_shutdown"), 0, NULL, 0))
        nx_print_unraisable("Exception ignored in: ", threading);
}

int nx_finish(void) {
    int status = nx_finish_uncaught();
    end_threads();
    run_atexit();
    nx_coroutines_finish();
    bool flushed = nx_io_finish(); // before the finalizers, which close files
    nx_gc_finish();
    if (flushed) {
        nx_error_clear();
        flushed = nx_io_finish(); // what finalizers printed
    }
    if (!flushed && !killed_by_interrupt) {
        nx_value file = nx_sys_dict ? nx_dict_get_str(nx_sys_dict, &nx_s_stdout) : 0;
        nx_print_unraisable("Exception ignored in: ", file ? file : NX_NONE);
        status = 120;
    }
    nx_stats_finish();
    if (killed_by_interrupt) { // so that the shell sees what ended the program
        nx_signal_install(SIGINT, NX_SIGNAL_DEFAULT);
        kill(getpid(), SIGINT);
    }
    return status;
}
