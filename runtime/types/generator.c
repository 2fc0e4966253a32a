// Generators: a heap frame and a resume function made by the compiler.
//
// `state` says where the function continues; the resume function sets it before it returns a yielded value and sets
// NX_GENERATOR_DONE when the function returns or fails. Iteration costs one indirect call and no StopIteration: the `next`
// slot returns NX_STOP. What is handled inside (`sys.exception()`) is kept in the generator while it is suspended; what is
// handled outside lies meanwhile on nx_state.outer.
#include <stdio.h>
#include "../core/alloc.h"
#include "../core/slot_functions.h"
#include "generator.h"

static void note_thrown(nx_value type, nx_value value, nx_value traceback);
nx_generator *nx_generator_running;
nx_stepper nx_future_stepper;
static nx_value delegate_value; // what the delegate of the last delegate_send or delegate_throw returned

static nx_generator *generator_of(nx_value self) { return NX_PTR(nx_generator, self); }

// The generator that this one is suspended on with `yield from`, or NULL.
static inline nx_generator *inner_of(const nx_generator *self) {
    return self->delegate && nx_is_exact(self->delegate, &nx_generator_type) ? generator_of(self->delegate) : NULL;
}

// Running itself, or through what it delegates to: see deep_step.
static bool is_running(const nx_generator *self) {
    for (; self; self = inner_of(self)) {
        if (self->running)
            return true;
    }
    return false;
}

static const char *kind_of(const nx_generator *self) {
    const nx_type *type = self->header.shape->type;
    return type == &nx_coroutine_type ? "coroutine" : type == &nx_async_generator_type ? "async generator" : "generator";
}

// ---- coroutines that are never awaited ----------------------------------------------------------------------------------------------

// Coroutines that have not begun stand in a list, most only for a moment; `origin` holds the place. When the list is full
// or garbage is collected they move to finalizers, which warn, as the end of the program does for what is left.
int64_t nx_coroutine_origin_depth;
enum { UNSTARTED_MOST = 4096, WATCHED = -1 };
static nx_value *unstarted;
static int64_t unstarted_count;

static void never_awaited(nx_value self) {
    nx_generator *coroutine = generator_of(self);
    if (coroutine->state != 0)
        return;
    nx_value pending = nx_error_take();
    if (!nx_warn_unawaited(self))
        nx_print_unraisable("Exception ignored in: ", self);
    nx_error_restore(pending);
}

void nx_coroutines_watch(void) {
    for (int64_t i = 0; i < unstarted_count; i++) {
        generator_of(unstarted[i])->origin = NX_INT(WATCHED);
        nx_gc_set_finalizer(unstarted[i], never_awaited);
        unstarted[i] = 0;
    }
    unstarted_count = 0;
}

void nx_coroutines_finish(void) {
    for (int64_t i = 0; i < unstarted_count; i++)
        never_awaited(unstarted[i]);
    unstarted_count = 0;
}

static void note_unstarted(nx_generator *self) {
    if (NX_UNLIKELY(nx_coroutine_origin_depth > 0)) {
        self->origin = nx_frames_origin(nx_coroutine_origin_depth);
        nx_error_clear();
        nx_gc_set_finalizer(NX_OBJ(self), never_awaited);
        return;
    }
    if (NX_UNLIKELY(!unstarted)) {
        if (!(unstarted = nx_alloc_words(UNSTARTED_MOST))) {
            nx_error_clear(); // it goes without the warning
            return;
        }
    }
    if (NX_UNLIKELY(unstarted_count == UNSTARTED_MOST))
        nx_coroutines_watch();
    self->origin = nx_from_small_int(unstarted_count);
    unstarted[unstarted_count++] = NX_OBJ(self);
}

static void abandon(nx_value self);

// It begins, or is closed before that.
static void forget_unstarted(nx_generator *self) {
    if (self->header.shape->type != &nx_coroutine_type || !self->origin)
        return;
    int64_t place = nx_is_small_int(self->origin) ? nx_small_int(self->origin) : WATCHED;
    if (nx_is_small_int(self->origin))
        self->origin = 0;
    if (place == WATCHED) {
        nx_gc_set_finalizer(NX_OBJ(self), self->code->flags & NX_CODE_CLEANUP ? abandon : NULL);
        return;
    }
    nx_value last = unstarted[--unstarted_count];
    unstarted[unstarted_count] = 0;
    if (generator_of(last) != self) {
        unstarted[place] = last;
        generator_of(last)->origin = nx_from_small_int(place);
    }
}


