// ascii, chr, format, ord, repr.
#include "../types/bytes.h"
#include "natives.h"

nx_value nx_builtin_ascii(nx_value obj) { return nx_ascii(obj); }
nx_value nx_builtin_repr(nx_value obj) { return nx_repr(obj); }

nx_value nx_builtin_chr(nx_value i) {
    int64_t code;
    if (!nx_is_int(i)) {
        if (!nx_is_pointer(i) || !nx_shape_of(i)->type->index)
            return nx_raisef(&nx_TypeError, "'%T' object cannot be interpreted as an integer", i);
        i = nx_index(i);
        if (!i) return 0;
    }
    if (!nx_int_try_i64(i, &code)) return nx_raise(&nx_OverflowError, "Python int too large to convert to C int");
    if (code != (int32_t)code)
        return nx_raise(&nx_OverflowError, code > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");
    if (code < 0 || code > 0x10ffff) return nx_raise(&nx_ValueError, "chr() arg not in range(0x110000)");
    return nx_str_from_char((uint32_t)code);
}

nx_value nx_builtin_ord(nx_value c) {
    int64_t length;
    if (nx_is_str(c)) {
        const nx_str *s = NX_PTR(nx_str, c);
        if (s->length == 1) return NX_INT(nx_str_at(s, 0));
        length = s->length;
    } else if (nx_is_bytes(c) || nx_is_bytearray(c)) {
        nx_byte_view view = nx_view_of(c);
        if (view.length == 1) return NX_INT(view.data[0]);
        length = view.length;
    } else
        return nx_raisef(&nx_TypeError, "ord() expected string of length 1, but %T found", c);
    return nx_raisef(&nx_TypeError, "ord() expected a character, but string of length %ld found", (long)length);
}

nx_value nx_builtin_format_value(nx_value value, nx_value spec) {
    if (!spec) spec = nx_empty();
    if (!nx_is_str(spec)) return nx_raisef(&nx_TypeError, "format() argument 2 must be str, not %Y", spec);
    return nx_format(value, spec);
}

#include "text.inc"
