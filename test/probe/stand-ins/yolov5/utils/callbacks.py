import os

hooks = [
    'on_pretrain_routine_end', 'on_train_start', 'on_train_epoch_start', 'on_train_batch_end', 'on_train_epoch_end', 'on_val_start', 'on_val_end',
    'on_fit_epoch_end', 'on_model_save', 'on_train_end',
]


class Callbacks:
    def __init__(self):
        self._callbacks = {hook: [] for hook in hooks}
        if os.environ['STAND_IN'] != 'v6.0':
            self.stop_training = False

    def register_action(self, hook, name='', callback=None):
        self._callbacks[hook].append({'name': name, 'callback': callback})

    def run(self, hook, *args, thread=False, **kwargs):
        assert hook in self._callbacks
        for logger in self._callbacks[hook]:
            logger['callback'](*args, **kwargs)