// ---- memory that is used again --------------------------------------------------------------------------------------------------

// A loop, `yield from` or `await` whose operand is a call that has just made a generator has the only reference to it
// (what shows it to anybody else takes `owned` away). Such a one goes to a list by the size of its frame when it has ended.
enum { SPARE_SIZES = 24, SPARE_MOST = 64 };
static nx_generator *spare[SPARE_SIZES]; // linked by `shown`
static uint8_t spare_count[SPARE_SIZES];

static inline void make_owned(nx_value callee, nx_generator *made) {
    if (nx_is_pointer(callee) && callee && nx_is_exact(callee, &nx_method_type))
        callee = NX_PTR(nx_method, callee)->function;
    if (made->state == 0 && !made->running && nx_is_pointer(callee) && callee && nx_is_exact(callee, &nx_function_type) &&
        NX_PTR(nx_function, callee)->code == made->code && !(made->code->flags & NX_CODE_CLEANUP) &&
        !nx_is_interpreted(made->code))
        made->owned = true;
}

void nx_own_generator(nx_value callee, nx_value result) {
    if (nx_is_resumable(result))
        make_owned(callee, generator_of(result));
}

// The iterator of `iterable`, made by its __iter__: nobody has it yet.
static nx_value own_iterator(nx_value iterable, nx_value iterator) {
    if (iterator && iterator != iterable && nx_is_exact(iterator, &nx_generator_type) && nx_type_of(iterable)->iter == nx_slot_iter)
        make_owned(nx_type_lookup(nx_type_of(iterable), &nx_s___iter__), generator_of(iterator));
    return iterator;
}

nx_value nx_get_iter(nx_value iterable) { return own_iterator(iterable, nx_iter(iterable)); }

// It has ended, and its consumer does not look at it again.
static inline void give_back(nx_generator *self) {
    size_t slots = self->code->frame_slots;
    if (!self->owned || self->shown || slots >= SPARE_SIZES || spare_count[slots] == SPARE_MOST)
        return;
    self->owned = false;
    self->function = NULL;
    self->shown = (nx_value)(uintptr_t)spare[slots];
    spare[slots] = self;
    spare_count[slots]++;
}

static inline nx_generator *take_spare(size_t slots, nx_type *type) {
    if (slots >= SPARE_SIZES || !spare[slots])
        return NULL;
    nx_generator *self = spare[slots];
    spare[slots] = (nx_generator *)(uintptr_t)self->shown;
    spare_count[slots]--;
    memset(self, 0, sizeof *self); // its frame is clear already
    self->header.shape = &type->root;
    return self;
}

nx_generator *nx_generator_new(nx_function *function, nx_value (*resume)(nx_generator *, nx_value), uint32_t frame_slots,
                               nx_type *type) {
    nx_generator *self = take_spare(frame_slots, type);
    if (!self)
        self = nx_alloc_object(type, sizeof(nx_generator) + frame_slots * sizeof(nx_value));
    if (NX_LIKELY(self != NULL)) {
        self->resume = resume;
        self->code = function->code;
        self->function = function;
        if (NX_UNLIKELY(function->code->flags & NX_CODE_CLEANUP))
            nx_gc_set_finalizer(NX_OBJ(self), abandon);
        if (type == &nx_coroutine_type)
            note_unstarted(self);
    }
    return self;
}

// ---- stepping -------------------------------------------------------------------------------------------------------------------

static NX_COLD nx_step already_running(const nx_generator *self) {
    nx_raisef(&nx_ValueError, "%s already executing", kind_of(self));
    return NX_STEP_ERROR;
}

void nx_error_set_cause(nx_value cause) {
    if (nx_state.error) {
        NX_EXCEPTION(nx_state.error)->cause = NX_EXCEPTION(nx_state.error)->context = cause;
        NX_EXCEPTION(nx_state.error)->suppress_context = true;
    }
}

// StopIteration may not leave a generator: it would silently end the caller's loop.
NX_COLD void nx_leave_inlined_generator(void) {
    if (NX_LIKELY(!nx_error_matches(&nx_StopIteration)))
        return;
    nx_value cause = nx_error_take();
    nx_raisef(&nx_RuntimeError, "generator raised StopIteration");
    nx_error_set_cause(cause);
}

