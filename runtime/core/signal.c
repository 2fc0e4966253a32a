// Signals, and the events that a stack check finds.
//
// A signal handler only notes the signal and raises nx_state.stack_limit above every address: the next stack check or loop
// back edge then comes here, where the Python-level handler runs. Functions and loops pay for it with the one comparison
// that guards against deep recursion anyway.
#include <errno.h>
#include <signal.h>
#include "alloc.h"
#include "host.h"
#include "signals.h"
#include "thread.h"

static volatile sig_atomic_t tripped[NX_SIGNALS];
nx_value nx_signal_handlers[NX_SIGNALS]; // 0: as the system does; NX_NONE: set by someone else; else ints or callables
volatile int nx_signal_wakeup_fd = -1;

static void note(int number) {
    int saved = errno;
    tripped[number] = 1;
    nx_state.pending_signal = 1;
    nx_state.stack_limit = (char *)UINTPTR_MAX;
    nx_state.loop_event = 1;
    if (nx_signal_wakeup_fd >= 0) {
        unsigned char byte = (unsigned char)number;
        ssize_t written = write(nx_signal_wakeup_fd, &byte, 1);
        (void)written;
    }
    errno = saved;
}

void nx_signal_simulate(int number) { note(number); }

bool nx_signal_install(int number, nx_signal_kind kind) {
    struct sigaction action = {.sa_handler = kind == NX_SIGNAL_NOTE ? note : kind == NX_SIGNAL_IGNORE ? SIG_IGN : SIG_DFL};
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, NULL) == 0;
}

void nx_signals_start(void) {
    nx_signal_install(SIGPIPE, NX_SIGNAL_IGNORE);
    nx_signal_install(SIGXFSZ, NX_SIGNAL_IGNORE);
    struct sigaction old;
    if (sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler == SIG_DFL)
        nx_signal_install(SIGINT, NX_SIGNAL_NOTE);
}

// Runs the handlers of the signals that came in. False: one of them raised. Calls Python.
// The frame they are given is None when the program keeps none.
bool nx_signals_run(void) {
    if (!nx_state.pending_signal || !nx_thread_current->is_main)
        return true;
    nx_state.pending_signal = 0;
    for (int number = 1; number < NX_SIGNALS; number++) {
        if (!tripped[number])
            continue;
        tripped[number] = 0;
        nx_value handler = nx_signal_handlers[number];
        if (handler && nx_is_callable(handler)) {
            nx_value pending = nx_error_take();
            nx_value frame = nx_frames ? nx_frame_at(0) : NX_NONE;
            bool ok = frame && nx_call2(handler, nx_from_small_int(number), frame) != 0;
            if (!ok) {
                nx_state.pending_signal = 1; // others may be waiting
                return false;
            }
            nx_error_restore(pending);
        } else if (!handler && number == SIGINT) {
            nx_value interrupt = nx_exception_new(&nx_KeyboardInterrupt, 0);
            if (interrupt)
                nx_raise_value(interrupt);
            return false;
        }
    }
    return true;
}

static bool too_deep(void) { return (char *)__builtin_frame_address(0) < nx_state.stack_limit_real; }

// What raised the limit, if it was not the depth. False: an exception is pending.
static bool run_events(void) {
    if (nx_state.stack_limit == nx_state.stack_limit_real)
        return true;
    nx_state.stack_limit = nx_state.stack_limit_real;
    nx_state.loop_event = 0;
    if (nx_gc_finalizers_waiting())
        nx_gc_run_finalizers();
    if (NX_UNLIKELY(nx_host != NULL))
        return nx_host->events();
    if (nx_threads_started)
        nx_thread_yield();
    return nx_signals_run();
}

static NX_COLD nx_value raise_recursion(void) {
    // Room for making and handling the exception.
    char *limit = nx_state.stack_limit, *real = nx_state.stack_limit_real;
    nx_state.stack_limit = nx_state.stack_limit_real = real - 64 * 1024;
    nx_raisef(&nx_RecursionError, "maximum recursion depth exceeded");
    nx_state.stack_limit = limit;
    nx_state.stack_limit_real = real;
    return NX_ERROR;
}

nx_value nx_raise_depth(void) { return raise_recursion(); }

nx_value nx_raise_recursion(void) {
    if (run_events() && too_deep())
        raise_recursion();
    return NX_ERROR;
}

bool nx_stack_event(void) {
    if (!run_events())
        return true;
    if (too_deep())
        raise_recursion();
    return nx_pending();
}

bool nx_poll_event(void) {
    return run_events(); // a loop runs on, however deep it is
}
