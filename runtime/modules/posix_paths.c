// The posix module: path arguments, file status, folders.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include "../core/alloc.h"
#include "io.h"
#include "posix.h"

nx_value nx_posix_fspath(nx_value path) {
    if (nx_is_str(path) || nx_has_flag(path, NX_TYPE_BYTES))
        return path;
    nx_value result = nx_call_special(path, &nx_s___fspath__, 0, NULL);
    if (result == NX_NOTIMPLEMENTED)
        return nx_raisef(&nx_TypeError, "expected str, bytes or os.PathLike object, not %T", path);
    if (result && !nx_is_str(result) && !nx_has_flag(result, NX_TYPE_BYTES))
        return nx_raisef(&nx_TypeError, "expected %T.__fspath__() to return str or bytes, not %T", path, result);
    return result;
}

bool nx_path_from(nx_value value, const char *function, int allowed, nx_path *path) {
    path->text = NULL;
    path->fd = -1;
    path->object = value;
    path->bytes = false;
    if ((allowed & NX_PATH_NONE) && (!value || value == NX_NONE)) {
        path->text = ".";
        path->object = 0;
        return true;
    }
    if ((allowed & NX_PATH_FD) && nx_is_int(value))
        return nx_int_from_arg(value, &path->fd);
    nx_value text = value;
    if (!nx_is_str(value) && !nx_has_flag(value, NX_TYPE_BYTES)) {
        if (!nx_type_lookup(nx_type_of(value), &nx_s___fspath__))
            return nx_failf(&nx_TypeError, "%s: path should be string, bytes%s, not %T", function,
                            allowed == (NX_PATH_FD | NX_PATH_NONE) ? ", os.PathLike, integer or None"
                            : allowed & NX_PATH_FD                 ? ", os.PathLike or integer"
                            : allowed & NX_PATH_NONE               ? ", os.PathLike or None"
                                                                   : " or os.PathLike",
                            value);
        text = nx_posix_fspath(value);
        if (!text)
            return false;
        path->object = text;
    }
    size_t length;
    if (nx_is_str(text)) {
        path->text = nx_str_utf8_lossy(text, &length);
    } else {
        path->bytes = true;
        path->text = (const char *)NX_PTR(nx_bytes, text)->data;
        length = (size_t)NX_PTR(nx_bytes, text)->length;
    }
    if (strlen(path->text) != length)
        return nx_failf(&nx_ValueError, path->bytes ? "embedded null byte" : "embedded null byte");
    return true;
}

nx_value nx_path_text(const nx_path *like, const char *text) {
    return like->bytes ? nx_bytes_new((const uint8_t *)text, (int64_t)strlen(text)) : nx_str_from_utf8(text, strlen(text));
}

nx_value nx_fail_path(const nx_path *path) { return nx_raise_os_error(errno, path->object); }

bool nx_int_from_arg(nx_value value, int *out) {
    int64_t number;
    nx_value index = nx_index(value);
    if (!index)
        return false;
    if (!nx_int_try_i64(index, &number) || number < INT32_MIN || number > INT32_MAX)
        return nx_failf(&nx_OverflowError, "signed integer is %s than %s", nx_int_sign(index) > 0 ? "greater" : "less",
                        nx_int_sign(index) > 0 ? "maximum" : "minimum");
    *out = (int)number;
    return true;
}

bool nx_fd_from(nx_value value, int *fd) {
    if (!nx_is_int(value)) {
        nx_value method = nx_getattr_optional(value, &nx_s_fileno);
        if (!method)
            return !nx_pending() && nx_failf(&nx_TypeError, "argument must be an int, or have a fileno() method.");
        value = nx_call0(method);
        if (!value)
            return false;
        if (!nx_is_int(value))
            return nx_failf(&nx_TypeError, "fileno() returned a non-integer");
    }
    if (!nx_int_from_arg(value, fd))
        return false;
    if (*fd < 0)
        return nx_failf(&nx_ValueError, "file descriptor cannot be a negative integer (%d)", *fd);
    return true;
}

