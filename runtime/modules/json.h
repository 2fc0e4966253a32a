// What the files of `_json` share.
#ifndef NX_JSON_H
#define NX_JSON_H

#include "natives.h"
#include "../types/containers.h"
#include "../types/text.h"

extern nx_type nx_json_scanner_type, nx_json_encoder_type;

#endif
