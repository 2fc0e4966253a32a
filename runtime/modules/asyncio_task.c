// _asyncio: tasks. A step sends to the coroutine, or throws into it, and looks at what it yields: a future to wait for, or
// None to go on at the loop's next round. Coroutines of the program are stepped directly, without StopIteration.
#include "../types/containers.h"
#include "../types/generator.h"
#include "asyncio.h"
#include "contextvars.h"
#include "natives.h"

static nx_task *task_of(nx_value v) { return NX_PTR(nx_task, v); }

// ---- callables: what the loop and futures call ------------------------------------------------------------------------------------------

static nx_value step(nx_task *self, nx_value exception);

static nx_value task_step(nx_value self, nx_value exception) { return step(task_of(self), exception == NX_NONE ? 0 : exception); }
static nx_value task_wakeup(nx_value self, nx_value future);

static const char *const step_names[] = {"self", "exc"}, *const wakeup_names[] = {"self", "future"};
static const nx_value step_defaults[] = {0, NX_NONE};
static const nx_native_def step_def = {.name = "task_step", .function = (void *)task_step, .count = 2, .required = 1,
                                       .positional_only = 2, .positional = 2, .names = step_names, .defaults = step_defaults};
static const nx_native_def wakeup_def = {.name = "task_wakeup", .function = (void *)task_wakeup, .count = 2, .required = 2,
                                         .positional_only = 2, .positional = 2, .names = wakeup_names,
                                         .defaults = (const nx_value[]){0, 0}};

static nx_value bound(const nx_native_def *def, nx_task *self) {
    nx_native *made = nx_new_object(nx_native, nx_native_type);
    if (made) {
        made->def = def;
        made->self = NX_OBJ(self);
        made->owner = &nx_task_type;
    }
    return NX_OBJ(made);
}

static bool step_later(nx_task *self, nx_value exception) {
    nx_value callback = bound(&step_def, self);
    return callback && nx_asyncio_call_soon(self->future.loop, callback, exception, self->context);
}

static bool fail_later(nx_task *self, const char *format, nx_value other) {
    nx_value message = nx_str_format(format, NX_OBJ(self), other);
    nx_value error = message ? nx_exception_new(&nx_RuntimeError, message) : 0;
    return error && step_later(self, error);
}

// ---- beginning and end ---------------------------------------------------------------------------------------------------------------

static void list_task(nx_task *self) {
    self->listed = true;
    self->previous = NULL;
    if ((self->next = nx_tasks))
        nx_tasks->previous = self;
    nx_tasks = self;
}

static void unlist_task(nx_task *self) {
    if (!self->listed)
        return;
    self->listed = false;
    if (self->previous)
        self->previous->next = self->next;
    else
        nx_tasks = self->next;
    if (self->next)
        self->next->previous = self->previous;
    self->previous = self->next = NULL;
}

static int is_coroutine(nx_value v) {
    if (nx_is_exact(v, &nx_coroutine_type))
        return 1;
    nx_value module = nx_import_module(nx_str_intern_c("asyncio.coroutines"));
    nx_value answer = module ? nx_call_method(module, nx_str_intern_c("iscoroutine"), 1, &v, 0) : NX_ERROR;
    return answer ? nx_truth(answer) : -1;
}

bool nx_task_init(nx_value v, size_t nargs, const nx_value *args, nx_value kwnames);
bool nx_task_init(nx_value v, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"coro", "loop", "name", "context"};
    static int64_t counter;
    nx_task *self = task_of(v);
    nx_value out[4] = {0, 0, 0, 0};
    if (nargs > 1)
        return nx_failf(&nx_TypeError, "Task() takes at most 1 positional argument (%zu given)", nargs);
    if (!nx_take_arguments("Task", names, 4, 1, 0, nargs, args, kwnames, out) ||
        !nx_future_begin(&self->future, out[1] == NX_NONE ? 0 : out[1]))
        return false;
    int right = is_coroutine(out[0]);
    if (right <= 0) {
        self->log_destroy_pending = false;
        return right == 0 && nx_failf(&nx_TypeError, "a coroutine was expected, got %R", out[0]);
    }
    self->context = out[3] && out[3] != NX_NONE ? out[3] : nx_context_copy_current();
    if (!self->context)
        return false;
    self->coroutine = out[0];
    self->waiter = self->wakeup = 0;
    self->must_cancel = false;
    self->log_destroy_pending = true;
    self->cancels_requested = 0;
    if (!out[2] || out[2] == NX_NONE)
        self->name = nx_from_i64(++counter); // as text when somebody asks
    else if (!(self->name = nx_is_exact_str(out[2]) ? out[2] : nx_to_str(out[2])))
        return false;
    if (!step_later(self, 0))
        return false;
    list_task(self);
    return true;
}

