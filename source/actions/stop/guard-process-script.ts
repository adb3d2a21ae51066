/**
The part of the guard that knows the process of the training: whether it is there, what it has open, and how it is frozen for a look. It
takes `pid`, `start` and `directory` from the part that follows.

The training is frozen (SIGSTOP) for a look only where nobody notices: not the first process of a container, which
cannot be frozen from inside, not one of several that train together, and not below a parent that notices, such as the shell that a person
types into, which would take the terminal back. A freeze lasts less than half a second; it is taken back in
every way out, and by a child process after a second should this one be killed.

Source: proc(5), signal(7); sudo and su stop themselves with their child (sudo 1.9 exec_nopty.c, util-linux su-common.c), bash waits for
stopped children where it keeps jobs (jobs.c).
*/
export const guardProcessScript = `
import select

FREEZE = 0.3
SIGCONT, SIGSTOP = 18, 19


def stat_fields(process):
    try:
        with open('/proc/%s/stat' % process, 'rb') as file:
            return file.read().rpartition(b') ')[2].decode().split()
    except OSError:
        return None


def is_gone():
    fields = stat_fields(pid)
    if fields is None:
        # Without /proc the process itself is asked.
        if os.path.exists('/proc/self/stat'):
            return True
        try:
            os.kill(pid, 0)
            return False
        except OSError:
            return True
    return fields[0] in 'ZX' or (start != 0 and int(fields[19]) != start)


def become_owner():
    """As the training's own user: root without the right to trace may not see which files the process of another has open."""
    try:
        found = os.stat('/proc/%d' % pid)
        if os.geteuid() == 0 and found.st_uid != 0:
            os.setgroups([])
            os.setgid(found.st_gid)
            os.setuid(found.st_uid)
    except OSError:
        pass


def started_at():
    try:
        with open('/proc/stat') as file:
            booted = next(int(line.split()[1]) for line in file if line.startswith('btime '))
        return booted + int(stat_fields(pid)[19]) / float(os.sysconf('SC_CLK_TCK'))
    except (OSError, StopIteration, TypeError, ValueError):
        return None


def family():
    """The process and all below it: of several that train together one writes."""
    try:
        parents = {name: stat_fields(name) for name in os.listdir('/proc') if name.isdigit()}
    except OSError:
        return [str(pid)]
    found = [str(pid)]
    for parent in found:
        found.extend(name for name, fields in parents.items() if fields and fields[1] == parent and name not in found)
    return found


def writes(process, folder):
    """Whether a process has a checkpoint or the table open for writing; None when that may not be seen."""
    try:
        for descriptor in os.listdir('/proc/%s/fd' % process):
            try:
                path = os.readlink('/proc/%s/fd/%s' % (process, descriptor))
                if not path.startswith(folder) or not path.endswith(('.pt', 'results.csv', 'results.txt')):
                    continue
                with open('/proc/%s/fdinfo/%s' % (process, descriptor)) as file:
                    flags = next(int(line.split()[1], 8) for line in file if line.startswith('flags:'))
                if flags & 3:
                    return True
            except (OSError, StopIteration):
                continue
        return False
    except OSError:
        return None


def is_writing():
    folder = os.path.realpath(directory) + '/'
    answers = [writes(process, folder) for process in family()]
    return True if True in answers else answers[0]


def command_of(process):
    try:
        with open('/proc/%s/cmdline' % process, 'rb') as file:
            return file.read()
    except OSError:
        return b''


def is_indifferent(parent, group):
    """Whether a parent does not care that its child stands still: sudo and su stop themselves then, and a shell with jobs goes on without it."""
    try:
        with open('/proc/%s/comm' % parent) as file:
            name = file.read().strip()
    except OSError:
        return False
    fields = stat_fields(parent)
    # A shell that keeps jobs gives each a process group of its own.
    is_shell = name in ('sh', 'bash', 'dash', 'ash', 'zsh') and fields and fields[2] == group
    return is_shell or name.startswith('python') or name.startswith('node') or name in ('tini', 'docker-init', 'init', 'systemd', 'yolotop')


def is_freezable():
    fields = stat_fields(pid)
    if pid == 1 or not fields or fields[0] in 'TtZX':
        return False
    # Of several processes that train together another one writes.
    if any(re.search(rb'torch[./]distributed|torchrun|accelerate', command_of(process)) for process in family()):
        return False
    return fields[1] == '0' or is_indifferent(fields[1], fields[2])


def is_still():
    try:
        tasks = os.listdir('/proc/%d/task' % pid)
    except OSError:
        return True
    states = [stat_fields('%d/task/%s' % (pid, task)) for task in tasks]
    return all(state is None or state[0] in 'TtZX' for state in states)


class Freeze:
    """Stops the training for the time of a look. A child lets it go on should this program be killed meanwhile."""

    def __init__(self):
        self.is_frozen, self.child = False, 0

    def __enter__(self):
        if not is_freezable():
            return self
        reader, self.writer = os.pipe()
        self.child = os.fork()
        if self.child == 0:
            try:
                os.setsid()
                os.close(self.writer)
                if not (select.select([reader], [], [], 1.0)[0] and os.read(reader, 1)) and not is_gone():
                    os.kill(pid, SIGCONT)
            finally:
                os._exit(0)
        os.close(reader)
        os.kill(pid, SIGSTOP)
        until = time.monotonic() + FREEZE
        while not is_still() and time.monotonic() < until:
            time.sleep(0.001)
        self.is_frozen = is_still()
        return self

    def __exit__(self, *error):
        if self.child != 0:
            try:
                os.kill(pid, SIGCONT)
            except OSError:
                # It was ended while it was frozen.
                pass
            finally:
                os.write(self.writer, b'.')
                os.close(self.writer)
                os.waitpid(self.child, 0)
`;
