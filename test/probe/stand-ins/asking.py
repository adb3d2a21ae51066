"""What a person does who asks a training to end after the epoch, where ASK is set: done once, between two batches."""
import json
import os

done = []


def ask(directory):
    if 'ASK' not in os.environ or done:
        return
    done.append(True)
    try:
        with open(os.path.join(directory, 'yolotop-probe.ndjson')) as file:
            session = json.loads(file.read().splitlines()[-1])['session']
    except (OSError, ValueError, LookupError):
        return
    with open(os.path.join(directory, 'yolotop-probe-request.json'), 'w') as file:
        json.dump({'session': session, 'id': 'one', 'action': 'stop-after-epoch'}, file)