bool nx_dir_fd_from(nx_value value, int *fd) {
    if (!value || value == NX_NONE) {
        *fd = AT_FDCWD;
        return true;
    }
    return nx_int_from_arg(value, fd);
}

// ---- status -----------------------------------------------------------------------------------------------------------------------------

NX_STRUCTSEQ(posix_stat_result, "os.stat_result", "stat_result: Result from stat, fstat, or lstat.", 10, false, "st_mode",
             "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "_atime", "_mtime", "_ctime", "st_atime",
             "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev")

static nx_value stat_repr(nx_value self) {
    static const char *const names[] = {"st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size",
                                        "st_atime", "st_mtime", "st_ctime"};
    nx_builder out;
    nx_builder_init(&out);
    nx_builder_c(&out, "os.stat_result(");
    for (int i = 0; i < 10; i++) {
        nx_value shown = nx_repr(NX_PTR(nx_tuple, self)->items[i]);
        if (!shown)
            return NX_ERROR;
        nx_builder_c(&out, i ? ", " : "");
        nx_builder_c(&out, names[i]);
        nx_builder_char(&out, '=');
        nx_builder_str(&out, shown);
    }
    nx_builder_char(&out, ')');
    return nx_builder_finish(&out);
}

nx_value nx_stat_result(const void *status) {
    const struct stat *s = status;
    const struct timespec *const when[] = {&s->st_atim, &s->st_mtim, &s->st_ctim};
    nx_value items[19] = {nx_from_i64(s->st_mode), nx_int_from_u64(s->st_ino), nx_int_from_u64(s->st_dev),
                          nx_from_i64((int64_t)s->st_nlink), nx_from_i64(s->st_uid), nx_from_i64(s->st_gid),
                          nx_from_i64(s->st_size)};
    for (int i = 0; i < 3; i++) {
        items[7 + i] = nx_from_i64(when[i]->tv_sec);
        items[10 + i] = nx_from_double((double)when[i]->tv_sec + 1e-9 * (double)when[i]->tv_nsec);
        items[13 + i] = nx_from_i64(when[i]->tv_sec * (int64_t)1000000000 + when[i]->tv_nsec);
    }
    items[16] = nx_from_i64(s->st_blksize);
    items[17] = nx_from_i64(s->st_blocks);
    items[18] = nx_int_from_u64(s->st_rdev);
    return nx_structseq_make(&nx_posix_stat_result_structseq, items);
}

bool nx_posix_stat_ready(nx_module *module) {
    nx_posix_stat_result_type.repr = stat_repr;
    return nx_structseq_ready(&nx_posix_stat_result_structseq) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("stat_result"), NX_OBJ(&nx_posix_stat_result_type));
}

static nx_value status_of(nx_value given, nx_value dir_fd, bool follow, const char *function) {
    nx_io_flush_all();
    nx_path path;
    struct stat status;
    int folder;
    if (!nx_path_from(given, function, NX_PATH_FD, &path) || !nx_dir_fd_from(dir_fd, &folder))
        return NX_ERROR;
    int failed = path.fd >= 0 || !path.text ? fstat(path.fd, &status)
                                            : fstatat(folder, path.text, &status, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    return failed ? nx_fail_path(&path) : nx_stat_result(&status);
}

nx_value nx_posix_stat(nx_value path, nx_value dir_fd, nx_value follow_symlinks) {
    int follow = nx_truth(follow_symlinks);
    return follow < 0 ? NX_ERROR : status_of(path, dir_fd, follow, "stat");
}

nx_value nx_posix_lstat(nx_value path, nx_value dir_fd) { return status_of(path, dir_fd, false, "lstat"); }

nx_value nx_posix_fstat(nx_value fd) {
    int number;
    struct stat status;
    if (!nx_int_from_arg(fd, &number))
        return NX_ERROR;
    return fstat(number, &status) ? nx_raise_os_error(errno, 0) : nx_stat_result(&status);
}

// ---- folders ----------------------------------------------------------------------------------------------------------------------------

static DIR *open_folder(const nx_path *path) {
    int copy = path->text ? -1 : dup(path->fd);
    if (!path->text && copy < 0) {
        nx_raise_os_error(errno, 0);
        return NULL;
    }
    DIR *folder = path->text ? opendir(path->text) : fdopendir(copy);
    if (!folder)
        nx_fail_path(path);
    else if (!path->text)
        rewinddir(folder); // descriptors of one open folder share their place
    return folder;
}

static bool is_dots(const char *name) { return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2])); }

