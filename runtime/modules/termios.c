// termios: the attributes of terminals.
#define _GNU_SOURCE
#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "../core/thread.h"
#include "natives.h"
#include "posix.h"

static nx_type error_type;

static nx_value fail(void) {
    nx_value args[2] = {NX_INT(errno), nx_str_from_c(strerror(errno))};
    nx_value error = args[1] ? nx_type_call(&error_type, 2, args, 0) : NX_ERROR;
    return error ? nx_raise_value(error) : NX_ERROR;
}

static nx_value done(int result) { return result < 0 ? fail() : NX_NONE; }

nx_value nx_termios_tcgetattr(nx_value fd) {
    int n;
    struct termios t;
    if (!nx_fd_from(fd, &n))
        return NX_ERROR;
    if (tcgetattr(n, &t) < 0)
        return fail();
    nx_list *characters = nx_list_new(NCCS);
    for (int i = 0; characters && i < NCCS; i++) {
        // Without canonical input these two are numbers.
        bool is_number = !(t.c_lflag & ICANON) && (i == VMIN || i == VTIME);
        nx_value item = is_number ? NX_INT(t.c_cc[i]) : nx_bytes_new(&t.c_cc[i], 1);
        if (!item || !nx_list_push(characters, item))
            return NX_ERROR;
    }
    nx_value parts[7] = {NX_INT(t.c_iflag), NX_INT(t.c_oflag), NX_INT(t.c_cflag), NX_INT(t.c_lflag), NX_INT(cfgetispeed(&t)),
                         NX_INT(cfgetospeed(&t)), NX_OBJ(characters)};
    return characters ? nx_list_from(7, parts) : NX_ERROR;
}

static bool characters_from(nx_value v, struct termios *t) {
    if (!nx_is_list(v) || NX_PTR(nx_list, v)->length != NCCS)
        return nx_failf(&nx_TypeError, "tcsetattr: attributes[6] must be %d element list", NCCS);
    for (int i = 0; i < NCCS; i++) {
        nx_value item = NX_PTR(nx_list, v)->items[i];
        int64_t number;
        if (nx_has_flag(item, NX_TYPE_BYTES) && NX_PTR(nx_bytes, item)->length == 1)
            t->c_cc[i] = NX_PTR(nx_bytes, item)->data[0];
        else if (nx_is_int(item) && nx_int_to_i64(item, &number))
            t->c_cc[i] = (cc_t)number;
        else
            return !nx_pending() && nx_failf(&nx_TypeError, "tcsetattr: elements of attributes must be characters or integers");
    }
    return true;
}

nx_value nx_termios_tcsetattr(nx_value fd, nx_value when, nx_value attributes) {
    int n, how;
    int64_t numbers[6];
    struct termios t;
    if (!nx_fd_from(fd, &n) || !nx_int_from_arg(when, &how))
        return NX_ERROR;
    if (!nx_is_list(attributes) || NX_PTR(nx_list, attributes)->length != 7)
        return nx_raise(&nx_TypeError, "tcsetattr, arg 3: must be 7 element list");
    if (tcgetattr(n, &t) < 0)
        return fail();
    for (int i = 0; i < 6; i++)
        if (!nx_to_size(NX_PTR(nx_list, attributes)->items[i], &numbers[i]))
            return NX_ERROR;
    t.c_iflag = (tcflag_t)numbers[0];
    t.c_oflag = (tcflag_t)numbers[1];
    t.c_cflag = (tcflag_t)numbers[2];
    t.c_lflag = (tcflag_t)numbers[3];
    if (!characters_from(NX_PTR(nx_list, attributes)->items[6], &t))
        return NX_ERROR;
    if (cfsetispeed(&t, (speed_t)numbers[4]) < 0 || cfsetospeed(&t, (speed_t)numbers[5]) < 0)
        return fail();
    return done(tcsetattr(n, how, &t));
}

nx_value nx_termios_tcdrain(nx_value fd) {
    int n;
    if (!nx_fd_from(fd, &n))
        return NX_ERROR;
    nx_wait_begin();
    int result = tcdrain(n);
    nx_wait_end();
    return done(result);
}

