// mmap: files, or anonymous memory, mapped into the process. While views look at the memory it stays where it is.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../types/containers.h"
#include "natives.h"
#include "posix.h"

enum { ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY };

typedef struct {
    nx_header header;
    uint8_t *data;      // NULL: closed
    int64_t length, position, offset, exports;
    int fd, flags, access; // fd: a duplicate of the file's, or -1
} mapping;

static nx_type mapping_type, iterator_type;

static mapping *of(nx_value self) { return NX_PTR(mapping, self); }

static bool is_open(const mapping *m) { return m->data || nx_failf(&nx_ValueError, "mmap closed or invalid"); }

static bool may_write(const mapping *m) {
    return m->access != ACCESS_READ || nx_failf(&nx_TypeError, "mmap can't modify a readonly memory map.");
}

static void let_go(mapping *m) {
    if (m->data)
        munmap(m->data, (size_t)m->length);
    if (m->fd >= 0)
        close(m->fd);
    m->data = NULL;
    m->fd = -1;
}

// ---- making ---------------------------------------------------------------------------------------------------------------

// The protection and flags that `access` means; false: the arguments contradict one another.
static bool settle_access(int64_t access, bool chosen, int *flags, int *protection) {
    if (access != ACCESS_DEFAULT && chosen)
        return nx_failf(&nx_ValueError, "mmap can't specify both access and flags, prot.");
    switch (access) {
    case ACCESS_DEFAULT: return true;
    case ACCESS_READ: *flags = MAP_SHARED, *protection = PROT_READ; return true;
    case ACCESS_WRITE: *flags = MAP_SHARED, *protection = PROT_READ | PROT_WRITE; return true;
    case ACCESS_COPY: *flags = MAP_PRIVATE, *protection = PROT_READ | PROT_WRITE; return true;
    default: return nx_failf(&nx_ValueError, "mmap invalid access parameter.");
    }
}

// Without a length the map goes to the file's end; it may not go further.
static bool fit_length(int fd, int64_t offset, int64_t *length) {
    struct stat about;
    if (fd < 0 || fstat(fd, &about) || !S_ISREG(about.st_mode))
        return true;
    if (*length == 0) {
        if (about.st_size == 0)
            return nx_failf(&nx_ValueError, "cannot mmap an empty file");
        if (offset >= about.st_size)
            return nx_failf(&nx_ValueError, "mmap offset is greater than file size");
        *length = about.st_size - offset;
    } else if (offset > about.st_size || about.st_size - offset < *length)
        return nx_failf(&nx_ValueError, "mmap length is greater than file size");
    return true;
}

static nx_value mapping_new(nx_type *cls, size_t nargs, const nx_value *args, nx_value kwnames) {
    static const char *const names[] = {"fileno", "length", "flags", "prot", "access", "offset"};
    nx_value given[6];
    int fd, flags = MAP_SHARED, protection = PROT_READ | PROT_WRITE;
    int64_t length, access = ACCESS_DEFAULT, offset = 0;
    if (!nx_take_arguments("mmap", names, 6, 2, 0, nargs, args, kwnames, given) || !nx_int_from_arg(given[0], &fd) ||
        !nx_to_size(given[1], &length) || (given[2] && !nx_int_from_arg(given[2], &flags)) ||
        (given[3] && !nx_int_from_arg(given[3], &protection)) || (given[4] && !nx_to_size(given[4], &access)) ||
        (given[5] && !nx_to_size(given[5], &offset)))
        return NX_ERROR;
    if (length < 0)
        return nx_raise(&nx_OverflowError, "memory mapped length must be positive");
    if (offset < 0)
        return nx_raise(&nx_OverflowError, "memory mapped offset must be positive");
    bool chosen = (given[2] && flags != MAP_SHARED) || (given[3] && protection != (PROT_READ | PROT_WRITE));
    if (!settle_access(access, chosen, &flags, &protection) || !fit_length(fd, offset, &length))
        return NX_ERROR;
    if (access == ACCESS_DEFAULT && protection == PROT_READ)
        access = ACCESS_READ;
    mapping *self = nx_new_instance(cls, 0);
    if (!self)
        return NX_ERROR;
    self->fd = -1;
    if (fd < 0)
        flags |= MAP_ANONYMOUS;
    else if ((self->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0)) < 0)
        return nx_raise_os_error(errno, 0);
    void *data = mmap(NULL, (size_t)length, protection, flags, fd < 0 ? -1 : fd, offset);
    if (data == MAP_FAILED) {
        int number = errno;
        let_go(self);
        return nx_raise_os_error(number, 0);
    }
    self->data = data;
    self->length = length;
    self->offset = offset;
    self->flags = flags;
    self->access = (int)access;
    return NX_OBJ(self);
}

