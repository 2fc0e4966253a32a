// _asyncio: the Future class, the running loop, and the module. Tasks are in asyncio_task.c.
//
// A future keeps its first callback in fields of its own: most have one. `await` of a future goes through nx_future_stepper
// (types/generator.h), without StopIteration.
#include <stdio.h>
#include "../core/alloc.h"
#include "../core/thread.h"
#include "../core/type.h"
#include "../types/containers.h"
#include "../types/generator.h"
#include "asyncio.h"
#include "contextvars.h"

// ---- the package around it -----------------------------------------------------------------------------------------------------------

static nx_value from_module(const char *module, const char *name) {
    nx_value found = nx_import_module(nx_str_intern_c(module));
    return found ? nx_getattr(found, nx_str_intern_c(name)) : NX_ERROR;
}

nx_value nx_asyncio_exception(const char *name) { return from_module("asyncio.exceptions", name); }

static nx_value raise_exception(const char *name, const char *text) {
    nx_value type = nx_asyncio_exception(name), message = type ? nx_str_from_c(text) : 0;
    nx_value error = message ? nx_call1(type, message) : NX_ERROR;
    return error ? nx_raise_value(error) : NX_ERROR;
}

nx_value nx_asyncio_loop(void) {
    if (nx_thread_current->event_loop)
        return nx_thread_current->event_loop;
    nx_value make = from_module("asyncio.events", "get_event_loop_policy"), policy = make ? nx_call0(make) : 0;
    return policy ? nx_call_method(policy, nx_str_intern_c("get_event_loop"), 0, NULL, 0) : NX_ERROR;
}

bool nx_asyncio_call_soon(nx_value loop, nx_value callback, nx_value argument, nx_value context) {
    static nx_str *name;
    static nx_value keywords;
    if (!name) {
        nx_value word = NX_OBJ(nx_str_intern_c("context"));
        if (!(keywords = nx_tuple_from(1, &word)))
            return false;
        name = nx_str_intern_c("call_soon");
    }
    nx_value args[3] = {callback};
    size_t count = 1;
    if (argument)
        args[count++] = argument;
    if (context)
        args[count] = context;
    return nx_call_method(loop, name, count, args, context ? keywords : 0) != 0;
}

// ---- futures -------------------------------------------------------------------------------------------------------------------------

bool nx_future_begin(nx_future *self, nx_value loop) {
    if (!loop && !(loop = nx_asyncio_loop()))
        return false;
    nx_value debug = nx_call_method(loop, nx_str_intern_c("get_debug"), 0, NULL, 0);
    int is_debug = debug ? nx_truth(debug) : -1;
    if (is_debug < 0)
        return false;
    self->loop = loop;
    self->state = NX_FUTURE_PENDING;
    self->callback = self->context = self->result = self->exception = self->traceback = 0;
    self->callbacks = NULL;
    self->cancel_message = self->cancelled_error = self->source_traceback = 0;
    self->blocking = self->log_traceback = false;
    if (is_debug) {
        nx_value extract = from_module("traceback", "extract_stack");
        if (!extract || !(self->source_traceback = nx_call0(extract)))
            return false;
    }
    return true;
}

static bool is_begun(const nx_future *self) {
    return self->loop || nx_failf(&nx_RuntimeError, "%T object is not initialized.", NX_OBJ(self));
}

static bool call_later(nx_future *self, nx_value callback, nx_value context) {
    return nx_asyncio_call_soon(self->loop, callback, NX_OBJ(self), context);
}

// The future is done: its callbacks are put on the loop, in order.
static bool schedule_callbacks(nx_future *self) {
    nx_value first = self->callback, context = self->context;
    nx_list *others = self->callbacks;
    self->callback = self->context = 0;
    self->callbacks = NULL;
    if (first && !call_later(self, first, context))
        return false;
    for (int64_t i = 0; others && i < others->length; i++) {
        const nx_tuple *pair = NX_PTR(nx_tuple, others->items[i]);
        if (!call_later(self, pair->items[0], pair->items[1]))
            return false;
    }
    return true;
}

