"""Behaves as YOLOv5 v7.0's train.py does, without a model: output, files, checkpoints, signals, --resume. For tests on real engines.

It takes train.py's own options and is meant to be seen under that name: the tests put it into the container as train.py. What
only concerns the imitation comes from the environment:

  TRAINER_SPEED             divides all waiting times (1: half a second a batch)
  TRAINER_BATCHES           batches of an epoch (6)
  TRAINER_START_SECONDS     imports and model building (1)
  TRAINER_SAVE_SECONDS      how long last.pt, and then best.pt, takes to be written (1); not divided by the speed
  TRAINER_BEST_PAUSE_SECONDS  how long it takes from the end of last.pt until best.pt is opened (0); not divided by the speed
  TRAINER_CHECKPOINT_BYTES  size of the weights in a checkpoint (400000); a finished run's checkpoints have a quarter
  TRAINER_SHM_BYTES         what the workers hold in /dev/shm; where that is more than there is, the first batch dies of a bus error (0)
  TRAINER_MODULES           directories with modules of YOLOv5's names, separated by colons: what train.py calls in them is called
  TRAINER_END_SECONDS       how long the process lives on after its last word (0); not divided by the speed
  TRAINER_DEATH             a file with a word: how the training dies before its next batch (bus-error, gpu-memory, memory, all-memory, killed,
                            unknown); all-memory takes memory until the kernel kills it, or it has 4 GiB; the file is removed
  TRAINER_GATE              a file with a number: no more than that many batches, counted from the first epoch, are trained until
                            it is raised; FILE.at then says how many were. Without the file nothing waits.

Source of the behaviour: YOLOv5 v7.0 train.py, utils/general.py, utils/torch_utils.py, and recordings of its runs.
"""
import argparse
import glob
import math
import os
import pickle
import random
import signal
import struct
import sys
import time
import traceback
import zipfile
import zlib
from pathlib import Path


def setting(name, default):
    return type(default)(os.environ.get('TRAINER_' + name) or default)


speed = setting('SPEED', 1.0)
batches = setting('BATCHES', 6)
save_seconds = setting('SAVE_SECONDS', 1.0)
best_pause_seconds = setting('BEST_PAUSE_SECONDS', 0.0)
checkpoint_bytes = setting('CHECKPOINT_BYTES', 400_000)
shm_bytes = setting('SHM_BYTES', 0)
end_seconds = setting('END_SECONDS', 0.0)
modules = os.environ.get('TRAINER_MODULES')
death = os.environ.get('TRAINER_DEATH')
gate = os.environ.get('TRAINER_GATE')
val_batches = 3
classes = {'Vest': 50, 'helmet': 37, 'noHelmet': 20, 'noVest': 5}
blue, bold, plain = '\x1b[34m\x1b[1m', '\x1b[1m', '\x1b[0m'


def wait(seconds):
    time.sleep(seconds / speed)


def log(text):
    sys.stderr.write(text + '\n')
    sys.stderr.flush()


# Options: the flags, their defaults and opt.yaml.

defaults = {
    'weights': 'yolov5s.pt', 'cfg': '', 'data': 'data/coco128.yaml', 'hyp': 'data/hyps/hyp.scratch-low.yaml', 'epochs': 100,
    'batch_size': 16, 'imgsz': 640, 'rect': False, 'resume': False, 'nosave': False, 'noval': False, 'noautoanchor': False,
    'noplots': False, 'evolve': None, 'bucket': '', 'cache': None, 'image_weights': False, 'device': '', 'multi_scale': False,
    'single_cls': False, 'optimizer': 'SGD', 'sync_bn': False, 'workers': 8, 'project': 'runs/train', 'name': 'exp',
    'exist_ok': False, 'quad': False, 'cos_lr': False, 'label_smoothing': 0.0, 'patience': 100, 'freeze': [0], 'save_period': -1,
    'seed': 0, 'local_rank': -1, 'entity': None, 'upload_dataset': False, 'bbox_interval': -1, 'artifact_alias': 'latest',
}
hyperparameters = {'lr0': 0.01, 'lrf': 0.01, 'momentum': 0.937, 'weight_decay': 0.0005, 'warmup_epochs': 3.0, 'box': 0.05, 'cls': 0.5, 'obj': 1.0}


