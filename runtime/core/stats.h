// What NATRIX_STATS asks for (core/stats.c).
#ifndef NX_STATS_H
#define NX_STATS_H

#include "object.h"

extern bool nx_stats_on;
void nx_stats_start(const char *asked);  // $NATRIX_STATS: where to write it
void nx_stats_finish(void);              // writes it
// core/gc.c tells: a list of free cells of a class that is used from now on; memory too large for lists; that a collection begins,
// and has taken so many nanoseconds.
void nx_stats_cells(void *list, size_t size_class, bool atomic);
void nx_stats_large(void *memory, size_t bytes);
void nx_stats_collection(void);
void nx_stats_collected(int64_t nanoseconds);

#endif
