// What start-up needs of the other files, and what the generated main() calls.
#ifndef NX_STARTUP_H
#define NX_STARTUP_H
#include "api.h"

// Runs a program: its main module, then what runs at exit; returns the exit status.
int nx_main(int argc, char **argv, const nx_module_def *main_module);
// Its parts: everything up to the main module, which an address on the stack of main() is needed for; the main module.
bool nx_start(int argc, char **argv, char *stack_top);
void nx_run_main(const nx_module_def *main_module);
// evaluator/main.c: the program that interprets others, with python3's command line; `--library` and `--path` name folders.
int nx_interpreter_main(int argc, char **argv);

void nx_gc_start(void);                       // core/gc.c
void nx_types_start(void);                    // core/type.c
bool nx_sys_start(int argc, char **argv);     // modules/sys.c: makes sys, sets argv
void nx_signals_start(void);                  // core/signal.c: SIGINT raises KeyboardInterrupt, SIGPIPE is ignored
// core/error.c: prints the pending exception if there is one (SystemExit: obeys it), runs atexit functions, flushes the
// standard streams and open files; returns the exit status.
int nx_finish(void);

// NULL-terminated list of the tables of builtin functions; builtins/tables.c.
extern const nx_native_def *const nx_builtin_tables[];
#endif