// ---- cancelling ----------------------------------------------------------------------------------------------------------------------

static nx_value cancel_any(nx_value future, nx_value message) {
    if (nx_is_exact(future, &nx_future_type))
        return nx_future_cancel(nx_future_of(future), message);
    if (nx_is_exact(future, &nx_task_type))
        return nx_asyncio_Task_cancel(future, message);
    nx_value word = NX_OBJ(nx_str_intern_c("msg")), keywords = nx_tuple_from(1, &word);
    return keywords ? nx_call_method(future, nx_str_intern_c("cancel"), 0, &message, keywords) : NX_ERROR;
}

nx_value nx_asyncio_Task_cancel(nx_value v, nx_value msg) {
    nx_task *self = task_of(v);
    if (self->future.log_traceback)
        nx_asyncio_Future_set__log_traceback(v, NX_FALSE);
    if (self->future.state != NX_FUTURE_PENDING)
        return NX_FALSE;
    self->cancels_requested++;
    if (self->waiter) {
        nx_value answer = cancel_any(self->waiter, msg);
        int cancelled = answer ? nx_truth(answer) : -1;
        if (cancelled)
            return cancelled < 0 ? NX_ERROR : NX_TRUE;
    }
    self->must_cancel = true;
    self->future.cancel_message = msg == NX_NONE ? 0 : msg;
    return NX_TRUE;
}

nx_value nx_asyncio_Task_cancelling(nx_value self) { return nx_from_i64(task_of(self)->cancels_requested); }
nx_value nx_asyncio_Task_uncancel(nx_value self) {
    if (task_of(self)->cancels_requested > 0)
        task_of(self)->cancels_requested--;
    return nx_asyncio_Task_cancelling(self);
}

// ---- steps ---------------------------------------------------------------------------------------------------------------------------

// A step of the coroutine: exception 0 sends None.
static nx_step advance(nx_task *self, nx_value exception, nx_value *result) {
    nx_value coroutine = self->coroutine;
    if (nx_is_exact(coroutine, &nx_coroutine_type)) {
        nx_generator *generator = NX_PTR(nx_generator, coroutine);
        if (exception) {
            nx_error_restore(exception);
            return nx_generator_step_throw(generator, result);
        }
        if (generator->state != NX_GENERATOR_DONE)
            return nx_generator_step(generator, NX_NONE, result);
    }
    nx_value none = NX_NONE;
    *result = nx_call_method(coroutine, exception ? &nx_s_throw : &nx_s_send, 1, exception ? &exception : &none, 0);
    if (*result)
        return NX_STEP_YIELDED;
    return nx_error_take_stop_iteration(result) ? NX_STEP_RETURNED : NX_STEP_ERROR;
}

// The task waits for a future that its coroutine has yielded.
static bool wait_for(nx_task *self, nx_value future, bool native) {
    if (!self->wakeup && !(self->wakeup = bound(&wakeup_def, self)))
        return false;
    if (native) {
        nx_future_of(future)->blocking = false;
        if (!nx_future_add_callback(nx_future_of(future), self->wakeup, self->context))
            return false;
    } else {
        nx_value word = NX_OBJ(nx_str_intern_c("context")), keywords = nx_tuple_from(1, &word);
        nx_value args[] = {self->wakeup, self->context};
        if (!nx_setattr(future, nx_str_intern_c("_asyncio_future_blocking"), NX_FALSE) || !keywords ||
            !nx_call_method(future, nx_str_intern_c("add_done_callback"), 1, args, keywords))
            return false;
    }
    self->waiter = future;
    if (self->must_cancel) {
        nx_value answer = cancel_any(future, self->future.cancel_message ? self->future.cancel_message : NX_NONE);
        int cancelled = answer ? nx_truth(answer) : -1;
        if (cancelled < 0)
            return false;
        if (cancelled)
            self->must_cancel = false;
    }
    return true;
}

