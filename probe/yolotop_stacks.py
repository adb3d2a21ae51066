"""Lets yolotop see where a process of a training hangs: faulthandler writes its Python stack when it gets a signal.

The stack goes into a file in memory that has no name on the disk; yolotop reads it through /proc, and sends the signal only to a process that has
this file open and catches the signal. Workers that are forked inherit both, whatever else a training starts has neither. Where the handler is gone
at the end of Python the signal is ignored, so it never ends a process. A real-time signal, because the others have a meaning for schedulers.
"""
import faulthandler
import fcntl
import os
import signal

NAME = 'yolotop-stacks'
SIGNAL = 57
# Away from the numbers that a program may count on.
LEAST_NUMBER = 100


def open_file():
    if hasattr(os, 'memfd_create'):
        try:
            return os.memfd_create(NAME)
        except OSError:
            pass
    for folder in ('/dev/shm', '/tmp'):
        path = os.path.join(folder, '%s-%d' % (NAME, os.getpid()))
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError:
            continue
        os.unlink(path)
        return file
    return None


def watch():
    """Nothing where another handler is there already, or the system has no such signal."""
    if not os.path.isdir('/proc/self/fd') or not hasattr(signal, 'SIGRTMAX') or signal.getsignal(SIGNAL) is not signal.SIG_DFL:
        return
    file = open_file()
    if file is None:
        return
    try:
        number = fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, LEAST_NUMBER)
    finally:
        os.close(file)
    fcntl.fcntl(number, fcntl.F_SETFL, os.O_APPEND)
    signal.signal(SIGNAL, signal.SIG_IGN)
    # The main thread alone: another one cannot be read while it runs.
    faulthandler.register(SIGNAL, file=number, all_threads=False, chain=False)