def follow_first_rank():
    """Of several processes that train together the first one writes; the others end when it has ended, or when they are interrupted."""
    first = os.environ.get('FIRST_RANK')
    while first and os.path.exists(f'/proc/{first}'):
        time.sleep(0.05)
    if first:
        sys.exit(0)


def parse_options():
    parser = argparse.ArgumentParser()
    for name, default in defaults.items():
        flags = ['--' + name.replace('_', '-')] + {'imgsz': ['--img', '--img-size'], 'batch_size': ['--batch'], 'local_rank': ['--local_rank']}.get(name, [])
        if name == 'resume':
            parser.add_argument(*flags, nargs='?', const=True, default=False)
        elif name in ('cache', 'evolve'):
            parser.add_argument(*flags, nargs='?', const='ram', default=None)
        elif name == 'freeze':
            parser.add_argument(*flags, nargs='+', type=int, default=default)
        elif default is False:
            parser.add_argument(*flags, action='store_true')
        else:
            parser.add_argument(*flags, dest=name, type=str if default is None else type(default), default=default)
    return parser.parse_args()


def yaml_value(value):
    return {True: 'true', False: 'false', None: 'null', '': "''"}[value] if value in ('', None) or isinstance(value, bool) else str(value)


def write_yaml(path, values):
    lines = []
    for key, value in values.items():
        if isinstance(value, dict):
            lines += [f'{key}:'] + [f'  {name}: {yaml_value(inner)}' for name, inner in value.items()]
        elif isinstance(value, list):
            lines += [f'{key}:'] + [f'- {yaml_value(inner)}' for inner in value]
        else:
            lines.append(f'{key}: {yaml_value(value)}')
    path.write_text('\n'.join(lines) + '\n')


def read_scalar(text):
    text = text.split(' #')[0].strip()
    if text[:1] in ('"', "'"):
        return text[1:-1]
    if text in ('true', 'false', 'null', '~', ''):
        return {'true': True, 'false': False}.get(text)
    for convert in (int, float):
        try:
            return convert(text)
        except ValueError:
            pass
    return text


def read_yaml(path):
    """As much of YAML as opt.yaml has: scalars, one level of dictionaries, lists of scalars."""
    values, key = {}, None
    for line in path.read_text().splitlines():
        if line.startswith('- '):
            values[key] = (values[key] if isinstance(values[key], list) else []) + [read_scalar(line[2:])]
        elif line.startswith('  '):
            name, _, value = line.strip().partition(':')
            values[key] = {**(values[key] or {}), name: read_scalar(value)}
        elif ':' in line and not line.startswith('#'):
            key, _, value = line.partition(':')
            values[key] = read_scalar(value)
    return values


# Checkpoints: a zip as PyTorch writes it, in place and piece by piece.

def zip_pieces(entries):
    """The bytes of a zip in order; each entry is its name, its data and the checksum of that."""
    parts, directory, offset = [], [], 0
    for name, data, checksum in entries:
        name, padding = name.encode(), b'\0' * 7
        parts += [struct.pack('<IHHHHHIIIHH', 0x04034B50, 0, 0, 0, 0, 0, checksum, len(data), len(data), len(name), len(padding)), name, padding, data]
        directory.append(struct.pack('<IHHHHHHIIIHHHHHII', 0x02014B50, 0, 0, 0, 0, 0, 0, checksum, len(data), len(data), len(name), 0, 0, 0, 0, 0, offset) + name)
        offset += 30 + len(name) + len(padding) + len(data)
    central = b''.join(directory)
    end64 = struct.pack('<IQHHIIQQQQ', 0x06064B50, 44, 30, 45, 0, 0, len(entries), len(entries), len(central), offset)
    locator = struct.pack('<IIQI', 0x07064B50, 0, offset + len(central), 1)
    end = struct.pack('<IHHHHIIH', 0x06054B50, 0, 0, len(entries), len(entries), len(central), 0xFFFFFFFF, 0)
    return parts + [central, end64, locator, end]


tensors = {}


