// The sys module.
#include <limits.h>
#include <locale.h>
#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "../core/error.h"
#include "../core/import.h"
#include "../core/startup.h"
#include "../core/system.h"
#include "../types/generator.h"
#include "io.h"
#include "../types/number.h"
#include "../types/structseq.h"

nx_dict *nx_sys_dict;
static double switch_interval = 0.005;
static nx_value original_excepthook, original_displayhook;

nx_value nx_sys_default_hook(void) { return original_excepthook; }

NX_STRUCTSEQ(sys_version_info, "sys.version_info", "Version information as a named tuple.", 5, true, "major", "minor",
             "micro", "releaselevel", "serial")
NX_STRUCTSEQ(sys_flags, "sys.flags", "Flags provided through command line arguments or environment vars.", 18, true,
             "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
             "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode",
             "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits")
NX_STRUCTSEQ(sys_float_info, "sys.float_info", "A named tuple holding information about the float type.", 11, true, "max",
             "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds")
NX_STRUCTSEQ(sys_int_info, "sys.int_info", "A named tuple that holds information about Python's integers.", 4, true,
             "bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold")
NX_STRUCTSEQ(sys_hash_info, "sys.hash_info", "A named tuple providing parameters used for computing hashes.", 9, true,
             "width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff")
NX_STRUCTSEQ(sys_thread_info, "sys.thread_info", "A named tuple holding information about the thread implementation.", 3,
             true, "name", "lock", "version")
NX_STRUCTSEQ(sys_asyncgen_hooks, "asyncgen_hooks", "Hooks of async generators.", 2, true, "firstiter", "finalizer")

// ---- ending, exceptions -------------------------------------------------------------------------------------------------------------

nx_value nx_sys_exit(nx_value status) {
    nx_value exception = status == NX_NONE ? nx_call0(NX_OBJ(&nx_SystemExit))
                         : nx_is_tuple(status) ? nx_call_tuple(NX_OBJ(&nx_SystemExit), status, 0)
                                               : nx_call1(NX_OBJ(&nx_SystemExit), status);
    return exception ? nx_raise_value(exception) : NX_ERROR;
}

nx_value nx_sys_exc_info(void) {
    nx_value handled = nx_handled_now();
    nx_value parts[3] = {NX_NONE, NX_NONE, NX_NONE};
    if (handled) {
        parts[0] = NX_OBJ(nx_type_of(handled));
        parts[1] = handled;
        parts[2] = NX_EXCEPTION(handled)->traceback ? NX_EXCEPTION(handled)->traceback : NX_NONE;
    }
    return nx_tuple_from(3, parts);
}

nx_value nx_sys_exception(void) {
    nx_value handled = nx_handled_now();
    return handled ? handled : NX_NONE;
}

nx_value nx_sys_excepthook(nx_value exctype, nx_value value, nx_value traceback) {
    if (!nx_is_exception(value))
        return nx_raisef(&nx_TypeError, "print_exception(): Exception expected for value, %T found", value);
    nx_exception *exception = NX_EXCEPTION(value);
    if (!exception->traceback && nx_is_exact(traceback, &nx_traceback_type))
        exception->traceback = traceback;
    nx_print_exception_now(value);
    return NX_NONE;
}

nx_value nx_sys_unraisablehook(nx_value unraisable) {
    nx_value exception = nx_getattr(unraisable, nx_str_intern_c("exc_value"));
    nx_value object = exception ? nx_getattr(unraisable, nx_str_intern_c("object")) : 0;
    nx_value message = object ? nx_getattr(unraisable, nx_str_intern_c("err_msg")) : 0;
    if (!message)
        return NX_ERROR;
    if (!nx_is_exception(exception))
        return NX_NONE;
    nx_builder what;
    nx_builder_init(&what);
    if (message == NX_NONE)
        nx_builder_c(&what, "Exception ignored in");
    else
        nx_builder_str(&what, message);
    nx_builder_c(&what, object == NX_NONE ? ":" : ": ");
    nx_value words = nx_builder_finish(&what);
    size_t length;
    if (words)
        nx_show_unraisable(nx_str_utf8_lossy(words, &length), exception, object == NX_NONE ? 0 : object);
    return words ? NX_NONE : NX_ERROR;
}

nx_value nx_sys_breakpointhook(nx_value args, nx_value kws) {
    return nx_raisef(&nx_RuntimeError, "breakpoint(): a compiled program has no debugger");
}

