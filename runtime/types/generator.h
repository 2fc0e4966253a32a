// Stepping of everything that suspends: generators, coroutines, async generators and their awaitables.
#ifndef NX_GENERATOR_H
#define NX_GENERATOR_H

#include "../core/error.h"
#include "../core/evaluation.h"
#include "natives.h"

// What a step came to: an error is pending, it has returned *result, or it has yielded *result.
typedef enum { NX_STEP_ERROR = -1, NX_STEP_RETURNED = 0, NX_STEP_YIELDED = 1 } nx_step;

nx_generator *nx_generator_new(nx_function *function, nx_value (*resume)(nx_generator *, nx_value), uint32_t frame_slots,
                               nx_type *type);
// Continues self with a sent value; sent 0: the pending exception is thrown in.
nx_step nx_generator_step(nx_generator *self, nx_value sent, nx_value *result); // neither running nor done
nx_step nx_generator_send_step(nx_generator *self, nx_value sent, nx_value *result); // any
// Makes the exception that throw(type, value, traceback) means pending; false: it is a TypeError instead.
bool nx_generator_make_thrown(nx_value type, nx_value value, nx_value traceback);
// Throws the pending exception in (also at the start or end of self).
nx_step nx_generator_step_throw(nx_generator *self, nx_value *result);
// A step as Python sees it: the yielded value, or StopIteration with the returned one.
nx_value nx_step_value(nx_step step, nx_value result);
bool nx_generator_close_it(nx_generator *self);
bool nx_generator_clear(nx_generator *self); // ends it as if nobody had it any more; false, without an exception: it is running
static inline bool nx_is_resumable(nx_value v) {
    return nx_is_exact(v, &nx_generator_type) || nx_is_exact(v, &nx_coroutine_type);
}
nx_value nx_generator_repr(nx_value self);
bool nx_is_awaitable(nx_value v); // by `await`
nx_value nx_frame_new(const nx_code *code, uint32_t position, nx_value globals);
nx_value nx_frame_of_generator(nx_generator *self); // traceback.c
// The parameters of one that has not started; interpreted code keeps them behind its first register.
static inline const nx_value *nx_generator_parameters(const nx_generator *self) {
    return self->frame + nx_is_interpreted(self->code);
}
// A native iterator whose awaits end with a value: steps without StopIteration. `shape` is NULL when there is none.
typedef struct { const nx_shape *shape; nx_step (*step)(nx_value self, nx_value sent, nx_value *result); } nx_stepper;
extern nx_stepper nx_future_stepper; // asyncio's futures, set by that module
extern int64_t nx_coroutine_origin_depth;    // sys.set_coroutine_origin_tracking_depth
nx_value nx_frames_origin(int64_t depth);    // traceback.c: (file, line, function) of the innermost functions
void nx_async_generator_watch(nx_value self); // the loop's hook hears of it when it is abandoned
bool nx_warn_unawaited(nx_value coroutine);  // warning.c
void nx_coroutines_watch(void);              // before a collection that the program asks for
void nx_coroutines_finish(void);             // at the end
nx_value nx_await_iter(nx_value awaitable);
nx_value nx_anext_awaitable_new(nx_value awaitable, nx_value fallback);
void nx_error_set_cause(nx_value cause); // `from cause`, of the pending exception
extern nx_generator *nx_generator_running; // the innermost one, of the thread whose turn it is

// Awaitables of async generators, async_generator.c
extern nx_type nx_async_wrapped_type;
nx_value nx_async_generator_round(nx_value generator); // __anext__() for `async for`
void nx_async_awaitable_seen(nx_value v);              // the program has it: it is not used again
nx_step nx_asend_step(nx_value self, nx_value sent, nx_value *result);
nx_step nx_athrow_step(nx_value self, nx_value sent, nx_value *result);
extern nx_value nx_asyncgen_firstiter, nx_asyncgen_finalizer; // sys.set_asyncgen_hooks
typedef struct { nx_header header; nx_generator *coroutine; } nx_coroutine_wrapper;

#endif