static NX_COLD void convert_stop(const nx_generator *self) {
    bool is_async = self->header.shape->type == &nx_async_generator_type;
    const char *stop = nx_error_matches(&nx_StopIteration)                   ? "StopIteration"
                       : is_async && nx_error_matches(&nx_StopAsyncIteration) ? "StopAsyncIteration"
                                                                              : NULL;
    if (!stop)
        return;
    nx_value cause = nx_error_take();
    nx_raisef(&nx_RuntimeError, "%s raised %s", kind_of(self), stop);
    nx_error_set_cause(cause);
}

static inline nx_value run(nx_generator *self, nx_value sent) {
    nx_handled_scope scope = {nx_state.handled, nx_state.outer};
    nx_generator *outer = nx_generator_running;
    nx_state.outer = &scope;
    nx_state.handled = self->handled;
    nx_generator_running = self;
    self->running = true;
    if (NX_UNLIKELY(!sent))
        nx_raise_value(nx_error_take()); // with the context that holds inside
    nx_value result = self->resume(self, sent);
    self->running = false;
    nx_generator_running = outer;
    self->handled = nx_state.handled;
    nx_state.handled = scope.handled;
    nx_state.outer = scope.outer;
    return result;
}

// What is left to do after the generator's function has returned (or failed: result 0).
static NX_NOINLINE nx_step finished(nx_generator *self, nx_value result) {
    self->delegate = self->handled = 0;
    memset(self->frame, 0, self->code->frame_slots * sizeof *self->frame); // who keeps it does not keep its variables
    if (NX_UNLIKELY(self->code->flags & NX_CODE_CLEANUP || self->closed_hooked))
        nx_gc_set_finalizer(NX_OBJ(self), NULL); // nothing is left to clean up
    if (NX_LIKELY(result != 0))
        return NX_STEP_RETURNED;
    convert_stop(self);
    return NX_STEP_ERROR;
}

// Continues a generator that is neither running nor done.
static inline nx_step continue_with(nx_generator *self, nx_value sent, nx_value *result) {
    *result = run(self, sent);
    return NX_LIKELY(self->state != NX_GENERATOR_DONE) ? NX_STEP_YIELDED : finished(self, *result);
}

nx_step nx_generator_step(nx_generator *self, nx_value sent, nx_value *result) {
    if (NX_UNLIKELY(is_running(self)))
        return already_running(self);
    if (NX_UNLIKELY((char *)__builtin_frame_address(0) < nx_state.stack_limit)) {
        nx_value thrown = nx_state.error; // what is to be thrown in is no failure of this
        nx_state.error = 0;
        nx_raise_recursion();
        if (nx_pending())
            return NX_STEP_ERROR;
        nx_state.error = thrown;
    }
    if (self->state == 0)
        forget_unstarted(self);
    return continue_with(self, sent, result);
}

// The end of an inner generator, for the nx_delegate_send of the one that waits for it.
static struct { nx_generator *inner; nx_step step; nx_value result; } ended;

// next() of a generator that is suspended on another one continues the innermost directly: a value it yields is the
// outermost's, whatever the depth. The others learn of it only when the inner one ends. What handles an exception outside
// its `yield from` is stepped through as usual: sys.exception() inside sees that.
static nx_step deep_step(nx_generator *outer, nx_value *result) {
    enum { DEPTH = 64 };
    nx_generator *path[DEPTH], *self = outer, *inner;
    size_t depth = 0;
    while (depth < DEPTH && !self->handled && !self->running && (inner = inner_of(self)) && inner->state > 0) {
        path[depth++] = self;
        self = inner;
    }
    int64_t outside = nx_state.depth;
    nx_state.depth += (int64_t)depth; // as if each had resumed the next
    nx_step step = nx_generator_step(self, NX_NONE, result);
    nx_state.depth = outside;
    while (step != NX_STEP_YIELDED && depth > 0) {
        if (NX_UNLIKELY(step == NX_STEP_ERROR && self->state != NX_GENERATOR_DONE))
            return step; // it is running already, or the stack is full
        ended.inner = self;
        ended.step = step;
        ended.result = *result;
        self = path[--depth];
        nx_state.depth = outside + (int64_t)depth;
        step = continue_with(self, NX_NONE, result);
        nx_state.depth = outside;
    }
    return step;
}

