import {guardJudgeScript} from './guard-judge-script.ts';
import {guardProcessScript} from './guard-process-script.ts';

/**
The guard: a fixed program that runs where the training runs, watches its files, and sends the signal at a moment in which none of them
is being written or still to come. It has to run there: with epochs of a third of a second what was seen over a link is long out of date.

Between its last look and the signal the training is frozen where nobody notices, see `guardProcessScript`; elsewhere the signal follows the look
within a millisecond, right after a checkpoint where the epochs are short.

What it does is bound to its standard input: without a byte in ten seconds, or at its end, it ends and sends nothing. It answers each with "here".

Arguments: "look" or "end"; number and start of the process (0 for not known); run directory; number of the signal (0 for none, only the
moment; negative for the whole process group); 1 for after the epoch; total epochs (0 for not known); 1 where no checkpoint is written
before the last epoch; seconds at most.

It prints lines of fields with tabs between them: "look" with verdict, epochs that last.pt holds, epochs of the table, size, time and age of
last.pt in bytes and milliseconds, 1 for final weights and the epoch that is waited for; then one of "sent" (after "sending", which "kept"
takes back), "gone", "final", "last-epoch", "busy", "left" and "denied".
*/
const loopScript = String.raw`
LEASE = 10.0
FRESH = 0.05
PROMPT = 0.003
MOST_FREEZES = 200

mode, pid, start, directory, number, after, total, unsaved, limit = sys.argv[1:10]
pid, start, number, total, limit = int(pid), int(start), int(number), int(total), float(limit)
is_after, is_unsaved = after == '1', unsaved == '1'


def say(*words):
    os.write(1, ('\t'.join('' if word is None else str(word) for word in words) + '\n').encode())


class Lease:
    def __init__(self):
        self.last = time.monotonic()

    def wait(self, seconds):
        """Waits; false when nobody asks any more."""
        if select.select([0], [], [], seconds)[0]:
            if os.read(0, 4096) == b'':
                return False
            self.last = time.monotonic()
            say('here')
        return time.monotonic() - self.last < LEASE


def settings_total():
    paths = [os.path.join(directory, name) for name in SETTINGS]
    try:
        path = max(filter(os.path.exists, paths), key=os.path.getmtime)
        with open(path, encoding='utf8', errors='replace') as file:
            match = re.search(r'^epochs: (\d+)', file.read(65536), re.M)
            return int(match.group(1)) if match else total
    except (OSError, ValueError):
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

    def is_unchanged(self):
        """
        Whether the files are as they were judged. Looked at right after a pause, with a fresh share of the processor: on a busy machine
        this program would else be put aside between its look and the signal for as long as an epoch takes.
        """
        judged = self.run.marks()
        time.sleep(0.001)
        woke = time.monotonic()
        return self.run.present_marks() == judged and time.monotonic() - woke < PROMPT

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
                if not freeze.is_frozen and not self.is_unchanged():
                    say('kept')
                    return False
                os.kill(-pid if number < 0 else pid, abs(number))
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

/** The whole program; `settingsNames` are the names that a settings file may have. */
export function guardScript(settingsNames: readonly string[]): string {
	return `SETTINGS = ${JSON.stringify(settingsNames)}\n${guardJudgeScript}${guardProcessScript}${loopScript}`;
}
