// _socket: addresses, the resolver, and constants.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/un.h>
#include <unistd.h>
#include "../core/error.h"
#include "../core/thread.h"
#include "natives.h"
#include "socket.h"

static nx_value gaierror, host_error;

static nx_value raise_pair(nx_value type, int code, const char *text) {
    nx_value message = nx_str_from_c(text);
    nx_value error = message ? nx_call2(type, nx_from_small_int(code), message) : NX_ERROR;
    return error ? nx_raise_value(error) : NX_ERROR;
}

nx_value nx_raise_gaierror(int code) {
    return code == EAI_SYSTEM ? nx_socket_errno() : raise_pair(gaierror, code, gai_strerror(code));
}

static nx_value raise_herror(int code) { return raise_pair(host_error, code, hstrerror(code)); }

// ---- addresses -----------------------------------------------------------------------------------------------------------------------

// A host name as the resolver takes it: str (IDNA where it is not ASCII), bytes or bytearray.
static const char *host_text(nx_value host) {
    size_t length = 0;
    const char *text;
    if (nx_is_str(host)) {
        if (NX_PTR(nx_str, host)->ascii) {
            text = nx_str_utf8(host, &length);
        } else {
            nx_value codec = nx_str_from_c("idna");
            nx_value bytes = codec ? nx_call_method(host, nx_str_intern_c("encode"), 1, &codec, 0) : 0;
            if (!bytes)
                return NULL;
            text = (const char *)NX_PTR(nx_bytes, bytes)->data;
            length = (size_t)NX_PTR(nx_bytes, bytes)->length;
        }
    } else {
        nx_buffer view;
        if (!nx_has_flag(host, NX_TYPE_BYTES | NX_TYPE_BYTEARRAY) || !nx_buffer_get(host, &view)) {
            nx_raisef(&nx_TypeError, "str, bytes or bytearray expected, not %T", host);
            return NULL;
        }
        nx_value copy = nx_bytes_new(view.data, view.length);
        nx_buffer_release(&view);
        if (!copy)
            return NULL;
        text = (const char *)NX_PTR(nx_bytes, copy)->data;
        length = (size_t)NX_PTR(nx_bytes, copy)->length;
    }
    if (text && strlen(text) != length) {
        nx_raisef(&nx_TypeError, "host name must not contain null character");
        return NULL;
    }
    return text;
}

