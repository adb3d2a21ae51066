"""A training as train.py of YOLOv5 goes, of the version in STAND_IN: which functions it calls, with what and in which order."""
import os
import sys
import time
from types import SimpleNamespace

import asking
import meeting
import torch
from names import model, names

version = os.environ['STAND_IN']
save_dir = sys.argv[1]
epochs = int(os.environ.get('EPOCHS', '3'))
steps = int(os.environ.get('STEPS', '4'))


def train_with_test():
    import test
    for epoch in range(epochs):
        results, maps, _ = test.test('data.yaml', batch_size=16, model=model, dataloader=[], save_dir=save_dir, plots=False)
        with open(save_dir + '/results.txt', 'a') as file:
            file.write('%10s%10.4g%10.4g\n' % ('%d/%d' % (epoch, epochs - 1), *results))
    # COCO alone is validated once more.
    print(test.test('data.yaml', model=model, dataloader=[], save_dir=save_dir, plots=False))


def train_with_val(callbacks):
    if version == 'master':
        # It takes much from the package of Ultralytics, so its callbacks are loaded, too.
        import ultralytics.utils.callbacks.base  # noqa: F401
    import val as validate
    from utils.general import strip_optimizer
    from utils.loggers import Loggers
    from utils.torch_utils import EarlyStopping
    options = SimpleNamespace(nosave='NOSAVE' in os.environ, epochs=epochs)
    rank, last = int(os.environ.get('RANK', '-1')), save_dir + '/last.pt'
    isFirst, hasBroadcast = rank in (-1, 0), rank != -1 and version not in ('v6.0', 'v6.1')
    if isFirst:
        loggers = Loggers(save_dir, 'yolov5s.pt', options, {}, None)
        callbacks.register_action('on_fit_epoch_end', callback=loggers.on_fit_epoch_end)
    callbacks.run('on_pretrain_routine_end', [], names)
    callbacks.run('on_train_start')
    stopper, stop, results = EarlyStopping(int(os.environ.get('PATIENCE', '1000'))), False, None
    for epoch in range(epochs):
        callbacks.run('on_train_epoch_start')
        for step in range(steps):
            torch.state['isInEpoch'] = True
            time.sleep(float(os.environ.get('STEP_SECONDS', '0')))
            # The gradients of all ranks.
            meeting.meet()
            if version not in ('v6.0', 'v6.1'):
                torch.nn.utils.clip_grad_norm_([], max_norm=10.0)
            if isFirst:
                callbacks.run('on_train_batch_end', model, step, [], [], [], [])
                asking.ask(save_dir)
                if getattr(callbacks, 'stop_training', False):
                    print('stopped in epoch', epoch + 1)
                    return None
        if isFirst:
            torch.state['isInEpoch'] = False
            callbacks.run('on_train_epoch_end', epoch=epoch)
            results, maps, _ = validate.run(
                {}, batch_size=16, model=model, dataloader=[], save_dir=save_dir, plots=False, callbacks=callbacks, compute_loss=print)
            if hasBroadcast or rank == -1:
                stop = stopper(epoch=epoch, fitness=0.5 - epoch / 100)
            rates = [0.1 / (epoch + 1), 0.01, 0.01]
            callbacks.run('on_fit_epoch_end', [0.1, 0.2, 0.3] + list(results) + rates, epoch, 0.5, 0.5)
            if not options.nosave or epoch + 1 == epochs:
                with open(last, 'w') as file:
                    file.write('epoch %d\n' % (epoch + 1))
                callbacks.run('on_model_save', last, epoch, epoch + 1 == epochs, 0.5, 0.5)
        if hasBroadcast:
            stop = str(meeting.meet(stop)) == 'True'
        if stop:
            break
    print('%d epochs completed' % (epoch + 1))
    if isFirst:
        strip_optimizer(last)
        results, _, _ = validate.run({}, model=model, dataloader=[], save_dir=save_dir, plots=True, verbose=True, callbacks=callbacks, compute_loss=print)
        callbacks.run('on_fit_epoch_end', [0.1, 0.2, 0.3] + list(results) + rates, epoch, 0.5, 0.5)
        callbacks.run('on_train_end')
    return results


if __name__ == '__main__':
    torch.norms[:] = [1.0, 3.0, float('inf'), 2.0] * epochs
    if version in ('v4.0', 'v5.0'):
        train_with_test()
    else:
        from utils.callbacks import Callbacks
        print(train_with_val(Callbacks()))
    sys.exit(int(os.environ.get('EXIT', '0')))
