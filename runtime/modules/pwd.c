// pwd: the system's users.
#include <errno.h>
#include <pwd.h>

#include "../types/number.h"
#include "../types/structseq.h"
#include "natives.h"

NX_STRUCTSEQ(pwd_entry, "pwd.struct_passwd",
             "pwd.struct_passwd: Results from getpw*() routines.\n\nThis object may be accessed either as a tuple of\n"
             "  (pw_name,pw_passwd,pw_uid,pw_gid,pw_gecos,pw_dir,pw_shell)\nor via the object attributes as named in the above tuple.",
             7, false, "pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell")

static nx_value text(const char *field) {
    return field ? nx_str_from_c(field) : NX_NONE;
}

static nx_value entry(const struct passwd *p) {
    nx_value items[7] = {text(p->pw_name), text(p->pw_passwd), NX_INT(p->pw_uid), NX_INT(p->pw_gid),
                         text(p->pw_gecos), text(p->pw_dir), text(p->pw_shell)};
    return nx_structseq_make(&nx_pwd_entry_structseq, items);
}

nx_value nx_pwd_getpwuid(nx_value uid) {
    int64_t id;
    nx_value index = nx_index(uid);
    if (!index) {
        if (nx_error_matches(&nx_TypeError)) {
            nx_error_clear();
            nx_raisef(&nx_TypeError, "uid should be integer, not %T", uid);
        }
        return 0;
    }
    bool fits = nx_int_try_i64(index, &id) && id >= -1 && id <= UINT32_MAX;
    if (!fits)
        return nx_raise(&nx_KeyError, "getpwuid(): uid not found");
    struct passwd *found = getpwuid((uid_t)id);
    return found ? entry(found) : nx_raisef(&nx_KeyError, "getpwuid(): uid not found: %S", index);
}

nx_value nx_pwd_getpwnam(nx_value name) {
    if (!nx_is_str(name))
        return nx_raisef(&nx_TypeError, "getpwnam() argument must be str, not %Y", name);
    size_t length;
    const char *wanted = nx_str_utf8(name, &length);
    if (!wanted)
        return 0;
    if (strlen(wanted) != length)
        return nx_raise(&nx_ValueError, "embedded null byte");
    struct passwd *found = getpwnam(wanted);
    return found ? entry(found) : nx_raisef(&nx_KeyError, "getpwnam(): name not found: %R", name);
}

nx_value nx_pwd_getpwall(void) {
    nx_list *all = nx_list_new(16);
    setpwent();
    for (struct passwd *p; all && (p = getpwent());) {
        nx_value one = entry(p);
        if (!one || !nx_list_push(all, one)) {
            endpwent();
            return 0;
        }
    }
    endpwent();
    return all ? NX_OBJ(all) : 0;
}

#include "pwd.inc"

static bool init(nx_module *self) {
    return nx_structseq_ready(&nx_pwd_entry_structseq) &&
           nx_dict_set_str(self->dict, nx_str_intern_c("struct_passwd"), NX_OBJ(&nx_pwd_entry_type));
}

const nx_module_def nx_module_pwd = {.name = "pwd", .functions = nx_pwd_functions, .init = init};