static bool wait_for_foreign(nx_task *self, nx_value future, nx_value blocking) {
    nx_value get_loop = nx_getattr_optional(future, nx_str_intern_c("get_loop"));
    if (!get_loop && nx_pending())
        return false;
    nx_value loop = get_loop ? nx_call0(get_loop) : nx_getattr(future, nx_str_intern_c("_loop"));
    if (!loop)
        return false;
    if (loop != self->future.loop)
        return fail_later(self, "Task %R got Future %R attached to a different loop", future);
    int blocks = nx_truth(blocking);
    if (blocks < 0)
        return false;
    return blocks ? wait_for(self, future, false)
                  : fail_later(self, "yield was used instead of yield from in task %R with %R", future);
}

static bool yielded(nx_task *self, nx_value result) {
    if (result == NX_OBJ(self))
        return fail_later(self, "Task cannot await on itself: %R", 0);
    if (nx_is_future(result)) {
        nx_future *future = nx_future_of(result);
        if (future->loop != self->future.loop)
            return fail_later(self, "Task %R got Future %R attached to a different loop", result);
        if (!future->blocking)
            return fail_later(self, "yield was used instead of yield from in task %R with %R", result);
        return wait_for(self, result, true);
    }
    if (result == NX_NONE)
        return step_later(self, 0);
    nx_value blocking = nx_getattr_optional(result, nx_str_intern_c("_asyncio_future_blocking"));
    if (!blocking && nx_pending())
        return false;
    if (blocking && blocking != NX_NONE)
        return wait_for_foreign(self, result, blocking);
    if (nx_is_exact(result, &nx_generator_type))
        return fail_later(self, "yield was used instead of yield from for generator in task %R with %R", result);
    nx_value message = nx_str_format("Task got bad yield: %R", result);
    nx_value error = message ? nx_exception_new(&nx_RuntimeError, message) : 0;
    return error && step_later(self, error);
}

// The coroutine has failed. False: the exception goes on to the loop.
static bool failed(nx_task *self) {
    nx_value error = nx_error_take();
    nx_value cancelled = nx_asyncio_exception("CancelledError");
    if (!cancelled)
        return false;
    if (nx_exception_type_is(nx_type_of(error), NX_PTR(nx_type, cancelled))) {
        self->future.cancelled_error = error;
        return nx_future_cancel(&self->future, self->future.cancel_message) != 0;
    }
    if (!nx_future_set_exception(&self->future, error))
        return false;
    if (nx_exception_type_is(nx_type_of(error), &nx_KeyboardInterrupt) || nx_exception_type_is(nx_type_of(error), &nx_SystemExit)) {
        nx_error_restore(error);
        return false;
    }
    return true;
}

static bool run_step(nx_task *self, nx_value exception) {
    nx_value result = 0;
    switch (advance(self, exception, &result)) {
    case NX_STEP_YIELDED:
        return yielded(self, result);
    case NX_STEP_RETURNED: {
        bool cancelled = self->must_cancel;
        self->must_cancel = false;
        return (cancelled ? nx_future_cancel(&self->future, self->future.cancel_message)
                          : nx_future_set_result(&self->future, result)) != 0;
    }
    default:
        return failed(self);
    }
}