// The numeric address of a host in the family; its port is left alone.
static bool resolve(const char *host, int family, nx_address *out) {
    struct sockaddr_in *four = (struct sockaddr_in *)&out->storage;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&out->storage;
    memset(&out->storage, 0, sizeof out->storage);
    out->storage.ss_family = (sa_family_t)family;
    out->length = family == AF_INET ? sizeof *four : sizeof *six;
    if (!*host) {
        if (family == AF_INET6)
            six->sin6_addr = in6addr_any;
        return true;
    }
    if (strcmp(host, "<broadcast>") == 0 || strcmp(host, "255.255.255.255") == 0) {
        if (family != AF_INET)
            return nx_failf(&nx_OSError, "address family mismatched");
        four->sin_addr.s_addr = INADDR_BROADCAST;
        return true;
    }
    if (inet_pton(family, host, family == AF_INET ? (void *)&four->sin_addr : (void *)&six->sin6_addr) > 0)
        return true;
    struct addrinfo hints = {.ai_family = family}, *found = NULL;
    nx_wait_begin();
    int code = getaddrinfo(host, NULL, &hints, &found);
    nx_wait_end();
    if (code)
        return nx_raise_gaierror(code) != 0;
    memcpy(&out->storage, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return true;
}

bool nx_address_from(nx_value v, int family, int protocol, const char *function, nx_address *out) {
    if (family == AF_UNIX) {
        struct sockaddr_un *local = (struct sockaddr_un *)&out->storage;
        memset(local, 0, sizeof *local);
        local->sun_family = AF_UNIX;
        const char *path;
        size_t length = 0;
        if (nx_is_str(v)) {
            if (!(path = nx_str_utf8_lossy(v, &length)))
                return false;
        } else {
            nx_buffer view;
            if (!nx_buffer_get(v, &view))
                return false;
            path = view.data;
            length = (size_t)view.length;
            nx_buffer_release(&view);
        }
        bool abstract = length > 0 && path[0] == 0;
        if (length > sizeof local->sun_path - !abstract)
            return nx_failf(&nx_OSError, "AF_UNIX path too long");
        memcpy(local->sun_path, path, length);
        out->length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + !abstract);
        return true;
    }
    if (family != AF_INET && family != AF_INET6)
        return nx_failf(&nx_OSError, "%s(): bad family", function);
    if (!nx_is_tuple(v))
        return nx_failf(&nx_TypeError, "%s(): %s address must be tuple, not %T", function,
                        family == AF_INET ? "AF_INET" : "AF_INET6", v);
    const nx_tuple *parts = NX_PTR(nx_tuple, v);
    if (family == AF_INET ? parts->length != 2 : parts->length < 2 || parts->length > 4)
        return nx_failf(&nx_TypeError, family == AF_INET ? "AF_INET address must be a pair (host, port)"
                                                         : "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
    const char *host = host_text(parts->items[0]);
    int64_t port = 0, flow = 0, scope = 0;
    if (!host)
        return false;
    nx_value number = nx_index(parts->items[1]);
    if (!number)
        return false;
    if (!nx_int_try_i64(number, &port) || port < 0 || port > 0xffff)
        return nx_failf(&nx_OverflowError, "%s(): port must be 0-65535.", function);
    if (parts->length > 2 && !nx_int_to_i64(parts->items[2], &flow))
        return false;
    if (parts->length > 3 && !nx_int_to_i64(parts->items[3], &scope))
        return false;
    if (flow < 0 || flow > 0xfffff)
        return nx_failf(&nx_OverflowError, "%s(): flowinfo must be 0-1048575.", function);
    if (!resolve(host, family, out))
        return false;
    if (family == AF_INET) {
        ((struct sockaddr_in *)&out->storage)->sin_port = htons((uint16_t)port);
    } else {
        struct sockaddr_in6 *six = (struct sockaddr_in6 *)&out->storage;
        six->sin6_port = htons((uint16_t)port);
        six->sin6_flowinfo = htonl((uint32_t)flow);
        six->sin6_scope_id = (uint32_t)scope;
    }
    return true;
}

nx_value nx_address_value(const nx_address *address, int protocol) {
    if (address->length == 0)
        return NX_NONE;
    char text[INET6_ADDRSTRLEN + IF_NAMESIZE + 2];
    switch (address->storage.ss_family) {
    case AF_INET: {
        const struct sockaddr_in *four = (const struct sockaddr_in *)&address->storage;
        inet_ntop(AF_INET, &four->sin_addr, text, sizeof text);
        nx_value host = nx_str_from_c(text);
        return host ? nx_tuple_from(2, (nx_value[]){host, nx_from_small_int(ntohs(four->sin_port))}) : NX_ERROR;
    }
    case AF_INET6: {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)&address->storage;
        if (getnameinfo((const struct sockaddr *)six, sizeof *six, text, sizeof text, NULL, 0, NI_NUMERICHOST))
            inet_ntop(AF_INET6, &six->sin6_addr, text, sizeof text);
        nx_value host = nx_str_from_c(text);
        return host ? nx_tuple_from(4, (nx_value[]){host, nx_from_small_int(ntohs(six->sin6_port)),
                                                    nx_from_small_int(ntohl(six->sin6_flowinfo)),
                                                    nx_from_small_int(six->sin6_scope_id)})
                    : NX_ERROR;
    }
    case AF_UNIX: {
        const struct sockaddr_un *local = (const struct sockaddr_un *)&address->storage;
        size_t length = address->length - offsetof(struct sockaddr_un, sun_path);
        if (address->length <= offsetof(struct sockaddr_un, sun_path))
            return nx_str_from_c("");
        if (local->sun_path[0] == 0)
            return nx_bytes_new((const uint8_t *)local->sun_path, (int64_t)length);
        return nx_str_from_utf8(local->sun_path, strnlen(local->sun_path, length));
    }
    default:
        return nx_tuple_from(2, (nx_value[]){nx_from_small_int(address->storage.ss_family),
                                             nx_bytes_new((const uint8_t *)address->storage.__ss_padding,
                                                          (int64_t)(address->length - sizeof(sa_family_t)))});
    }
}

// ---- the resolver --------------------------------------------------------------------------------------------------------------------