nx_value nx_generator_next(nx_value v) {
    nx_generator *self = generator_of(v);
    // Suspended at a yield, or not begun; coroutines that have not begun have more to do.
    if (NX_LIKELY(self->state >= 0 && !self->running && !self->delegate && !self->origin) &&
        NX_LIKELY((char *)__builtin_frame_address(0) >= nx_state.stack_limit)) {
        nx_value result = run(self, NX_NONE);
        if (NX_LIKELY(self->state != NX_GENERATOR_DONE))
            return result;
        return nx_generator_ended(self, result);
    }
    if (NX_UNLIKELY(self->state == NX_GENERATOR_DONE))
        return NX_STOP;
    nx_value result;
    nx_step step = self->delegate ? deep_step(self, &result) : nx_generator_step(self, NX_NONE, &result);
    if (step == NX_STEP_RETURNED)
        give_back(self);
    return step == NX_STEP_YIELDED ? result : step == NX_STEP_RETURNED ? NX_STOP : NX_ERROR;
}

nx_value nx_generator_ended(nx_generator *self, nx_value result) {
    if (NX_UNLIKELY(finished(self, result) != NX_STEP_RETURNED))
        return NX_ERROR;
    give_back(self);
    return NX_STOP;
}

nx_value nx_generator_next_unpacked(nx_value v) {
    nx_generator *self = generator_of(v);
    self->unpacks = true;
    nx_value result = nx_generator_next(v);
    self->unpacks = false;
    return result;
}

nx_value nx_yield_first_row(nx_generator *self, size_t count, const nx_value *items) {
    nx_tuple *row = nx_tuple_new((int64_t)count);
    if (NX_UNLIKELY(!row))
        return NX_ERROR;
    memcpy(row->items, items, count * sizeof *items);
    self->row = row;
    return NX_OBJ(row);
}

nx_value nx_step_value(nx_step step, nx_value result) {
    if (step == NX_STEP_YIELDED)
        return result;
    return step == NX_STEP_RETURNED ? nx_raise_stop_iteration(result) : NX_ERROR;
}

nx_step nx_generator_send_step(nx_generator *self, nx_value value, nx_value *result) {
    if (NX_UNLIKELY(is_running(self)))
        return already_running(self);
    if (NX_UNLIKELY(self->state == NX_GENERATOR_DONE)) {
        if (self->header.shape->type == &nx_coroutine_type) {
            nx_raisef(&nx_RuntimeError, "cannot reuse already awaited coroutine");
            return NX_STEP_ERROR;
        }
        *result = NX_NONE;
        return NX_STEP_RETURNED;
    }
    if (NX_UNLIKELY(self->state == 0 && value != NX_NONE)) {
        nx_raisef(&nx_TypeError, "can't send non-None value to a just-started %s", kind_of(self));
        return NX_STEP_ERROR;
    }
    return nx_generator_step(self, value, result);
}

nx_value nx_generator_send(nx_value self, nx_value value) {
    nx_value result = 0;
    nx_step step = nx_generator_send_step(generator_of(self), value, &result);
    return nx_step_value(step, result);
}

// ---- throw and close --------------------------------------------------------------------------------------------------------------

bool nx_generator_make_thrown(nx_value type, nx_value value, nx_value traceback) {
    if (traceback == NX_NONE)
        traceback = 0;
    if (traceback && !nx_is_exact(traceback, &nx_traceback_type))
        return nx_failf(&nx_TypeError, "throw() third argument must be a traceback object");
    nx_value exception = type;
    if (nx_is_exception_type(type)) {
        if (value && nx_is_exception(value) && nx_exception_type_is(nx_type_of(value), NX_PTR(nx_type, type)))
            exception = value;
        else if (value && nx_is_tuple(value))
            exception = nx_call_tuple(type, value, 0);
        else if (value && value != NX_NONE)
            exception = nx_call1(type, value);
        else
            exception = nx_call0(type);
        if (exception && !nx_is_exception(exception))
            exception = nx_raisef(&nx_TypeError, "calling %R should have returned an instance of BaseException, not %T", type, exception);
        if (!exception) // what making it raises is what the generator gets
            return true;
    } else if (!nx_is_exception(type)) {
        return nx_failf(&nx_TypeError, "exceptions must be classes or instances deriving from BaseException, not %T", type);
    } else if (value && value != NX_NONE) {
        return nx_failf(&nx_TypeError, "instance exception may not have a separate value");
    }
    if (traceback)
        NX_EXCEPTION(exception)->traceback = traceback;
    nx_error_restore(exception);
    return true;
}

