// resource: limits and use of resources by processes.
#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

#include "posix.h"
#include "../types/number.h"

NX_STRUCTSEQ(resource_usage, "resource.struct_rusage", "struct_rusage: Result from getrusage.", 16, false, "ru_utime", "ru_stime",
             "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt", "ru_nswap", "ru_inblock", "ru_oublock",
             "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw")

static bool check(nx_value resource, int *which) {
    if (!nx_int_from_arg(resource, which))
        return false;
    return (*which >= 0 && *which < RLIM_NLIMITS) || nx_failf(&nx_ValueError, "invalid resource specified");
}

static nx_value limit_value(rlim_t limit) {
    return limit == RLIM_INFINITY ? NX_INT(-1) : nx_int_from_u64(limit);
}

nx_value nx_resource_getrlimit(nx_value resource) {
    int which;
    struct rlimit limit;
    if (!check(resource, &which))
        return 0;
    if (getrlimit(which, &limit) < 0)
        return nx_raise_os_error(errno, 0);
    nx_value pair[2] = {limit_value(limit.rlim_cur), limit_value(limit.rlim_max)};
    return nx_tuple_from(2, pair);
}

nx_value nx_resource_setrlimit(nx_value resource, nx_value limits) {
    int which;
    int64_t soft, hard;
    if (!check(resource, &which))
        return 0;
    nx_value tuple = nx_tuple_of(limits);
    if (!tuple)
        return 0;
    if (NX_PTR(nx_tuple, tuple)->length != 2)
        return nx_raise(&nx_ValueError, "expected a tuple of 2 integers");
    if (!nx_int_to_i64(NX_PTR(nx_tuple, tuple)->items[0], &soft) || !nx_int_to_i64(NX_PTR(nx_tuple, tuple)->items[1], &hard))
        return 0;
    struct rlimit limit = {soft == -1 ? RLIM_INFINITY : (rlim_t)soft, hard == -1 ? RLIM_INFINITY : (rlim_t)hard};
    if (setrlimit(which, &limit) == 0)
        return NX_NONE;
    if (errno == EINVAL)
        return nx_raise(&nx_ValueError, "current limit exceeds maximum limit");
    if (errno == EPERM)
        return nx_raise(&nx_ValueError, "not allowed to raise maximum limit");
    return nx_raise_os_error(errno, 0);
}

nx_value nx_rusage_value(const struct rusage *u) {
    nx_value items[16] = {nx_from_double((double)u->ru_utime.tv_sec + (double)u->ru_utime.tv_usec * 1e-6),
                          nx_from_double((double)u->ru_stime.tv_sec + (double)u->ru_stime.tv_usec * 1e-6),
                          NX_INT(u->ru_maxrss), NX_INT(u->ru_ixrss), NX_INT(u->ru_idrss), NX_INT(u->ru_isrss), NX_INT(u->ru_minflt),
                          NX_INT(u->ru_majflt), NX_INT(u->ru_nswap), NX_INT(u->ru_inblock), NX_INT(u->ru_oublock), NX_INT(u->ru_msgsnd),
                          NX_INT(u->ru_msgrcv), NX_INT(u->ru_nsignals), NX_INT(u->ru_nvcsw), NX_INT(u->ru_nivcsw)};
    return nx_structseq_make(&nx_resource_usage_structseq, items);
}

nx_value nx_resource_getrusage(nx_value who) {
    int which;
    struct rusage u;
    if (!nx_int_from_arg(who, &which))
        return 0;
    if (getrusage(which, &u) < 0)
        return errno == EINVAL ? nx_raise(&nx_ValueError, "invalid who parameter") : nx_raise_os_error(errno, 0);
    return nx_rusage_value(&u);
}

nx_value nx_resource_getpagesize(void) {
    return NX_INT(sysconf(_SC_PAGESIZE));
}

#include "resource.inc"

static const struct { const char *name; int value; } constants[] = {
    {"RLIMIT_CPU", RLIMIT_CPU}, {"RLIMIT_FSIZE", RLIMIT_FSIZE}, {"RLIMIT_DATA", RLIMIT_DATA}, {"RLIMIT_STACK", RLIMIT_STACK},
    {"RLIMIT_CORE", RLIMIT_CORE}, {"RLIMIT_NOFILE", RLIMIT_NOFILE}, {"RLIMIT_OFILE", RLIMIT_NOFILE}, {"RLIMIT_AS", RLIMIT_AS},
    {"RLIMIT_RSS", RLIMIT_RSS}, {"RLIMIT_NPROC", RLIMIT_NPROC}, {"RLIMIT_MEMLOCK", RLIMIT_MEMLOCK}, {"RLIMIT_MSGQUEUE", 12},
    {"RLIMIT_NICE", 13}, {"RLIMIT_RTPRIO", 14}, {"RLIMIT_RTTIME", 15}, {"RLIMIT_SIGPENDING", 11}, {"RUSAGE_SELF", RUSAGE_SELF},
    {"RUSAGE_CHILDREN", RUSAGE_CHILDREN}, {"RUSAGE_THREAD", 1}, {"RLIM_INFINITY", -1},
};

static bool init(nx_module *self) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(self->dict, nx_str_intern_c(constants[i].name), NX_INT(constants[i].value)))
            return false;
    return nx_structseq_ready(&nx_resource_usage_structseq) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("struct_rusage"), NX_OBJ(&nx_resource_usage_type)) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("error"), NX_OBJ(&nx_OSError));
}

const nx_module_def nx_module_resource = {.name = "resource", .functions = nx_resource_functions, .init = init};
