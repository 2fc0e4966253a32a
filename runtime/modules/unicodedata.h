// What the files of unicodedata share.
#ifndef NX_UNICODEDATA_H
#define NX_UNICODEDATA_H

#include "natives.h"
#include "../types/text.h"

enum { NAME_LONGEST = 256 };

// The character's name with a NUL behind it; false if it has none.
bool nx_unicodedata_name_of(uint32_t c, char out[NAME_LONGEST]);
// The characters, one to four, that a name, alias or name of a sequence stands for; their number, 0 if there are none.
int nx_unicodedata_find(const char *name, size_t length, bool sequences, uint32_t out[4]);

typedef struct { uint32_t character; uint8_t tag, length; uint16_t start; } nx_decomposition;
// The character's own mapping; NULL: none (Hangul syllables are arithmetic and have none here).
const nx_decomposition *nx_unicodedata_decomposition_of(uint32_t c, const char **tag, const uint32_t **target);

enum { HANGUL_FIRST = 0xAC00, HANGUL_COUNT = 11172, HANGUL_VOWELS = 21, HANGUL_FINALS = 28 };

#endif
