// Threads that take turns: one runs Python code at a time, the others wait for their turn or for the system.
#ifndef NX_THREAD_H
#define NX_THREAD_H

#include <pthread.h>
#include <signal.h>
#include <semaphore.h>
#include "api.h"

// What belongs to a thread and lies in globals while it has its turn.
typedef struct nx_thread {
    nx_state_t state;
    nx_frame_link *frames;
    struct nx_generator *generator; // the innermost that is running
    nx_value context;               // the current contextvars.Context, or 0
    nx_value event_loop;            // asyncio's running loop, or 0
    nx_value *reprs;                // see nx_repr_enter
    int64_t repr_count, repr_capacity;
    struct nx_thread *next;         // of those that exist
    nx_value sentinel;              // a lock to release at its end, or 0
    nx_value locals;                // list of the thread-local objects it has used, or 0
    uint64_t number;                // never used again; the first thread's is 0
    pthread_t handle;
    bool is_main;
} nx_thread;

extern bool nx_threads_started;      // a second thread has been started
extern NX_OWN nx_thread *nx_thread_current; // the one whose turn it is
extern void (*nx_thread_begun)(void); // called in each thread that begins, or NULL (core/profile.c)
void nx_thread_give_turn(void);
void nx_thread_take_turn(void);      // keeps errno
void nx_thread_yield(void);          // lets one that waits have a turn
// Starts function(data) in a new thread, which runs when it gets its turn; false: an exception is pending.
bool nx_thread_start(void (*function)(nx_value data), nx_value data, size_t stack_size, uint64_t *ident);
uint64_t nx_thread_ident(uint64_t number); // of the thread with that number; 0: it has ended
int64_t nx_thread_count(void);       // threads that nx_thread_start began and that run still
void nx_threads_forked(void);        // in the child: only the caller is left

// Around system calls that wait. What happens between them must not touch Python objects that others may change.
static inline void nx_wait_begin(void) {
    if (NX_UNLIKELY(nx_threads_started))
        nx_thread_give_turn();
}
static inline void nx_wait_end(void) {
    if (NX_UNLIKELY(nx_threads_started))
        nx_thread_take_turn();
}

// core/gc.c: a thread that the collector knows, and its signals.
int nx_gc_thread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*function)(void *), void *data);
void nx_gc_keep_signals(sigset_t *blocked); // takes those that the collector sends out of the set

#endif