bool nx_display(nx_value value) {
    nx_value hook = nx_dict_get_str(nx_sys_dict, &nx_s_displayhook);
    if (!hook) return nx_pending() ? false : nx_failf(&nx_RuntimeError, "lost sys.displayhook");
    return nx_call1(hook, value) != 0;
}

nx_value nx_sys_displayhook(nx_value object) {
    if (object == NX_NONE)
        return NX_NONE;
    nx_value shown = nx_repr(object);
    nx_value file = nx_dict_get_str(nx_sys_dict, &nx_s_stdout);
    if (!shown)
        return NX_ERROR;
    if (!file)
        return nx_raisef(&nx_RuntimeError, "lost sys.stdout");
    nx_value end = nx_str_from_c("\n");
    if (!nx_call_method(file, &nx_s_write, 1, &shown, 0) || !nx_call_method(file, &nx_s_write, 1, &end, 0))
        return NX_ERROR;
    return nx_dict_set_str(nx_builtins, &nx_s__, object) ? NX_NONE : NX_ERROR;
}

// ---- limits, sizes, names -------------------------------------------------------------------------------------------------------------

nx_value nx_sys_getrecursionlimit(void) { return nx_from_i64(nx_recursion_limit); }

nx_value nx_sys_setrecursionlimit(nx_value limit) {
    nx_value number = nx_index(limit);
    int64_t n;
    if (!number || !nx_int_to_i64(number, &n))
        return NX_ERROR;
    if (n < 1)
        return nx_raisef(&nx_ValueError, "recursion limit must be greater or equal than 1");
    if (n > INT_MAX)
        return nx_raisef(&nx_OverflowError, "Python int too large to convert to C int");
    nx_recursion_limit = n; // the depth itself is limited by the stack
    return NX_NONE;
}

// Nothing is counted: what CPython says of an object that one name refers to (the argument is the second reference).
nx_value nx_sys_getrefcount(nx_value object) { return NX_INT(2); }

nx_value nx_sys_getsizeof(nx_value object, nx_value fallback) {
    nx_value size = nx_call_special(object, &nx_s___sizeof__, 0, NULL);
    if (size == NX_NOTIMPLEMENTED)
        size = nx_raisef(&nx_TypeError, "Type %T doesn't define __sizeof__", object);
    if (!size) {
        if (!fallback || !nx_error_matches(&nx_TypeError))
            return NX_ERROR;
        nx_error_clear();
        return fallback;
    }
    return size;
}

nx_value nx_sys_intern(nx_value string) {
    if (!nx_is_exact_str(string))
        return nx_is_str(string) ? nx_raisef(&nx_TypeError, "can't intern %T", string)
                                 : nx_raisef(&nx_TypeError, "intern() argument must be str, not %Y", string);
    return nx_str_intern(string);
}

nx_value nx_sys_getdefaultencoding(void) { return nx_str_from_c("utf-8"); }
nx_value nx_sys_getfilesystemencoding(void) { return nx_str_from_c("utf-8"); }
nx_value nx_sys_getfilesystemencodeerrors(void) { return nx_str_from_c("surrogateescape"); }
nx_value nx_sys_is_finalizing(void) { return NX_FALSE; }
nx_value nx_sys_getswitchinterval(void) { return nx_from_double(switch_interval); }

nx_value nx_sys_setswitchinterval(nx_value interval) {
    double seconds;
    if (!nx_to_double(interval, &seconds))
        return NX_ERROR;
    if (!(seconds > 0))
        return nx_raisef(&nx_ValueError, "switch interval must be strictly positive");
    switch_interval = seconds;
    return NX_NONE;
}

nx_value nx_sys_get_int_max_str_digits(void) { return nx_from_i64(nx_int_max_str_digits); }

nx_value nx_sys_set_int_max_str_digits(nx_value maxdigits) {
    nx_value number = nx_index(maxdigits);
    int64_t n;
    if (!number || !nx_int_to_i64(number, &n))
        return NX_ERROR;
    if (n != 0 && n < 640)
        return nx_raisef(&nx_ValueError, "maxdigits must be 0 or larger than 640");
    nx_int_max_str_digits = n;
    return NX_NONE;
}

// ---- hooks ----------------------------------------------------------------------------------------------------------------------------

nx_value nx_sys_get_asyncgen_hooks(void) {
    nx_value hooks[] = {nx_asyncgen_firstiter, nx_asyncgen_finalizer};
    return nx_structseq_make(&nx_sys_asyncgen_hooks_structseq, hooks);
}

