// Futures and tasks.
#ifndef NX_ASYNCIO_H
#define NX_ASYNCIO_H
#include "../core/callable.h"
#include "../core/error.h"

typedef enum { NX_FUTURE_PENDING, NX_FUTURE_CANCELLED, NX_FUTURE_FINISHED } nx_future_state;

typedef struct {
    nx_header header;
    nx_value loop;
    nx_value callback, context;  // the first one that is to be called when the future is done, or 0
    nx_list *callbacks;          // the others: (callback, context)
    nx_value result, exception, traceback; // 0 until there is one; traceback: of the exception as it was set
    nx_value cancel_message;     // or 0
    nx_value cancelled_error;    // of a task: the CancelledError that ended it, until it is raised
    nx_value source_traceback;   // debug mode
    nx_future_state state;
    bool blocking, log_traceback;
} nx_future;

typedef struct nx_task {
    nx_future future;
    nx_value coroutine, context, name, waiter, wakeup; // waiter: the future it waits for, or 0
    struct nx_task *previous, *next;                    // of the tasks that are not done
    int64_t cancels_requested;
    bool must_cancel, log_destroy_pending, listed;
} nx_task;

extern nx_type nx_future_type, nx_task_type;
nx_value nx_asyncio_exception(const char *name);        // a class of asyncio.exceptions
nx_value nx_asyncio_loop(void);                         // the running loop or that of the policy
static inline nx_future *nx_future_of(nx_value v) { return NX_PTR(nx_future, v); }
static inline bool nx_is_future(nx_value v) { return nx_is_exact(v, &nx_future_type) || nx_is_exact(v, &nx_task_type); }
bool nx_future_begin(nx_future *self, nx_value loop);   // what __init__ does; loop 0: as nx_asyncio_loop
nx_value nx_future_set_result(nx_future *self, nx_value result);
nx_value nx_future_set_exception(nx_future *self, nx_value exception);
nx_value nx_future_cancel(nx_future *self, nx_value message);
nx_value nx_future_result(nx_future *self);             // raises what result() raises
nx_value nx_future_cancelled_error(nx_future *self);    // a CancelledError
bool nx_future_add_callback(nx_future *self, nx_value callback, nx_value context);
// loop.call_soon(callback[, argument], context=context); argument and context may be 0.
bool nx_asyncio_call_soon(nx_value loop, nx_value callback, nx_value argument, nx_value context);
bool nx_asyncio_enter(nx_value loop, nx_value task);
bool nx_asyncio_leave(nx_value loop, nx_value task);
nx_value nx_future_new_slot(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames);
nx_value nx_future_iter(nx_value self);
extern nx_task *nx_tasks;                               // those that are not done
#endif
