"""The file in which the probe of yolotop records a training, and the requests that it answers.

The file is yolotop-probe.ndjson in the run directory: one JSON object a line, each written by a single call at the end of the file.

  probe-started  the training has begun: schema, session, framework, python, executable, pid; keepsCheckpoint where an end on request leaves a
                 last.pt that can be resumed
  names          the names of the classes, before the first epoch that has them
  epoch          epoch (1-based); classes as [index, instances, precision, recall, map50, map50-95]; matrix as [predicted, true, count], where
                 the index after the last class is the background; learningRates; gradientNorm over the steps of the epoch
  stop-noted, stop-refused, stopping   the answers to a request, see yolotop_requests.py
  probe-failed   the first failure: after it the probe does nothing

A failure in here never reaches the training, no random numbers are drawn, and no value of a tensor is read inside an epoch.
"""
import functools
import json
import os
import sys
import time

RECORDS = 'yolotop-probe.ndjson'
MAX_CLASSES = 1000
MAX_TEXT = 200
# Above the first size a matrix is written with every tenth epoch only, above the second only the numbers of the whole epoch are.
FULL_BYTES, MAX_BYTES = 4 << 20, 12 << 20
# Norms stay on the device; so many are packed into one tensor.
PACKED_NORMS = 1000
MAX_PACKS = 1000

state = {
    'isOff': False, 'file': None, 'directory': None, 'session': None, 'isNew': True, 'names': None,
    # The epoch that is validated now, 1-based, and what was seen of its validation.
    'epoch': None, 'seen': {},
    'norms': [], 'packs': [], 'steps': 0,
    # When a request was looked for, which one was answered, which one counts, and why this training cannot stop by itself.
    'looked': float('-inf'), 'answered': None, 'request': None, 'refusal': None,
    # Whether last.pt can be kept as it is at an end on request, whether all ranks of YOLOv5 can end together, after how many epochs they do without
    # a request, and whether this is an end on request.
    'canKeep': False, 'canEndTogether': False, 'epochs': None, 'isEnding': False,
}


def is_alone():
    return os.environ.get('WORLD_SIZE', '1') in ('', '1')


def guard(function, *args):
    """Calls a function of the probe; the first failure switches the probe off."""
    try:
        if not state['isOff']:
            function(*args)
    except Exception as error:
        give_up(function, error)


def give_up(function, error):
    try:
        state.update(isOff=True, seen={}, norms=[], packs=[])
        write({'type': 'probe-failed', 'where': function.__name__, 'error': ('%s: %s' % (type(error).__name__, error))[:MAX_TEXT]})
    except Exception:
        pass


def write(record):
    if state['file'] is None:
        return
    record.update(session=state['session'], time=round(time.time(), 3))
    line = json.dumps(record, separators=(',', ':'), allow_nan=False).encode() + b'\n'
    # The last line of an earlier process may have been cut.
    line = b'\n' + line if state['isNew'] else line
    # Without waiting: something that is no file may have this name.
    file = os.open(state['file'], os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK, 0o644)
    try:
        if os.write(file, line) != len(line):
            raise OSError('the disk is full')
        state['isNew'] = False
    finally:
        os.close(file)


def begin(framework, directory):
    """The training has a run directory. Nothing for one that has begun already."""
    directory = os.path.abspath(str(directory))
    file = os.path.join(directory, RECORDS)
    if state['file'] == file:
        return
    session = '%d-%d' % (os.getpid(), int(time.time() * 1000))
    state.update(file=file, directory=directory, session=session, isNew=True, names=None, answered=None, request=None, refusal=None, isEnding=False)
    watch_gradients()
    write({
        'type': 'probe-started', 'schema': 1, 'framework': framework, 'python': sys.version.split()[0], 'executable': sys.executable, 'pid': os.getpid(),
        'keepsCheckpoint': state['canKeep'],
    })


def number(value):
    """A finite number with five digits behind the point, or None. YOLOv5 v4.0 has an array for each class, of which the first counts."""
    try:
        value = float(value)
    except TypeError:
        value = float(value[0])
    return round(value, 5) if value - value == 0 else None


def precise(value):
    value = float(value)
    return float('%.5g' % value) if value - value == 0 else None


def list_names(names):
    names = names if isinstance(names, dict) else dict(enumerate(names))
    return {int(index): str(name)[:MAX_TEXT] for index, name in names.items()}


def write_epoch(epoch, rates):
    """One record for an epoch; `rates` are its learning rates."""
    seen, state['seen'], state['epoch'] = state['seen'], {}, None
    if state['file'] is None:
        return
    record = {'type': 'epoch', 'epoch': epoch, 'learningRates': [precise(rate) for rate in rates], 'gradientNorm': read_norms()}
    size = os.path.getsize(state['file']) if os.path.exists(state['file']) else 0
    names, rows = seen.get('names'), seen.get('rows')
    if rows and names and size < MAX_BYTES:
        if names != state['names']:
            state['names'] = names
            write({'type': 'names', 'names': [names.get(index, str(index)) for index in range(min(max(names) + 1, MAX_CLASSES))]})
        record['classes'] = rows[:MAX_CLASSES]
        matrix = seen.get('matrix')
        if matrix is not None and (size < FULL_BYTES or epoch % 10 == 0):
            record['matrix'] = list_cells(matrix.matrix, rows)
    write(record)


def list_cells(matrix, rows):
    """The cells that are not 0. Objects of images without any detection were not handed on: they are what is missing of the background."""
    cells = {(i, j): int(count) for i, row in enumerate(matrix.tolist()) for j, count in enumerate(row) if count}
    background = len(matrix) - 1
    found = {}
    for (_, true), count in cells.items():
        found[true] = found.get(true, 0) + count
    for row in rows:
        missing = (row[1] or 0) - found.get(row[0], 0)
        if missing > 0:
            cells[background, row[0]] = cells.get((background, row[0]), 0) + missing
    return [[i, j, count] for (i, j), count in sorted(cells.items())]


# Gradients: torch is there long before a training begins.

def watch_gradients():
    utils = getattr(getattr(sys.modules.get('torch'), 'nn', None), 'utils', None)
    clip = getattr(utils, 'clip_grad_norm_', None)
    if clip is None or hasattr(clip, 'is_of_probe'):
        return

    @functools.wraps(clip)
    def clip_grad_norm_(*args, **kwargs):
        total = clip(*args, **kwargs)
        guard(note_norm, total)
        return total
    clip_grad_norm_.is_of_probe = True
    utils.clip_grad_norm_ = clip_grad_norm_


def note_norm(total):
    if not hasattr(total, 'detach'):
        return
    state['norms'].append(total.detach())
    state['steps'] += 1
    if len(state['norms']) >= PACKED_NORMS:
        if len(state['packs']) < MAX_PACKS:
            state['packs'].append(sys.modules['torch'].stack(state['norms']))
        state['norms'] = []


def read_norms():
    """Mean and maximum of the finite norms; mixed precision has some that are not, which it skips itself."""
    packs, steps = state['packs'], state['steps']
    if state['norms']:
        packs = packs + [sys.modules['torch'].stack(state['norms'])]
    state.update(norms=[], packs=[], steps=0)
    norms = [norm for pack in packs for norm in pack.tolist()]
    finite = [norm for norm in norms if norm - norm == 0]
    if not norms:
        return None
    mean, top = (precise(sum(finite) / len(finite)), precise(max(finite))) if finite else (None, None)
    return {'mean': mean, 'max': top, 'notFinite': len(norms) - len(finite), 'steps': steps}
