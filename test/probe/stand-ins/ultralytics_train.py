"""A training as Ultralytics goes, of the version in STAND_IN (8.0, 8.1, 8.2, 8.3, 8.4): which callbacks it calls, with what and in which order."""
import importlib
import os
import sys
import time
import types

import asking
import torch
from arrays import ConfusionMatrix

version = os.environ['STAND_IN']
base_name = 'ultralytics.yolo.utils.callbacks.base' if version == '8.0' else 'ultralytics.utils.callbacks.base'
names = {0: 'Vest', 1: 'helmet', 2: 'noHelmet'}
images = [([0, 1], [0, 0]), ([1, 2], [1, 3])]
counts = [1, 2, 2]
save_dir = sys.argv[1]


def load_base():
    """The module is made here, under the name that the version gives it, and found as any other."""
    folder = os.path.join(save_dir, 'packages')
    parts = base_name.split('.')
    for depth in range(1, len(parts)):
        os.makedirs(os.path.join(folder, *parts[:depth]), exist_ok=True)
        open(os.path.join(folder, *parts[:depth], '__init__.py'), 'w').close()
    hooks = ['on_pretrain_routine_start', 'on_train_batch_end', 'on_train_epoch_end', 'on_fit_epoch_end', 'on_model_save', 'on_val_start', 'on_val_batch_start', 'on_val_batch_end']
    with open(os.path.join(folder, *parts) + '.py', 'w') as file:
        file.write(''.join('def %s(x):\n    x.calls.append("%s")\n' % (hook, hook) for hook in hooks))
        file.write('default_callbacks = {%s}\n' % ', '.join('"%s": [%s]' % (hook, hook) for hook in hooks))
    sys.path.insert(0, folder)
    return importlib.import_module(base_name)


class Metrics:
    ap_class_index = [0, 1, 2]

    def __init__(self):
        if version in ('8.3', '8.4'):
            self.nt_per_class = counts

    def class_result(self, i):
        return [(0.5, 0.25, 0.4, 0.3), (0.75, 0.5, 0.8, float('nan')), (0.0, 0.0, 0.0, 0.0)][i]


class Validator:
    def __init__(self, callbacks):
        self.callbacks, self.calls, self.names, self.metrics = callbacks, [], names, Metrics()
        self.confusion_matrix = None
        if version not in ('8.3', '8.4'):
            self.nt_per_class = counts

    def _process_batch(self, *args):
        return len(args)

    def __call__(self, trainer=None):
        if version != '8.0' or trainer is None:
            self.run_callbacks('on_val_start')
        self.confusion_matrix = ConfusionMatrix(names=names) if version in ('8.3', '8.4') else ConfusionMatrix(nc=len(names))
        total = 0
        for labels, detections in images:
            self.run_callbacks('on_val_batch_start')
            if version == '8.0':
                total += self._process_batch(detections, labels)
            elif version in ('8.1', '8.2'):
                total += self._process_batch(detections, [[0, 0, 1, 1]] * len(labels), labels)
            else:
                total += self._process_batch({'cls': detections}, {'cls': labels})
            self.run_callbacks('on_val_batch_end')
        if any(map(any, self.confusion_matrix.matrix.rows)):
            raise SystemExit('the matrix of the validator was filled')
        return total

    def run_callbacks(self, event):
        for callback in self.callbacks.get(event, []):
            callback(self)


class Trainer(Validator):
    def __init__(self, callbacks):
        self.callbacks, self.calls, self.save_dir, self.stop, self.epochs = callbacks, [], save_dir, False, int(os.environ.get('EPOCHS', '3'))
        self.args = types.SimpleNamespace(save='NOSAVE' not in os.environ)
        self.run_callbacks('on_pretrain_routine_start')
        self.validator = Validator(callbacks)

    def train(self):
        results = []
        for self.epoch in range(self.epochs):
            torch.state['isInEpoch'] = True
            for _ in range(4):
                time.sleep(float(os.environ.get('STEP_SECONDS', '0')))
                torch.nn.utils.clip_grad_norm_([], max_norm=10.0)
                self.run_callbacks('on_train_batch_end')
                asking.ask(save_dir)
            torch.state['isInEpoch'] = False
            self.lr = {'lr/pg0': 0.1 / (self.epoch + 1), 'lr/pg1': 0.01}
            self.run_callbacks('on_train_epoch_end')
            results.append(self.validator(self))
            with open(save_dir + '/results.csv', 'a') as file:
                file.write('%d,%d\n' % (self.epoch + 1, results[-1]))
            self.stop |= self.epoch + 1 >= self.epochs
            self.run_callbacks('on_model_save')
            self.run_callbacks('on_fit_epoch_end')
            if self.stop:
                break
        if version == '8.4':
            self.epoch += 1
        print('final', self.validator())
        self.run_callbacks('on_fit_epoch_end')
        return results, self.calls, self.validator.calls


if __name__ == '__main__':
    base = load_base()
    torch.norms[:] = [1.0, 3.0, float('inf'), 2.0] * 3
    if 'RESET_CALLBACKS' in os.environ:
        base.default_callbacks = {name: functions[:1] for name, functions in base.default_callbacks.items()}
    print(Trainer({name: list(functions) for name, functions in base.default_callbacks.items()}).train())
    sys.exit(int(os.environ.get('EXIT', '0')))
