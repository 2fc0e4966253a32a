// Arguments of the posix module's functions.
#ifndef NX_POSIX_H
#define NX_POSIX_H
#include "../core/error.h"
#include "../types/structseq.h"
#include "natives.h"

typedef struct {
    const char *text; // NULL: it is a file descriptor, or None
    int fd;           // -1: it is a path
    nx_value object;  // as given, for errors
    bool bytes;       // given as bytes
} nx_path;

enum { NX_PATH_FD = 1, NX_PATH_NONE = 2 };
// function: for the TypeError. False: an exception is pending. Calls Python (__fspath__).
bool nx_path_from(nx_value value, const char *function, int allowed, nx_path *path);
nx_value nx_path_text(const nx_path *like, const char *text); // str, or bytes when `like` was
nx_value nx_fail_path(const nx_path *path);                   // OSError of errno with the file name
bool nx_int_from_arg(nx_value value, int *out);               // a C int; OverflowError, TypeError
bool nx_fd_from(nx_value value, int *fd);                     // an int, or an object with fileno()
bool nx_dir_fd_from(nx_value value, int *fd);                 // None is AT_FDCWD
nx_value nx_stat_result(const void *stat);
bool nx_posix_stat_ready(nx_module *module);
bool nx_posix_files_ready(nx_module *module);
bool nx_posix_process_ready(nx_module *module);
struct rusage;
nx_value nx_rusage_value(const struct rusage *usage);          // resource.c: a struct_rusage
bool nx_posix_identity_ready(nx_module *module);
extern nx_type nx_posix_DirEntry_type, nx_posix_ScandirIterator_type;
#endif
