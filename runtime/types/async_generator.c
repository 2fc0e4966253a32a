// Async generators. A `yield` of theirs hands out its value in an nx_async_wrapped, so that the awaitable that drives the
// generator (__anext__(), asend(), athrow(), aclose()) tells it from what an inner `await` passes through.
#include "generator.h"

typedef struct { nx_header header; nx_value value; } nx_async_wrapped;

typedef enum { UNUSED, STARTED, FINISHED } awaitable_state;

// asend: value is what is sent first. athrow: the three arguments, all 0 for aclose().
typedef struct {
    nx_header header;
    nx_generator *generator;
    nx_value value, thrown[3];
    awaitable_state state;
    bool is_internal; // made by `async for`, and nobody has seen it
} nx_async_awaitable;

// What `async for` and `yield` use once and nobody else sees is used again: awaitables in a list through `value`, one wrapper.
enum { MOST_SPARES = 64 };
static nx_async_awaitable *spare_awaitables;
static int spare_count;
static nx_async_wrapped *spare_wrapper;

nx_value nx_asyncgen_firstiter, nx_asyncgen_finalizer;

// Flags of an async generator, kept in nx_generator.origin as a small int.
enum { RUNNING = 1, CLOSED = 2 };
static bool has(const nx_generator *g, int flag) { return g->origin && (nx_small_int(g->origin) & flag); }
static void put(nx_generator *g, int flag, bool on) {
    int64_t flags = g->origin ? nx_small_int(g->origin) : 0;
    g->origin = nx_from_small_int(on ? flags | flag : flags & ~flag);
}

nx_value nx_async_wrap(nx_value value) {
    nx_async_wrapped *wrapped = spare_wrapper;
    spare_wrapper = NULL;
    if (!wrapped)
        wrapped = nx_new_object(nx_async_wrapped, nx_async_wrapped_type);
    if (wrapped)
        wrapped->value = value;
    return NX_OBJ(wrapped);
}

static nx_async_awaitable *awaitable_of(nx_value self) { return NX_PTR(nx_async_awaitable, self); }

// The first awaitable tells the event loop's hook about the generator. Calls Python.
static bool run_hooks(nx_generator *g) {
    if (g->closed_hooked)
        return true;
    g->closed_hooked = true;
    if (nx_asyncgen_finalizer)
        nx_async_generator_watch(NX_OBJ(g));
    return !nx_asyncgen_firstiter || nx_call1(nx_asyncgen_firstiter, NX_OBJ(g));
}

static nx_async_awaitable *awaitable_new(nx_type *type, nx_value generator) {
    if (!run_hooks(NX_PTR(nx_generator, generator)))
        return NULL;
    nx_async_awaitable *self = nx_alloc_object(type, sizeof(nx_async_awaitable));
    if (self)
        self->generator = NX_PTR(nx_generator, generator);
    return self;
}

nx_value nx_async_generator_asend(nx_value self, nx_value value) {
    nx_async_awaitable *awaitable = awaitable_new(&nx_async_generator_asend_type, self);
    if (awaitable)
        awaitable->value = value;
    return NX_OBJ(awaitable);
}

// The awaitable of one round of `async for`.
nx_value nx_async_generator_round(nx_value generator) {
    nx_async_awaitable *self = spare_awaitables;
    if (!self || !NX_PTR(nx_generator, generator)->closed_hooked) {
        self = awaitable_new(&nx_async_generator_asend_type, generator);
        if (!self)
            return NX_ERROR;
    } else {
        spare_awaitables = self->value ? awaitable_of(self->value) : NULL;
        spare_count--;
        self->generator = NX_PTR(nx_generator, generator);
        self->state = UNUSED;
    }
    self->value = NX_NONE;
    self->is_internal = true;
    return NX_OBJ(self);
}

static void reuse(nx_async_awaitable *self) {
    if (spare_count == MOST_SPARES)
        return;
    self->generator = NULL;
    self->value = NX_OBJ(spare_awaitables);
    spare_awaitables = self;
    spare_count++;
}

void nx_async_awaitable_seen(nx_value v) {
    if (v && nx_is_exact(v, &nx_async_generator_asend_type))
        awaitable_of(v)->is_internal = false;
}

static nx_value async_generator_anext(nx_value self) { return nx_async_generator_asend(self, NX_NONE); }

nx_value nx_async_generator_athrow(nx_value self, nx_value type, nx_value value, nx_value traceback) {
    nx_async_awaitable *awaitable = awaitable_new(&nx_async_generator_athrow_type, self);
    if (awaitable) {
        awaitable->thrown[0] = type;
        awaitable->thrown[1] = value;
        awaitable->thrown[2] = traceback;
    }
    return NX_OBJ(awaitable);
}