nx_step nx_generator_step_throw(nx_generator *self, nx_value *result) {
    if (NX_UNLIKELY(is_running(self))) {
        nx_error_clear();
        return already_running(self);
    }
    if (self->state == NX_GENERATOR_DONE) {
        if (self->header.shape->type == &nx_coroutine_type) {
            nx_error_clear();
            nx_raisef(&nx_RuntimeError, "cannot reuse already awaited coroutine");
        }
        return NX_STEP_ERROR;
    }
    if (self->state == 0) { // raised at the function's first line
        forget_unstarted(self);
        self->state = NX_GENERATOR_DONE;
        nx_traceback_here(self->code, NX_NO_POSITION, self->function->globals);
        convert_stop(self);
        return NX_STEP_ERROR;
    }
    return nx_generator_step(self, 0, result);
}

nx_value nx_generator_throw(nx_value self, nx_value type, nx_value value, nx_value traceback) {
    nx_value result = 0;
    if (!nx_generator_make_thrown(type, value, traceback))
        return NX_ERROR;
    note_thrown(type, value, traceback);
    nx_step step = nx_generator_step_throw(generator_of(self), &result);
    return nx_step_value(step, result);
}

bool nx_generator_close_it(nx_generator *self) {
    if (is_running(self))
        return already_running(self) != NX_STEP_ERROR;
    if (self->state == 0 || self->state == NX_GENERATOR_DONE) {
        if (self->state == 0)
            forget_unstarted(self);
        self->state = NX_GENERATOR_DONE;
        return true;
    }
    nx_value exit = nx_exception_new(&nx_GeneratorExit, 0), result;
    if (!exit)
        return false;
    nx_error_restore(exit);
    nx_step step = nx_generator_step(self, 0, &result);
    if (step == NX_STEP_YIELDED)
        return nx_failf(&nx_RuntimeError, "%s ignored GeneratorExit", kind_of(self));
    if (step == NX_STEP_ERROR) {
        if (!nx_error_matches(&nx_GeneratorExit) && !nx_error_matches(&nx_StopIteration))
            return false;
        nx_error_clear();
    }
    return true;
}

bool nx_generator_clear(nx_generator *self) {
    if (is_running(self))
        return false;
    if (self->state == 0 && self->header.shape->type == &nx_coroutine_type)
        never_awaited(NX_OBJ(self));
    if (!nx_generator_close_it(self))
        nx_print_unraisable("Exception ignored in: ", NX_OBJ(self));
    return true;
}

nx_value nx_generator_close(nx_value self) { return nx_generator_close_it(generator_of(self)) ? NX_NONE : NX_ERROR; }

// ---- generators that are abandoned ----------------------------------------------------------------------------------------------------

// Closes the generator as its destruction does: errors are reported where they happen.
static void abandon(nx_value self) {
    nx_generator *generator = generator_of(self);
    if (is_running(generator) || generator->state == 0 || generator->state == NX_GENERATOR_DONE)
        return;
    nx_value error = nx_state.error;
    nx_state.error = 0;
    bool is_async = generator->header.shape->type == &nx_async_generator_type;
    if (is_async && nx_asyncgen_finalizer) { // the event loop sees to it
        if (!nx_call1(nx_asyncgen_finalizer, self))
            nx_print_unraisable("Exception ignored in: ", self);
    } else if (!nx_generator_close_it(generator))
        nx_print_unraisable("Exception ignored in: ", self);
    nx_state.error = error;
}

void nx_async_generator_watch(nx_value self) { nx_gc_set_finalizer(self, abandon); }

bool nx_is_generator_finalizer(void *function) { return function == (void *)abandon || function == (void *)never_awaited; }

nx_value nx_fresh_generator(nx_value callee, nx_value result) {
    bool is_generator = nx_is_exact(result, &nx_generator_type) || nx_is_exact(result, &nx_async_generator_type);
    if (!is_generator || !(generator_of(result)->code->flags & NX_CODE_CLEANUP)) return NX_ABSENT;
    if (nx_is_pointer(callee) && callee && nx_is_exact(callee, &nx_method_type))
        callee = NX_PTR(nx_method, callee)->function;
    bool made_it = nx_is_pointer(callee) && callee && nx_is_exact(callee, &nx_function_type) &&
                   NX_PTR(nx_function, callee)->code == generator_of(result)->code && generator_of(result)->state == 0;
    return made_it ? result : NX_ABSENT;
}

void nx_drop_generator(nx_value generator) {
    if (generator)
        abandon(generator);
}

