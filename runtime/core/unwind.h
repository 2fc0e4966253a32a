// Walking the machine's stack from inside a signal handler.
#ifndef NX_UNWIND_H
#define NX_UNWIND_H

#include <stddef.h>
#include <stdint.h>

// Reads the call frame information of the executable and of the libraries that are loaded: before the first walk. Returns
// what is wrong, or NULL.
const char *nx_unwind_start(void);

// Where a signal found a thread.
typedef struct { uintptr_t pc, stack, frame; } nx_unwind_place; // rip, rsp, rbp
nx_unwind_place nx_unwind_place_of(const void *context); // a ucontext_t

// Writes the address that is executed and the return addresses of the calls around it, the innermost first, at most
// `most`; `top` is where the thread's stack begins. Returns their number. Allocates nothing and takes no lock.
size_t nx_unwind(nx_unwind_place place, uintptr_t top, uintptr_t *addresses, size_t most);

#endif
