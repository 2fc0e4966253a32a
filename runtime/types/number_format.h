// The format-specification mini-language, [[fill]align][sign][z][#][0][width][grouping][.precision][type], and the
// number parts of %-formatting. Used by the numbers' __format__ (here), by str.__format__ and by the % operator.
#ifndef NX_NUMBER_FORMAT_H
#define NX_NUMBER_FORMAT_H

#include "api.h"

typedef struct nx_format_spec {
    uint32_t fill;      // ' ' unless given
    char align;         // '<' '>' '=' '^'; the type's default when not given
    bool align_given;   // an explicit alignment, or '0' before the width (which sets fill '0', align '=')
    bool fill_given;
    char sign;          // '+' '-' ' ', 0 when not given
    bool coerce_zero;   // 'z'
    bool alternate;     // '#'
    char grouping;      // ',' '_', 0 when not given
    int64_t width;      // -1 when not given
    int64_t precision;  // -1 when not given
    uint32_t type;      // 0 when not given
} nx_format_spec;

// Parses a spec (a str). `value` is for the error texts ("... for object of type 'int'"). align is set to
// default_align when not given. False: ValueError pending.
bool nx_format_spec_parse(nx_value spec, nx_format_spec *out, char default_align, nx_value value);
// ValueError "Unknown format code 'x' for object of type 'int'"; returns 0.
nx_value nx_format_unknown_code(uint32_t type, nx_value value);
// text (a str) padded to spec->width with spec->fill as spec->align says ('=' counts as '>').
nx_value nx_format_pad(nx_value text, const nx_format_spec *spec);

// Flags of %-formatting.
enum { NX_PERCENT_LEFT = 1, NX_PERCENT_PLUS = 2, NX_PERCENT_SPACE = 4, NX_PERCENT_ALTERNATE = 8, NX_PERCENT_ZERO = 16 };
// "%<flags><width>.<precision><type>" % number, for types d i u o x X e E f F g G. width, precision: -1 = not given.
// Returns a str that is padded already (sign and prefix stand before the zeros). `b` of bytes: ascii text as well.
nx_value nx_percent_number(char type, int flags, int64_t width, int64_t precision, nx_value number);

// double as text in the manner of repr ('r'), or 'e' 'f' 'g' 'E' 'F' 'G' with a precision: "inf"/"nan" for the
// special ones (upper-case for the upper-case types). always_sign: '+' before positive numbers; alternate: keep the
// point and trailing zeros; add_dot_0: "1" becomes "1.0" ('r' and 'g').
// The text is in a fresh pointer-free buffer, NUL-terminated; NULL with MemoryError pending.
char *nx_double_text(double d, char type, int64_t precision, bool always_sign, bool alternate, bool add_dot_0,
                     size_t *length);

nx_value nx_int_format(nx_value self, nx_value spec);     // int.__format__
nx_value nx_float_format(nx_value self, nx_value spec);   // float.__format__
nx_value nx_complex_format(nx_value self, nx_value spec); // complex.__format__

#endif