static void finalize(nx_value self) { let_go(of(self)); }

nx_value nx_mmap_mmap_close(nx_value self) {
    if (of(self)->data && nx_exports_remain(&of(self)->exports))
        return nx_raise(&nx_BufferError, "cannot close exported pointers exist");
    let_go(of(self));
    return NX_NONE;
}

nx_value nx_mmap_mmap_enter(nx_value self) { return is_open(of(self)) ? self : NX_ERROR; }
nx_value nx_mmap_mmap_exit(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) { return nx_mmap_mmap_close(self); }
nx_value nx_mmap_mmap_get_closed(nx_value self) { return nx_from_bool(!of(self)->data); }

// ---- as a file ----------------------------------------------------------------------------------------------------------------

static nx_value take(mapping *m, int64_t count) {
    int64_t left = m->position < m->length ? m->length - m->position : 0;
    if (count < 0 || count > left)
        count = left;
    nx_value result = nx_bytes_new(m->data + m->position, count);
    m->position += count;
    return result;
}

nx_value nx_mmap_mmap_read(nx_value self, nx_value n) {
    int64_t count = -1;
    if (!is_open(of(self)) || (n != NX_NONE && !nx_to_size(n, &count)))
        return NX_ERROR;
    return take(of(self), count);
}

nx_value nx_mmap_mmap_read_byte(nx_value self) {
    mapping *m = of(self);
    if (!is_open(m))
        return NX_ERROR;
    return m->position < m->length ? NX_INT(m->data[m->position++]) : nx_raise(&nx_ValueError, "read byte out of range");
}

nx_value nx_mmap_mmap_readline(nx_value self) {
    mapping *m = of(self);
    if (!is_open(m))
        return NX_ERROR;
    int64_t left = m->position < m->length ? m->length - m->position : 0;
    const uint8_t *start = m->data + m->position, *end = memchr(start, '\n', (size_t)left);
    return take(m, end ? end - start + 1 : left);
}

nx_value nx_mmap_mmap_write(nx_value self, nx_value data) {
    mapping *m = of(self);
    nx_buffer view;
    if (!is_open(m) || !nx_buffer_get(data, &view))
        return NX_ERROR;
    nx_value result = NX_ERROR;
    if (may_write(m)) {
        if (view.length > m->length - m->position)
            nx_raise(&nx_ValueError, "data out of range");
        else {
            memcpy(m->data + m->position, view.data, (size_t)view.length);
            m->position += view.length;
            result = nx_from_i64(view.length);
        }
    }
    nx_buffer_release(&view);
    return result;
}

nx_value nx_mmap_mmap_write_byte(nx_value self, nx_value byte) {
    mapping *m = of(self);
    int64_t value;
    if (!is_open(m) || !nx_to_size(byte, &value))
        return NX_ERROR;
    if (value < 0 || value > 255)
        return nx_raise(&nx_OverflowError, value < 0 ? "unsigned byte integer is less than minimum" : "unsigned byte integer is greater than maximum");
    if (!may_write(m))
        return NX_ERROR;
    if (m->position >= m->length)
        return nx_raise(&nx_ValueError, "write byte out of range");
    m->data[m->position++] = (uint8_t)value;
    return NX_NONE;
}

nx_value nx_mmap_mmap_seek(nx_value self, nx_value pos, nx_value whence) {
    mapping *m = of(self);
    int64_t to;
    int how;
    if (!is_open(m) || !nx_to_size(pos, &to) || !nx_int_from_arg(whence, &how))
        return NX_ERROR;
    if (how < 0 || how > 2)
        return nx_raise(&nx_ValueError, "unknown seek type");
    int64_t from = how == 0 ? 0 : how == 1 ? m->position : m->length;
    if (__builtin_add_overflow(from, to, &to) || to < 0 || to > m->length)
        return nx_raise(&nx_ValueError, "seek out of range");
    m->position = to;
    return NX_NONE;
}

