"""Behaves as torchrun does towards its ranks: starts them with their numbers, passes signals on to them, and ends when they have.

Meant to be seen under torchrun's names: as a file called torchrun, or as the module torch.distributed.run.

Source of the behaviour: PyTorch 2.x, torch/distributed/elastic/agent/server/api.py (SignalException, _shutdown) and
torch/distributed/elastic/multiprocessing/api.py (SubprocessContext._close: the signal, 30 s, then SIGKILL).
"""
import os
import signal
import subprocess
import sys
import time

words = sys.argv[1:]
count = 1
while words and words[0].startswith('-'):
    name, sign, value = words.pop(0).partition('=')
    value = value if sign else words.pop(0)
    if name.lstrip('-').replace('-', '_') == 'nproc_per_node':
        count = int(value)

ranks = []
received = []
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda number, frame: received.append(number))


def end(number):
    for rank in ranks:
        if rank.poll() is None:
            rank.send_signal(number)
    until = time.monotonic() + 30
    while any(rank.poll() is None for rank in ranks) and time.monotonic() < until:
        time.sleep(0.05)
    for rank in ranks:
        if rank.poll() is None:
            rank.kill()
        rank.wait()


for rank in range(count):
    environment = {**os.environ, 'RANK': str(rank), 'LOCAL_RANK': str(rank), 'WORLD_SIZE': str(count), 'FIRST_RANK': str(ranks[0].pid) if ranks else ''}
    # A rank belongs to the session of the launcher no more (start_new_session), so that no terminal reaches it.
    ranks.append(subprocess.Popen([sys.executable, '-u', *words], env=environment, start_new_session=True))
while not received and all(rank.poll() in (None, 0) for rank in ranks) and any(rank.poll() is None for rank in ranks):
    time.sleep(0.1)
if received:
    end(received[0])
    sys.stderr.write(f'torch.distributed.elastic.multiprocessing.api.SignalException: Process {os.getpid()} got signal: {int(received[0])}\n')
    sys.exit(1)
if any(rank.poll() for rank in ranks):
    end(signal.SIGTERM)
    sys.stderr.write('torch.distributed.elastic.multiprocessing.errors.ChildFailedError: \n')
    sys.exit(1)