nx_value nx_sys_set_asyncgen_hooks(nx_value firstiter, nx_value finalizer) {
    if (finalizer && finalizer != NX_NONE && !nx_is_callable(finalizer))
        return nx_raisef(&nx_TypeError, "callable finalizer expected, got %T", finalizer);
    if (firstiter && firstiter != NX_NONE && !nx_is_callable(firstiter))
        return nx_raisef(&nx_TypeError, "callable firstiter expected, got %T", firstiter);
    if (finalizer)
        nx_asyncgen_finalizer = finalizer == NX_NONE ? 0 : finalizer;
    if (firstiter)
        nx_asyncgen_firstiter = firstiter == NX_NONE ? 0 : firstiter;
    return NX_NONE;
}

nx_value nx_sys_get_coroutine_origin_tracking_depth(void) { return nx_from_i64(nx_coroutine_origin_depth); }

nx_value nx_sys_set_coroutine_origin_tracking_depth(nx_value depth) {
    int64_t wanted;
    if (!nx_int_to_i64(depth, &wanted))
        return NX_ERROR;
    if (wanted < 0)
        return nx_raisef(&nx_ValueError, "depth must be >= 0");
    nx_coroutine_origin_depth = wanted;
    return NX_NONE;
}

static nx_value no_tracing(const char *name, nx_value function) {
    if (function == NX_NONE)
        return NX_NONE;
    return nx_raisef(&nx_NotImplementedError, "sys.%s(): compiled code cannot be traced", name);
}

nx_value nx_sys_gettrace(void) { return NX_NONE; }
nx_value nx_sys_settrace(nx_value function) { return no_tracing("settrace", function); }
nx_value nx_sys_getprofile(void) { return NX_NONE; }
nx_value nx_sys_setprofile(nx_value function) { return no_tracing("setprofile", function); }
nx_value nx_sys_getallocatedblocks(void) { return NX_INT(0); }
nx_value nx_sys_clear_type_cache(void) { return NX_NONE; }
nx_value nx_sys__clear_type_cache(void) { return NX_NONE; }
nx_value nx_sys_audit(nx_value self, size_t nargs, const nx_value *args, nx_value kwnames) { return NX_NONE; }
nx_value nx_sys_addaudithook(nx_value hook) {
    return nx_raisef(&nx_NotImplementedError, "sys.addaudithook(): compiled programs raise no audit events");
}

// ---- the module's constants -----------------------------------------------------------------------------------------------------------

static const char stdlib_names[] =
    "__future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bootsubprocess _bz2 _codecs _codecs_cn "
    "_codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _compat_pickle "
    "_compression _contextvars _crypt _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree "
    "_frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _io _json _locale "
    "_lsprof _lzma _markupbase _md5 _msi _multibytecodec _multiprocessing _opcode _operator _osx_support "
    "_overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydecimal _pyio _queue _random _scproxy _sha1 "
    "_sha256 _sha3 _sha512 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime "
    "_struct _symtable _thread _threading_local _tkinter _tokenize _tracemalloc _typing _uuid _warnings "
    "_weakref _weakrefset _winapi _zoneinfo abc aifc antigravity argparse array ast asynchat asyncio asyncore "
    "atexit audioop base64 bdb binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code "
    "codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg "
    "crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings "
    "ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc "
    "genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib "
    "imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma "
    "mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib "
    "nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes "
    "pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc "
    "pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select "
    "selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 "
    "sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable "
    "sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit "
    "tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata "
    "unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc "
    "zipapp zipfile zipimport zlib zoneinfo";

static bool set(const char *name, nx_value value) {
    return value && nx_dict_set_str(nx_sys_dict, nx_str_intern_c(name), value);
}

static bool set_text(const char *name, const char *words) { return set(name, nx_str_from_c(words)); }

static nx_value words_as_set(const char *words) {
    nx_list *list = nx_list_new(320);
    while (list && *words) {
        size_t length = strcspn(words, " ");
        nx_value word = nx_str_from_utf8(words, length);
        if (!word || !nx_list_push(list, word))
            return NX_ERROR;
        words += length + (words[length] == ' ');
    }
    return list ? nx_frozenset_of(NX_OBJ(list)) : NX_ERROR;
}

