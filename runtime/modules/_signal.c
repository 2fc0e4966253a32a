// The native part of the signal module.
#define _GNU_SOURCE
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include "../core/error.h"
#include "../core/signals.h"
#include "../core/thread.h"
#include "../types/structseq.h"
#include "natives.h"

static nx_dict *module_dict;
static nx_value default_int;

static bool number_from(nx_value value, int *number) {
    int64_t n;
    nx_value index = nx_index(value);
    if (!index || !nx_int_to_i64(index, &n))
        return false;
    if (n < 1 || n >= NX_SIGNALS)
        return nx_failf(&nx_ValueError, "signal number out of range");
    *number = (int)n;
    return true;
}

// The handler as Python sees it: SIG_DFL, SIG_IGN, a callable, or None when C code set it.
static nx_value handler_of(int number) {
    nx_value kept = nx_signal_handlers[number];
    if (kept)
        return kept;
    struct sigaction action;
    if (sigaction(number, NULL, &action))
        return NX_NONE;
    if (action.sa_handler == SIG_DFL)
        return NX_INT(0);
    if (action.sa_handler == SIG_IGN)
        return NX_INT(1);
    return number == SIGINT ? default_int : NX_NONE;
}

nx_value nx_signal_signal(nx_value signalnum, nx_value handler) {
    int number = 0;
    if (!number_from(signalnum, &number))
        return NX_ERROR;
    nx_value old = handler_of(number);
    nx_signal_kind kind = NX_SIGNAL_NOTE;
    int64_t code;
    if (nx_is_int(handler) && nx_int_try_i64(nx_index(handler), &code) && (code == 0 || code == 1)) {
        kind = code ? NX_SIGNAL_IGNORE : NX_SIGNAL_DEFAULT;
        handler = nx_from_small_int(code);
    } else if (!nx_is_callable(handler)) {
        return nx_raisef(&nx_TypeError,
                         "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    }
    if (!nx_signal_install(number, kind))
        return nx_raise_os_error(errno, 0);
    nx_signal_handlers[number] = handler;
    return nx_signals_run() ? old : NX_ERROR;
}

nx_value nx_signal_getsignal(nx_value signalnum) {
    int number = 0;
    return number_from(signalnum, &number) ? handler_of(number) : NX_ERROR;
}

nx_value nx_signal_default_int_handler(nx_value signalnum, nx_value frame) {
    return nx_raise_value(NX_OBJ(&nx_KeyboardInterrupt));
}

nx_value nx_signal_raise_signal(nx_value signalnum) {
    int64_t n;
    nx_value index = nx_index(signalnum);
    if (!index || !nx_int_to_i64(index, &n))
        return NX_ERROR;
    if (raise((int)n))
        return nx_raise_os_error(errno, 0);
    return nx_signals_run() ? NX_NONE : NX_ERROR;
}

nx_value nx_signal_strsignal(nx_value signalnum) {
    int number = 0;
    if (!number_from(signalnum, &number))
        return NX_ERROR;
    const char *text = strsignal(number);
    return text && strncmp(text, "Unknown signal", 14) != 0 ? nx_str_from_c(text) : NX_NONE;
}

nx_value nx_signal_alarm(nx_value seconds) {
    int64_t n;
    return nx_int_to_i64(seconds, &n) ? nx_from_small_int(alarm((unsigned)n)) : NX_ERROR;
}

static bool timeval_from(nx_value value, struct timeval *out) {
    double seconds;
    if (!nx_to_double(value, &seconds))
        return false;
    if (seconds < 0)
        return nx_raise_os_error(EINVAL, 0) != 0;
    out->tv_sec = (time_t)floor(seconds);
    out->tv_usec = (suseconds_t)ceil((seconds - floor(seconds)) * 1e6);
    if (out->tv_usec >= 1000000)
        out->tv_sec++, out->tv_usec -= 1000000;
    return true;
}

static nx_value timer_pair(const struct itimerval *timer) {
    nx_value parts[] = {nx_from_double((double)timer->it_value.tv_sec + 1e-6 * (double)timer->it_value.tv_usec),
                        nx_from_double((double)timer->it_interval.tv_sec + 1e-6 * (double)timer->it_interval.tv_usec)};
    return nx_tuple_from(2, parts);
}

nx_value nx_signal_setitimer(nx_value which, nx_value seconds, nx_value interval) {
    int64_t timer;
    struct itimerval next = {{0, 0}, {0, 0}}, old;
    if (!nx_int_to_i64(which, &timer) || !timeval_from(seconds, &next.it_value) ||
        (interval && !timeval_from(interval, &next.it_interval)))
        return NX_ERROR;
    if (setitimer((int)timer, &next, &old))
        return nx_raise_os_error(errno, 0);
    return timer_pair(&old);
}

nx_value nx_signal_getitimer(nx_value which) {
    int64_t timer;
    struct itimerval now;
    if (!nx_int_to_i64(which, &timer))
        return NX_ERROR;
    return getitimer((int)timer, &now) ? nx_raise_os_error(errno, 0) : timer_pair(&now);
}

nx_value nx_signal_pause(void) {
    pause();
    return nx_signals_run() ? NX_NONE : NX_ERROR;
}

nx_value nx_signal_set_wakeup_fd(nx_value fd, nx_value warn_on_full_buffer) {
    int64_t n;
    if (!nx_int_to_i64(fd, &n))
        return NX_ERROR;
    int old = nx_signal_wakeup_fd;
    nx_signal_wakeup_fd = (int)n;
    return nx_from_small_int(old);
}

nx_value nx_signal_siginterrupt(nx_value signalnum, nx_value flag) {
    int number, on = nx_truth(flag);
    if (on < 0 || !number_from(signalnum, &number))
        return NX_ERROR;
    struct sigaction action;
    if (sigaction(number, NULL, &action))
        return nx_raise_os_error(errno, 0);
    action.sa_flags = on ? action.sa_flags & ~SA_RESTART : action.sa_flags | SA_RESTART;
    return sigaction(number, &action, NULL) ? nx_raise_os_error(errno, 0) : NX_NONE;
}

static nx_value set_of(const sigset_t *signals) {
    nx_value set = nx_set_new();
    for (int n = 1; set && n < NX_SIGNALS; n++)
        if (sigismember(signals, n) == 1 && nx_set_add_value(set, nx_from_small_int(n)) < 0)
            return NX_ERROR;
    return set;
}

nx_value nx_signal_valid_signals(void) {
    sigset_t all;
    sigfillset(&all);
    return set_of(&all);
}

nx_value nx_signal_pthread_kill(nx_value thread_id, nx_value signalnum) { return nx_signal_raise_signal(signalnum); }

// The signals of any iterable of their numbers.
static bool signals_from(nx_value numbers, sigset_t *signals) {
    nx_value items = nx_tuple_of(numbers);
    sigemptyset(signals);
    if (!items)
        return false;
    for (int64_t i = 0; i < NX_PTR(nx_tuple, items)->length; i++) {
        int64_t n;
        nx_value index = nx_index(NX_PTR(nx_tuple, items)->items[i]);
        if (!index || !nx_int_to_i64(index, &n))
            return false;
        if (n < 1 || n >= NX_SIGNALS)
            return nx_failf(&nx_ValueError, "signal number %lld out of range [1; %d]", (long long)n, NX_SIGNALS - 1);
        sigaddset(signals, (int)n);
    }
    return true;
}

nx_value nx_signal_pthread_sigmask(nx_value how, nx_value mask) {
    int64_t action;
    sigset_t wanted, old;
    if (!nx_int_to_i64(how, &action) || !signals_from(mask, &wanted))
        return NX_ERROR;
    int failure = pthread_sigmask((int)action, &wanted, &old);
    if (failure)
        return nx_raise_os_error(failure, 0);
    return nx_signals_run() ? set_of(&old) : NX_ERROR;
}

nx_value nx_signal_sigpending(void) {
    sigset_t pending;
    return sigpending(&pending) ? nx_raise_os_error(errno, 0) : set_of(&pending);
}

nx_value nx_signal_sigwait(nx_value sigset) {
    sigset_t wanted;
    int number = 0;
    if (!signals_from(sigset, &wanted))
        return NX_ERROR;
    nx_wait_begin();
    int failure = sigwait(&wanted, &number);
    nx_wait_end();
    return failure ? nx_raise_os_error(failure, 0) : nx_from_small_int(number);
}

NX_STRUCTSEQ(signal_siginfo, "signal.struct_siginfo", "What sigwaitinfo() and sigtimedwait() tell of a signal.", 7,
             false, "si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status", "si_band")

// Waits until the time by the monotonic clock is `end` (NULL: for ever). A handler may run meanwhile. None: it was over.
static nx_value wait_for(const sigset_t *wanted, const struct timespec *end) {
    for (;;) {
        siginfo_t info;
        struct timespec left = {0, 0};
        if (end) {
            clock_gettime(CLOCK_MONOTONIC, &left);
            left.tv_sec = end->tv_sec - left.tv_sec;
            left.tv_nsec = end->tv_nsec - left.tv_nsec;
            if (left.tv_nsec < 0)
                left.tv_sec--, left.tv_nsec += 1000000000;
            if (left.tv_sec < 0)
                left = (struct timespec){0, 0};
        }
        nx_wait_begin();
        int got = end ? sigtimedwait(wanted, &info, &left) : sigwaitinfo(wanted, &info), failure = errno;
        nx_wait_end();
        if (got >= 0) {
            nx_value items[] = {nx_from_small_int(info.si_signo), nx_from_small_int(info.si_code),
                                nx_from_small_int(info.si_errno), nx_from_small_int(info.si_pid),
                                nx_from_small_int(info.si_uid),   nx_from_small_int(info.si_status),
                                nx_from_small_int(info.si_band)};
            return nx_structseq_make(&nx_signal_siginfo_structseq, items);
        }
        if (end && failure == EAGAIN)
            return NX_NONE;
        if (failure != EINTR)
            return nx_raise_os_error(failure, 0);
        if (!nx_signals_run())
            return NX_ERROR;
    }
}

nx_value nx_signal_sigwaitinfo(nx_value sigset) {
    sigset_t wanted;
    return signals_from(sigset, &wanted) ? wait_for(&wanted, NULL) : NX_ERROR;
}

nx_value nx_signal_sigtimedwait(nx_value sigset, nx_value timeout) {
    sigset_t wanted;
    double seconds;
    struct timespec end;
    if (!nx_to_double(timeout, &seconds))
        return NX_ERROR;
    if (!(seconds >= 0))
        return nx_raise(&nx_ValueError, "timeout must be non-negative");
    if (seconds > 1e9)
        return nx_raise(&nx_OverflowError, "timestamp too large to convert to C _PyTime_t");
    if (!signals_from(sigset, &wanted))
        return NX_ERROR;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += (time_t)seconds;
    end.tv_nsec += (long)((seconds - floor(seconds)) * 1e9);
    if (end.tv_nsec >= 1000000000)
        end.tv_sec++, end.tv_nsec -= 1000000000;
    return wait_for(&wanted, &end);
}

static bool init(nx_module *module) {
    static const struct { const char *name; int number; } constants[] = {
#define S(name) {#name, name},
        S(SIGHUP) S(SIGINT) S(SIGQUIT) S(SIGILL) S(SIGTRAP) S(SIGABRT) S(SIGBUS) S(SIGFPE) S(SIGKILL) S(SIGUSR1) S(SIGSEGV)
        S(SIGUSR2) S(SIGPIPE) S(SIGALRM) S(SIGTERM) S(SIGSTKFLT) S(SIGCHLD) S(SIGCONT) S(SIGSTOP) S(SIGTSTP) S(SIGTTIN)
        S(SIGTTOU) S(SIGURG) S(SIGXCPU) S(SIGXFSZ) S(SIGVTALRM) S(SIGPROF) S(SIGWINCH) S(SIGIO) S(SIGPWR) S(SIGSYS)
        S(ITIMER_REAL) S(ITIMER_VIRTUAL) S(ITIMER_PROF) S(SIG_BLOCK) S(SIG_UNBLOCK) S(SIG_SETMASK)
#undef S
        {"SIG_DFL", 0}, {"SIG_IGN", 1}, {"NSIG", NX_SIGNALS}, {"SIGPOLL", SIGIO}, {"SIGCLD", SIGCHLD}, {"SIGIOT", SIGABRT},
    };
    module_dict = module->dict;
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(module_dict, nx_str_intern_c(constants[i].name), NX_INT(constants[i].number)))
            return false;
    default_int = nx_dict_get_str(module_dict, nx_str_intern_c("default_int_handler"));
    return nx_structseq_ready(&nx_signal_siginfo_structseq) &&
           nx_dict_set_str(module_dict, nx_str_intern_c("struct_siginfo"), NX_OBJ(&nx_signal_siginfo_type)) &&
           nx_dict_set_str(module_dict, nx_str_intern_c("SIGRTMIN"), nx_from_small_int(SIGRTMIN)) &&
           nx_dict_set_str(module_dict, nx_str_intern_c("SIGRTMAX"), nx_from_small_int(SIGRTMAX)) &&
           nx_dict_set_str(module_dict, nx_str_intern_c("ItimerError"), NX_OBJ(&nx_OSError));
}

#include "_signal.inc"

const nx_module_def nx_module__signal = {.name = "_signal", .functions = nx_signal_functions, .init = init};