nx_value nx_socket_getaddrinfo(nx_value host, nx_value port, nx_value family, nx_value type, nx_value proto, nx_value flags) {
    struct addrinfo hints = {0}, *found = NULL;
    const char *node = NULL, *service = NULL;
    if (host != NX_NONE && !(node = host_text(host)))
        return nx_error_matches(&nx_TypeError) && !nx_is_str(host)
                   ? (nx_error_clear(), nx_raisef(&nx_TypeError, "getaddrinfo() argument 1 must be string or None"))
                   : NX_ERROR;
    size_t length;
    if (nx_is_int(port)) {
        int64_t number;
        nx_value text = nx_int_to_i64(port, &number) ? nx_to_str(port) : NX_ERROR;
        if (!text || !(service = nx_str_utf8(text, &length)))
            return NX_ERROR;
    } else if (nx_is_str(port)) {
        if (!(service = nx_str_utf8(port, &length)))
            return NX_ERROR;
    } else if (nx_has_flag(port, NX_TYPE_BYTES)) {
        service = (const char *)NX_PTR(nx_bytes, port)->data;
    } else if (port != NX_NONE) {
        return nx_raisef(&nx_OSError, "Int or String expected");
    }
    if (!nx_socket_int(family, &hints.ai_family) || !nx_socket_int(type, &hints.ai_socktype) ||
        !nx_socket_int(proto, &hints.ai_protocol) || !nx_socket_int(flags, &hints.ai_flags))
        return NX_ERROR;
    nx_wait_begin();
    int code = getaddrinfo(node, service, &hints, &found);
    nx_wait_end();
    if (code)
        return nx_raise_gaierror(code);
    nx_list *all = nx_list_new(4);
    for (const struct addrinfo *one = found; all && one; one = one->ai_next) {
        nx_address address = {.length = one->ai_addrlen};
        memcpy(&address.storage, one->ai_addr, one->ai_addrlen);
        nx_value where = nx_address_value(&address, one->ai_protocol);
        nx_value name = nx_str_from_c(one->ai_canonname ? one->ai_canonname : "");
        nx_value row = where && name ? nx_tuple_from(5, (nx_value[]){nx_from_small_int(one->ai_family),
                                                                     nx_from_small_int(one->ai_socktype),
                                                                     nx_from_small_int(one->ai_protocol), name, where})
                                     : NX_ERROR;
        if (!row || !nx_list_push(all, row))
            all = NULL;
    }
    freeaddrinfo(found);
    return NX_OBJ(all);
}

nx_value nx_socket_getnameinfo(nx_value sockaddr, nx_value flags) {
    int how;
    nx_address address;
    if (!nx_socket_int(flags, &how))
        return NX_ERROR;
    if (!nx_is_tuple(sockaddr))
        return nx_raisef(&nx_TypeError, "getnameinfo() argument 1 must be a tuple");
    nx_value host = NX_PTR(nx_tuple, sockaddr)->length ? NX_PTR(nx_tuple, sockaddr)->items[0] : NX_NONE;
    const char *text = host_text(host);
    if (!text)
        return NX_ERROR;
    int family = strchr(text, ':') ? AF_INET6 : AF_INET;
    if (!nx_address_from(sockaddr, family, 0, "getnameinfo", &address))
        return NX_ERROR;
    char name[NI_MAXHOST], service[NI_MAXSERV];
    nx_wait_begin();
    int code = getnameinfo((struct sockaddr *)&address.storage, address.length, name, sizeof name, service, sizeof service, how);
    nx_wait_end();
    if (code)
        return nx_raise_gaierror(code);
    nx_value first = nx_str_from_c(name), second = nx_str_from_c(service);
    return first && second ? nx_tuple_from(2, (nx_value[]){first, second}) : NX_ERROR;
}

nx_value nx_socket_gethostname(void) {
    char name[1024];
    return gethostname(name, sizeof name - 1) ? nx_socket_errno() : nx_str_from_c(name);
}

nx_value nx_socket_sethostname(nx_value name) {
    const char *text = host_text(name);
    return !text ? NX_ERROR : sethostname(text, strlen(text)) ? nx_socket_errno() : NX_NONE;
}

nx_value nx_socket_gethostbyname(nx_value hostname) {
    nx_address address;
    const char *text = host_text(hostname);
    char shown[INET_ADDRSTRLEN];
    if (!text || !resolve(text, AF_INET, &address))
        return NX_ERROR;
    inet_ntop(AF_INET, &((struct sockaddr_in *)&address.storage)->sin_addr, shown, sizeof shown);
    return nx_str_from_c(shown);
}

