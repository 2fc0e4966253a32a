import termios, tty, os, pty, sys
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
a, b = os.openpty(); at = termios.tcgetattr(b); print(len(at), at[0], at[1], at[2], at[3], at[4], len(at[6]), at[6][:4])
tty.setraw(b); at2 = termios.tcgetattr(b); print(at2[:4], at2[6][termios.VMIN], at2[6][termios.VTIME]); tty.setcbreak(b); print(termios.tcgetattr(b)[3] & termios.ICANON)
termios.tcsetattr(b, termios.TCSADRAIN, at); print(termios.tcgetattr(b) == at); termios.tcsetwinsize(b, (33, 99)); print(termios.tcgetwinsize(a), os.get_terminal_size(b)); print(termios.tcflush(b, termios.TCIOFLUSH), termios.tcdrain(b), termios.tcsendbreak(b, 0))
r, w = os.pipe(); t(lambda: termios.tcgetattr(r)); t(lambda: termios.tcgetattr("x")); t(lambda: termios.tcsetattr(b, 0, 5)); t(lambda: termios.tcsetattr(b, 0, [1] * 7)); t(lambda: termios.tcsetwinsize(b, 5)); t(lambda: termios.tcflow(b, 99)); print(termios.error.__mro__, termios.B9600, termios.ECHO, [n for n in dir(termios) if n.isupper()] .__len__())
