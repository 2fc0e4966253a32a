// Signals: what core/signal.c offers the `_signal` module and calls that wait.
#ifndef NX_SIGNALS_H
#define NX_SIGNALS_H
#include <unistd.h>
#include "api.h"

#define NX_SIGNALS 65
typedef enum { NX_SIGNAL_DEFAULT, NX_SIGNAL_IGNORE, NX_SIGNAL_NOTE } nx_signal_kind;
extern nx_value nx_signal_handlers[NX_SIGNALS];
extern volatile int nx_signal_wakeup_fd;
bool nx_signal_install(int number, nx_signal_kind kind);
bool nx_signals_run(void); // runs waiting handlers; false: one raised. For system calls that fail with EINTR
void nx_signals_start(void);
void nx_signal_simulate(int number); // as if it had come in
bool nx_stack_event(void);
bool nx_poll_event(void);
#endif