static nx_value host_entry(const struct hostent *entry) {
    nx_list *aliases = nx_list_new(2), *addresses = nx_list_new(2);
    char shown[INET6_ADDRSTRLEN];
    if (!aliases || !addresses)
        return NX_ERROR;
    for (char **alias = entry->h_aliases; alias && *alias; alias++) {
        nx_value text = nx_str_from_c(*alias);
        if (!text || !nx_list_push(aliases, text))
            return NX_ERROR;
    }
    for (char **address = entry->h_addr_list; address && *address; address++) {
        inet_ntop(entry->h_addrtype, *address, shown, sizeof shown);
        nx_value text = nx_str_from_c(shown);
        if (!text || !nx_list_push(addresses, text))
            return NX_ERROR;
    }
    nx_value name = nx_str_from_c(entry->h_name);
    return name ? nx_tuple_from(3, (nx_value[]){name, NX_OBJ(aliases), NX_OBJ(addresses)}) : NX_ERROR;
}

nx_value nx_socket_gethostbyname_ex(nx_value hostname) {
    const char *text = host_text(hostname);
    if (!text)
        return NX_ERROR;
    const struct hostent *entry = gethostbyname(text);
    return entry ? host_entry(entry) : raise_herror(h_errno);
}

nx_value nx_socket_gethostbyaddr(nx_value v) {
    nx_address address;
    const char *text = host_text(v);
    if (!text || !resolve(text, strchr(text, ':') ? AF_INET6 : AF_INET, &address))
        return NX_ERROR;
    bool six = address.storage.ss_family == AF_INET6;
    const void *bytes = six ? (void *)&((struct sockaddr_in6 *)&address.storage)->sin6_addr
                            : (void *)&((struct sockaddr_in *)&address.storage)->sin_addr;
    const struct hostent *entry = gethostbyaddr(bytes, six ? 16 : 4, six ? AF_INET6 : AF_INET);
    return entry ? host_entry(entry) : raise_herror(h_errno);
}

static bool optional_text(nx_value v, const char **out) {
    size_t length;
    *out = NULL;
    if (!v)
        return true;
    if (!nx_is_str(v))
        return nx_failf(&nx_TypeError, "argument 2 must be str, not %T", v);
    return (*out = nx_str_utf8(v, &length)) != NULL;
}

nx_value nx_socket_getservbyname(nx_value name, nx_value protocol) {
    const char *text, *wanted;
    if (!(text = host_text(name)) || !optional_text(protocol, &wanted))
        return NX_ERROR;
    const struct servent *entry = getservbyname(text, wanted);
    return entry ? nx_from_small_int(ntohs((uint16_t)entry->s_port)) : nx_raisef(&nx_OSError, "service/proto not found");
}

nx_value nx_socket_getservbyport(nx_value port, nx_value protocol) {
    int number;
    const char *wanted;
    if (!nx_socket_int(port, &number) || !optional_text(protocol, &wanted))
        return NX_ERROR;
    if (number < 0 || number > 0xffff)
        return nx_raisef(&nx_OverflowError, "getservbyport: port must be 0-65535.");
    const struct servent *entry = getservbyport(htons((uint16_t)number), wanted);
    return entry ? nx_str_from_c(entry->s_name) : nx_raisef(&nx_OSError, "port/proto not found");
}

nx_value nx_socket_getprotobyname(nx_value name) {
    const char *text = host_text(name);
    const struct protoent *entry = text ? getprotobyname(text) : NULL;
    return entry ? nx_from_small_int(entry->p_proto) : text ? nx_raisef(&nx_OSError, "protocol not found") : NX_ERROR;
}

// ---- conversions ---------------------------------------------------------------------------------------------------------------------

nx_value nx_socket_inet_aton(nx_value v) {
    struct in_addr address;
    const char *text = host_text(v);
    if (!text)
        return NX_ERROR;
    return inet_aton(text, &address) ? nx_bytes_new((const uint8_t *)&address, sizeof address)
                                     : nx_raisef(&nx_OSError, "illegal IP address string passed to inet_aton");
}

static nx_value packed_text(int family, nx_value packed, size_t size, const char *message, nx_type *error) {
    nx_buffer view;
    char shown[INET6_ADDRSTRLEN];
    if (!nx_buffer_get(packed, &view))
        return NX_ERROR;
    bool right = (size_t)view.length == size;
    if (right)
        inet_ntop(family, view.data, shown, sizeof shown);
    nx_buffer_release(&view);
    return right ? nx_str_from_c(shown) : nx_raisef(error, "%s", message);
}

