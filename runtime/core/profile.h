// What a program built for profiling calls first (its generated main()).
#ifndef NX_PROFILE_H
#define NX_PROFILE_H

// Begins to take samples when NATRIX_PROFILE names the file for them.
void nx_profile_start(void);

#endif
