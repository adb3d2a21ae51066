"""Loads batches as Ultralytics does and says how much of /dev/shm that took: real worker processes, real shared memory, numbers of its own.

usage: loading-trainer.py BATCH WORKERS SIZE PREFETCH VALIDATION_WORKERS CACHE_MIB VERSION PYTHON

Each loader is that of PyTorch in short: every worker has PREFETCH batches ordered ahead, makes each in a file of /dev/shm and hands over its name;
the reader takes them in order, orders the next one before it uses a batch, and drops the batch before that. Neither loader ends. The validation's
batches are twice as large and padded. Prints what a training prints, then `peak: BYTES`.
"""
import mmap
import os
import sys
import threading
import time
from multiprocessing import get_context

batch, workers, size, prefetch, validation_workers, cache_mebibytes = (int(word) for word in sys.argv[1:7])
version, python = sys.argv[7:9]
processes = get_context('fork')
page_of_zeros = bytes(1 << 20)


def used():
    facts = os.statvfs('/dev/shm')
    return (facts.f_blocks - facts.f_bfree) * facts.f_frsize


def share(name, length):
    """A file of /dev/shm that is really there, mapped; its name is gone when it is opened by another."""
    with open(name, 'wb') as file:
        for start in range(0, length, len(page_of_zeros)):
            file.write(page_of_zeros[:length - start])


def work(orders, done, images, edge):
    while (order := orders.get()) is not None:
        name = f'/dev/shm/{os.getpid()}-{order}'
        share(name, images * 3 * edge * edge)
        done.put((order, name))


class Loader:
    def __init__(self, count, images, edge):
        self.done = processes.Queue()
        self.orders = [processes.Queue() for _ in range(count)]
        self.ordered = self.read = 0
        self.early = {}
        self.workers = [processes.Process(target=work, args=(queue, self.done, images, edge), daemon=True) for queue in self.orders]
        for worker in self.workers:
            worker.start()
        for _ in range(prefetch * count):
            self.order()

    def order(self):
        self.orders[self.ordered % len(self.orders)].put(self.ordered)
        self.ordered += 1

    def next(self):
        while self.read not in self.early:
            order, name = self.done.get()
            with open(name, 'rb') as file:
                self.early[order] = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
            os.unlink(name)
        found = self.early.pop(self.read)
        self.read += 1
        self.order()
        return found


peak = 0
is_over = False


def watch():
    global peak
    while not is_over:
        peak = max(peak, used())
        time.sleep(0.001)


print(f'Ultralytics {version} \N{ROCKET} Python-{python} torch-2.5.1 CPU (stand-in)')
print(f'engine/trainer: task=detect, mode=train, model=yolo11n.pt, data=d.yaml, epochs=2, batch={batch}, imgsz={size}, workers={workers}, cache={bool(cache_mebibytes)}')
base = used()
watcher = threading.Thread(target=watch)
watcher.start()
if cache_mebibytes:
    share('/dev/shm/cache', cache_mebibytes << 20)
    print(f'train: Caching images ({cache_mebibytes / 1024:.4f}GB RAM): 100% ━━━━━━━━━━━━ 64/64 1.0Kit/s 0.1s')
training = Loader(workers, batch, size)
validation = Loader(validation_workers, 2 * batch, size + 32)
print(f'Using {workers} dataloader workers')
print('Starting training for 2 epochs...', flush=True)
for epoch in range(2):
    for loader, count in ((training, 4 * workers * prefetch), (validation, 2 * validation_workers * prefetch)):
        for _ in range(count):
            images = loader.next()
            # The rest of the training is slower than its workers.
            while any(not queue.empty() for queue in loader.orders):
                time.sleep(0.001)
            time.sleep(0.01)
is_over = True
watcher.join()
for worker in training.workers + validation.workers:
    worker.kill()
print(f'peak: {peak - base}', flush=True)