nx_value nx_future_set_result(nx_future *self, nx_value result) {
    if (!is_begun(self))
        return NX_ERROR;
    if (self->state != NX_FUTURE_PENDING)
        return raise_exception("InvalidStateError", "invalid state");
    self->result = result;
    self->state = NX_FUTURE_FINISHED;
    return schedule_callbacks(self) ? NX_NONE : NX_ERROR;
}

static void report_unretrieved(nx_value self);

static void set_log_traceback(nx_future *self, bool on) {
    if (self->log_traceback != on)
        nx_gc_set_finalizer(NX_OBJ(self), on ? report_unretrieved : NULL);
    self->log_traceback = on;
}

nx_value nx_future_set_exception(nx_future *self, nx_value exception) {
    if (!is_begun(self))
        return NX_ERROR;
    if (self->state != NX_FUTURE_PENDING)
        return raise_exception("InvalidStateError", "invalid state");
    if (nx_is_type(exception) && nx_is_exception_type(exception) && !(exception = nx_call0(exception)))
        return NX_ERROR;
    if (!nx_is_exception(exception))
        return nx_raisef(&nx_TypeError, "invalid exception object");
    if (nx_exception_type_is(nx_type_of(exception), &nx_StopIteration))
        return nx_raisef(&nx_TypeError, "StopIteration interacts badly with generators and cannot be raised into a Future");
    self->exception = exception;
    self->traceback = NX_EXCEPTION(exception)->traceback;
    self->state = NX_FUTURE_FINISHED;
    if (!schedule_callbacks(self))
        return NX_ERROR;
    set_log_traceback(self, true);
    return NX_NONE;
}

nx_value nx_future_cancel(nx_future *self, nx_value message) {
    set_log_traceback(self, false);
    if (self->state != NX_FUTURE_PENDING)
        return NX_FALSE;
    self->state = NX_FUTURE_CANCELLED;
    self->cancel_message = message == NX_NONE ? 0 : message;
    return schedule_callbacks(self) ? NX_TRUE : NX_ERROR;
}

nx_value nx_future_cancelled_error(nx_future *self) {
    nx_value error = self->cancelled_error;
    if (error) {
        self->cancelled_error = 0;
        return error;
    }
    nx_value type = nx_asyncio_exception("CancelledError");
    if (!type)
        return NX_ERROR;
    return self->cancel_message ? nx_call1(type, self->cancel_message) : nx_call0(type);
}

static nx_value raise_cancelled(nx_future *self) {
    nx_value error = nx_future_cancelled_error(self);
    return error ? nx_raise_value(error) : NX_ERROR;
}

nx_value nx_future_result(nx_future *self) {
    if (self->state == NX_FUTURE_CANCELLED)
        return raise_cancelled(self);
    if (self->state == NX_FUTURE_PENDING)
        return raise_exception("InvalidStateError", "Result is not set.");
    set_log_traceback(self, false);
    if (!self->exception)
        return self->result;
    NX_EXCEPTION(self->exception)->traceback = self->traceback;
    return nx_raise_value(self->exception);
}

nx_value nx_asyncio_Future_result(nx_value self) {
    return is_begun(nx_future_of(self)) ? nx_future_result(nx_future_of(self)) : NX_ERROR;
}

nx_value nx_asyncio_Future_exception(nx_value v) {
    nx_future *self = nx_future_of(v);
    if (!is_begun(self))
        return NX_ERROR;
    if (self->state == NX_FUTURE_CANCELLED)
        return raise_cancelled(self);
    if (self->state == NX_FUTURE_PENDING)
        return raise_exception("InvalidStateError", "Exception is not set.");
    set_log_traceback(self, false);
    return self->exception ? self->exception : NX_NONE;
}