// ---- next(iterator) -----------------------------------------------------------------------------------------------------------------

// Whether a class statement gave the type its __next__: calling that directly keeps StopIteration's value and traceback.
static bool has_python_next(const nx_type *type) {
    if (!(type->flags & NX_TYPE_HEAP))
        return type->flags & NX_TYPE_FOREIGN;
    const nx_type *base = type;
    while (base->flags & NX_TYPE_HEAP)
        base = base->base;
    return type->next != base->next;
}

// One step of any iterator. Calls Python.
static nx_step iterator_step(nx_value iterator, nx_value *result) {
    if (nx_is_resumable(iterator))
        return nx_generator_send_step(generator_of(iterator), NX_NONE, result);
    if (nx_is_exact(iterator, &nx_async_generator_asend_type))
        return nx_asend_step(iterator, NX_NONE, result);
    if (nx_is_exact(iterator, &nx_async_generator_athrow_type))
        return nx_athrow_step(iterator, NX_NONE, result);
    if (nx_is_exact(iterator, &nx_coroutine_wrapper_type))
        return nx_generator_send_step(NX_PTR(nx_coroutine_wrapper, iterator)->coroutine, NX_NONE, result);
    if (nx_is_pointer(iterator) && nx_shape_of(iterator) == nx_future_stepper.shape)
        return nx_future_stepper.step(iterator, NX_NONE, result);
    nx_type *type = nx_type_of(iterator);
    if (NX_UNLIKELY(!type->next)) {
        nx_raisef(&nx_TypeError, "'%T' object is not an iterator", iterator);
        return NX_STEP_ERROR;
    }
    if (has_python_next(type)) {
        *result = nx_call_special(iterator, &nx_s___next__, 0, NULL);
        if (*result)
            return NX_STEP_YIELDED;
        return nx_error_take_stop_iteration(result) ? NX_STEP_RETURNED : NX_STEP_ERROR;
    }
    *result = type->next(iterator);
    if (*result == NX_STOP) {
        *result = NX_NONE;
        return NX_STEP_RETURNED;
    }
    if (*result)
        return NX_STEP_YIELDED;
    return nx_error_take_stop_iteration(result) ? NX_STEP_RETURNED : NX_STEP_ERROR;
}

nx_value nx_next_raising(nx_value iterator) {
    if (has_python_next(nx_type_of(iterator)))
        return nx_call_special(iterator, &nx_s___next__, 0, NULL);
    nx_value result = 0;
    nx_step step = iterator_step(iterator, &result);
    return nx_step_value(step, result);
}

// ---- yield from, await ----------------------------------------------------------------------------------------------------------------