nx_value nx_socket_inet_ntoa(nx_value packed) {
    return packed_text(AF_INET, packed, 4, "packed IP wrong length for inet_ntoa", &nx_OSError);
}

nx_value nx_socket_inet_ntop(nx_value family, nx_value packed) {
    int which;
    if (!nx_socket_int(family, &which))
        return NX_ERROR;
    if (which != AF_INET && which != AF_INET6)
        return nx_raisef(&nx_ValueError, "unknown address family %d", which);
    return packed_text(which, packed, which == AF_INET ? 4 : 16, "invalid length of packed IP address string", &nx_ValueError);
}

nx_value nx_socket_inet_pton(nx_value family, nx_value v) {
    int which;
    uint8_t packed[16];
    const char *text;
    if (!nx_socket_int(family, &which) || !(text = host_text(v)))
        return NX_ERROR;
    int outcome = inet_pton(which, text, packed);
    if (outcome < 0)
        return nx_socket_errno();
    return outcome ? nx_bytes_new(packed, which == AF_INET ? 4 : 16)
                   : nx_raisef(&nx_OSError, "illegal IP address string passed to inet_pton");
}

static bool number_from(nx_value v, int64_t most, const char *function, int64_t *out) {
    nx_value index = nx_index(v);
    if (!index)
        return false;
    if (!nx_int_try_i64(index, out) || *out > most)
        return nx_failf(&nx_OverflowError, most == 0xffff ? "%s: Python int too large to convert to C 16-bit unsigned integer"
                                                          : "int larger than 32 bits", function);
    return *out >= 0 || nx_failf(&nx_OverflowError, most == 0xffff ? "%s: can't convert negative Python int to C 16-bit unsigned integer"
                                                                   : "can't convert negative number to unsigned long", function);
}

nx_value nx_socket_htons(nx_value x) {
    int64_t n;
    return number_from(x, 0xffff, "htons", &n) ? nx_from_small_int(htons((uint16_t)n)) : NX_ERROR;
}
nx_value nx_socket_ntohs(nx_value x) {
    int64_t n;
    return number_from(x, 0xffff, "ntohs", &n) ? nx_from_small_int(ntohs((uint16_t)n)) : NX_ERROR;
}
nx_value nx_socket_htonl(nx_value x) {
    int64_t n;
    return number_from(x, 0xffffffff, "htonl", &n) ? nx_from_small_int(htonl((uint32_t)n)) : NX_ERROR;
}
nx_value nx_socket_ntohl(nx_value x) {
    int64_t n;
    return number_from(x, 0xffffffff, "ntohl", &n) ? nx_from_small_int(ntohl((uint32_t)n)) : NX_ERROR;
}

nx_value nx_socket_if_nameindex(void) {
    struct if_nameindex *all = if_nameindex();
    nx_list *list = nx_list_new(4);
    if (!all)
        return nx_socket_errno();
    for (size_t i = 0; list && all[i].if_index; i++) {
        nx_value name = nx_str_from_c(all[i].if_name);
        nx_value pair = name ? nx_tuple_from(2, (nx_value[]){nx_from_small_int(all[i].if_index), name}) : NX_ERROR;
        if (!pair || !nx_list_push(list, pair))
            list = NULL;
    }
    if_freenameindex(all);
    return NX_OBJ(list);
}

nx_value nx_socket_if_nametoindex(nx_value name) {
    const char *text = host_text(name);
    unsigned index = text ? if_nametoindex(text) : 0;
    return index ? nx_from_small_int(index) : text ? nx_raisef(&nx_OSError, "no interface with this name") : NX_ERROR;
}

nx_value nx_socket_if_indextoname(nx_value index) {
    int64_t n;
    char name[IF_NAMESIZE];
    if (!nx_int_to_i64(index, &n))
        return NX_ERROR;
    return if_indextoname((unsigned)n, name) ? nx_str_from_c(name) : nx_socket_errno();
}

nx_value nx_socket_CMSG_LEN(nx_value length) {
    int64_t n;
    if (!nx_to_size(length, &n))
        return NX_ERROR;
    return n < 0 ? nx_raisef(&nx_OverflowError, "CMSG_LEN() argument out of range") : nx_from_i64((int64_t)CMSG_LEN((size_t)n));
}