nx_value nx_asyncio_Future_set_result(nx_value self, nx_value result) { return nx_future_set_result(nx_future_of(self), result); }
nx_value nx_asyncio_Future_set_exception(nx_value self, nx_value exception) {
    return nx_future_set_exception(nx_future_of(self), exception);
}
nx_value nx_asyncio_Future_cancel(nx_value self, nx_value msg) {
    return is_begun(nx_future_of(self)) ? nx_future_cancel(nx_future_of(self), msg) : NX_ERROR;
}
nx_value nx_asyncio_Future_cancelled(nx_value self) { return nx_from_bool(nx_future_of(self)->state == NX_FUTURE_CANCELLED); }
nx_value nx_asyncio_Future_done(nx_value self) { return nx_from_bool(nx_future_of(self)->state != NX_FUTURE_PENDING); }
nx_value nx_asyncio_Future_get_loop(nx_value self) {
    return is_begun(nx_future_of(self)) ? nx_future_of(self)->loop : NX_ERROR;
}
nx_value nx_asyncio_Future__make_cancelled_error(nx_value self) { return nx_future_cancelled_error(nx_future_of(self)); }

// ---- callbacks -----------------------------------------------------------------------------------------------------------------------

bool nx_future_add_callback(nx_future *self, nx_value callback, nx_value context) {
    if (self->state != NX_FUTURE_PENDING)
        return call_later(self, callback, context);
    if (!self->callback && !self->callbacks) {
        self->callback = callback;
        self->context = context;
        return true;
    }
    if (!self->callbacks && !(self->callbacks = nx_list_new(2)))
        return false;
    nx_value pair = nx_tuple_from(2, (nx_value[]){callback, context});
    return pair && nx_list_push(self->callbacks, pair);
}

nx_value nx_asyncio_Future_add_done_callback(nx_value v, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"", "context"};
    nx_value out[2] = {0, 0};
    if (nargs != 1)
        return nx_raisef(&nx_TypeError, "add_done_callback() takes exactly 1 positional argument (%zu given)", nargs);
    if (!nx_take_arguments("add_done_callback", names, 2, 1, 1, nargs, args, kwnames, out) || !is_begun(nx_future_of(v)))
        return NX_ERROR;
    nx_value context = out[1] && out[1] != NX_NONE ? out[1] : nx_context_copy_current();
    return context && nx_future_add_callback(nx_future_of(v), out[0], context) ? NX_NONE : NX_ERROR;
}

nx_value nx_asyncio_Future_remove_done_callback(nx_value v, nx_value fn) {
    nx_future *self = nx_future_of(v);
    int64_t removed = 0;
    if (self->callback) {
        int same = nx_equal(self->callback, fn);
        if (same < 0)
            return NX_ERROR;
        if (same) {
            self->callback = self->context = 0;
            removed++;
        }
    }
    nx_list *all = self->callbacks, *kept = all ? nx_list_new(all->length) : NULL;
    for (int64_t i = 0; all && i < all->length; i++) { // comparing may change the list
        nx_value pair = all->items[i];
        int same = nx_equal(NX_PTR(nx_tuple, pair)->items[0], fn);
        if (same < 0 || !kept || (!same && !nx_list_push(kept, pair)))
            return NX_ERROR;
        removed += same;
    }
    self->callbacks = kept && kept->length ? kept : NULL;
    return nx_from_i64(removed);
}

nx_value nx_asyncio_Future_get__callbacks(nx_value v) {
    const nx_future *self = nx_future_of(v);
    if (!self->callback && !self->callbacks)
        return NX_NONE;
    nx_list *list = nx_list_new(2);
    nx_value first = self->callback ? nx_tuple_from(2, (nx_value[]){self->callback, self->context}) : 0;
    if (!list || (self->callback && (!first || !nx_list_push(list, first))))
        return NX_ERROR;
    return !self->callbacks || nx_list_extend_from(list, NX_OBJ(self->callbacks)) ? NX_OBJ(list) : NX_ERROR;
}

// ---- attributes ----------------------------------------------------------------------------------------------------------------------

static nx_value or_none(nx_value v) { return v ? v : NX_NONE; }