nx_value nx_posix_listdir(nx_value given) {
    nx_path path;
    if (!nx_path_from(given, "listdir", NX_PATH_FD | NX_PATH_NONE, &path))
        return NX_ERROR;
    DIR *folder = open_folder(&path);
    nx_list *names = folder ? nx_list_new(16) : NULL;
    bool ok = names != NULL;
    for (struct dirent *entry; ok && (entry = readdir(folder));) {
        if (is_dots(entry->d_name))
            continue;
        nx_value name = nx_path_text(&path, entry->d_name);
        ok = name && nx_list_push(names, name);
    }
    if (folder)
        closedir(folder);
    return ok ? NX_OBJ(names) : NX_ERROR;
}

typedef struct {
    nx_header header;
    nx_value name, path, status, link_status;
    uint64_t inode;
    unsigned char kind; // DT_*
    nx_value folder;    // descriptor of the folder when that was given, else None
} nx_dir_entry;

typedef struct {
    nx_header header;
    DIR *folder; // NULL: closed
    nx_path path;
    nx_value base;
} nx_scandir;

static nx_dir_entry *entry_of(nx_value self) { return NX_PTR(nx_dir_entry, self); }

nx_value nx_posix_scandir(nx_value given) {
    nx_path path;
    if (!nx_path_from(given, "scandir", NX_PATH_FD | NX_PATH_NONE, &path))
        return NX_ERROR;
    DIR *folder = open_folder(&path);
    nx_scandir *self = folder ? nx_new_object(nx_scandir, nx_posix_ScandirIterator_type) : NULL;
    if (!self) {
        if (folder)
            closedir(folder);
        return NX_ERROR;
    }
    self->folder = folder;
    self->path = path;
    return NX_OBJ(self);
}

nx_value nx_posix_ScandirIterator_close(nx_value self) {
    nx_scandir *scan = NX_PTR(nx_scandir, self);
    if (scan->folder)
        closedir(scan->folder);
    scan->folder = NULL;
    return NX_NONE;
}

nx_value nx_posix_ScandirIterator_enter(nx_value self) { return self; }
nx_value nx_posix_ScandirIterator_exit(nx_value self, nx_value type, nx_value value, nx_value traceback) {
    return nx_posix_ScandirIterator_close(self);
}

static nx_value scandir_next(nx_value self) {
    nx_scandir *scan = NX_PTR(nx_scandir, self);
    struct dirent *found = NULL;
    while (scan->folder && (found = readdir(scan->folder)) && is_dots(found->d_name)) {
    }
    if (!found) {
        nx_posix_ScandirIterator_close(self);
        return NX_STOP;
    }
    nx_dir_entry *entry = nx_new_object(nx_dir_entry, nx_posix_DirEntry_type);
    if (!entry)
        return NX_ERROR;
    entry->inode = found->d_ino;
    entry->kind = found->d_type;
    entry->folder = scan->path.text ? NX_NONE : NX_INT(scan->path.fd);
    entry->name = nx_path_text(&scan->path, found->d_name);
    nx_builder joined;
    nx_builder_init(&joined);
    if (scan->path.text && scan->path.object) {
        size_t length = strlen(scan->path.text);
        char *text = nx_alloc_bytes(length + strlen(found->d_name) + 2);
        if (!text)
            return NX_ERROR;
        memcpy(text, scan->path.text, length);
        if (length && text[length - 1] != '/')
            text[length++] = '/';
        strcpy(text + length, found->d_name);
        entry->path = nx_path_text(&scan->path, text);
    } else if (scan->path.text) {
        nx_value path = nx_str_format("./%U", entry->name);
        entry->path = path;
    } else {
        entry->path = entry->name;
    }
    return entry->name && entry->path ? NX_OBJ(entry) : NX_ERROR;
}