nx_value nx_async_generator_aclose(nx_value self) {
    return NX_OBJ(awaitable_new(&nx_async_generator_athrow_type, self));
}

nx_value nx_async_generator_get_ag_running(nx_value self) {
    return nx_from_bool(has(NX_PTR(nx_generator, self), RUNNING));
}

// ---- driving -----------------------------------------------------------------------------------------------------------------------

static nx_step fail(nx_async_awaitable *self, const char *message, const char *what) {
    self->state = FINISHED;
    nx_raisef(&nx_RuntimeError, message, what);
    return NX_STEP_ERROR;
}

// The outcome of a step of the generator as that of its awaitable: a wrapped value ends it.
static nx_step unwrap(nx_async_awaitable *self, nx_step step, nx_value *result) {
    nx_generator *g = self->generator;
    if (step == NX_STEP_YIELDED && !nx_is_exact(*result, &nx_async_wrapped_type))
        return step;
    put(g, RUNNING, false);
    self->state = FINISHED;
    if (self->is_internal)
        reuse(self);
    if (step == NX_STEP_YIELDED) {
        spare_wrapper = NX_PTR(nx_async_wrapped, *result);
        *result = spare_wrapper->value;
        spare_wrapper->value = 0;
        return NX_STEP_RETURNED;
    }
    if (step == NX_STEP_RETURNED) {
        put(g, CLOSED, true);
        nx_value stop = nx_exception_new(&nx_StopAsyncIteration, 0);
        if (stop)
            nx_raise_value(stop);
        return NX_STEP_ERROR;
    }
    if (nx_error_matches(&nx_StopAsyncIteration) || nx_error_matches(&nx_GeneratorExit))
        put(g, CLOSED, true);
    return step;
}

static nx_step generator_step(nx_generator *g, nx_value sent, nx_value *result) {
    if (g->state == NX_GENERATOR_DONE) {
        *result = NX_NONE;
        return NX_STEP_RETURNED;
    }
    if (g->state == 0 && sent != NX_NONE) {
        nx_raisef(&nx_TypeError, "can't send non-None value to a just-started async generator");
        return NX_STEP_ERROR;
    }
    return nx_generator_step(g, sent, result);
}

nx_step nx_asend_step(nx_value v, nx_value sent, nx_value *result) {
    nx_async_awaitable *self = awaitable_of(v);
    if (self->state == FINISHED)
        return fail(self, "cannot reuse already awaited __anext__()/asend()", NULL);
    if (self->state == UNUSED) {
        if (has(self->generator, RUNNING))
            return fail(self, "anext(): asynchronous generator is already running", NULL);
        if (sent == NX_NONE)
            sent = self->value;
        self->state = STARTED;
        put(self->generator, RUNNING, true);
    }
    nx_step step = generator_step(self->generator, sent, result);
    return unwrap(self, step, result);
}

static nx_step asend_throw_step(nx_async_awaitable *self, nx_value *result) {
    nx_step step = nx_generator_step_throw(self->generator, result);
    return unwrap(self, step, result);
}

// After a step on behalf of aclose(): yielding is an error, ending is what was wanted.
static nx_step close_outcome(nx_async_awaitable *self, nx_step step, nx_value *result) {
    if (step == NX_STEP_YIELDED) {
        if (!nx_is_exact(*result, &nx_async_wrapped_type))
            return step;
        put(self->generator, RUNNING, false);
        return fail(self, "async generator ignored GeneratorExit", NULL);
    }
    put(self->generator, RUNNING, false);
    self->state = FINISHED;
    if (step == NX_STEP_ERROR && (nx_error_matches(&nx_StopAsyncIteration) || nx_error_matches(&nx_GeneratorExit))) {
        nx_error_clear();
        step = NX_STEP_RETURNED;
    }
    *result = NX_NONE;
    return step;
}

nx_step nx_athrow_step(nx_value v, nx_value sent, nx_value *result) {
    nx_async_awaitable *self = awaitable_of(v);
    nx_generator *g = self->generator;
    bool closing = !self->thrown[0];
    if (self->state == FINISHED)
        return fail(self, "cannot reuse already awaited aclose()/athrow()", NULL);
    if (self->state == STARTED) {
        nx_step step = generator_step(g, sent, result);
        return closing ? close_outcome(self, step, result) : unwrap(self, step, result);
    }
    if (g->state == NX_GENERATOR_DONE) {
        self->state = FINISHED;
        *result = NX_NONE;
        return NX_STEP_RETURNED;
    }
    if (has(g, RUNNING))
        return fail(self, "%s(): asynchronous generator is already running", closing ? "aclose" : "athrow");
    if (has(g, CLOSED)) {
        self->state = FINISHED;
        nx_raise_value(NX_OBJ(&nx_StopAsyncIteration));
        return NX_STEP_ERROR;
    }
    if (sent != NX_NONE)
        return fail(self, "can't send non-None value to a just-started coroutine", NULL);
    self->state = STARTED;
    put(g, RUNNING, true);
    if (closing) {
        put(g, CLOSED, true);
        nx_value exit = nx_exception_new(&nx_GeneratorExit, 0);
        if (!exit)
            return NX_STEP_ERROR;
        nx_error_restore(exit);
        nx_step step = nx_generator_step_throw(g, result);
        return close_outcome(self, step, result);
    }
    if (!nx_generator_make_thrown(self->thrown[0], self->thrown[1], self->thrown[2])) {
        put(g, RUNNING, false);
        self->state = FINISHED;
        return NX_STEP_ERROR;
    }
    nx_step step = nx_generator_step_throw(g, result);
    return unwrap(self, step, result);
}