static nx_value version_info(void) {
    nx_value items[] = {NX_INT(3), NX_INT(11), NX_INT(2), nx_str_from_c("final"), NX_INT(0)};
    return nx_structseq_make(&nx_sys_version_info_structseq, items);
}

static bool set_version(void) {
    nx_value info = version_info();
    nx_value names[] = {nx_str_from_c("name"), nx_str_from_c("cache_tag"), nx_str_from_c("version"),
                        nx_str_from_c("hexversion"), nx_str_from_c("_multiarch")};
    nx_value values[] = {nx_str_from_c("natrix"), nx_str_from_c("natrix-311"), info, NX_INT(0x030b02f0), nx_str_from_c("x86_64-linux-gnu")};
    nx_value implementation = nx_call(NX_OBJ(&nx_simple_namespace_type), 0, values, nx_tuple_from(5, names));
    return set("version_info", info) && set_text("version", "3.11.2 (Natrix) [GCC " __VERSION__ "]") &&
           set("hexversion", NX_INT(0x030b02f0)) && set("api_version", NX_INT(1013)) &&
           set("implementation", implementation) && set_text("copyright", "") && set_text("platform", "linux") &&
           set_text("abiflags", "") && set_text("platlibdir", "lib") && set_text("float_repr_style", "short") &&
           set_text("byteorder", __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "little" : "big");
}

// Asked for, or what a locale means that says nothing about encodings.
bool nx_in_utf8_mode(void) {
    static int mode = -1;
    if (mode >= 0)
        return mode;
    const char *asked = getenv("PYTHONUTF8");
    if (asked && (!strcmp(asked, "0") || !strcmp(asked, "1")))
        return (mode = *asked == '1') != 0;
    const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"}, *locale = NULL;
    for (int i = 0; i < 3 && (!locale || !*locale); i++)
        locale = getenv(names[i]);
    mode = !locale || !*locale || !strcmp(locale, "C") || !strcmp(locale, "POSIX");
    if (!mode) {
        locale_t known = newlocale(LC_CTYPE_MASK, locale, (locale_t)0);
        if (known)
            freelocale(known);
        mode = !known;
    }
    return mode;
}

static bool set_numbers(void) {
    nx_value flags[18];
    for (int i = 0; i < 18; i++)
        flags[i] = NX_INT(0);
    const char *unwritten = getenv("PYTHONDONTWRITEBYTECODE");
    flags[4] = NX_INT(unwritten && *unwritten);
    flags[11] = NX_INT(1);
    flags[13] = flags[16] = NX_FALSE;
    flags[14] = NX_INT(nx_in_utf8_mode());
    flags[17] = NX_INT(-1); // the default
    nx_value floats[] = {nx_from_double(DBL_MAX), NX_INT(DBL_MAX_EXP), NX_INT(DBL_MAX_10_EXP), nx_from_double(DBL_MIN),
                         NX_INT(DBL_MIN_EXP), NX_INT(DBL_MIN_10_EXP), NX_INT(DBL_DIG), NX_INT(DBL_MANT_DIG),
                         nx_from_double(DBL_EPSILON), NX_INT(FLT_RADIX), NX_INT(1)};
    nx_value ints[] = {NX_INT(30), NX_INT(4), NX_INT(4300), NX_INT(640)};
    nx_value hashes[] = {NX_INT(64), nx_int_from_i64(((int64_t)1 << 61) - 1), NX_INT(314159), NX_INT(0), NX_INT(1000003),
                         nx_str_from_c("siphash13"), NX_INT(64), NX_INT(128), NX_INT(0)};
    nx_value thread[] = {nx_str_from_c("pthread"), nx_str_from_c("semaphore"), NX_NONE};
    return set("flags", nx_structseq_make(&nx_sys_flags_structseq, flags)) &&
           set("float_info", nx_structseq_make(&nx_sys_float_info_structseq, floats)) &&
           set("int_info", nx_structseq_make(&nx_sys_int_info_structseq, ints)) &&
           set("hash_info", nx_structseq_make(&nx_sys_hash_info_structseq, hashes)) &&
           set("thread_info", nx_structseq_make(&nx_sys_thread_info_structseq, thread)) &&
           set("maxsize", nx_int_from_i64(INT64_MAX)) && set("maxunicode", NX_INT(0x10ffff));
}

static int argument_count;
static char **program_arguments;

