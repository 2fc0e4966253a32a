// What the files of the _socket module share.
#ifndef NX_SOCKET_H
#define NX_SOCKET_H
#include <netdb.h>
#include <sys/socket.h>
#include "../core/api.h"

typedef struct {
    nx_header header;
    int fd, family, type, protocol;
    double timeout; // seconds; -1: none, 0: not blocking
} nx_socket;

typedef struct { struct sockaddr_storage storage; socklen_t length; } nx_address;

extern double nx_socket_default_timeout;
nx_value nx_socket_errno(void);                                    // OSError of errno
bool nx_socket_int(nx_value v, int *out);                          // a C int
// From what Python passes for the family; `function` is for messages.
bool nx_address_from(nx_value v, int family, int protocol, const char *function, nx_address *out);
nx_value nx_address_value(const nx_address *address, int protocol); // as Python sees it
nx_value nx_raise_gaierror(int code);
nx_value nx_socket_new(int fd, int family, int type, int protocol);
bool nx_socket_constants(nx_dict *dict); // and gaierror, herror
#endif
