// Contexts, for what runs callbacks in one.
#ifndef NX_CONTEXTVARS_H
#define NX_CONTEXTVARS_H
#include "../core/api.h"

nx_value nx_context_copy_current(void);
// The context becomes the thread's current one until it is left; RuntimeError if it is entered already.
bool nx_context_enter_it(nx_value context);
void nx_context_leave_it(nx_value context);
nx_value nx_context_var_value(nx_value variable); // in the current context; 0 without an error when it has none
extern uint64_t nx_context_changes; // assignments to variables: until the next one, a context's values stay what they are
extern nx_type nx_context_type;
#endif