nx_value nx_socket_CMSG_SPACE(nx_value length) {
    int64_t n;
    if (!nx_to_size(length, &n))
        return NX_ERROR;
    return n < 0 ? nx_raisef(&nx_OverflowError, "CMSG_SPACE() argument out of range") : nx_from_i64((int64_t)CMSG_SPACE((size_t)n));
}

// ---- constants -----------------------------------------------------------------------------------------------------------------------

static const struct { const char *name; int64_t value; } constants[] = {
#define C(name) {#name, name},
    C(AF_UNSPEC) C(AF_INET) C(AF_INET6) C(AF_UNIX) C(AF_NETLINK) C(AF_PACKET) C(AF_CAN) C(AF_VSOCK) C(AF_BLUETOOTH) C(AF_ALG)
    C(AF_TIPC) C(AF_RDS) C(AF_APPLETALK) C(AF_AX25) C(AF_IPX) C(AF_X25) C(AF_DECnet) C(AF_ROUTE) C(AF_KEY) C(AF_QIPCRTR)
    C(SOCK_STREAM) C(SOCK_DGRAM) C(SOCK_RAW) C(SOCK_RDM) C(SOCK_SEQPACKET) C(SOCK_CLOEXEC) C(SOCK_NONBLOCK)
    C(SOL_SOCKET) C(SOL_IP) {"SOL_TCP", IPPROTO_TCP}, {"SOL_UDP", IPPROTO_UDP},
    C(SO_DEBUG) C(SO_REUSEADDR) C(SO_REUSEPORT) C(SO_KEEPALIVE) C(SO_BROADCAST) C(SO_DONTROUTE) C(SO_LINGER) C(SO_OOBINLINE)
    C(SO_SNDBUF) C(SO_RCVBUF) C(SO_SNDLOWAT) C(SO_RCVLOWAT) C(SO_SNDTIMEO) C(SO_RCVTIMEO) C(SO_ERROR) C(SO_TYPE)
    C(SO_ACCEPTCONN) C(SO_PEERCRED) C(SO_PASSCRED) C(SO_PEERSEC) C(SO_PASSSEC) C(SO_BINDTODEVICE) C(SO_PRIORITY) C(SO_MARK)
    C(SO_DOMAIN) C(SO_PROTOCOL) C(SO_INCOMING_CPU)
    C(SOMAXCONN) C(SCM_RIGHTS) C(SCM_CREDENTIALS)
    C(MSG_OOB) C(MSG_PEEK) C(MSG_DONTROUTE) C(MSG_DONTWAIT) C(MSG_EOR) C(MSG_TRUNC) C(MSG_CTRUNC) C(MSG_WAITALL) C(MSG_NOSIGNAL)
    C(MSG_MORE) C(MSG_CONFIRM) C(MSG_ERRQUEUE) C(MSG_FASTOPEN) C(MSG_CMSG_CLOEXEC)
    C(SHUT_RD) C(SHUT_WR) C(SHUT_RDWR)
    C(IPPROTO_IP) C(IPPROTO_ICMP) C(IPPROTO_IGMP) C(IPPROTO_TCP) C(IPPROTO_UDP) C(IPPROTO_IPV6) C(IPPROTO_ICMPV6) C(IPPROTO_RAW)
    C(IPPROTO_HOPOPTS) C(IPPROTO_ROUTING) C(IPPROTO_FRAGMENT) C(IPPROTO_ESP) C(IPPROTO_AH) C(IPPROTO_NONE) C(IPPROTO_DSTOPTS)
    C(IPPROTO_SCTP) C(IPPROTO_UDPLITE) C(IPPROTO_GRE) C(IPPROTO_IPIP) C(IPPROTO_EGP) C(IPPROTO_PUP) C(IPPROTO_IDP) C(IPPROTO_TP)
    C(IPPROTO_RSVP) C(IPPROTO_PIM) {"IPPROTO_MPTCP", 262},
    C(IPPORT_RESERVED) C(IPPORT_USERRESERVED)
    {"INADDR_ANY", 0}, {"INADDR_BROADCAST", 0xffffffff}, {"INADDR_LOOPBACK", 0x7f000001}, {"INADDR_NONE", 0xffffffff},
    {"INADDR_UNSPEC_GROUP", 0xe0000000}, {"INADDR_ALLHOSTS_GROUP", 0xe0000001}, {"INADDR_MAX_LOCAL_GROUP", 0xe00000ff},
    C(IP_OPTIONS) C(IP_HDRINCL) C(IP_TOS) C(IP_TTL) C(IP_RECVOPTS) C(IP_RECVRETOPTS) C(IP_RETOPTS) C(IP_MULTICAST_IF)
    C(IP_MULTICAST_TTL) C(IP_MULTICAST_LOOP) C(IP_ADD_MEMBERSHIP) C(IP_DROP_MEMBERSHIP) C(IP_DEFAULT_MULTICAST_TTL)
    C(IP_DEFAULT_MULTICAST_LOOP) C(IP_MAX_MEMBERSHIPS) C(IP_TRANSPARENT) C(IP_BIND_ADDRESS_NO_PORT) C(IP_RECVTOS)
    C(IPV6_JOIN_GROUP) C(IPV6_LEAVE_GROUP) C(IPV6_MULTICAST_HOPS) C(IPV6_MULTICAST_IF) C(IPV6_MULTICAST_LOOP)
    C(IPV6_UNICAST_HOPS) C(IPV6_V6ONLY) C(IPV6_CHECKSUM) C(IPV6_DONTFRAG) C(IPV6_DSTOPTS) C(IPV6_HOPLIMIT) C(IPV6_HOPOPTS)
    C(IPV6_NEXTHOP) C(IPV6_PATHMTU) C(IPV6_PKTINFO) C(IPV6_RECVDSTOPTS) C(IPV6_RECVHOPLIMIT) C(IPV6_RECVHOPOPTS)
    C(IPV6_RECVPKTINFO) C(IPV6_RECVRTHDR) C(IPV6_RECVTCLASS) C(IPV6_RTHDR) C(IPV6_RTHDRDSTOPTS) C(IPV6_RTHDR_TYPE_0)
    C(IPV6_RECVPATHMTU) C(IPV6_TCLASS)
    C(TCP_NODELAY) C(TCP_MAXSEG) C(TCP_CORK) C(TCP_KEEPIDLE) C(TCP_KEEPINTVL) C(TCP_KEEPCNT) C(TCP_SYNCNT) C(TCP_LINGER2)
    C(TCP_DEFER_ACCEPT) C(TCP_WINDOW_CLAMP) C(TCP_INFO) C(TCP_QUICKACK) C(TCP_FASTOPEN) C(TCP_CONGESTION) C(TCP_USER_TIMEOUT)
    C(TCP_NOTSENT_LOWAT)
    C(EAI_ADDRFAMILY) C(EAI_AGAIN) C(EAI_BADFLAGS) C(EAI_FAIL) C(EAI_FAMILY) C(EAI_MEMORY) C(EAI_NODATA) C(EAI_NONAME)
    C(EAI_OVERFLOW) C(EAI_SERVICE) C(EAI_SOCKTYPE) C(EAI_SYSTEM)
    C(AI_PASSIVE) C(AI_CANONNAME) C(AI_NUMERICHOST) C(AI_NUMERICSERV) C(AI_ALL) C(AI_V4MAPPED) C(AI_ADDRCONFIG)
    C(NI_MAXHOST) C(NI_MAXSERV) C(NI_NOFQDN) C(NI_NUMERICHOST) C(NI_NAMEREQD) C(NI_NUMERICSERV) C(NI_DGRAM)
#undef C
};

static nx_value error_class(const char *name) {
    nx_value title = nx_str_from_c(name), module = nx_str_from_c("socket");
    nx_value base = NX_OBJ(&nx_OSError), bases = nx_tuple_from(1, &base);
    nx_dict *dict = nx_dict_new(2);
    if (!title || !module || !bases || !dict || !nx_dict_set_str(dict, &nx_s___module__, module))
        return NX_ERROR;
    return nx_call3(NX_OBJ(&nx_type_type), title, bases, NX_OBJ(dict));
}

bool nx_socket_constants(nx_dict *dict) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(dict, nx_str_intern_c(constants[i].name), nx_from_i64(constants[i].value)))
            return false;
    return (gaierror = error_class("gaierror")) && (host_error = error_class("herror")) &&
           nx_dict_set_str(dict, nx_str_intern_c("gaierror"), gaierror) && nx_dict_set_str(dict, nx_str_intern_c("herror"), host_error);
}
