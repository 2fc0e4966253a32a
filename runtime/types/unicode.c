// Lookups in the generated Unicode tables.
#include "unicode.h"

#include <stddef.h>

#include "unicode_tables.inc"

const nx_unicode_record *nx_unicode(uint32_t c) {
    if (c > 0x10ffff) return &records[0];
    return &records[blocks[groups[group_index[c / (BLOCK * GROUP)]][c / BLOCK % GROUP]][c % BLOCK]];
}

int nx_unicode_map(uint32_t c, int mapping, uint32_t out[3]) {
    const nx_unicode_record *record = nx_unicode(c);
    if (record->flags & UNICODE_SPECIAL) {
        size_t low = 0, high = sizeof specials / sizeof *specials;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (specials[middle].character < c) low = middle + 1;
            else high = middle;
        }
        const uint32_t *map = specials[low].maps[mapping];
        int count = 0;
        while (count < 3 && map[count]) out[count] = map[count], count++;
        return count;
    }
    int32_t delta = mapping == UNICODE_TO_UPPER   ? record->upper
                    : mapping == UNICODE_TO_LOWER ? record->lower
                    : mapping == UNICODE_TO_TITLE ? record->title
                                                  : record->fold;
    out[0] = (uint32_t)((int32_t)c + delta);
    return 1;
}

bool nx_unicode_fraction(uint32_t c, double *value) {
    size_t low = 0, high = sizeof numerics / sizeof *numerics;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (numerics[middle].character < c) low = middle + 1;
        else high = middle;
    }
    if (low == sizeof numerics / sizeof *numerics || numerics[low].character != c) return false;
    *value = (double)numerics[low].numerator / numerics[low].denominator;
    return true;
}

const char *nx_unicode_version(void) { return UNICODE_VERSION; }

const char *const nx_unicode_categories[] = {
    "Cn", "Lu", "Ll", "Lt", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs",
    "Co", "Lm", "Lo", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So",
};

#define CTL 0
#define SPC (UNICODE_SPACE)
#define LIN (UNICODE_SPACE | UNICODE_LINEBREAK)
#define PUN UNICODE_PRINTABLE
#define PIG (UNICODE_PRINTABLE | UNICODE_IGNORABLE)
#define DIG (UNICODE_PRINTABLE | UNICODE_DECIMAL | UNICODE_DIGIT | UNICODE_NUMERIC | UNICODE_ID_CONTINUE)
#define UPP (UNICODE_PRINTABLE | UNICODE_ALPHA | UNICODE_UPPER | UNICODE_CASED | UNICODE_ID_START | UNICODE_ID_CONTINUE)
#define LOW (UNICODE_PRINTABLE | UNICODE_ALPHA | UNICODE_LOWER | UNICODE_CASED | UNICODE_ID_START | UNICODE_ID_CONTINUE)
#define UND (UNICODE_PRINTABLE | UNICODE_ID_START | UNICODE_ID_CONTINUE)
#define R4(x) x, x, x, x
#define R26(x) R4(x), R4(x), R4(x), R4(x), R4(x), R4(x), x, x
const uint16_t nx_ascii_class[128] = {
    R4(CTL), R4(CTL), CTL, SPC, LIN, LIN, LIN, LIN, CTL, CTL,              // 0x00: tab is a space, \n \v \f \r end lines
    R4(CTL), R4(CTL), R4(CTL), LIN, LIN, LIN, SPC,                         // 0x10: \x1c-\x1e end lines, \x1f is a space
    PUN | SPC, PUN, PUN, PUN, PUN, PUN, PUN, PIG, PUN, PUN, PUN, PUN, PUN, PUN, PIG, PUN, // space ! " # $ % & ' ( ) * + , - . /
    R4(DIG), R4(DIG), DIG, DIG, PIG, PUN, PUN, PUN, PUN, PUN,              // 0-9 : ; < = > ?
    PUN, R26(UPP), PUN, PUN, PUN, PIG, UND,        // @ A-Z [ \ ] ^ _
    PIG, R26(LOW), PUN, PUN, PUN, PUN, CTL,                                // ` a-z { | } ~ DEL
};
