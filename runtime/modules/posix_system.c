// posix: file systems, reading and writing at a place, identities, device numbers.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE // getresuid
#endif
#include <errno.h>
#include <sys/sendfile.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "posix.h"

NX_STRUCTSEQ(posix_statvfs_result, "os.statvfs_result", "statvfs_result: Result from statvfs or fstatvfs.", 10, false, "f_bsize",
             "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag", "f_namemax", "f_fsid")

static nx_value statvfs_value(const struct statvfs *s) {
    nx_value items[11] = {nx_int_from_u64(s->f_bsize), nx_int_from_u64(s->f_frsize), nx_int_from_u64(s->f_blocks),
                          nx_int_from_u64(s->f_bfree), nx_int_from_u64(s->f_bavail), nx_int_from_u64(s->f_files),
                          nx_int_from_u64(s->f_ffree), nx_int_from_u64(s->f_favail), nx_int_from_u64(s->f_flag),
                          nx_int_from_u64(s->f_namemax), nx_int_from_u64(s->f_fsid)};
    return nx_structseq_make(&nx_posix_statvfs_result_structseq, items);
}

nx_value nx_posix_statvfs(nx_value given) {
    nx_path path;
    struct statvfs status;
    if (!nx_path_from(given, "statvfs", NX_PATH_FD, &path))
        return NX_ERROR;
    int failed = path.text ? statvfs(path.text, &status) : fstatvfs(path.fd, &status);
    return failed ? nx_fail_path(&path) : statvfs_value(&status);
}

nx_value nx_posix_fstatvfs(nx_value fd) {
    int file;
    struct statvfs status;
    if (!nx_int_from_arg(fd, &file))
        return NX_ERROR;
    return fstatvfs(file, &status) ? nx_raise_os_error(errno, 0) : statvfs_value(&status);
}

nx_value nx_posix_pread(nx_value fd, nx_value length, nx_value offset) {
    int file;
    int64_t size, at;
    if (!nx_int_from_arg(fd, &file) || !nx_to_size(length, &size) || !nx_int_to_i64(offset, &at))
        return NX_ERROR;
    if (size < 0)
        return nx_raise_os_error(EINVAL, 0);
    nx_value result = nx_bytes_new(NULL, size);
    if (!result)
        return NX_ERROR;
    ssize_t got = pread(file, NX_PTR(nx_bytes, result)->data, (size_t)size, at);
    if (got < 0)
        return nx_raise_os_error(errno, 0);
    return got == size ? result : nx_bytes_new(NX_PTR(nx_bytes, result)->data, got);
}

nx_value nx_posix_pwrite(nx_value fd, nx_value buffer, nx_value offset) {
    int file;
    int64_t at;
    nx_buffer view;
    if (!nx_int_from_arg(fd, &file) || !nx_int_to_i64(offset, &at) || !nx_buffer_get(buffer, &view))
        return NX_ERROR;
    ssize_t done = pwrite(file, view.data, (size_t)view.length, at);
    int error = errno;
    nx_buffer_release(&view);
    return done < 0 ? nx_raise_os_error(error, 0) : nx_from_i64(done);
}

nx_value nx_posix_sendfile(nx_value out_fd, nx_value in_fd, nx_value offset, nx_value count) {
    int out, in;
    int64_t size, start = 0;
    if (!nx_int_from_arg(out_fd, &out) || !nx_int_from_arg(in_fd, &in) || !nx_to_size(count, &size) ||
        (offset != NX_NONE && !nx_int_to_i64(offset, &start)))
        return NX_ERROR;
    off_t at = start;
    ssize_t sent = sendfile(out, in, offset == NX_NONE ? NULL : &at, (size_t)size);
    return sent < 0 ? nx_raise_os_error(errno, 0) : nx_from_i64(sent);
}

nx_value nx_posix_getgroups(void) {
    gid_t groups[256];
    int count = getgroups(256, groups);
    if (count < 0)
        return nx_raise_os_error(errno, 0);
    nx_list *list = nx_list_new(count);
    for (int i = 0; list && i < count; i++)
        if (!nx_list_push(list, NX_INT(groups[i])))
            return NX_ERROR;
    return list ? NX_OBJ(list) : NX_ERROR;
}

nx_value nx_posix_getresuid(void) {
    uid_t a, b, c;
    if (getresuid(&a, &b, &c) < 0)
        return nx_raise_os_error(errno, 0);
    return nx_tuple_from(3, (nx_value[]){NX_INT(a), NX_INT(b), NX_INT(c)});
}

nx_value nx_posix_getresgid(void) {
    gid_t a, b, c;
    if (getresgid(&a, &b, &c) < 0)
        return nx_raise_os_error(errno, 0);
    return nx_tuple_from(3, (nx_value[]){NX_INT(a), NX_INT(b), NX_INT(c)});
}

nx_value nx_posix_major(nx_value device) {
    int64_t number;
    return nx_int_to_i64(device, &number) ? NX_INT(major((dev_t)number)) : NX_ERROR;
}

nx_value nx_posix_minor(nx_value device) {
    int64_t number;
    return nx_int_to_i64(device, &number) ? NX_INT(minor((dev_t)number)) : NX_ERROR;
}

nx_value nx_posix_makedev(nx_value high, nx_value low) {
    int a, b;
    return nx_int_from_arg(high, &a) && nx_int_from_arg(low, &b) ? nx_int_from_u64(makedev((unsigned)a, (unsigned)b)) : NX_ERROR;
}
