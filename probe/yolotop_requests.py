"""How a training is asked to end after the epoch: by the file yolotop-probe-request.json in its run directory, which holds
{"session", "id", "action": "stop-after-epoch"}. The answers are records: stop-noted at once, stop-refused with a reason, stopping when it ends.

The training ends by its own code, as it does when its patience runs out, so all ranks of a distributed one leave the same epoch. Only what makes last.pt
useless for a resume is left out then.
"""
import json
import os
import time

from yolotop_records import MAX_TEXT, state, write

REQUEST = 'yolotop-probe-request.json'
LOOK_SECONDS = 1.0


def read_request():
    try:
        file = os.open(os.path.join(state['directory'], REQUEST), os.O_RDONLY | os.O_NONBLOCK)
        try:
            request = json.loads(os.read(file, 4096).decode())
        finally:
            os.close(file)
    except (OSError, ValueError):
        return None
    isOwn = isinstance(request, dict) and request.get('session') == state['session'] and request.get('action') == 'stop-after-epoch'
    return str(request.get('id'))[:MAX_TEXT] if isOwn else None


def look_for_request():
    """Answers a new request at once, between two batches."""
    if state['file'] is None or time.monotonic() - state['looked'] < LOOK_SECONDS:
        return
    state['looked'] = time.monotonic()
    request = read_request()
    if request is not None and request != state['answered']:
        state['answered'] = request
        reason = state['refusal']
        state['request'] = request if reason is None else None
        write({'type': 'stop-noted', 'request': request} if reason is None else {'type': 'stop-refused', 'request': request, 'reason': reason})


def take_request():
    """The request to end now; None without. One that was taken back since is none."""
    state['looked'] = float('-inf')
    look_for_request()
    request = state['request']
    if request is None or read_request() != request:
        return None
    state['request'] = None
    return request


def tell_end(request, epoch):
    """The framework's own mark is set."""
    write({'type': 'stopping', 'request': request, 'epoch': epoch})
    os.unlink(os.path.join(state['directory'], REQUEST))
