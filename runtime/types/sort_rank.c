// Sorting ranks by their bytes, from the last one on: each pass puts them into 256 boxes, in order. Bytes that all ranks
// have in common, as most of those of small ints and short strings, take no pass.
#include "sort_rank.h"

enum { BYTES = 8, BOXES = 256 };

nx_rank *nx_sort_ranks(nx_rank *ranks, nx_rank *spare, int64_t count) {
    uint32_t boxes[BYTES][BOXES];
    memset(boxes, 0, sizeof boxes);
    for (int64_t i = 0; i < count; i++) {
        uint64_t rank = ranks[i].rank;
        for (int byte = 0; byte < BYTES; byte++) boxes[byte][rank >> (8 * byte) & 0xff]++;
    }
    for (int byte = 0; byte < BYTES; byte++) {
        uint32_t *box = boxes[byte];
        if (box[ranks[0].rank >> (8 * byte) & 0xff] == (uint64_t)count) continue;
        uint32_t start = 0;
        for (int i = 0; i < BOXES; i++) {
            uint32_t size = box[i];
            box[i] = start;
            start += size;
        }
        for (int64_t i = 0; i < count; i++) spare[box[ranks[i].rank >> (8 * byte) & 0xff]++] = ranks[i];
        nx_rank *sorted = spare;
        spare = ranks;
        ranks = sorted;
    }
    return ranks;
}
