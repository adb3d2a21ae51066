/**
The part of the guard that reads the files of a run and says whether one of them is being written or is still to come. Python 3.6 or
later with its standard library, because every training has that; a few hundred bytes of each checkpoint are read, never the whole file.

The order at the end of an epoch is the same in both frameworks: the row of results.csv (or results.txt) is appended, last.pt is written
in place, and best.pt is written in place only where the epoch is the best one so far, `best_fitness == fitness`. A checkpoint is a zip
whose first entry is the pickled dictionary, which begins with `epoch` and `best_fitness`; its directory comes last.

Source: YOLOv5 v3.0 to master of 2026 (train.py, segment/train.py, classify/train.py), Ultralytics 8.0 to 8.4 (engine/trainer.py),
PyTorch 1.6 to 2.x (torch.save), APPNOTE 6.3.10.
*/
export const guardJudgeScript = String.raw`
import os, re, struct, sys, time

HEAD_BYTES = 4096
TABLE_BYTES = 4194304
# So long after a row a checkpoint is still expected, and a file that is cut off is taken for one that is being written.
PATIENCE = 15.0
# So long after last.pt best.pt is still expected where nothing tells whether it is due.
BEST_PATIENCE = 3.0


def stat_of(path):
    try:
        found = os.stat(path)
        return (found.st_size, found.st_mtime_ns, found.st_ino)
    except OSError:
        return None


class Age:
    """How long a file has been as it is, by its time or by how long it was seen so: clocks of file servers differ."""

    def __init__(self):
        self.mark, self.since = None, 0.0

    def seen(self, mark):
        if mark != self.mark:
            self.mark, self.since = mark, time.monotonic()

    def seconds(self):
        return max(time.monotonic() - self.since, time.time() - self.mark[1] / 1e9) if self.mark else 0.0


def has_end(file, size):
    """Whether the directory of a zip is at the end of the file, in the place that it names itself."""
    file.seek(max(0, size - 98))
    tail = file.read(98)
    if len(tail) < 22 or tail[-22:-18] != b'PK\x05\x06':
        return False
    place, length = struct.unpack('<I', tail[-6:-2])[0], struct.unpack('<I', tail[-10:-6])[0]
    end = size - 22
    if len(tail) == 98 and tail[-42:-38] == b'PK\x06\x07':
        end = struct.unpack('<Q', tail[-34:-26])[0]
        if end != size - 98 or tail[:4] != b'PK\x06\x06':
            return False
        length, place = struct.unpack('<QQ', tail[40:56])
    return place + length == end


INTEGER = rb'(?:K(?P<one>.)|M(?P<two>..)|J(?P<four>....))'
MEMO = rb'(?:q.|r....|\x94)?'
EPOCH = re.compile(rb'\x80.(?:\x95.{8})?\}' + MEMO + rb'\((?:X\x05\0\0\0|\x8c\x05)epoch' + MEMO + INTEGER, re.S)
FITNESS = re.compile(rb'(?:X\x0c\0\0\0|\x8c\x0c)best_fitness' + MEMO + rb'(?:G(?P<float>.{8})|' + INTEGER + rb'|(?P<object>c|\x8c|h))', re.S)

def integer_of(match):
    for name, form in (('one', '<B'), ('two', '<H'), ('four', '<i')):
        if match.group(name) is not None:
            return struct.unpack(form, match.group(name))[0]
    return None


def numpy_number(data):
    """A float of numpy, alone or as an array of one: its type is named, and its bytes follow as a text or as bytes."""
    at = re.search(rb'f[248]', data)
    if not at:
        return None
    form = {b'f8': '<d', b'f4': '<f', b'f2': '<e'}[at.group()]
    size = struct.calcsize(form)
    for found in re.finditer(rb'X(.)\0\0\0|\x8c(.)|C(.)', data[at.end():], re.S):
        is_bytes = found.group(3) is not None
        length = (found.group(1) or found.group(2) or found.group(3))[0]
        raw = data[at.end() + found.end():at.end() + found.end() + length]
        if not is_bytes:
            try:
                raw = raw.decode('utf8').encode('latin1')
            except UnicodeError:
                continue
        if len(raw) == size:
            return struct.unpack(form, raw)[0]
    return None


def fitness_of(head):
    match = FITNESS.search(head)
    if not match:
        return None
    if match.group('float') is not None:
        return struct.unpack('>d', match.group('float'))[0]
    if match.group('object') is None:
        return float(integer_of(match))
    end = re.compile(rb'(?:X\x05\0\0\0|\x8c\x05)model').search(head, match.end())
    return numpy_number(head[match.end():end.start() if end else match.end() + 600])


class Checkpoint:
    """What the first and the last bytes of a checkpoint tell; read again only when it has changed."""

    def __init__(self, path):
        self.path, self.mark, self.age = path, None, Age()
        self.kind, self.held, self.fitness = 'none', None, None
        self.whole_at, self.period = None, None

    def look(self):
        mark = stat_of(self.path)
        self.age.seen(mark)
        if mark != self.mark or self.kind == 'cut':
            self.mark, self.kind, self.held, self.fitness = mark, 'none' if mark is None else 'cut', None, None
            if mark is not None and mark[0] > 0:
                try:
                    self.read(mark[0])
                except (OSError, struct.error):
                    pass
        return self

    def read(self, size):
        with open(self.path, 'rb') as file:
            head = file.read(HEAD_BYTES)
            if head[:2] != b'PK':
                # A checkpoint of PyTorch before 1.6: nothing tells whether it is whole.
                self.kind = 'old'
                return
            if not has_end(file, size):
                return
        self.kind = 'whole'
        if self.whole_at is not None and self.mark[1] > self.whole_at:
            self.period = (self.mark[1] - self.whole_at) / 1e9
        self.whole_at = self.mark[1]
        if len(head) > 30 and head[:4] == b'PK\x03\x04':
            start = 30 + sum(struct.unpack('<HH', head[26:30]))
            epoch = EPOCH.match(head, start)
            if epoch:
                number = integer_of(epoch)
                self.kind, self.held = ('final', None) if number < 0 else ('whole', number + 1)
                self.fitness = fitness_of(head[start:])


class Table:
    """The rows of the results: how many epochs they hold, and the fitness of each by the formulas of the frameworks' versions."""

    def __init__(self, directory):
        self.paths = [os.path.join(directory, name) for name in ('results.csv', 'results.txt')]
        self.mark, self.path, self.age = None, None, Age()
        self.is_whole, self.epochs, self.scores = True, None, []

    def find(self):
        found = ((path, stat_of(path)) for path in self.paths)
        return next(((path, mark) for path, mark in found if mark), (None, None))

    def look(self):
        path, mark = self.find()
        self.age.seen(mark)
        if mark != self.mark or not self.is_whole:
            self.mark, self.path = mark, path
            self.is_whole, self.epochs, self.scores = True, None, []
            if mark is not None:
                try:
                    self.read(path)
                except OSError:
                    pass
        return self

    def read(self, path):
        with open(path, 'rb') as file:
            text = file.read(TABLE_BYTES).decode('utf8', 'replace')
        self.is_whole = text.endswith('\n') or text == ''
        lines = [line for line in text.split('\n') if line.strip()]
        rows = [line.split() for line in lines] if path.endswith('.txt') else [[cell.strip() for cell in line.split(',')] for line in lines]
        header = [] if path.endswith('.txt') else rows[0] if rows else []
        rows = rows if path.endswith('.txt') else [row for row in rows[1:] if len(row) == len(header)]
        labels = [int(match.group(1)) for match in (re.match(r'(\d+)(?:/\d+)?$', row[0]) for row in rows) if match]
        # One framework counts its rows from 0, the other from 1.
        if labels and labels[0] in (0, 1):
            self.epochs = labels[-1] - labels[0] + 1
        elif not rows:
            self.epochs = 0
        self.scores = [score for score in (scores_of(header, row) for row in rows) if score]


def scores_of(header, row):
    """The fitness of a row by each formula that a version of the frameworks has had; None for a row without numbers."""
    try:
        if not header:
            half, mean = float(row[10]), float(row[11])
            return (0.1 * half + 0.9 * mean, mean)
        top = [float(cell) for name, cell in zip(header, row) if name.startswith('metrics/accuracy_top')]
        if top:
            return (top[0], sum(top[:2]) / len(top[:2]))
        maps = [(name, float(cell)) for name, cell in zip(header, row) if name.startswith('metrics/mAP')]
        if not maps:
            return None
        mean = sum(value for name, value in maps if '95' in name)
        half = sum(value for name, value in maps if '95' not in name)
        return (0.1 * half + 0.9 * mean, mean)
    except (ValueError, IndexError):
        return None


def is_row_best(best_fitness, scores):
    """
    Whether the last row is the best one, so that best.pt is written after its last.pt. A formula counts only where the best of
    its rows is what last.pt itself calls the best. None where no formula does, or where the rows are too near to each other to tell.
    """
    if best_fitness is None or best_fitness != best_fitness or not scores:
        return None
    allowed = 2e-5 + 1e-4 * abs(best_fitness)
    answers = set()
    for values in zip(*scores):
        top = max(values)
        if abs(top - best_fitness) > allowed:
            continue
        if top - values[-1] > allowed:
            answers.add(False)
        else:
            answers.add(True if all(top - value > allowed for value in values[:-1]) else None)
    return answers.pop() if len(answers) == 1 else None


class Run:
    def __init__(self, directory, is_unsaved, started_at):
        weights = os.path.join(directory, 'weights')
        self.is_unsaved, self.started_at = is_unsaved, started_at
        self.table, self.last, self.best = Table(directory), Checkpoint(os.path.join(weights, 'last.pt')), Checkpoint(os.path.join(weights, 'best.pt'))

    def marks(self):
        return (self.table.mark, self.last.mark, self.best.mark)

    def present_marks(self):
        return (self.table.find()[1], stat_of(self.last.path), stat_of(self.best.path))

    def is_of_this_process(self, file):
        return self.started_at is None or file.mark[1] / 1e9 >= self.started_at - 1

    def judge(self, is_writing=None):
        """
        What a signal at this moment would meet: 'rest', 'table' (a row that is being written), 'last' and 'best' (that file is being
        written or still to come), 'final' (the weights are stripped, the training is about to end). is_writing tells whether a process
        of the training has one of the files open for writing; None for not known.
        """
        table, last, best = self.table.look(), self.last.look(), self.best.look()
        if table.mark and not table.is_whole and (is_writing or table.age.seconds() < PATIENCE):
            return 'table'
        if last.kind == 'cut' and (is_writing or last.age.seconds() < PATIENCE) or self.is_last_due():
            return 'last'
        if best.kind == 'cut' and (is_writing or best.age.seconds() < PATIENCE) or is_writing or self.is_best_due():
            return 'best'
        return 'final' if last.kind == 'final' and self.is_of_this_process(last) else 'rest'

    def is_last_due(self):
        """Whether the row of an epoch is there and its last.pt is not yet."""
        table, last = self.table, self.last
        if not table.mark or self.is_unsaved or not self.is_of_this_process(table) or table.age.seconds() >= PATIENCE:
            return False
        if last.kind == 'final' and self.is_of_this_process(last):
            return False
        if last.kind in ('none', 'final'):
            return table.epochs != 0
        if table.epochs is not None and last.held is not None:
            return table.epochs > last.held
        return table.mark[1] > last.mark[1]

    def is_best_due(self):
        """Whether the last.pt of an epoch is there and its best.pt is not yet."""
        last, best = self.last, self.best
        if last.kind != 'whole' or not self.is_of_this_process(last):
            return False
        if best.kind == 'whole' and (best.held == last.held if best.held and last.held else best.mark[1] >= last.mark[1]):
            return False
        is_due = is_row_best(last.fitness, self.table.scores)
        if is_due is None:
            return last.age.seconds() < min(BEST_PATIENCE, last.period / 2 if last.period else BEST_PATIENCE)
        return is_due and last.age.seconds() < PATIENCE
`;
