// Entering and leaving: threads of the host, what waits for the interpreter's lock, the runtime's start.
#define _GNU_SOURCE
#include "bridge.h"
#include "alloc.h"
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

int64_t nx_ext_depth;
_Thread_local nx_thread *nx_ext_own;

// ---- threads ---------------------------------------------------------------------------------------------------------------

static pthread_key_t at_thread_end;
static pthread_mutex_t ended_mutex = PTHREAD_MUTEX_INITIALIZER;
static nx_thread *ended[64]; // by threads that had no lock to take themselves out of the list
static size_t ended_count;

static void thread_ends(void *data) {
    pthread_mutex_lock(&ended_mutex);
    if (ended_count < sizeof ended / sizeof *ended) ended[ended_count++] = data;
    pthread_mutex_unlock(&ended_mutex);
    nx_gc_unregister_thread();
}

static void forget_ended(void) {
    pthread_mutex_lock(&ended_mutex);
    for (size_t i = 0; i < ended_count; i++) nx_thread_forget(ended[i]);
    ended_count = 0;
    pthread_mutex_unlock(&ended_mutex);
}

static void adopt_thread(void) {
    if (ended_count) forget_ended();
    nx_gc_register_thread();
    nx_thread *self = nx_alloc_words((sizeof *self + sizeof(nx_value) - 1) / sizeof(nx_value));
    if (!self) Py_FatalError("natrix: no memory for a thread");
    nx_thread_adopt(self);
    nx_ext_own = self;
    pthread_setspecific(at_thread_end, self);
    nx_thread *before = nx_thread_current;
    nx_thread_switch(self);
    nx_find_stack_limit();
    nx_thread_switch(before);
    self->state.stack_limit = self->state.stack_limit_real;
}

void nx_ext_take_turn(void) {
    if (!nx_ext_own) adopt_thread();
    nx_thread_switch(nx_ext_own);
}

// In a forked child only the caller is left.
static void after_fork(void) {
    ended_count = 0;
    pthread_mutex_init(&ended_mutex, NULL);
    if (nx_ext_own) {
        if (nx_thread_current != nx_ext_own) nx_thread_switch(nx_ext_own);
        nx_threads_forked();
    }
}

// ---- references that wait ------------------------------------------------------------------------------------------------------

static PyObject **waiting;
static size_t waiting_capacity;
size_t nx_ext_pending;

void nx_ext_release_later(PyObject *object) {
    if (nx_ext_pending == waiting_capacity) {
        size_t larger = waiting_capacity ? 2 * waiting_capacity : 1024;
        PyObject **grown = realloc(waiting, larger * sizeof *grown);
        if (!grown) return; // it is never given up
        waiting = grown;
        waiting_capacity = larger;
    }
    waiting[nx_ext_pending++] = object;
}

// What is destroyed may call anything, this included.
void nx_ext_release_pending(void) {
    static bool busy;
    if (busy) return;
    busy = true;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    while (nx_ext_pending) {
        PyObject *object = waiting[--nx_ext_pending];
        Py_DECREF(object);
        back();
    }
    PyErr_Restore(type, value, traceback);
    busy = false;
}

// ---- signals ---------------------------------------------------------------------------------------------------------------------

// The host's handler of SIGINT only notes it for its own loop: compiled code has to be told, too.
static struct sigaction host_interrupt;

static void interrupted(int number, siginfo_t *info, void *context) {
    if (host_interrupt.sa_flags & SA_SIGINFO) host_interrupt.sa_sigaction(number, info, context);
    else if (host_interrupt.sa_handler != SIG_DFL && host_interrupt.sa_handler != SIG_IGN) host_interrupt.sa_handler(number);
    if (!nx_ext_depth) return;
    nx_state.stack_limit = (char *)UINTPTR_MAX;
    nx_state.loop_event = 1;
}

static void watch_interrupt(void) {
    struct sigaction action = {.sa_sigaction = interrupted, .sa_flags = SA_SIGINFO};
    if (sigaction(SIGINT, NULL, &host_interrupt) != 0) return;
    bool has_handler = host_interrupt.sa_flags & SA_SIGINFO || (host_interrupt.sa_handler != SIG_DFL && host_interrupt.sa_handler != SIG_IGN);
    action.sa_mask = host_interrupt.sa_mask;
    action.sa_flags |= host_interrupt.sa_flags & (SA_RESTART | SA_ONSTACK);
    if (has_handler) sigaction(SIGINT, &action, NULL);
}

// ---- builtins that are the host's --------------------------------------------------------------------------------------------------

static bool take_builtins(void) {
    static const char *const names[] = {"open", "input", "breakpoint", "help", "exit", "quit", "copyright", "credits", "license"};
    PyObject *builtins = PyEval_GetBuiltins();
    for (size_t i = 0; builtins && i < sizeof names / sizeof *names; i++) {
        PyObject *object = PyDict_GetItemString(builtins, names[i]);
        nx_value v = object ? nx_foreign_builtin(object, names[i]) : 0;
        if (v && !nx_dict_set_str(nx_builtins, nx_str_intern_c(names[i]), v)) return false;
    }
    PyObject *print = builtins ? PyDict_GetItemString(builtins, "print") : NULL; // is the guest's, whoever stands there later
    nx_value own = nx_dict_get_str(nx_builtins, nx_str_intern_c("print"));
    if (print && own && Py_TYPE(print) == &PyCFunction_Type) {
        Py_INCREF(print);
        nx_identify_forever(print, own);
    }
    return builtins != NULL;
}

// ---- start -------------------------------------------------------------------------------------------------------------------------

bool nx_ext_begin(void) {
    static bool begun;
    if (begun) return true;
    begun = true;
    nx_host = &nx_cpython;
    if (!nx_start_hosted(true)) {
        PyErr_SetString(PyExc_SystemError, "natrix: the runtime did not start");
        return false;
    }
    nx_hashes_start();
    nx_identity_start();
    nx_foreign_start();
    nx_views_start();
    pthread_key_create(&at_thread_end, thread_ends);
    pthread_atfork(NULL, NULL, after_fork);
    nx_ext_own = nx_thread_current;
    nx_find_stack_limit();
    watch_interrupt();
    return nx_errors_start() && nx_proxies_start() && nx_classes_start() && take_builtins() && nx_memory_start();
}
