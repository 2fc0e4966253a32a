// What the files about the program as a whole share: sys, its end, warnings, standard streams.
#ifndef NX_SYSTEM_H
#define NX_SYSTEM_H
#include "api.h"

extern nx_dict *nx_sys_dict;            // sys.__dict__, NULL before start-up
// Small programs never import sys: until it is imported it has streams, hooks and functions only. The module while that is so.
extern nx_value nx_unfinished_sys;
bool nx_sys_complete(void);             // false: an error is set
nx_value nx_sys_default_hook(void);     // the original sys.excepthook
void nx_write_stderr(nx_value words);
// What sys.unraisablehook does when the program has not replaced it.
void nx_show_unraisable(const char *what, nx_value exception, nx_value object);
void nx_print_exception_now(nx_value exception);
void nx_run_atexit(void);
extern nx_value nx_at_exit;
// types/ of the text family: the file objects of the standard streams, and flushing every open file at the end.
nx_value nx_stdio_open(int fd);
bool nx_io_finish(void);
#endif
