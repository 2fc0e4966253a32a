// The part of codecs that is in C: encodings of the runtime by name, registered search functions and error handlers.
#include "../types/codec.h"
#include "../core/import.h"
#include "natives.h"

static nx_list *searchers;
static nx_dict *found; // what the search functions gave, by name

nx_value nx_codecs_register(nx_value function) {
    if (!nx_is_callable(function)) return nx_raise(&nx_TypeError, "argument must be callable");
    if (!searchers && !(searchers = nx_list_new(4))) return 0;
    return nx_list_push(searchers, function) ? NX_NONE : 0;
}

nx_value nx_codecs_unregister(nx_value function) {
    for (int64_t i = 0; searchers && i < searchers->length; i++) {
        if (searchers->items[i] != function) continue;
        memmove(searchers->items + i, searchers->items + i + 1, (size_t)(searchers->length - i - 1) * sizeof(nx_value));
        searchers->items[--searchers->length] = 0;
        found = NULL;
        break;
    }
    return NX_NONE;
}

// `encodings` registers a search function when it is imported; it is part of programs that name one of its codecs.
static bool import_encodings(void) {
    static bool done;
    if (done) return true;
    done = true;
    nx_str *name = nx_str_intern_c("encodings");
    return nx_find_module_def(name) ? nx_import_module(name) != 0 : !nx_pending();
}

// What the registered functions say about a name: their CodecInfo, or 0 (no exception: unknown).
nx_value nx_codec_lookup(const char *name) {
    if (!import_encodings()) return 0;
    if (!searchers || searchers->length == 0) return 0;
    char plain[64]; // lower case, other characters than letters, digits and '.' as '_'
    size_t length = strlen(name);
    if (length >= sizeof plain) return 0;
    for (size_t i = 0; i <= length; i++) {
        char c = name[i];
        plain[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c == ' ' || c == '-' ? '_' : c;
    }
    nx_value key = nx_str_from_c(plain);
    if (!key || (!found && !(found = nx_dict_new(4)))) return 0;
    nx_value info = nx_dict_get_value(found, key);
    for (int64_t i = 0; !info && searchers && i < searchers->length; i++) {
        info = nx_call1(searchers->items[i], key);
        if (!info) return 0;
        if (info == NX_NONE) {
            info = 0;
            continue;
        }
        if (!nx_is_tuple(info) || NX_PTR(nx_tuple, info)->length != 4)
            return nx_raise(&nx_TypeError, "codec search functions must return 4-tuples");
        if (!nx_dict_set(found, key, info)) return 0;
    }
    return info;
}

nx_value nx_codecs_search(nx_value encoding) {
    const char *name;
    if (!nx_text_option(encoding, "lookup", "encoding", "utf-8", &name)) return 0;
    nx_value info = nx_codec_lookup(name);
    return info || nx_pending() ? info : NX_NONE;
}

nx_value nx_codecs_register_error(nx_value name, nx_value handler) {
    if (!nx_is_str(name)) return nx_raisef(&nx_TypeError, "register_error() argument 1 must be str, not %Y", name);
    if (!nx_is_callable(handler)) return nx_raise(&nx_TypeError, "handler must be callable");
    return nx_register_error_handler(name, handler) ? NX_NONE : 0;
}

nx_value nx_codecs_lookup_error(nx_value name) {
    const char *text;
    return nx_text_option(name, "lookup_error", "name", "strict", &text) ? nx_error_handler(text) : 0;
}

// The runtime's name of an encoding, or None.
nx_value nx_codecs_encoding_name(nx_value encoding) {
    const char *name;
    if (!nx_is_str(encoding)) return nx_raisef(&nx_TypeError, "lookup() argument must be str, not %Y", encoding);
    if (!nx_text_option(encoding, "lookup", "encoding", "utf-8", &name)) return 0;
    int number = nx_encoding_number(name);
    return number < 0 ? NX_NONE : nx_str_from_c(nx_encoding_name(number));
}

nx_value nx_codecs_apply(nx_value function, nx_value input, nx_value errors, nx_value encoding, nx_value decoding) {
    const char *name;
    if (!nx_text_option(encoding, "lookup", "encoding", "utf-8", &name)) return 0;
    return nx_codec_apply(function, input, errors, name, decoding == NX_TRUE);
}

nx_value nx_codecs_encode_text(nx_value text, nx_value encoding, nx_value errors) {
    const char *name, *errors_name;
    if (!nx_is_str(text)) return nx_raisef(&nx_TypeError, "encode() argument 'obj' must be str, not %Y", text);
    if (!nx_text_option(encoding, "encode", "encoding", "utf-8", &name)) return 0;
    if (!nx_text_option(errors, "encode", "errors", "strict", &errors_name)) return 0;
    return nx_encode(text, name, errors_name);
}

nx_value nx_codecs_decode_bytes(nx_value data, nx_value encoding, nx_value errors, nx_value final) {
    const char *name, *errors_name;
    nx_buffer view;
    if (!nx_text_option(encoding, "decode", "encoding", "utf-8", &name)) return 0;
    if (!nx_text_option(errors, "decode", "errors", "strict", &errors_name)) return 0;
    int number = nx_encoding_number(name), last = nx_truth(final);
    if (number < 0) return nx_raisef(&nx_LookupError, "unknown encoding: %s", name);
    if (last < 0 || !nx_buffer_get(data, &view)) return 0;
    nx_codec c = {.encoding = nx_encoding_name(number), .errors = errors_name, .source = data, .data = view.data,
                  .length = view.length, .partial = !last};
    int64_t consumed;
    nx_value text = nx_decode_number(number, &c, &consumed);
    nx_buffer_release(&view);
    return text ? nx_tuple_from(2, (nx_value[]){text, nx_from_i64(consumed)}) : 0;
}

#include "_codecs.inc"
const nx_module_def nx_module__codecs = {.name = "_codecs", .functions = nx_codecs_functions};
