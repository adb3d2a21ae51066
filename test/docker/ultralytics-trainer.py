#!/usr/bin/env python3
"""Behaves as `yolo detect train` of Ultralytics 8.3 does, without a model: output, files, checkpoints, resume. For tests on real engines.

It is meant to be seen under the name `yolo`, with yolo-trainer.py below /programs. The environment variables are those of that
file, and

  TRAINER_VERSION  the version that it says it is, and whose settings it takes over on a resume (8.3.103)

Source of the behaviour: Ultralytics engine/trainer.py, cfg/__init__.py, and recordings of its runs.
"""
import importlib.util
import os
import sys
import time
from pathlib import Path

specification = importlib.util.spec_from_file_location('yolo_trainer', '/programs/yolo-trainer.py')
common = importlib.util.module_from_spec(specification)
specification.loader.exec_module(common)
blue, bold, plain = common.blue, common.bold, common.plain

version = common.setting('VERSION', '8.3.103')
is_new = tuple(map(int, version.split('.')[:2])) >= (8, 4)
honoured = ['imgsz', 'batch', 'device'] + (['workers', 'patience'] if is_new else [])
defaults = {
    'task': 'detect', 'mode': 'train', 'model': 'yolov8n.yaml', 'data': None, 'epochs': 100, 'time': None, 'patience': 100, 'batch': 16,
    'imgsz': 640, 'save': True, 'save_period': -1, 'cache': False, 'device': None, 'workers': 8, 'project': None, 'name': None,
    'exist_ok': False, 'pretrained': True, 'optimizer': 'auto', 'seed': 0, 'resume': False, 'amp': True, 'val': True, 'plots': True,
}


def log(text):
    print(text, flush=True)


def parse_words(words):
    """The words of the command line: a task, a mode, name=value, or a bare name for true."""
    given = {}
    for word in words:
        name, sign, value = word.partition('=')
        if sign:
            lower = value.lower()
            given[name] = {'true': True, 'false': False, 'none': None}[lower] if lower in ('true', 'false', 'none') else common.read_scalar(value)
        elif word in ('detect', 'segment', 'classify'):
            given['task'] = word
        elif word != 'train':
            given[word] = True
    unknown = set(given) - set(defaults)
    if unknown:
        raise SyntaxError(f"'{sorted(unknown)[0]}' is not a valid YOLO argument.")
    return given


def check_resume(given):
    """All comes from the checkpoint, except the few settings that are taken over; the rest of what was given is ignored."""
    checkpoint = Path(given['resume'] if isinstance(given['resume'], str) else given['model'])
    if not checkpoint.is_file():
        raise FileNotFoundError('Resume checkpoint not found. Please pass a valid checkpoint to resume from, i.e. model=path/to/last.pt')
    content = common.load(checkpoint)
    arguments = {**defaults, **content['train_args'], 'model': str(checkpoint), 'resume': str(checkpoint)}
    arguments.update({name: given[name] for name in honoured if name in given})
    return arguments, content


def bar(description, done, began):
    passed = time.monotonic() - began
    full = done * 10 // common.batches
    rate = f'{done / passed:5.2f}it/s' if done and passed > 0 else '?it/s'
    sys.stderr.write(f"\r{description}: {done * 100 // common.batches:3}%|{'█' * full}{' ' * (10 - full)}| {done}/{common.batches} [{common.clock(passed)}<00:00, {rate}]")
    sys.stderr.flush()


def validate(epoch):
    began = time.monotonic()
    bar(('%22s' + '%11s' * 6) % ('Class', 'Images', 'Instances', 'Box(P', 'R', 'mAP50', 'mAP50-95)'), common.batches, began)
    sys.stderr.write('\n')
    log(('%22s' + '%11i' * 2 + '%11.3g' * 4) % ('all', 47, sum(common.classes.values()), *common.results(epoch)))


def write_row(table, epoch, losses, seconds):
    names = ['epoch', 'time', 'train/box_loss', 'train/cls_loss', 'train/dfl_loss', 'metrics/precision(B)', 'metrics/recall(B)',
             'metrics/mAP50(B)', 'metrics/mAP50-95(B)', 'val/box_loss', 'val/cls_loss', 'val/dfl_loss', 'lr/pg0', 'lr/pg1', 'lr/pg2']
    with open(table, 'a') as file:
        if file.tell() == 0:
            file.write(','.join(names) + '\n')
        file.write(','.join(f'{value:.6g}' for value in (epoch + 1, seconds, *losses, *common.results(epoch), *losses, 0.01, 0.01, 0.01)) + '\n')