def tensor(size):
    """Weights of a size with their checksum; made once, because they are large."""
    if size not in tensors:
        data = random.Random(1).randbytes(1000) * (size // 1000)
        tensors[size] = memoryview(data), zlib.crc32(data)
    return tensors[size]


def save(path, content, seconds):
    pickled = pickle.dumps(content, protocol=2)
    weights, checksum = tensor(checkpoint_bytes if content['optimizer'] else checkpoint_bytes // 4)
    parts = zip_pieces([(f'{path.stem}/data.pkl', pickled, zlib.crc32(pickled)), (f'{path.stem}/data/0', weights, checksum), (f'{path.stem}/version', b'3\n', zlib.crc32(b'3\n'))])
    pieces = 20
    size = sum(map(len, parts)) // pieces + 1
    with open(path, 'wb', buffering=0) as file:
        left = 0
        for part in parts:
            at = 0
            while at < len(part):
                if left == 0:
                    time.sleep(seconds / pieces)
                    left = size
                taken = part[at:at + left]
                file.write(taken)
                at, left = at + len(taken), left - len(taken)


def save_epoch(last, best, content, is_best):
    save(last, content, save_seconds)
    if is_best:
        time.sleep(best_pause_seconds)
        save(best, content, save_seconds)


def load(path):
    try:
        with zipfile.ZipFile(path) as archive:
            return pickle.loads(archive.read(next(name for name in archive.namelist() if name.endswith('/data.pkl'))))
    except (zipfile.BadZipFile, StopIteration):
        raise RuntimeError('PytorchStreamReader failed reading zip archive: failed finding central directory') from None


# Progress bars as tqdm with YOLOv5's format draws them.

def clock(seconds):
    hours, minutes, seconds = int(seconds) // 3600, int(seconds) // 60 % 60, int(seconds) % 60
    return f'{hours}:{minutes:02}:{seconds:02}' if hours else f'{minutes:02}:{seconds:02}'


def terminal_columns():
    """None without a terminal; 0 for a terminal of unknown size."""
    try:
        return os.get_terminal_size(2).columns
    except OSError:
        return int(os.environ['COLUMNS']) if 'COLUMNS' in os.environ else None


class Bar:
    def __init__(self, total, description=''):
        self.total, self.count, self.description, self.began, self.columns = total, 0, description, time.monotonic(), terminal_columns()

    def draw(self):
        percent, elapsed = self.count / self.total * 100, time.monotonic() - self.began
        head = f'{self.description}: ' if self.description else ''
        if self.columns == 0:
            rate = f'{elapsed / self.count:5.2f}s/it' if self.count else '?it/s'
            left = clock(elapsed / self.count * (self.total - self.count)) if self.count else '?'
            text = f'{head}{percent:3.0f}% {self.count}/{self.total} [{clock(elapsed)}<{left}, {rate}]'
        else:
            full, part = divmod(int(self.count / self.total * 80), 8)
            cells = '█' * full + ('' if full == 10 else ' ▏▎▍▌▋▊▉'[part]) + ' ' * (9 - full)
            text = f'{head}{percent:3.0f}%|{cells}| {self.count}/{self.total} {clock(elapsed)}'
        sys.stderr.write('\r' + (text[:self.columns] if self.columns else text))
        sys.stderr.flush()

    def __enter__(self):
        self.draw()
        return self

    def __exit__(self, *error):
        if error[0] is None:
            self.draw()
        sys.stderr.write('\n')
        sys.stderr.flush()


# Numbers that depend on the epoch alone, so that a resumed run goes on where it was.

def train_losses(epoch, batch):
    shake = random.Random(epoch * 1000 + batch).uniform(-0.004, 0.004)
    fall = math.exp(-epoch / 60)
    return 0.12 * fall + shake, 0.015 + 0.01 * (1 - fall) + shake / 4, 0.045 * fall + shake / 4


def results(epoch):
    # Every fifth epoch is worse than the one before, so that best.pt is not always written.
    good = 1 - math.exp(-(epoch - (3 if epoch % 5 == 4 else 0)) / 40)
    return 0.1 + 0.6 * good, 0.2 + 0.4 * good, 0.02 + 0.5 * good, 0.005 + 0.3 * good


# The process of the training and its data loader's.

def start_workers(count):
    """The children have the same command line, stay silent on an interrupt, and end with their parent."""
    parent, pids = os.getpid(), []
    for _ in range(count):
        pid = os.fork()
        if pid == 0:
            # A background job of a shell ignores the interrupt, and so do its children.
            if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
                signal.signal(signal.SIGINT, lambda *_: os._exit(0))
            while os.getppid() == parent:
                time.sleep(0.2)
            os._exit(0)
        pids.append(pid)
    return pids


def check_shared_memory(pids):
    facts = os.statvfs('/dev/shm') if shm_bytes and pids else None
    if facts and shm_bytes > facts.f_frsize * facts.f_blocks:
        log('ERROR: Unexpected bus error encountered in worker. This might be caused by insufficient shared memory (shm).\r')
        raise RuntimeError(f'DataLoader worker (pid {pids[0]}) is killed by signal: Bus error. It is possible that dataloader\'s workers are out of '
                           'shared memory. Please try to raise your shared memory limit.')


class OutOfMemoryError(RuntimeError):
    __module__ = 'torch'


def die():
    if not death or not os.path.exists(death):
        return
    with open(death) as file:
        word = file.read().strip()
    os.remove(death)
    if word == 'all-memory':
        taken = []
        while len(taken) < 1024:
            taken.append(bytearray(os.urandom(4096) * 1024))
    if word == 'killed':
        os.kill(os.getpid(), signal.SIGKILL)
    raise {
        'bus-error': RuntimeError("DataLoader worker (pid 61) is killed by signal: Bus error. It is possible that dataloader's workers are out of shared memory."),
        'gpu-memory': OutOfMemoryError('CUDA out of memory. Tried to allocate 124.00 MiB. GPU 0 has a total capacity of 7.79 GiB of which 92.94 MiB is free.'),
        'memory': MemoryError(),
    }.get(word) or ValueError('operands could not be broadcast together')


def check_workers(pids):
    for pid in pids:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended and os.WIFSIGNALED(status):
            raise RuntimeError(f'DataLoader worker (pid {pid}) is killed by signal: {signal.strsignal(os.WTERMSIG(status))}. ')
        if ended:
            raise RuntimeError(f'DataLoader worker (pid(s) {pid}) exited unexpectedly')


def wait_for_gate(trained):
    is_told = False
    while gate and os.path.exists(gate):
        with open(gate) as file:
            text = file.read().strip()
        if text.isdigit() and trained < int(text):
            return
        if not is_told:
            is_told = True
            with open(gate + '.at', 'w') as file:
                file.write(str(trained))
        time.sleep(0.01)


def check_file(file):
    if Path(file).is_file() or not file:
        return file
    raise AssertionError(f'File not found: {file}')


def latest_run():
    return max(glob.glob('./**/last*.pt', recursive=True), key=os.path.getctime, default='')


def new_directory(path, exist_ok):
    if not path.exists() or exist_ok:
        return path
    return next(candidate for candidate in (Path(f'{path}{number}') for number in range(2, 9999)) if not candidate.exists())


def validate(epoch, is_final):
    header = ('%22s' + '%11s' * 6) % ('Class', 'Images', 'Instances', 'P', 'R', 'mAP50', 'mAP50-95')
    with Bar(val_batches, header) as bar:
        for _ in range(val_batches):
            wait(0.1)
            bar.count += 1
            bar.draw()
    row = '%22s' + '%11i' * 2 + '%11.3g' * 4
    log(row % ('all', 47, sum(classes.values()), *results(epoch)))
    if is_final:
        for place, (name, instances) in enumerate(classes.items()):
            log(row % (name, 47, instances, *(value * (1 - place / 5) for value in results(epoch))))


def write_row(file, epoch, losses):
    names = ['epoch', 'train/box_loss', 'train/obj_loss', 'train/cls_loss', 'metrics/precision', 'metrics/recall', 'metrics/mAP_0.5',
             'metrics/mAP_0.5:0.95', 'val/box_loss', 'val/obj_loss', 'val/cls_loss', 'x/lr0', 'x/lr1', 'x/lr2']
    head = '' if file.exists() else ('%20s,' * len(names) % tuple(names)).rstrip(',') + '\n'
    values = [epoch, *losses, *results(epoch), *losses, 0.01, 0.01, 0.01]
    with open(file, 'a') as stream:
        stream.write(head + ('%20.5g,' * len(values) % tuple(values)).rstrip(',') + '\n')


def fitness_of(epoch):
    _, _, map50, map50_95 = results(epoch)
    return 0.1 * map50 + 0.9 * map50_95


class Hooks:
    """The modules of YOLOv5, in which something may look at the training: each function as train.py calls it. Without them nothing is called."""

    def __init__(self, options):
        self.callbacks = None
        if modules:
            sys.path[:0] = modules.split(':')
            import torch
            import val
            from names import model
            from utils.callbacks import Callbacks
            from utils.loggers import Loggers
            self.torch, self.val, self.model, self.callbacks, self.directory = torch, val, model, Callbacks(), options.save_dir
            Loggers(options.save_dir, options.weights, options, {}, None)

    def run(self, *args, **kwargs):
        if self.callbacks:
            self.callbacks.run(*args, **kwargs)
        return getattr(self.callbacks, 'stop_training', False)

    def step(self, index):
        if self.callbacks:
            self.torch.norms.append(2.0 + index)
            self.torch.nn.utils.clip_grad_norm_([], max_norm=10.0)

    def validate(self):
        if self.callbacks:
            self.val.run({}, model=self.model, save_dir=self.directory, plots=False, callbacks=self.callbacks, compute_loss=print)


def train(options):
    directory = Path(options.save_dir)
    last, best, table = directory / 'weights/last.pt', directory / 'weights/best.pt', directory / 'results.csv'
    last.parent.mkdir(parents=True, exist_ok=True)
    log(f'{blue}hyperparameters: {plain}' + ', '.join(f'{key}={value}' for key, value in hyperparameters.items()))
    log(f"{blue}TensorBoard: {plain}Start with 'tensorboard --logdir {options.project}', view at http://localhost:6006/")
    write_yaml(directory / 'hyp.yaml', hyperparameters)
    write_yaml(directory / 'opt.yaml', {**vars(options), 'hyp': hyperparameters})
    if options.resume and not Path(options.weights).resolve().is_relative_to(directory.resolve()):
        # Started in another directory: the relative paths of opt.yaml lead nowhere.
        raise FileNotFoundError(2, 'No such file or directory', options.data)
    checkpoint = load(options.weights) if Path(options.weights).is_file() or '/' in options.weights else None
    log('\n                 from  n    params  module                                  arguments                     ')
    log('  0                -1  1      1760  models.common.Conv                      [3, 16, 6, 2, 2]              ')
    log(' 24      [17, 20, 23]  1     12177  models.yolo.Detect                      [4, [64, 128, 256]]           ')
    log('Model summary: 214 layers, 1769329 parameters, 1769329 gradients\n')
    log(f"Transferred {349 if checkpoint else 343}/349 items from {options.weights}")
    log(f'{blue}optimizer:{plain} {options.optimizer}(lr=0.01) with parameter groups 57 weight(decay=0.0), 60 weight(decay=0.0005), 60 bias')
    first_epoch, best_fitness = 0, 0.0
    if options.resume:
        first_epoch, best_fitness = checkpoint['epoch'] + 1, checkpoint['best_fitness']
        assert first_epoch > 0, f'{options.weights} training to {options.epochs} epochs is finished, nothing to resume.\n' \
                                f"Start a new training without --resume, i.e. 'python train.py --weights {options.weights}'"
        log(f'Resuming training from {options.weights} from epoch {first_epoch} to {options.epochs} total epochs')
    elif checkpoint and (checkpoint['epoch'] + 1) > options.epochs:
        log(f'{options.weights} has been trained for {checkpoint["epoch"]} epochs. Fine-tuning for {options.epochs} more epochs.')
    wait(0.5)
    for split, images, empty in (('train', 46, 2), ('val', 44, 3)):
        sys.stderr.write(f'\r{blue}{split}: {plain}Scanning /data/labels/{split}... {images} images, {empty} backgrounds, 0 corrupt: 100%|██████████| {images + empty}/{images + empty} 00:00\n')
    workers = min(os.cpu_count() or 1, options.batch_size if options.batch_size > 1 else 0, options.workers)
    pids = start_workers(workers)
    log(f'Plotting labels to {directory}/labels.jpg... ')
    log(f'Image sizes {options.imgsz} train, {options.imgsz} val\nUsing {workers} dataloader workers')
    log(f'Logging results to {bold}{directory}{plain}\nStarting training for {options.epochs} epochs...')
    began, stopper_best, stopper_epoch = time.time(), 0.0, 0
    hooks = Hooks(options)
    epoch = first_epoch
    for epoch in range(first_epoch, options.epochs):
        log('\n' + '%11s' * 7 % ('Epoch', 'GPU_mem', 'box_loss', 'obj_loss', 'cls_loss', 'Instances', 'Size'))
        mean = (0.0, 0.0, 0.0)
        with Bar(batches) as bar:
            for batch in range(batches):
                wait_for_gate(epoch * batches + batch)
                die()
                check_workers(pids)
                check_shared_memory(pids)
                wait(0.5)
                mean = tuple((old * batch + new) / (batch + 1) for old, new in zip(mean, train_losses(epoch, batch)))
                bar.description = ('%11s' * 2 + '%11.4g' * 5) % (f'{epoch}/{options.epochs - 1}', '0G', *mean, 20 + epoch * 7 % 30 + batch, options.imgsz)
                bar.draw()
                bar.count += 1
                bar.draw()
                hooks.step(batch)
                if hooks.run('on_train_batch_end', None, batch, [], [], [], []):
                    return
        hooks.run('on_train_epoch_end', epoch=epoch)
        is_last = epoch + 1 == options.epochs
        if not options.noval or is_last:
            validate(epoch, False)
            hooks.validate()
        fitness = fitness_of(epoch)
        if fitness >= stopper_best:
            stopper_best, stopper_epoch = fitness, epoch
        is_stopping = epoch - stopper_epoch >= (options.patience or math.inf)
        best_fitness = max(best_fitness, fitness)
        write_row(table, epoch, mean)
        hooks.run('on_fit_epoch_end', [*mean, *results(epoch), *mean, 0.01, 0.01, 0.01], epoch, best_fitness, fitness)
        if not options.nosave or is_last:
            content = {'epoch': epoch, 'best_fitness': best_fitness, 'model': None, 'ema': {'weight': 1.5}, 'updates': epoch * batches,
                       'optimizer': {'state': {}, 'param_groups': [{'lr': 0.01}]}, 'opt': vars(options), 'date': time.strftime('%Y-%m-%dT%H:%M:%S')}
            save_epoch(last, best, content, best_fitness == fitness)
            if options.save_period > 0 and epoch % options.save_period == 0:
                save(last.parent / f'epoch{epoch}.pt', content, save_seconds)
            hooks.run('on_model_save', last, epoch, is_last, best_fitness, fitness)
        if is_stopping:
            log(f'Stopping training early as no improvement observed in last {options.patience} epochs. '
                f'Best results observed at epoch {stopper_epoch}, best model saved as best.pt.\n'
                f'To update EarlyStopping(patience={options.patience}) pass a new patience value, i.e. `python train.py --patience 300` or use `--patience 0` to disable EarlyStopping.')
            break
    log(f'\n{epoch - first_epoch + 1} epochs completed in {(time.time() - began) / 3600:.3f} hours.')
    for file in (last, best):
        if file.exists():
            save(file, {**load(file), 'epoch': -1, 'optimizer': None, 'best_fitness': None, 'updates': None}, save_seconds / 4)
            log(f'Optimizer stripped from {file}, {file.stat().st_size / 1e6:.1f}MB')
    if best.exists():
        log(f'\nValidating {best}...\nFusing layers... \nModel summary: 157 layers, 1764577 parameters, 0 gradients, 4.1 GFLOPs')
        validate(epoch, True)
    log(f'Results saved to {bold}{directory}{plain}')


def main():
    follow_first_rank()
    try:
        wait(setting('START_SECONDS', 1.0))
    except KeyboardInterrupt:
        raise RuntimeError('KeyboardInterrupt: <EMPTY MESSAGE>') from None
    options = parse_options()
    log(f'{blue}train: {plain}' + ', '.join(f'{key}={value}' for key, value in vars(options).items()))
    log(f'{blue}github: {plain}skipping check (offline), for updates see https://github.com/ultralytics/yolov5')
    if options.resume:
        checkpoint = Path(check_file(options.resume) if isinstance(options.resume, str) else latest_run())
        file = checkpoint.parent.parent / 'opt.yaml'
        options = argparse.Namespace(**{**defaults, **(read_yaml(file) if file.is_file() else load(checkpoint)['opt'])})
        options.cfg, options.weights, options.resume = '', str(checkpoint), True
    else:
        options.save_dir = str(new_directory(Path(options.project) / options.name, options.exist_ok))
    log(f'YOLOv5 🚀 v7.0-0-g915bbf294 Python-{sys.version.split()[0]} torch-1.13.0a0 CPU\n')
    assert options.device in ('', None, 'cpu'), f"Invalid CUDA '--device {options.device}' requested, use '--device cpu' or pass valid CUDA device(s)"
    train(options)


if __name__ == '__main__':
    try:
        main()
    except BaseException:
        # Python prints it before it ends its threads and children, which can take long.
        if not end_seconds:
            raise
        traceback.print_exc()
        sys.stderr.flush()
        time.sleep(end_seconds)
        os._exit(1)