nx_value nx_delegate_iter(nx_value iterable) {
    if (nx_is_exact(iterable, &nx_generator_type))
        return iterable;
    if (nx_is_exact(iterable, &nx_coroutine_type)) {
        if (nx_generator_running && (nx_generator_running->code->flags & NX_CODE_COROUTINE))
            return iterable;
        return nx_raisef(&nx_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return own_iterator(iterable, nx_iter(iterable));
}

nx_value nx_await_iter(nx_value awaitable) {
    if (NX_LIKELY(nx_is_exact(awaitable, &nx_coroutine_type))) {
        if (generator_of(awaitable)->delegate)
            return nx_raisef(&nx_RuntimeError, "coroutine is being awaited already");
        return awaitable;
    }
    nx_type *type = nx_type_of(awaitable);
    if (type == &nx_generator_type && (generator_of(awaitable)->code->flags & NX_CODE_COROUTINE))
        return awaitable; // made awaitable by types.coroutine
    if (!type->await)
        return nx_raisef(&nx_TypeError, "object %T can't be used in 'await' expression", awaitable);
    nx_value iterator = type->await(awaitable);
    if (!iterator)
        return NX_ERROR;
    if (nx_is_exact(iterator, &nx_coroutine_type))
        return nx_raisef(&nx_TypeError, "__await__() returned a coroutine");
    if (!nx_type_of(iterator)->next)
        return nx_raisef(&nx_TypeError, "__await__() returned non-iterator of type '%T'", iterator);
    return iterator;
}

static nx_value delegate_outcome(nx_step step, nx_value result) {
    if (step == NX_STEP_YIELDED)
        return result;
    if (nx_generator_running)
        nx_generator_running->delegate = 0;
    if (step == NX_STEP_ERROR)
        return NX_ERROR;
    delegate_value = result;
    return NX_STOP;
}

nx_value nx_delegate_send(nx_value iterator, nx_value sent) {
    nx_value result = 0;
    nx_step step;
    if (NX_LIKELY(nx_generator_running != NULL))
        nx_generator_running->delegate = iterator;
    if (NX_UNLIKELY(ended.inner == generator_of(iterator))) {
        step = ended.step;
        result = ended.result;
        ended.inner = NULL;
        ended.result = 0;
    } else if (sent == NX_NONE && nx_is_exact(iterator, &nx_generator_type) && generator_of(iterator)->delegate)
        step = deep_step(generator_of(iterator), &result);
    else if (nx_is_resumable(iterator))
        step = nx_generator_send_step(generator_of(iterator), sent, &result);
    else if (sent == NX_NONE)
        step = iterator_step(iterator, &result);
    else if (nx_is_exact(iterator, &nx_async_generator_asend_type))
        step = nx_asend_step(iterator, sent, &result);
    else if (nx_is_exact(iterator, &nx_async_generator_athrow_type))
        step = nx_athrow_step(iterator, sent, &result);
    else {
        result = nx_call_method(iterator, &nx_s_send, 1, &sent, 0);
        step = result ? NX_STEP_YIELDED : nx_error_take_stop_iteration(&result) ? NX_STEP_RETURNED : NX_STEP_ERROR;
    }
    nx_value outcome = delegate_outcome(step, result);
    if (outcome == NX_STOP && nx_is_resumable(iterator))
        give_back(generator_of(iterator));
    return outcome;
}

// Closes the delegate because GeneratorExit was thrown in. Calls Python.
static bool close_delegate(nx_value iterator) {
    if (nx_is_resumable(iterator))
        return nx_generator_close_it(generator_of(iterator));
    nx_value close = nx_getattr_optional(iterator, &nx_s_close);
    if (!close) {
        if (nx_pending())
            nx_print_unraisable(NULL, iterator);
        return true;
    }
    return nx_call0(close) != 0;
}

// What throw() was called with last: other iterators' throw() gets it as it was.
static nx_value thrown[3], thrown_exception;
static size_t thrown_count;

static void note_thrown(nx_value type, nx_value value, nx_value traceback) {
    thrown[0] = type;
    thrown[1] = value;
    thrown[2] = traceback;
    thrown_count = traceback ? 3 : value ? 2 : 1;
    thrown_exception = nx_state.error;
    if (thrown_exception) nx_expose_exception(thrown_exception);
}

nx_value nx_delegate_throw(nx_value iterator, nx_value exception) {
    // The entry that this function's own handler added; the exception is only passing through.
    nx_exception *error = NX_EXCEPTION(exception);
    if (nx_generator_running && error->traceback && NX_PTR(nx_traceback, error->traceback)->code->positions == nx_generator_running->code->positions) {
        nx_value next = NX_PTR(nx_traceback, error->traceback)->next;
        error->traceback = next == NX_NONE ? 0 : next;
    }
    if (nx_generator_running)
        nx_generator_running->delegate = iterator;
    nx_value result = 0;
    nx_step step;
    if (nx_exception_type_is(nx_type_of(exception), &nx_GeneratorExit)) {
        if (close_delegate(iterator))
            nx_error_restore(exception);
        step = NX_STEP_ERROR;
    } else if (nx_is_resumable(iterator)) {
        nx_error_restore(exception);
        step = nx_generator_step_throw(generator_of(iterator), &result);
    } else {
        nx_value throw = nx_getattr_optional(iterator, &nx_s_throw);
        if (throw) {
            bool as_given = exception == thrown_exception;
            result = as_given ? nx_call(throw, thrown_count, thrown, 0) : nx_call1(throw, exception);
            step = result ? NX_STEP_YIELDED : nx_error_take_stop_iteration(&result) ? NX_STEP_RETURNED : NX_STEP_ERROR;
        } else {
            if (!nx_pending())
                nx_error_restore(exception);
            step = NX_STEP_ERROR;
        }
    }
    return delegate_outcome(step, result);
}

nx_value nx_delegate_result(void) {
    nx_value value = delegate_value;
    delegate_value = 0;
    return value ? value : NX_NONE;
}

// ---- attributes -----------------------------------------------------------------------------------------------------------------------

static nx_value get_name(nx_value self) {
    const nx_generator *g = generator_of(self);
    return g->name ? g->name : g->function->name ? g->function->name : NX_OBJ(g->code->name);
}

static bool set_name(nx_value self, nx_value value) {
    if (!value || !nx_is_str(value))
        return nx_failf(&nx_TypeError, "__name__ must be set to a string object");
    generator_of(self)->name = value;
    return true;
}

static nx_value get_qualname(nx_value self) {
    const nx_generator *g = generator_of(self);
    return g->qualname ? g->qualname : g->function->qualname ? g->function->qualname : NX_OBJ(g->code->qualname);
}

static bool set_qualname(nx_value self, nx_value value) {
    if (!value || !nx_is_str(value))
        return nx_failf(&nx_TypeError, "__qualname__ must be set to a string object");
    generator_of(self)->qualname = value;
    return true;
}

static nx_value get_frame(nx_value self) {
    nx_generator *g = generator_of(self);
    return g->state == NX_GENERATOR_DONE ? NX_NONE : nx_frame_of_generator(g);
}

static nx_value get_suspended(nx_value self) {
    const nx_generator *g = generator_of(self);
    return nx_from_bool(!is_running(g) && g->state > 0);
}

static nx_value get_delegate(nx_value self) {
    nx_async_awaitable_seen(generator_of(self)->delegate);
    nx_value delegate = generator_of(self)->delegate;
    if (delegate && nx_is_resumable(delegate))
        generator_of(delegate)->owned = false;
    return delegate && !is_running(generator_of(self)) ? delegate : NX_NONE;
}

#define RESUMABLE_ATTRIBUTES(Class)                                                                                     \
    nx_value nx_##Class##_get_name(nx_value self) { return get_name(self); }                                            \
    bool nx_##Class##_set_name(nx_value self, nx_value value) { return set_name(self, value); }                         \
    nx_value nx_##Class##_get_qualname(nx_value self) { return get_qualname(self); }                                    \
    bool nx_##Class##_set_qualname(nx_value self, nx_value value) { return set_qualname(self, value); }

RESUMABLE_ATTRIBUTES(generator)
RESUMABLE_ATTRIBUTES(coroutine)
RESUMABLE_ATTRIBUTES(async_generator)

nx_value nx_generator_get_gi_code(nx_value self) { return NX_OBJ(generator_of(self)->code); }
nx_value nx_generator_get_gi_frame(nx_value self) { return get_frame(self); }
nx_value nx_generator_get_gi_running(nx_value self) { return nx_from_bool(is_running(generator_of(self))); }
nx_value nx_generator_get_gi_suspended(nx_value self) { return get_suspended(self); }
nx_value nx_generator_get_gi_yieldfrom(nx_value self) { return get_delegate(self); }
nx_value nx_coroutine_get_cr_code(nx_value self) { return NX_OBJ(generator_of(self)->code); }
nx_value nx_coroutine_get_cr_frame(nx_value self) { return get_frame(self); }
nx_value nx_coroutine_get_cr_running(nx_value self) { return nx_from_bool(generator_of(self)->running); }
nx_value nx_coroutine_get_cr_suspended(nx_value self) { return get_suspended(self); }
nx_value nx_coroutine_get_cr_await(nx_value self) { return get_delegate(self); }
nx_value nx_coroutine_get_cr_origin(nx_value self) {
    nx_value origin = generator_of(self)->origin;
    return origin && !nx_is_small_int(origin) ? origin : NX_NONE;
}
nx_value nx_async_generator_get_ag_code(nx_value self) { return NX_OBJ(generator_of(self)->code); }
nx_value nx_async_generator_get_ag_frame(nx_value self) { return get_frame(self); }
nx_value nx_async_generator_get_ag_await(nx_value self) { return get_delegate(self); }

nx_value nx_generator_class_getitem(nx_value cls, nx_value item) {
    return nx_call2(NX_OBJ(&nx_generic_alias_type), cls, item);
}

nx_value nx_generator_repr(nx_value self) {
    char address[24];
    snprintf(address, sizeof address, "%p", NX_PTR(void, self));
    return nx_str_format("<%T object %U at %s>", self, get_qualname(self), address);
}

static nx_value itself(nx_value self) { return self; }

#include "generator.inc"

nx_type nx_generator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_generator_type},
    .c_name = "generator",
    .base = &nx_object_type,
    .flags = NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_generator),
    .methods = nx_generator_methods,
    .getsets = nx_generator_getsets,
    .repr = nx_generator_repr,
    .iter = itself,
    .next = nx_generator_next,
};