def train_epoch(arguments, epoch, pids):
    log('\n' + '%11s' * 7 % ('Epoch', 'GPU_mem', 'box_loss', 'cls_loss', 'dfl_loss', 'Instances', 'Size'))
    began, losses = time.monotonic(), (0.0, 0.0, 0.0)
    for batch in range(common.batches):
        common.wait_for_gate(epoch * common.batches + batch)
        common.check_workers(pids)
        common.wait(0.5)
        losses = tuple(10 * loss for loss in common.train_losses(epoch, batch))
        bar(('%11s' * 2 + '%11.4g' * 5) % (f"{epoch + 1}/{arguments['epochs']}", '0G', *losses, 30 + batch, arguments['imgsz']), batch + 1, began)
    sys.stderr.write('\n')
    return losses


def train(arguments, resumed):
    directory = Path(arguments['save_dir'])
    last, best = directory / 'weights/last.pt', directory / 'weights/best.pt'
    last.parent.mkdir(parents=True, exist_ok=True)
    common.write_yaml(directory / 'args.yaml', arguments)
    log(f'Ultralytics {version} 🚀 Python-{sys.version.split()[0]} torch-2.2.0 CPU')
    log(f'{blue}{bold}engine/trainer: {plain}' + ', '.join(f'{name}={value}' for name, value in arguments.items()))
    log('YOLOv8n summary: 129 layers, 3,011,628 parameters, 3,011,612 gradients, 8.1 GFLOPs\n')
    first, best_fitness = 0, 0.0
    if resumed:
        first, best_fitness = resumed['epoch'] + 1, resumed['best_fitness']
        assert first > 0, f"{arguments['model']} training to {arguments['epochs']} epochs is finished, nothing to resume."
        log(f"Resuming training {arguments['resume']} from epoch {first + 1} to {arguments['epochs']} total epochs")
    pids = common.start_workers(min(os.cpu_count() or 1, arguments['workers']))
    log(f"Image sizes {arguments['imgsz']} train, {arguments['imgsz']} val\nUsing {len(pids)} dataloader workers")
    log(f"Logging results to {bold}{directory}{plain}\nStarting training for {arguments['epochs']} epochs...")
    began = time.time()
    for epoch in range(first, arguments['epochs']):
        losses = train_epoch(arguments, epoch, pids)
        validate(epoch)
        fitness = common.fitness_of(epoch)
        best_fitness = max(best_fitness, fitness)
        write_row(directory / 'results.csv', epoch, losses, time.time() - began)
        content = {'epoch': epoch, 'best_fitness': best_fitness, 'model': None, 'ema': {'weight': 1.5}, 'updates': epoch * common.batches,
                   'optimizer': {'state': {}, 'param_groups': [{'lr': 0.01}]}, 'train_args': arguments, 'version': version}
        common.save_epoch(last, best, content, best_fitness == fitness)
    log(f"\n{arguments['epochs'] - first} epochs completed in {(time.time() - began) / 3600:.3f} hours.")
    for file in (last, best):
        common.save(file, {**common.load(file), 'epoch': -1, 'optimizer': None, 'best_fitness': None}, common.save_seconds / 4)
        log(f'Optimizer stripped from {file}, {file.stat().st_size / 1e6:.1f}MB')
    log(f'\nValidating {best}...')
    validate(arguments['epochs'] - 1)
    log(f'Results saved to {bold}{directory}{plain}')


def main():
    common.follow_first_rank()
    common.wait(common.setting('START_SECONDS', 1.0))
    given = parse_words(sys.argv[1:])
    if given.get('resume'):
        arguments, resumed = check_resume(given)
    else:
        arguments, resumed = {**defaults, **given}, None
        project = arguments['project'] or f"runs/{arguments['task']}"
        path = Path(project) / (arguments['name'] or 'train')
        number = 2
        while path.exists() and not arguments['exist_ok']:
            path, number = path.with_name(f"{arguments['name'] or 'train'}{number}"), number + 1
        arguments['name'], arguments['save_dir'] = path.name, str(path)
    train(arguments, resumed)


if __name__ == '__main__':
    main()