nx_value nx_asyncio_Future_get__state(nx_value self) {
    static const char *const words[] = {"PENDING", "CANCELLED", "FINISHED"};
    return NX_OBJ(nx_str_intern_c(words[nx_future_of(self)->state]));
}
nx_value nx_asyncio_Future_get__asyncio_future_blocking(nx_value self) { return nx_from_bool(nx_future_of(self)->blocking); }
bool nx_asyncio_Future_set__asyncio_future_blocking(nx_value self, nx_value value) {
    int on = value ? nx_truth(value) : -1;
    if (!value)
        return nx_failf(&nx_AttributeError, "cannot delete attribute");
    if (on < 0)
        return false;
    nx_future_of(self)->blocking = on;
    return true;
}
nx_value nx_asyncio_Future_get__loop(nx_value self) { return or_none(nx_future_of(self)->loop); }
nx_value nx_asyncio_Future_get__result(nx_value self) { return or_none(nx_future_of(self)->result); }
nx_value nx_asyncio_Future_get__exception(nx_value self) { return or_none(nx_future_of(self)->exception); }
nx_value nx_asyncio_Future_get__log_traceback(nx_value self) { return nx_from_bool(nx_future_of(self)->log_traceback); }
bool nx_asyncio_Future_set__log_traceback(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_AttributeError, "cannot delete attribute");
    int on = nx_truth(value);
    if (on)
        return on < 0 ? false : nx_failf(&nx_ValueError, "_log_traceback can only be set to False");
    set_log_traceback(nx_future_of(self), false);
    return true;
}
nx_value nx_asyncio_Future_get__source_traceback(nx_value self) { return or_none(nx_future_of(self)->source_traceback); }
nx_value nx_asyncio_Future_get__cancel_message(nx_value self) { return or_none(nx_future_of(self)->cancel_message); }
bool nx_asyncio_Future_set__cancel_message(nx_value self, nx_value value) {
    if (!value)
        return nx_failf(&nx_AttributeError, "cannot delete attribute");
    nx_future_of(self)->cancel_message = value == NX_NONE ? 0 : value;
    return true;
}

static nx_value future_repr(nx_value self) {
    bool is_task = nx_is_subtype(nx_type_of(self), &nx_task_type);
    nx_value make = is_task ? from_module("asyncio.base_tasks", "_task_repr") : from_module("asyncio.base_futures", "_future_repr");
    return make ? nx_call1(make, self) : NX_ERROR;
}

nx_value nx_future_new_slot(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    return NX_OBJ(nx_new_instance(cls, 0));
}

static bool future_init(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"loop"};
    nx_value out[1] = {0};
    if (nargs)
        return nx_failf(&nx_TypeError, "Future() takes at most 0 positional arguments (%zu given)", nargs);
    return nx_take_arguments("Future", names, 1, 0, 0, nargs, args, kwnames, out) &&
           nx_future_begin(nx_future_of(self), out[0] == NX_NONE ? 0 : out[0]);
}

// An exception that nobody has asked for is told to the loop when the future goes.
static void report_unretrieved(nx_value v) {
    nx_future *self = nx_future_of(v);
    if (!self->log_traceback || !self->exception)
        return;
    self->log_traceback = false;
    nx_value pending = nx_error_take();
    nx_dict *context = nx_dict_new(4);
    nx_value message = nx_str_format("%s exception was never retrieved", nx_type_of(v) == &nx_task_type ? "Task" : nx_type_of(v) == &nx_future_type ? "Future" : nx_type_of(v)->c_name);
    nx_value args = NX_OBJ(context);
    bool ok = context && message && nx_dict_set_str(context, nx_str_intern_c("exception"), self->exception) &&
              nx_dict_set_str(context, nx_str_intern_c("future"), v) &&
              nx_dict_set_str(context, nx_str_intern_c("message"), message) &&
              (!self->source_traceback || nx_dict_set_str(context, nx_str_intern_c("source_traceback"), self->source_traceback)) &&
              nx_call_method(self->loop, nx_str_intern_c("call_exception_handler"), 1, &args, 0);
    if (!ok)
        nx_print_unraisable("Exception ignored in: ", v);
    nx_error_restore(pending);
}

nx_value nx_asyncio_Future_del(nx_value self) {
    report_unretrieved(self);
    return NX_NONE;
}

// ---- await ---------------------------------------------------------------------------------------------------------------------------

typedef struct { nx_header header; nx_value future; } nx_future_iter_object;
static nx_type future_iter_type;

