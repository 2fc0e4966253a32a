// Turns of threads. The globals that the runtime and compiled code use belong to the thread whose turn it is; when the
// turn passes on they are kept in nx_thread.
//
// A thread gives its turn away around calls that wait (nx_wait_begin, nx_wait_end). One that computes is asked for it: who
// has waited for 5 ms raises nx_state.stack_limit, as a signal does, and the next stack check or loop back edge yields.
// A program without a second thread pays one test at each waiting call.
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include "alloc.h"
#include "host.h"
#include "thread.h"
#include "../types/containers.h"
#include "../types/generator.h"

static nx_thread main_thread = {.is_main = true};
nx_thread *nx_thread_current = &main_thread;
bool nx_threads_started;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; // guards what follows
static pthread_cond_t turn_free = PTHREAD_COND_INITIALIZER, turn_passed = PTHREAD_COND_INITIALIZER;
static bool taken = true;
static uint64_t turns; // counts those taken
static int waiting;
static nx_thread *threads = &main_thread;
static uint64_t last_number;

enum { TURN_NANOSECONDS = 5000000, STACK_SIZE = 16 << 20, STACK_RESERVE = 128 << 10 };

static void save(nx_thread *self) {
    self->state = nx_state;
    self->frames = nx_frames;
    self->generator = nx_generator_running;
    nx_reprs_swap(&self->reprs, &self->repr_count, &self->repr_capacity);
    memset(&nx_state, 0, sizeof nx_state);
}

static void restore(nx_thread *self) {
    int pending = nx_state.pending_signal; // of the process
    nx_state = self->state;
    nx_state.pending_signal |= pending;
    nx_state.stack_limit = nx_state.pending_signal && self->is_main ? (char *)UINTPTR_MAX : nx_state.stack_limit_real;
    nx_state.loop_event = nx_state.stack_limit != nx_state.stack_limit_real;
    nx_frames = self->frames;
    nx_generator_running = self->generator;
    nx_reprs_swap(&self->reprs, &self->repr_count, &self->repr_capacity);
    nx_thread_current = self;
}

static _Thread_local nx_thread *own;

static nx_thread *self_of(void) { return own ? own : &main_thread; }

static void take(nx_thread *self) {
    waiting++;
    while (taken) {
        uint64_t before = turns;
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += TURN_NANOSECONDS;
        if (until.tv_nsec >= 1000000000)
            until.tv_sec++, until.tv_nsec -= 1000000000;
        int outcome = pthread_cond_timedwait(&turn_free, &mutex, &until);
        if (outcome == ETIMEDOUT && taken && turns == before) {
            nx_state.stack_limit = (char *)UINTPTR_MAX;
            nx_state.loop_event = 1;
        }
    }
    waiting--;
    taken = true;
    turns++;
    restore(self);
    pthread_cond_broadcast(&turn_passed);
}

void nx_thread_give_turn(void) {
    int number = errno;
    pthread_mutex_lock(&mutex);
    save(nx_thread_current);
    taken = false;
    pthread_cond_signal(&turn_free);
    pthread_mutex_unlock(&mutex);
    errno = number;
}

void nx_thread_take_turn(void) {
    int number = errno;
    pthread_mutex_lock(&mutex);
    take(self_of());
    pthread_mutex_unlock(&mutex);
    errno = number;
}

void nx_thread_yield(void) {
    pthread_mutex_lock(&mutex);
    if (waiting > 0) {
        nx_thread *self = nx_thread_current;
        uint64_t before = turns;
        save(self);
        taken = false;
        pthread_cond_signal(&turn_free);
        while (turns == before && waiting > 0)
            pthread_cond_wait(&turn_passed, &mutex);
        take(self);
    }
    pthread_mutex_unlock(&mutex);
}

// ---- beginning and end -------------------------------------------------------------------------------------------------------

void (*nx_thread_begun)(void);

typedef struct {
    nx_thread *thread;
    void (*function)(nx_value data);
    nx_value data;
    size_t stack_size;
    sem_t begun;
} beginning;

static void unlist(nx_thread *self) {
    for (nx_thread **link = &threads; *link; link = &(*link)->next) {
        if (*link == self) {
            *link = self->next;
            break;
        }
    }
}