// ---- the awaitables' methods -----------------------------------------------------------------------------------------------------------

nx_value nx_async_generator_asend_send(nx_value self, nx_value value) {
    nx_value result = 0;
    nx_step step = nx_asend_step(self, value, &result);
    return nx_step_value(step, result);
}

nx_value nx_async_generator_asend_throw(nx_value v, nx_value type, nx_value value, nx_value traceback) {
    nx_async_awaitable *self = awaitable_of(v);
    nx_value result = 0;
    if (self->state == FINISHED) {
        fail(self, "cannot reuse already awaited __anext__()/asend()", NULL);
        return NX_ERROR;
    }
    if (!nx_generator_make_thrown(type, value, traceback))
        return NX_ERROR;
    nx_step step = asend_throw_step(self, &result);
    return nx_step_value(step, result);
}

nx_value nx_async_generator_asend_close(nx_value self) {
    awaitable_of(self)->state = FINISHED;
    return NX_NONE;
}

nx_value nx_async_generator_athrow_send(nx_value self, nx_value value) {
    nx_value result = 0;
    nx_step step = nx_athrow_step(self, value, &result);
    return nx_step_value(step, result);
}

nx_value nx_async_generator_athrow_throw(nx_value v, nx_value type, nx_value value, nx_value traceback) {
    nx_async_awaitable *self = awaitable_of(v);
    nx_value result = 0;
    if (self->state == FINISHED) {
        fail(self, "cannot reuse already awaited aclose()/athrow()", NULL);
        return NX_ERROR;
    }
    if (!nx_generator_make_thrown(type, value, traceback))
        return NX_ERROR;
    nx_step step = nx_generator_step_throw(self->generator, &result);
    step = self->thrown[0] ? unwrap(self, step, &result) : close_outcome(self, step, &result);
    return nx_step_value(step, result);
}

nx_value nx_async_generator_athrow_close(nx_value self) {
    awaitable_of(self)->state = FINISHED;
    return NX_NONE;
}

static nx_value asend_next(nx_value self) {
    nx_value result = 0;
    nx_step step = nx_asend_step(self, NX_NONE, &result);
    return step == NX_STEP_YIELDED ? result : step == NX_STEP_RETURNED ? NX_STOP : NX_ERROR;
}

static nx_value athrow_next(nx_value self) {
    nx_value result = 0;
    nx_step step = nx_athrow_step(self, NX_NONE, &result);
    return step == NX_STEP_YIELDED ? result : step == NX_STEP_RETURNED ? NX_STOP : NX_ERROR;
}

static nx_value itself(nx_value self) { return self; }

#include "async_generator.inc"

nx_type nx_async_generator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_async_generator_type},
    .c_name = "async_generator",
    .base = &nx_object_type,
    .flags = NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(nx_generator),
    .methods = nx_async_generator_methods,
    .getsets = nx_async_generator_getsets,
    .repr = nx_generator_repr,
    .aiter = itself,
    .anext = async_generator_anext,
};

#define AWAITABLE(Class, next_)                                                                                         \
    nx_type nx_##Class##_type = {                                                                                       \
        .header = {&nx_type_type.root},                                                                                 \
        .root = {.type = &nx_##Class##_type},                                                                           \
        .c_name = #Class,                                                                                               \
        .base = &nx_object_type,                                                                                        \
        .basic_size = sizeof(nx_async_awaitable),                                                                       \
        .methods = nx_##Class##_methods,                                                                                \
        .iter = itself,                                                                                                 \
        .await = itself,                                                                                                \
        .next = next_,                                                                                                  \
    };
AWAITABLE(async_generator_asend, asend_next)
AWAITABLE(async_generator_athrow, athrow_next)

nx_type nx_async_wrapped_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_async_wrapped_type},
    .c_name = "async_generator_wrapped_value",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_async_wrapped),
};