nx_value nx_future_iter(nx_value self) {
    nx_future_iter_object *iterator = nx_new_object(nx_future_iter_object, future_iter_type);
    if (iterator)
        iterator->future = self;
    return NX_OBJ(iterator);
}

static nx_step iter_step(nx_value v, nx_value sent, nx_value *result) {
    nx_future_iter_object *self = NX_PTR(nx_future_iter_object, v);
    if (!self->future) {
        *result = NX_NONE;
        return NX_STEP_RETURNED;
    }
    nx_future *future = nx_future_of(self->future);
    if (future->state == NX_FUTURE_PENDING) {
        if (future->blocking) {
            nx_raisef(&nx_RuntimeError, "await wasn't used with future");
            return NX_STEP_ERROR;
        }
        future->blocking = true;
        *result = self->future;
        return NX_STEP_YIELDED;
    }
    self->future = 0;
    *result = nx_future_result(future);
    return *result ? NX_STEP_RETURNED : NX_STEP_ERROR;
}

static nx_value iter_next(nx_value self) {
    nx_value result = 0;
    nx_step step = iter_step(self, NX_NONE, &result);
    return nx_step_value(step, result);
}

nx_value nx_asyncio_FutureIter_send(nx_value self, nx_value value) { return iter_next(self); }

nx_value nx_asyncio_FutureIter_throw(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) {
    if (nargs < 1 || nargs > 3)
        return nx_raisef(&nx_TypeError, "throw expected %s, got %zu", nargs ? "at most 3 arguments" : "at least 1 argument", nargs);
    if (!nx_generator_make_thrown(args[0], nargs > 1 ? args[1] : 0, nargs > 2 ? args[2] : 0))
        return NX_ERROR;
    NX_PTR(nx_future_iter_object, self)->future = 0;
    return nx_raise_value(nx_error_take());
}

nx_value nx_asyncio_FutureIter_close(nx_value self) {
    NX_PTR(nx_future_iter_object, self)->future = 0;
    return NX_NONE;
}

// ---- the running loop ------------------------------------------------------------------------------------------------------------------

nx_value nx_asyncio__get_running_loop(void) { return or_none(nx_thread_current->event_loop); }
nx_value nx_asyncio__set_running_loop(nx_value loop) {
    nx_thread_current->event_loop = loop == NX_NONE ? 0 : loop;
    return NX_NONE;
}
nx_value nx_asyncio_get_running_loop(void) {
    nx_value loop = nx_thread_current->event_loop;
    return loop ? loop : nx_raisef(&nx_RuntimeError, "no running event loop");
}
nx_value nx_asyncio_get_event_loop(void) { return nx_asyncio_loop(); }
nx_value nx_asyncio__get_event_loop(nx_value stacklevel) { return nx_asyncio_loop(); }

static nx_dict *current_tasks;

bool nx_asyncio_enter(nx_value loop, nx_value task) {
    nx_value other = nx_dict_get_value(current_tasks, loop);
    if (NX_UNLIKELY(other || nx_pending()))
        return other && nx_failf(&nx_RuntimeError, "Cannot enter into task %R while another task %R is being executed.", task, other);
    return nx_dict_set(current_tasks, loop, task);
}

bool nx_asyncio_leave(nx_value loop, nx_value task) {
    nx_value other = nx_dict_get_value(current_tasks, loop);
    if (NX_UNLIKELY(other != task))
        return !nx_pending() && nx_failf(&nx_RuntimeError, "Leaving task %R does not match the current task %R.", task, or_none(other));
    return nx_dict_delete(current_tasks, loop) >= 0;
}

nx_value nx_asyncio__enter_task(nx_value loop, nx_value task) { return nx_asyncio_enter(loop, task) ? NX_NONE : NX_ERROR; }
nx_value nx_asyncio__leave_task(nx_value loop, nx_value task) { return nx_asyncio_leave(loop, task) ? NX_NONE : NX_ERROR; }

// ---- all tasks -------------------------------------------------------------------------------------------------------------------------

