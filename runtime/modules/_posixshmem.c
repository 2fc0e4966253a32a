// _posixshmem: shared memory of the system by name.
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "natives.h"
#include "posix.h"

static const char *name_of(nx_value path, const char *function) {
    if (nx_is_str(path))
        return nx_str_utf8(path, &(size_t){0});
    nx_raisef(&nx_TypeError, "%s() argument 'path' must be str, not %Y", function, path);
    return NULL;
}

nx_value nx_posixshmem_shm_open(nx_value path, nx_value flags, nx_value mode) {
    int how, bits;
    const char *name = name_of(path, "shm_open");
    if (!name || !nx_int_from_arg(flags, &how) || !nx_int_from_arg(mode, &bits))
        return NX_ERROR;
    int fd = shm_open(name, how, (mode_t)bits);
    return fd < 0 ? nx_raise_os_error(errno, path) : NX_INT(fd);
}

nx_value nx_posixshmem_shm_unlink(nx_value path) {
    const char *name = name_of(path, "shm_unlink");
    if (!name)
        return NX_ERROR;
    return shm_unlink(name) < 0 ? nx_raise_os_error(errno, path) : NX_NONE;
}

#include "_posixshmem.inc"

const nx_module_def nx_module__posixshmem = {.name = "_posixshmem", .functions = nx_posixshmem_functions};