static nx_value step(nx_task *self, nx_value exception) {
    if (self->future.state != NX_FUTURE_PENDING) {
        nx_value type = nx_asyncio_exception("InvalidStateError");
        nx_value message = type ? nx_str_format("_step(): already done: %R %R", NX_OBJ(self), exception ? exception : NX_NONE) : 0;
        nx_value error = message ? nx_call1(type, message) : 0;
        return error ? nx_raise_value(error) : NX_ERROR;
    }
    if (self->must_cancel) {
        nx_value cancelled = nx_asyncio_exception("CancelledError");
        if (!cancelled)
            return NX_ERROR;
        bool already = exception && nx_exception_type_is(nx_type_of(exception), NX_PTR(nx_type, cancelled));
        if (!already && !(exception = nx_future_cancelled_error(&self->future)))
            return NX_ERROR;
        self->must_cancel = false;
    }
    self->waiter = 0;
    nx_value loop = self->future.loop;
    if (!nx_asyncio_enter(loop, NX_OBJ(self)))
        return NX_ERROR;
    bool ok = run_step(self, exception);
    if (self->future.state != NX_FUTURE_PENDING)
        unlist_task(self);
    nx_value error = ok ? 0 : nx_error_take();
    bool left = nx_asyncio_leave(loop, NX_OBJ(self));
    if (error) {
        nx_error_clear();
        nx_error_restore(error);
    }
    return ok && left ? NX_NONE : NX_ERROR;
}

// The future that the task waited for is done.
static nx_value task_wakeup(nx_value v, nx_value future) {
    nx_task *self = task_of(v);
    nx_value result;
    if (nx_is_future(future)) {
        if (nx_future_of(future)->state == NX_FUTURE_FINISHED && !nx_future_of(future)->exception)
            return step(self, 0); // what it holds is asked for by the await
        result = nx_future_result(nx_future_of(future));
    } else {
        result = nx_call_method(future, nx_str_intern_c("result"), 0, NULL, 0);
    }
    return step(self, result ? 0 : nx_error_take());
}

// ---- methods and attributes ------------------------------------------------------------------------------------------------------------

nx_value nx_asyncio_Task_set_result(nx_value self, nx_value result) {
    return nx_raisef(&nx_RuntimeError, "Task does not support set_result operation");
}
nx_value nx_asyncio_Task_set_exception(nx_value self, nx_value exception) {
    return nx_raisef(&nx_RuntimeError, "Task does not support set_exception operation");
}
nx_value nx_asyncio_Task__make_cancelled_error(nx_value self) { return nx_future_cancelled_error(nx_future_of(self)); }
nx_value nx_asyncio_Task_get_coro(nx_value self) { return task_of(self)->coroutine; }

nx_value nx_asyncio_Task_get_name(nx_value v) {
    nx_task *self = task_of(v);
    if (self->name && nx_is_small_int(self->name))
        self->name = nx_str_format("Task-%lld", (long long)nx_small_int(self->name));
    return self->name || nx_pending() ? self->name : NX_NONE;
}

nx_value nx_asyncio_Task_set_name(nx_value self, nx_value value) {
    nx_value name = nx_is_exact_str(value) ? value : nx_to_str(value);
    if (name)
        task_of(self)->name = name;
    return name ? NX_NONE : NX_ERROR;
}

static nx_value base_tasks(const char *name, nx_value *args, size_t nargs) {
    nx_value module = nx_import_module(nx_str_intern_c("asyncio.base_tasks"));
    return module ? nx_call_method(module, nx_str_intern_c(name), nargs, args, 0) : NX_ERROR;
}
nx_value nx_asyncio_Task_get_stack(nx_value self, nx_value limit) {
    return base_tasks("_task_get_stack", (nx_value[]){self, limit}, 2);
}
nx_value nx_asyncio_Task_print_stack(nx_value self, nx_value limit, nx_value file) {
    return base_tasks("_task_print_stack", (nx_value[]){self, limit, file}, 3);
}

nx_value nx_asyncio_Task_get__log_destroy_pending(nx_value self) { return nx_from_bool(task_of(self)->log_destroy_pending); }
bool nx_asyncio_Task_set__log_destroy_pending(nx_value self, nx_value value) {
    int on = value ? nx_truth(value) : -1;
    if (!value)
        return nx_failf(&nx_AttributeError, "cannot delete attribute");
    if (on < 0)
        return false;
    task_of(self)->log_destroy_pending = on;
    return true;
}
nx_value nx_asyncio_Task_get__must_cancel(nx_value self) { return nx_from_bool(task_of(self)->must_cancel); }
nx_value nx_asyncio_Task_get__coro(nx_value self) { return task_of(self)->coroutine ? task_of(self)->coroutine : NX_NONE; }
nx_value nx_asyncio_Task_get__fut_waiter(nx_value self) { return task_of(self)->waiter ? task_of(self)->waiter : NX_NONE; }