nx_value nx_termios_tcsendbreak(nx_value fd, nx_value duration) {
    int n, time;
    return nx_fd_from(fd, &n) && nx_int_from_arg(duration, &time) ? done(tcsendbreak(n, time)) : NX_ERROR;
}

nx_value nx_termios_tcflush(nx_value fd, nx_value queue) {
    int n, which;
    return nx_fd_from(fd, &n) && nx_int_from_arg(queue, &which) ? done(tcflush(n, which)) : NX_ERROR;
}

nx_value nx_termios_tcflow(nx_value fd, nx_value action) {
    int n, what;
    return nx_fd_from(fd, &n) && nx_int_from_arg(action, &what) ? done(tcflow(n, what)) : NX_ERROR;
}

nx_value nx_termios_tcgetwinsize(nx_value fd) {
    int n;
    struct winsize size;
    if (!nx_fd_from(fd, &n))
        return NX_ERROR;
    return ioctl(n, TIOCGWINSZ, &size) < 0 ? fail() : nx_tuple_from(2, (nx_value[]){NX_INT(size.ws_row), NX_INT(size.ws_col)});
}

nx_value nx_termios_tcsetwinsize(nx_value fd, nx_value winsize) {
    int n;
    int64_t rows, columns;
    struct winsize size;
    if (!nx_fd_from(fd, &n))
        return NX_ERROR;
    nx_value pair = nx_tuple_of(winsize);
    if (!pair || NX_PTR(nx_tuple, pair)->length != 2) {
        nx_error_clear();
        return nx_raise(&nx_TypeError, "tcsetwinsize, arg 2: must be a two-item sequence");
    }
    if (!nx_to_size(NX_PTR(nx_tuple, pair)->items[0], &rows) || !nx_to_size(NX_PTR(nx_tuple, pair)->items[1], &columns))
        return NX_ERROR;
    if (ioctl(n, TIOCGWINSZ, &size) < 0)
        return fail();
    if (rows != (uint16_t)rows || columns != (uint16_t)columns)
        return nx_raise(&nx_OverflowError, "winsize value(s) out of range.");
    size.ws_row = (uint16_t)rows;
    size.ws_col = (uint16_t)columns;
    return done(ioctl(n, TIOCSWINSZ, &size));
}

#include "termios.inc"

static nx_type error_type = {
    .header = {&nx_type_type.root},
    .root = {.type = &error_type},
    .c_name = "termios.error",
    .base = &nx_Exception,
    .flags = NX_TYPE_BASE | NX_TYPE_HAS_ATTRIBUTES | NX_TYPE_HAS_DICT | NX_TYPE_EXCEPTION,
    .basic_size = sizeof(nx_exception),
};