nx_value nx_posix_DirEntry_get_name(nx_value self) { return entry_of(self)->name; }
nx_value nx_posix_DirEntry_get_path(nx_value self) { return entry_of(self)->path; }
nx_value nx_posix_DirEntry_fspath(nx_value self) { return entry_of(self)->path; }
nx_value nx_posix_DirEntry_inode(nx_value self) { return nx_int_from_u64(entry_of(self)->inode); }

static nx_value entry_status(nx_value self, bool follow) {
    nx_dir_entry *entry = entry_of(self);
    nx_value *kept = follow ? &entry->status : &entry->link_status;
    if (!*kept)
        *kept = status_of(entry->path, entry->folder, follow, "stat");
    return *kept;
}

nx_value nx_posix_DirEntry_stat(nx_value self, nx_value follow_symlinks) {
    int follow = nx_truth(follow_symlinks);
    return follow < 0 ? NX_ERROR : entry_status(self, follow);
}

// Whether the entry is of a kind (S_IFDIR, S_IFREG); a missing file is of none.
static nx_value entry_is(nx_value self, nx_value follow_symlinks, unsigned char kind, mode_t mode) {
    const nx_dir_entry *entry = entry_of(self);
    int follow = nx_truth(follow_symlinks);
    if (follow < 0)
        return NX_ERROR;
    if (entry->kind != DT_UNKNOWN && !(entry->kind == DT_LNK && follow))
        return nx_from_bool(entry->kind == kind);
    nx_value status = entry_status(self, follow);
    int64_t bits;
    if (!status) {
        if (!nx_error_matches(&nx_FileNotFoundError))
            return NX_ERROR;
        nx_error_clear();
        return NX_FALSE;
    }
    return nx_int_to_i64(NX_PTR(nx_tuple, status)->items[0], &bits) ? nx_from_bool((bits & S_IFMT) == mode) : NX_ERROR;
}

nx_value nx_posix_DirEntry_is_dir(nx_value self, nx_value follow) { return entry_is(self, follow, DT_DIR, S_IFDIR); }
nx_value nx_posix_DirEntry_is_file(nx_value self, nx_value follow) { return entry_is(self, follow, DT_REG, S_IFREG); }
nx_value nx_posix_DirEntry_is_symlink(nx_value self) { return entry_is(self, NX_FALSE, DT_LNK, S_IFLNK); }

static nx_value entry_repr(nx_value self) { return nx_str_format("<DirEntry %R>", entry_of(self)->name); }
static nx_value itself(nx_value self) { return self; }
static void scandir_finalize(nx_value self) { nx_posix_ScandirIterator_close(self); }

#include "posix.inc"

nx_type nx_posix_DirEntry_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_posix_DirEntry_type},
    .c_name = "posix.DirEntry",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_dir_entry),
    .methods = nx_posix_DirEntry_methods,
    .getsets = nx_posix_DirEntry_getsets,
    .repr = entry_repr,
};

nx_type nx_posix_ScandirIterator_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &nx_posix_ScandirIterator_type},
    .c_name = "posix.ScandirIterator",
    .base = &nx_object_type,
    .basic_size = sizeof(nx_scandir),
    .methods = nx_posix_ScandirIterator_methods,
    .iter = itself,
    .next = scandir_next,
    .finalize = scandir_finalize,
};

static bool init(nx_module *module) {
    return nx_type_ready(&nx_posix_DirEntry_type) && nx_type_ready(&nx_posix_ScandirIterator_type) &&
           nx_posix_stat_ready(module) && nx_posix_files_ready(module) && nx_posix_process_ready(module) && nx_posix_identity_ready(module) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("DirEntry"), NX_OBJ(&nx_posix_DirEntry_type)) &&
           nx_dict_set_str(module->dict, nx_str_intern_c("error"), NX_OBJ(&nx_OSError));
}

const nx_module_def nx_module_posix = {.name = "posix", .functions = nx_posix_functions, .init = init};