static bool set_paths(void) {
    int argc = argument_count;
    char **argv = program_arguments;
    nx_list *arguments = nx_list_new(argc), *original = nx_list_new(argc), *path = nx_list_new(1);
    if (!arguments || !original || !path)
        return false;
    for (int i = 0; i < argc; i++) {
        nx_value word = nx_str_from_c(argv[i]);
        if (!word || !nx_list_push(arguments, word) || !nx_list_push(original, word))
            return false;
    }
    char executable[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", executable, sizeof executable - 1);
    executable[length > 0 ? length : 0] = 0;
    char directory[PATH_MAX];
    if (argc > 0 && realpath(argv[0], directory)) {
        char *slash = strrchr(directory, '/');
        if (slash)
            *slash = 0;
        if (!nx_list_push(path, nx_str_from_c(directory)))
            return false;
    }
    return set("argv", NX_OBJ(arguments)) && set("orig_argv", NX_OBJ(original)) && set("path", NX_OBJ(path)) &&
           set_text("executable", executable) && set_text("_base_executable", executable) &&
           set_text("prefix", "/usr") && set_text("exec_prefix", "/usr") && set_text("base_prefix", "/usr") &&
           set_text("base_exec_prefix", "/usr");
}

static bool set_streams(void) {
    static const char *const names[] = {"stdin", "stdout", "stderr"}, *const kept[] = {"__stdin__", "__stdout__", "__stderr__"};
    for (int fd = 0; fd < 3; fd++) {
        nx_value file = nx_stdio_open(fd);
        if (!set(names[fd], file) || !set(kept[fd], file))
            return false;
    }
    return true;
}

static bool set_objects(void) {
    nx_list *warnings = nx_list_new(0), *hooks = nx_list_new(0);
    nx_dict *importers = nx_dict_new(0), *options = nx_dict_new(0);
    static const char builtin_names[] = "_thread atexit builtins errno gc itertools marshal posix sys time";
    nx_value builtin = words_as_set(builtin_names);
    nx_value sorted = builtin ? nx_list_of(builtin) : NX_ERROR;
    if (!sorted || !nx_list_sort_values(NX_PTR(nx_list, sorted), 0, false))
        return false;
    return set("warnoptions", NX_OBJ(warnings)) &&
           set("path_hooks", NX_OBJ(hooks)) && set("meta_path", nx_make_meta_path()) &&
           set("path_importer_cache", NX_OBJ(importers)) && set("_xoptions", NX_OBJ(options)) &&
           set("builtin_module_names", nx_tuple_of(sorted)) && set("dont_write_bytecode", NX_TRUE) &&
           set("pycache_prefix", NX_NONE) && set("stdlib_module_names", words_as_set(stdlib_names));
}

static bool set_hooks(void) {
    original_excepthook = nx_dict_get_str(nx_sys_dict, &nx_s_excepthook);
    original_displayhook = nx_dict_get_str(nx_sys_dict, &nx_s_displayhook);
    return set("__excepthook__", original_excepthook) && set("__displayhook__", original_displayhook) &&
           set("__unraisablehook__", nx_dict_get_str(nx_sys_dict, nx_str_intern_c("unraisablehook"))) &&
           set("__breakpointhook__", nx_dict_get_str(nx_sys_dict, nx_str_intern_c("breakpointhook")));
}

nx_value nx_sys__getframe(nx_value depth) {
    int64_t n;
    if (!nx_int_to_i64(depth, &n))
        return NX_ERROR;
    return nx_frame_at(n < 0 ? 0 : n);
}

#include "sys.inc"

const nx_module_def nx_module_sys = {.name = "sys", .functions = nx_sys_functions};

nx_value nx_unfinished_sys;

bool nx_sys_complete(void) {
    if (!nx_unfinished_sys) return true;
    nx_unfinished_sys = 0;
    return set_version() && set_numbers() && set_paths() && set_objects();
}

bool nx_sys_start(int argc, char **argv) {
    argument_count = argc;
    program_arguments = argv;
    nx_module *module = nx_module_create(&nx_module_sys, NX_OBJ(&nx_s_sys));
    if (!module || !nx_dict_set_str(nx_sys_modules, &nx_s_sys, NX_OBJ(module)))
        return false;
    nx_sys_dict = module->dict;
    nx_unfinished_sys = NX_OBJ(module);
    return nx_module_execute(module) &&
           (nx_program_has_frames || nx_dict_delete(nx_sys_dict, NX_OBJ(nx_str_intern_c("_getframe"))) == 1) &&
           set("modules", NX_OBJ(nx_sys_modules)) && set_streams() && set_hooks();
}