static const struct { const char *name; int64_t value; } constants[] = {
#define C(name) {#name, (int64_t)name},
    C(B0) C(B1000000) C(B110) C(B115200) C(B1152000) C(B1200) C(B134) C(B150) C(B1500000) C(B1800) C(B19200) C(B200)
    C(B2000000) C(B230400) C(B2400) C(B2500000) C(B300) C(B3000000) C(B3500000) C(B38400) C(B4000000) C(B460800) C(B4800)
    C(B50) C(B500000) C(B57600) C(B576000) C(B600) C(B75) C(B921600) C(B9600) C(BRKINT) C(BS0) C(BS1) C(BSDLY) C(CBAUD)
    C(CBAUDEX) C(CDSUSP) C(CEOF) C(CEOL) C(CEOT) C(CERASE) C(CFLUSH) C(CIBAUD) C(CINTR) C(CKILL) C(CLNEXT) C(CLOCAL)
    C(CQUIT) C(CR0) C(CR1) C(CR2) C(CR3) C(CRDLY) C(CREAD) C(CRPRNT) C(CRTSCTS) C(CS5) C(CS6) C(CS7) C(CS8) C(CSIZE)
    C(CSTART) C(CSTOP) C(CSTOPB) C(CSUSP) C(CWERASE) C(ECHO) C(ECHOCTL) C(ECHOE) C(ECHOK) C(ECHOKE) C(ECHONL) C(ECHOPRT)
    C(EXTA) C(EXTB) C(FF0) C(FF1) C(FFDLY) C(FIOASYNC) C(FIOCLEX) C(FIONBIO) C(FIONCLEX) C(FIONREAD) C(FLUSHO) C(HUPCL)
    C(ICANON) C(ICRNL) C(IEXTEN) C(IGNBRK) C(IGNCR) C(IGNPAR) C(IMAXBEL) C(INLCR) C(INPCK) C(IOCSIZE_MASK)
    C(IOCSIZE_SHIFT) C(ISIG) C(ISTRIP) C(IUCLC) C(IXANY) C(IXOFF) C(IXON) C(NCC) C(NCCS) C(NL0) C(NL1) C(NLDLY) C(NOFLSH)
    C(N_MOUSE) C(N_PPP) C(N_SLIP) C(N_STRIP) C(N_TTY) C(OCRNL) C(OFDEL) C(OFILL) C(OLCUC) C(ONLCR) C(ONLRET) C(ONOCR)
    C(OPOST) C(PARENB) C(PARMRK) C(PARODD) C(PENDIN) C(TAB0) C(TAB1) C(TAB2) C(TAB3) C(TABDLY) C(TCFLSH) C(TCGETA)
    C(TCGETS) C(TCIFLUSH) C(TCIOFF) C(TCIOFLUSH) C(TCION) C(TCOFLUSH) C(TCOOFF) C(TCOON) C(TCSADRAIN) C(TCSAFLUSH)
    C(TCSANOW) C(TCSBRK) C(TCSBRKP) C(TCSETA) C(TCSETAF) C(TCSETAW) C(TCSETS) C(TCSETSF) C(TCSETSW) C(TCXONC) C(TIOCCONS)
    C(TIOCEXCL) C(TIOCGETD) C(TIOCGICOUNT) C(TIOCGLCKTRMIOS) C(TIOCGPGRP) C(TIOCGSERIAL) C(TIOCGSOFTCAR) C(TIOCGWINSZ)
    C(TIOCINQ) C(TIOCLINUX) C(TIOCMBIC) C(TIOCMBIS) C(TIOCMGET) C(TIOCMIWAIT) C(TIOCMSET) C(TIOCM_CAR) C(TIOCM_CD)
    C(TIOCM_CTS) C(TIOCM_DSR) C(TIOCM_DTR) C(TIOCM_LE) C(TIOCM_RI) C(TIOCM_RNG) C(TIOCM_RTS) C(TIOCM_SR) C(TIOCM_ST)
    C(TIOCNOTTY) C(TIOCNXCL) C(TIOCOUTQ) C(TIOCPKT) C(TIOCPKT_DATA) C(TIOCPKT_DOSTOP) C(TIOCPKT_FLUSHREAD)
    C(TIOCPKT_FLUSHWRITE) C(TIOCPKT_NOSTOP) C(TIOCPKT_START) C(TIOCPKT_STOP) C(TIOCSCTTY) C(TIOCSERCONFIG)
    C(TIOCSERGETLSR) C(TIOCSERGETMULTI) C(TIOCSERGSTRUCT) C(TIOCSERGWILD) C(TIOCSERSETMULTI) C(TIOCSERSWILD)
    C(TIOCSER_TEMT) C(TIOCSETD) C(TIOCSLCKTRMIOS) C(TIOCSPGRP) C(TIOCSSERIAL) C(TIOCSSOFTCAR) C(TIOCSTI) C(TIOCSWINSZ)
    C(TOSTOP) C(VDISCARD) C(VEOF) C(VEOL) C(VEOL2) C(VERASE) C(VINTR) C(VKILL) C(VLNEXT) C(VMIN) C(VQUIT) C(VREPRINT)
    C(VSTART) C(VSTOP) C(VSUSP) C(VSWTC) {"VSWTCH", VSWTC}, C(VT0) C(VT1) C(VTDLY) C(VTIME) C(VWERASE) C(XCASE) C(XTABS)
#undef C
};

static bool init(nx_module *self) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (!nx_dict_set_str(self->dict, nx_str_intern_c(constants[i].name), NX_INT(constants[i].value)))
            return false;
    return true;
}

static nx_type *const types[] = {&error_type, NULL};
const nx_module_def nx_module_termios = {.name = "termios", .functions = nx_termios_functions, .types = types, .init = init};