nx_value nx_mmap_mmap_tell(nx_value self) { return is_open(of(self)) ? nx_from_i64(of(self)->position) : NX_ERROR; }

nx_value nx_mmap_mmap_size(nx_value self) {
    struct stat about;
    if (!is_open(of(self)))
        return NX_ERROR;
    return fstat(of(self)->fd, &about) ? nx_raise_os_error(errno, 0) : nx_from_i64(about.st_size);
}

// ---- the memory ---------------------------------------------------------------------------------------------------------------

nx_value nx_mmap_mmap_resize(nx_value self, nx_value newsize) {
    mapping *m = of(self);
    int64_t size;
    if (!is_open(m) || !nx_to_size(newsize, &size))
        return NX_ERROR;
    if (nx_exports_remain(&m->exports))
        return nx_raise(&nx_BufferError, "mmap can't resize with extant buffers exported.");
    if (m->access == ACCESS_READ || m->access == ACCESS_COPY)
        return nx_raise(&nx_TypeError, "mmap can't resize a readonly or copy-on-write memory map.");
    if (size < 0 || INT64_MAX - size < m->offset)
        return nx_raise(&nx_ValueError, "new size out of range");
    if (m->fd >= 0 && ftruncate(m->fd, m->offset + size))
        return nx_raise_os_error(errno, 0);
    void *data = mremap(m->data, (size_t)m->length, (size_t)size, MREMAP_MAYMOVE);
    if (data == MAP_FAILED)
        return nx_raise_os_error(errno, 0);
    m->data = data;
    m->length = size;
    return NX_NONE;
}

nx_value nx_mmap_mmap_move(nx_value self, nx_value dest, nx_value src, nx_value count) {
    mapping *m = of(self);
    int64_t to, from, size;
    if (!is_open(m) || !nx_to_size(dest, &to) || !nx_to_size(src, &from) || !nx_to_size(count, &size) || !may_write(m))
        return NX_ERROR;
    if (to < 0 || from < 0 || size < 0 || m->length - to < size || m->length - from < size)
        return nx_raise(&nx_ValueError, "source, destination, or count out of range");
    memmove(m->data + to, m->data + from, (size_t)size);
    return NX_NONE;
}

nx_value nx_mmap_mmap_flush(nx_value self, nx_value offset, nx_value size) {
    mapping *m = of(self);
    int64_t from, count = m->length;
    if (!is_open(m) || !nx_to_size(offset, &from) || (size && !nx_to_size(size, &count)))
        return NX_ERROR;
    if (from < 0 || count < 0 || from > m->length || m->length - from < count)
        return nx_raise(&nx_ValueError, "flush values out of range");
    if (m->access == ACCESS_READ || m->access == ACCESS_COPY)
        return NX_NONE;
    return msync(m->data + from, (size_t)count, MS_SYNC) ? nx_raise_os_error(errno, 0) : NX_NONE;
}

nx_value nx_mmap_mmap_madvise(nx_value self, nx_value option, nx_value start, nx_value length) {
    mapping *m = of(self);
    int64_t from, count = m->length;
    int advice;
    if (!is_open(m) || !nx_int_from_arg(option, &advice) || !nx_to_size(start, &from) || (length && !nx_to_size(length, &count)))
        return NX_ERROR;
    if (from < 0 || from >= m->length)
        return nx_raise(&nx_ValueError, "madvise start out of bounds");
    if (count < 0)
        return nx_raise(&nx_ValueError, "madvise length invalid");
    if (INT64_MAX - from < count)
        return nx_raise(&nx_OverflowError, "madvise length too large");
    if (count > m->length - from)
        count = m->length - from;
    return madvise(m->data + from, (size_t)count, advice) ? nx_raise_os_error(errno, 0) : NX_NONE;
}

static int64_t clamped(int64_t i, int64_t length) {
    if (i < 0)
        i += length;
    return i < 0 ? 0 : i > length ? length : i;
}