// Native tasks are in a chain from their start to their end; others that were registered are in a set.
nx_task *nx_tasks;
static nx_value registered;
static nx_type task_set_type;
static nx_header all_tasks = {&task_set_type.root};

nx_value nx_asyncio__register_task(nx_value task) {
    if (nx_is_subtype(nx_type_of(task), &nx_task_type) && NX_PTR(nx_task, task)->listed)
        return NX_NONE;
    if (!registered && !(registered = nx_set_new()))
        return NX_ERROR;
    return nx_set_add_value(registered, task) < 0 ? NX_ERROR : NX_NONE;
}

nx_value nx_asyncio__unregister_task(nx_value task) {
    return registered ? nx_call_method(registered, nx_str_intern_c("discard"), 1, &task, 0) : NX_NONE;
}

nx_value nx_asyncio__TaskSet_add(nx_value self, nx_value task) { return nx_asyncio__register_task(task); }
nx_value nx_asyncio__TaskSet_discard(nx_value self, nx_value task) { return nx_asyncio__unregister_task(task); }

static nx_value task_list(void) {
    nx_list *list = nx_list_new(8);
    for (nx_task *task = nx_tasks; list && task; task = task->next)
        if (!nx_list_push(list, NX_OBJ(task)))
            return NX_ERROR;
    return !list || (registered && !nx_list_extend_from(list, registered)) ? NX_ERROR : NX_OBJ(list);
}

static nx_value task_set_iter(nx_value self) {
    nx_value list = task_list();
    return list ? nx_iter(list) : NX_ERROR;
}

static bool task_set_length(nx_value self, int64_t *length) {
    nx_value list = task_list();
    return list && nx_length(list, length);
}

static int task_set_contains(nx_value self, nx_value task) {
    nx_value list = task_list();
    return list ? nx_contains(list, task) : -1;
}

#include "_asyncio.inc"

nx_type nx_future_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_future_type},
    .c_name = "_asyncio.Future",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_WEAKREFABLE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT,
    .basic_size = sizeof(nx_future),
    .doc = "This class is *almost* compatible with concurrent.futures.Future.",
    .methods = nx_asyncio_Future_methods,
    .getsets = nx_asyncio_Future_getsets,
    .repr = future_repr,
    .iter = nx_future_iter,
    .await = nx_future_iter,
    .new_ = nx_future_new_slot,
    .init = future_init,
};

bool nx_task_init(nx_value v, size_t nargs, const nx_value *args, nx_value kwnames);

nx_type nx_task_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_task_type},
    .c_name = "_asyncio.Task",
    .base = &nx_future_type,
    .flags = NX_TYPE_BASE | NX_TYPE_WEAKREFABLE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT,
    .basic_size = sizeof(nx_task),
    .doc = "A coroutine wrapped in a Future.",
    .methods = nx_asyncio_Task_methods,
    .getsets = nx_asyncio_Task_getsets,
    .repr = future_repr,
    .iter = nx_future_iter,
    .await = nx_future_iter,
    .new_ = nx_future_new_slot,
    .init = nx_task_init,
};

static nx_type task_set_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &task_set_type},
    .c_name = "_asyncio._TaskSet",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_header),
    .methods = nx_asyncio__TaskSet_methods,
    .iter = task_set_iter,
    .length = task_set_length,
    .contains = task_set_contains,
};

static nx_type future_iter_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &future_iter_type},
    .c_name = "_asyncio.FutureIter",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_future_iter_object),
    .methods = nx_asyncio_FutureIter_methods,
    .iter = nx_iter_self,
    .next = iter_next,
};

static bool init(nx_module *self) {
    nx_future_stepper = (nx_stepper){&future_iter_type.root, iter_step};
    return nx_type_ready(&task_set_type) && nx_type_ready(&future_iter_type) && (current_tasks = nx_dict_new(2)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("_current_tasks"), NX_OBJ(current_tasks)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("_all_tasks"), NX_OBJ(&all_tasks));
}

static nx_type *const types[] = {&nx_future_type, &nx_task_type, NULL};

const nx_module_def nx_module__asyncio = {
    .name = "_asyncio", .functions = nx_asyncio_functions, .types = types, .init = init};
