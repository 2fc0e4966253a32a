# Waiting for signals that are blocked.
import os
import signal

old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGUSR2})
print(signal.sigpending(), old)
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigpending(), signal.sigwait([signal.SIGUSR1, signal.SIGUSR2]), signal.sigpending())
os.kill(os.getpid(), signal.SIGUSR2)
info = signal.sigwaitinfo({signal.SIGUSR2})
print(info.si_signo, info.si_pid == os.getpid(), info.si_code, len(info), type(info))
print(signal.sigtimedwait([signal.SIGUSR2], 0.01))
os.kill(os.getpid(), signal.SIGUSR2)
print(signal.sigtimedwait([signal.SIGUSR2], 5).si_signo)
for f in (lambda: signal.sigwait(5), lambda: signal.sigwait({0}), lambda: signal.sigwait(["x"]),
          lambda: signal.sigtimedwait({signal.SIGUSR1}, -1), lambda: signal.sigwaitinfo([99]),
          lambda: signal.pthread_sigmask(9, []), lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [500])):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