static nx_value find(nx_value self, nx_value sub, nx_value start, nx_value end, bool backwards) {
    mapping *m = of(self);
    nx_buffer view;
    if (!is_open(m))
        return NX_ERROR;
    int64_t from = m->position, to = m->length, found = -1;
    if ((start && !nx_to_size(start, &from)) || (end && !nx_to_size(end, &to)) || !nx_buffer_get(sub, &view))
        return NX_ERROR;
    from = clamped(from, m->length);
    to = clamped(to, m->length);
    if (to - from >= view.length && !backwards) {
        const uint8_t *at = memmem(m->data + from, (size_t)(to - from), view.data, (size_t)view.length);
        found = at ? at - m->data : -1;
    } else if (backwards)
        for (int64_t i = to - view.length; i >= from && found < 0; i--)
            if (!memcmp(m->data + i, view.data, (size_t)view.length))
                found = i;
    nx_buffer_release(&view);
    return nx_from_i64(found);
}

nx_value nx_mmap_mmap_find(nx_value self, nx_value sub, nx_value start, nx_value end) { return find(self, sub, start, end, false); }
nx_value nx_mmap_mmap_rfind(nx_value self, nx_value sub, nx_value start, nx_value end) { return find(self, sub, start, end, true); }

// ---- as a sequence --------------------------------------------------------------------------------------------------------------

static bool length_of(nx_value self, int64_t *length) {
    *length = of(self)->length;
    return is_open(of(self));
}

// The place that an index names; -1: an exception is pending.
static int64_t place(const mapping *m, nx_value key) {
    int64_t i;
    if (!nx_to_index(key, &i, false))
        return -1;
    if (i < 0)
        i += m->length;
    if (i >= 0 && i < m->length)
        return i;
    nx_raise(&nx_IndexError, "mmap index out of range");
    return -1;
}

static nx_value getitem(nx_value self, nx_value key) {
    mapping *m = of(self);
    int64_t start, stop, step, count;
    if (!is_open(m))
        return NX_ERROR;
    if (nx_type_of(key)->index) {
        int64_t i = place(m, key);
        return i < 0 ? NX_ERROR : NX_INT(m->data[i]);
    }
    if (!nx_is_exact(key, &nx_slice_type))
        return nx_raise(&nx_TypeError, "mmap indices must be integers");
    if (!nx_slice_indices(NX_PTR(nx_slice, key), m->length, &start, &stop, &step, &count))
        return NX_ERROR;
    if (step == 1)
        return nx_bytes_new(m->data + start, count);
    nx_value result = nx_bytes_new(NULL, count);
    for (int64_t i = 0; result && i < count; i++)
        NX_PTR(nx_bytes, result)->data[i] = m->data[start + i * step];
    return result;
}

static bool set_byte(mapping *m, nx_value key, nx_value value) {
    int64_t i = place(m, key), byte;
    if (i < 0)
        return false;
    if (!nx_type_of(value)->index)
        return nx_failf(&nx_TypeError, "mmap item value must be an int");
    if (!nx_to_size(value, &byte))
        return false;
    if (byte < 0 || byte > 255)
        return nx_failf(&nx_ValueError, "mmap item value must be in range(0, 256)");
    m->data[i] = (uint8_t)byte;
    return true;
}

static bool setitem(nx_value self, nx_value key, nx_value value) {
    mapping *m = of(self);
    int64_t start, stop, step, count;
    nx_buffer view;
    if (!is_open(m) || !may_write(m))
        return false;
    if (!value)
        return nx_failf(&nx_TypeError, "mmap doesn't support item deletion");
    if (nx_type_of(key)->index)
        return set_byte(m, key, value);
    if (!nx_is_exact(key, &nx_slice_type))
        return nx_failf(&nx_TypeError, "mmap indices must be integers");
    if (!nx_slice_indices(NX_PTR(nx_slice, key), m->length, &start, &stop, &step, &count) || !nx_buffer_get(value, &view))
        return false;
    bool fits = view.length == count;
    for (int64_t i = 0; fits && i < count; i++)
        m->data[start + i * step] = ((const uint8_t *)view.data)[i];
    nx_buffer_release(&view);
    return fits || nx_failf(&nx_IndexError, "mmap slice assignment is wrong size");
}

// Iteration gives bytes of length one.
typedef struct { nx_header header; nx_value over; int64_t next; } iterator;

static nx_value iterate(nx_value self) {
    iterator *result = nx_new_object(iterator, iterator_type);
    if (!result)
        return NX_ERROR;
    result->over = self;
    return NX_OBJ(result);
}

