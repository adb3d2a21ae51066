"""A training as Ultralytics goes, of the version in STAND_IN (8.0.14, 8.0, 8.1, 8.2, 8.3, 8.4): which callbacks it calls, with what and in which order."""
import importlib
import os
import sys
import time
import types

import asking
import meeting
import torch
from arrays import ConfusionMatrix

version = os.environ['STAND_IN']
early = ('8.0.14', '8.0')
utils = 'ultralytics.yolo.utils' if version in early else 'ultralytics.utils'
base_name, torch_utils_name = utils + '.callbacks.base', utils + '.torch_utils'
names = {0: 'Vest', 1: 'helmet', 2: 'noHelmet'}
images = [([0, 1], [0, 0]), ([1, 2], [1, 3])]
counts = [1, 2, 2]
save_dir = sys.argv[1]


def load_base():
    """The module is made here, under the name that the version gives it, and found as any other."""
    folder = os.path.join(save_dir, 'packages' + os.environ.get('RANK', ''))
    parts = base_name.split('.')
    for depth in range(1, len(parts)):
        os.makedirs(os.path.join(folder, *parts[:depth]), exist_ok=True)
        open(os.path.join(folder, *parts[:depth], '__init__.py'), 'w').close()
    hooks = ['on_pretrain_routine_start', 'on_train_start', 'on_train_batch_end', 'on_train_epoch_end', 'on_fit_epoch_end', 'on_model_save', 'on_val_start', 'on_val_batch_start', 'on_val_batch_end']
    with open(os.path.join(folder, *parts) + '.py', 'w') as file:
        file.write(''.join('def %s(x):\n    x.calls.append("%s")\n' % (hook, hook) for hook in hooks))
        isPlain = version == '8.0.14'
        file.write('default_callbacks = {%s}\n' % ', '.join(('"%s": %s' if isPlain else '"%s": [%s]') % (hook, hook) for hook in hooks))
    with open(os.path.join(folder, *torch_utils_name.split('.')) + '.py', 'w') as file:
        file.write('def strip_optimizer(f="best.pt", s=""):\n    with open(s or f, "a") as file:\n        file.write("stripped\\n")\n')
        file.write('    return {"train_results": 1}\n' if version in ('8.3', '8.4') else '')
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
        if version not in early or trainer is None:
            self.run_callbacks('on_val_start')
        self.confusion_matrix = ConfusionMatrix(names=names) if version in ('8.3', '8.4') else ConfusionMatrix(nc=len(names))
        total = 0
        for labels, detections in images:
            self.run_callbacks('on_val_batch_start')
            if version in early:
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
        self.callbacks, self.calls, self.save_dir, self.epochs = callbacks, [], save_dir, int(os.environ.get('EPOCHS', '3'))
        self.last, self.rank = save_dir + '/last.pt', int(os.environ.get('RANK', '-1'))
        self.args = types.SimpleNamespace(save='NOSAVE' not in os.environ)
        self.run_callbacks('on_pretrain_routine_start')
        self.validator = Validator(callbacks)

    def train(self):
        results = []
        if version != '8.0.14':
            self.stop = False
        self.run_callbacks('on_train_start')
        for self.epoch in range(self.epochs):
            torch.state['isInEpoch'] = True
            for _ in range(4):
                time.sleep(float(os.environ.get('STEP_SECONDS', '0')))
                # The gradients of all ranks.
                meeting.meet()
                torch.nn.utils.clip_grad_norm_([], max_norm=10.0)
                self.run_callbacks('on_train_batch_end')
                asking.ask(save_dir)
            torch.state['isInEpoch'] = False
            self.lr = {'lr/pg0': 0.1 / (self.epoch + 1), 'lr/pg1': 0.01}
            self.run_callbacks('on_train_epoch_end')
            if self.rank in (-1, 0):
                results.append(self.validator(self))
                with open(save_dir + '/results.csv', 'a') as file:
                    file.write('%d,%d\n' % (self.epoch + 1, results[-1]))
                if version not in (*early, '8.1'):
                    self.stop |= self.epoch + 1 >= self.epochs
                if self.args.save:
                    with open(self.last, 'w') as file:
                        file.write('epoch %d\n' % (self.epoch + 1))
                    self.run_callbacks('on_model_save')
            self.run_callbacks('on_fit_epoch_end')
            if self.rank != -1:
                self.stop = str(meeting.meet(self.stop)) == 'True'
            if getattr(self, 'stop', False):
                break
        print('%d epochs completed' % (self.epoch + 1))
        if version == '8.4':
            self.epoch += 1
        if self.rank in (-1, 0):
            self.end()
        return results, self.calls, self.validator.calls

    def end(self):
        if torch_utils_name in sys.modules and os.path.exists(self.last):
            stripped = sys.modules[torch_utils_name].strip_optimizer(self.last)
            if version in ('8.3', '8.4'):
                stripped.get('train_results')
        print('final', self.validator())
        self.run_callbacks('on_fit_epoch_end')


if __name__ == '__main__':
    base = load_base()
    if 'NO_STRIP' not in os.environ:
        importlib.import_module(torch_utils_name)
    torch.norms[:] = [1.0, 3.0, float('inf'), 2.0] * 3
    if version == '8.0.14':
        base.default_callbacks = {name: [function] for name, function in base.default_callbacks.items()}
    if 'RESET_CALLBACKS' in os.environ:
        base.default_callbacks = {name: functions[:1] for name, functions in base.default_callbacks.items()}
    print(Trainer({name: list(functions) for name, functions in base.default_callbacks.items()}).train())
    sys.exit(int(os.environ.get('EXIT', '0')))