static void *run(void *data) {
    beginning *begin = data;
    nx_thread *self = begin->thread;
    void (*function)(nx_value data) = begin->function;
    nx_value argument = begin->data;
    sigset_t all;
    sigfillset(&all);
    nx_gc_keep_signals(&all);
    pthread_sigmask(SIG_BLOCK, &all, NULL); // signals are the main thread's
    own = self;
    self->handle = pthread_self();
    self->state.stack_limit = self->state.stack_limit_real =
        (char *)__builtin_frame_address(0) - begin->stack_size + STACK_RESERVE;
    if (nx_thread_begun)
        nx_thread_begun();
    sem_post(&begin->begun);
    nx_thread_take_turn();
    function(argument);
    pthread_mutex_lock(&mutex);
    save(self);
    unlist(self);
    taken = false;
    pthread_cond_signal(&turn_free);
    pthread_cond_broadcast(&turn_passed);
    pthread_mutex_unlock(&mutex);
    return NULL;
}

bool nx_thread_start(void (*function)(nx_value data), nx_value data, size_t stack_size, uint64_t *ident) {
    nx_thread *self = nx_alloc_words((sizeof *self + sizeof(nx_value) - 1) / sizeof(nx_value));
    if (!self)
        return false;
    if (!nx_threads_started) {
        main_thread.handle = pthread_self();
        nx_threads_started = true;
    }
    beginning begin = {self, function, data, stack_size ? stack_size : STACK_SIZE, {{0}}};
    sem_init(&begin.begun, 0, 0);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, begin.stack_size);
    self->number = ++last_number;
    pthread_mutex_lock(&mutex);
    self->next = threads;
    threads = self;
    pthread_mutex_unlock(&mutex);
    pthread_t handle;
    int failure = nx_gc_thread_create(&handle, &attributes, run, &begin);
    pthread_attr_destroy(&attributes);
    if (failure) {
        pthread_mutex_lock(&mutex);
        unlist(self);
        pthread_mutex_unlock(&mutex);
        return nx_failf(&nx_RuntimeError, "can't start new thread");
    }
    while (sem_wait(&begin.begun) && errno == EINTR) {}
    *ident = (uint64_t)handle;
    return true;
}

void nx_thread_adopt(nx_thread *self) {
    self->number = ++last_number;
    self->handle = pthread_self();
    self->next = threads;
    threads = self;
}

void nx_thread_forget(nx_thread *self) { unlist(self); }

void nx_thread_switch(nx_thread *self) {
    save(nx_thread_current);
    restore(self);
}

// ---- threads that a program in C made, which calls functions of a library -------------------------------------------------------

void nx_thread_start_callers(void) {
    main_thread.handle = pthread_self();
    nx_threads_started = true;
    nx_thread_give_turn();
}

nx_thread *nx_thread_begin_caller(bool is_first) {
    static nx_thread nobody; // whose turn it is while there is no object for the thread
    if (is_first) {
        nx_thread_take_turn();
        return &main_thread;
    }
    pthread_mutex_lock(&mutex);
    nobody = (nx_thread){0};
    take(&nobody);
    nx_thread *self = nx_alloc_words((sizeof *self + sizeof(nx_value) - 1) / sizeof(nx_value));
    if (!self) abort();
    nx_thread_adopt(self);
    own = nx_thread_current = self;
    pthread_mutex_unlock(&mutex);
    return self;
}

void nx_thread_end_caller(nx_thread *self) {
    pthread_mutex_lock(&mutex);
    if (self != &main_thread) unlist(self);
    own = NULL;
    pthread_mutex_unlock(&mutex);
}

uint64_t nx_thread_ident(uint64_t number) {
    for (const nx_thread *thread = threads; thread; thread = thread->next)
        if (thread->number == number)
            return (uint64_t)(thread->is_main && !nx_threads_started ? pthread_self() : thread->handle);
    return 0;
}

int64_t nx_thread_count(void) {
    int64_t count = 0;
    for (const nx_thread *thread = threads; thread; thread = thread->next)
        count += !thread->is_main;
    return count;
}

void nx_threads_forked(void) {
    pthread_mutex_init(&mutex, NULL);
    pthread_cond_init(&turn_free, NULL);
    pthread_cond_init(&turn_passed, NULL);
    waiting = 0;
    taken = true;
    threads = nx_thread_current;
    threads->next = NULL;
    threads->is_main = true;
    threads->handle = pthread_self();
    nx_gc_forked();
}