static nx_value iterator_next(nx_value self) {
    iterator *i = NX_PTR(iterator, self);
    const mapping *m = of(i->over);
    if (!is_open(m))
        return NX_ERROR;
    return i->next < m->length ? nx_bytes_new(m->data + i->next++, 1) : NX_STOP;
}

static bool buffer(nx_value self, nx_buffer *view) {
    mapping *m = of(self);
    if (!is_open(m))
        return false;
    *view = (nx_buffer){.owner = self, .data = m->data, .length = m->length, .readonly = m->access == ACCESS_READ, .format = "B", .item_size = 1};
    m->exports++;
    return true;
}

static void buffer_release(nx_value self) { of(self)->exports--; }

static nx_value repr(nx_value self) {
    static const char *const accesses[] = {"ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"};
    const mapping *m = of(self);
    const char *access = accesses[m->access];
    if (!m->data)
        return nx_str_format("<%s closed=True>", nx_type_of(self)->c_name);
    return nx_str_format("<%s closed=False, access=%s, length=%lld, pos=%lld, offset=%lld>", nx_type_of(self)->c_name, access,
                         (long long)m->length, (long long)m->position, (long long)m->offset);
}

#include "mmap.inc"

static nx_type mapping_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &mapping_type},
    .c_name = "mmap.mmap",
    .base = &nx_object_type,
    .flags = NX_TYPE_BASE | NX_TYPE_WEAKREFABLE,
    .basic_size = sizeof(mapping),
    .doc = nx_mmap_mmap_doc,
    .methods = nx_mmap_mmap_methods,
    .getsets = nx_mmap_mmap_getsets,
    .new_ = mapping_new,
    .repr = repr,
    .length = length_of,
    .getitem = getitem,
    .setitem = setitem,
    .iter = iterate,
    .buffer = buffer,
    .buffer_release = buffer_release,
    .finalize = finalize,
    .finalizes_quietly = true,
};

static nx_type iterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &iterator_type},
    .c_name = "iterator",
    .base = &nx_object_type,
    .basic_size = sizeof(iterator),
    .iter = nx_iter_self,
    .next = iterator_next,
};

#define NUMBER(name) {#name, name}
static const struct { const char *name; int value; } constants[] = {
    NUMBER(ACCESS_DEFAULT), NUMBER(ACCESS_READ), NUMBER(ACCESS_WRITE), NUMBER(ACCESS_COPY), NUMBER(MADV_NORMAL), NUMBER(MADV_RANDOM),
    NUMBER(MADV_SEQUENTIAL), NUMBER(MADV_WILLNEED), NUMBER(MADV_DONTNEED), NUMBER(MADV_REMOVE), NUMBER(MADV_DONTFORK),
    NUMBER(MADV_DOFORK), NUMBER(MADV_HWPOISON), NUMBER(MADV_MERGEABLE), NUMBER(MADV_UNMERGEABLE), NUMBER(MADV_HUGEPAGE),
    NUMBER(MADV_NOHUGEPAGE), NUMBER(MADV_DONTDUMP), NUMBER(MADV_DODUMP), NUMBER(MADV_FREE), NUMBER(MAP_SHARED), NUMBER(MAP_PRIVATE),
    NUMBER(MAP_ANON), NUMBER(MAP_ANONYMOUS), NUMBER(MAP_DENYWRITE), NUMBER(MAP_EXECUTABLE), NUMBER(MAP_POPULATE), NUMBER(MAP_STACK),
    NUMBER(PROT_EXEC), NUMBER(PROT_READ), NUMBER(PROT_WRITE),
};

static bool init(nx_module *self) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(self->dict, nx_str_intern_c(constants[i].name), NX_INT(constants[i].value)))
            return false;
    nx_value page = NX_INT(sysconf(_SC_PAGESIZE));
    return nx_type_ready(&iterator_type) && nx_dict_set_str(self->dict, nx_str_intern_c("PAGESIZE"), page) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("ALLOCATIONGRANULARITY"), page) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("error"), NX_OBJ(&nx_OSError));
}

static nx_type *const types[] = {&mapping_type, NULL};
const nx_module_def nx_module_mmap = {.name = "mmap", .types = types, .init = init};
