import {guardJudgeScript} from './guard-judge-script.ts';

/**
The guard: a fixed program that runs where the training runs, watches its files, and sends the signal at a moment in which none of them
is being written or still to come. It has to run there: with epochs of a third of a second what was seen over a link is long out of date.

Between its last look and the signal the training is frozen (SIGSTOP) where nobody notices: not the first process of a container, which
cannot be frozen from inside, not one of several that train together, and not below a parent that notices, such as the shell that a person
types into, which would take the terminal back. There the signal follows the look within a millisecond, right after a checkpoint where the epochs are short. A freeze lasts less than half a second; it is taken back in
every way out, and by a child process after a second should this one be killed.

What it does is bound to its standard input: without a byte in ten seconds, or at its end, it ends and sends nothing.

Arguments: "look" or "end"; number and start of the process (0 for not known); run directory; number of the signal (0 for none, only the
moment); 1 for after the epoch; total epochs (0 for not known); 1 where no checkpoint is written before the last epoch; seconds at most.

It prints lines of fields with tabs between them: "look" with verdict, epochs that last.pt holds, epochs of the table, size, time and age of
last.pt in bytes and milliseconds, 1 for final weights and the epoch that is waited for; then one of "sent" (after "sending"), "gone", "final",
"last-epoch", "busy", "left" and "denied".
*/
const loopScript = String.raw`
import select

LEASE = 10.0
FREEZE = 0.3
FRESH = 0.05
MOST_FREEZES = 200
SIGINT, SIGCONT, SIGSTOP = 2, 18, 19

mode, pid, start, directory, number, after, total, unsaved, limit = sys.argv[1:10]
pid, start, number, total, limit = int(pid), int(start), int(number), int(total), float(limit)
is_after, is_unsaved = after == '1', unsaved == '1'


def say(*words):
    os.write(1, ('\t'.join('' if word is None else str(word) for word in words) + '\n').encode())


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
    return is_shell or name.startswith('python') or name in ('tini', 'docker-init', 'init', 'systemd', 'node', 'yolotop')


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
            finally:
                os.write(self.writer, b'.')
                os.close(self.writer)
                os.waitpid(self.child, 0)


class Lease:
    def __init__(self):
        self.last = time.monotonic()

    def wait(self, seconds):
        """Waits; false when nobody asks any more."""
        if select.select([0], [], [], seconds)[0]:
            if os.read(0, 4096) == b'':
                return False
            self.last = time.monotonic()
        return time.monotonic() - self.last < LEASE


def settings_total():
    for name in ('opt.yaml', 'args.yaml'):
        try:
            with open(os.path.join(directory, name), encoding='utf8', errors='replace') as file:
                match = re.search(r'^epochs: (\d+)', file.read(65536), re.M)
                if match:
                    return int(match.group(1))
        except OSError:
            pass
    return total


def newest(run):
    return min(file.age.seconds() for file in (run.table, run.last, run.best) if file.mark) if run.table.mark or run.last.mark else 0.0


class Guard:
    def __init__(self):
        self.run = Run(directory, is_unsaved, started_at())
        self.began, self.told, self.freezes = time.monotonic(), None, 0
        self.baseline, self.target, self.total = None, None, settings_total()

    def aim(self, verdict):
        run = self.run
        self.baseline = run.last.mark
        if is_after:
            done = max(run.last.held or 0, run.table.epochs or 0)
            self.target = done + 1 if verdict == 'rest' else max(1, done)

    def report(self, verdict):
        run = self.run
        size, at, age = (run.last.mark[0], run.last.mark[1] // 1000000, round(run.last.age.seconds() * 1000)) if run.last.mark else (None, None, None)
        seen = (verdict, run.last.held, run.table.epochs, run.last.kind, self.target)
        # Not each piece of a file that grows.
        told = seen + (size, at) if verdict == 'rest' else seen
        if told != self.told:
            self.told = told
            say('look', verdict, run.last.held, run.table.epochs, size, at, age, 1 if run.last.kind == 'final' else 0, self.target)

    def has_target(self):
        last = self.run.last
        # A checkpoint that does not say its epoch has to be newer than the one of before.
        return not is_after or (last.held >= self.target if last.held is not None else last.mark is not None and last.mark != self.baseline)

    def is_over_due(self):
        """Epochs go by and none of them leaves a moment in which nothing is lost."""
        passed = time.monotonic() - self.began
        if not is_after:
            return passed >= limit
        done = max(self.run.last.held or 0, self.run.table.epochs or 0)
        return passed >= limit and done >= self.target + 3

    def send(self):
        if is_writing():
            return False
        self.freezes += 1
        with Freeze() as freeze:
            writing = is_writing()
            verdict = self.run.judge(writing)
            if is_gone() or verdict not in ('rest', 'final') or not self.has_target():
                return False
            is_near = freeze.is_frozen or newest(self.run) < FRESH or time.monotonic() - self.began > 1.0
            if freeze.child != 0 and not freeze.is_frozen or not is_near:
                return False
            # On a busy machine epochs may have gone by since the look before.
            self.report(verdict)
            if number != 0:
                say('sending')
                os.kill(pid, number)
                if (stat_fields(pid) or 'Z')[0] in 'Tt':
                    os.kill(pid, SIGCONT)
            return True

    def end(self):
        lease = Lease()
        while True:
            verdict = self.run.judge()
            if self.baseline is None and self.target is None:
                self.aim(verdict)
            self.report(verdict)
            if is_gone():
                return 'gone'
            if is_after and verdict == 'final':
                return 'final'
            if is_after and self.total != 0 and self.target >= self.total:
                return 'last-epoch'
            if verdict in ('rest', 'final') and self.has_target() and self.send():
                return 'sent'
            if self.is_over_due() or self.freezes > MOST_FREEZES:
                return 'busy'
            if not lease.wait(max(0.005, min(0.1, newest(self.run) / 50))):
                return 'left'


become_owner()
guard = Guard()
try:
    if mode == 'look':
        guard.report(guard.run.judge(is_writing()))
    else:
        say(guard.end())
except PermissionError:
    say('denied')
except BrokenPipeError:
    pass
`;

/** The whole program. */
export const guardScript = `${guardJudgeScript}${loopScript}`;
