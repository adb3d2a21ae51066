"""Where the probe of yolotop looks into a framework. In each hook the original gets what it was given, and its value is returned.

YOLOv5 v4.0 and v5.0: test.test and ap_per_class. YOLOv5 v6.0 to master: val.run, ap_per_class, process_batch, Callbacks.run and Loggers; its
stop_training is in v6.1 and newer. Several ranks of it end by EarlyStopping, whose answer the first one hands to all: v6.2 and newer, which have
smart_DDP. Ultralytics 8.0 to 8.4: the first function of the lists of default callbacks, which stays there when a person resets the callbacks; its
first rank hands on trainer.stop (8.0.15 and newer). The norm of the gradients: v6.2 and newer, and Ultralytics.
"""
import copy
import functools
import os

from yolotop_records import MAX_BYTES, MAX_CLASSES, begin, guard, is_alone, list_names, number, state, write_epoch
from yolotop_requests import look_for_request, take_request, tell_end


def note_table(stats, result):
    if not state['seen'].get('isOn') or len(result) not in (5, 7):
        return
    # v4.0 to v6.0: p, r, ap, f1, classes; from v6.1: tp, fp, p, r, f1, ap, classes.
    precision, recall, average, classes = (result[0], result[1], result[2], result[4]) if len(result) == 5 else (result[2], result[3], result[5], result[6])
    targets = stats[3].tolist() if hasattr(stats[3], 'tolist') else list(stats[3])
    counts = {}
    for target in targets:
        counts[int(target)] = counts.get(int(target), 0) + 1
    state['seen']['rows'] = [
        [int(c), counts.get(int(c), 0), number(precision[i]), number(recall[i]), number(average[i][0]), number(sum(average[i]) / len(average[i]))]
        for i, c in enumerate(classes)
    ]


def begin_validation(module, values):
    """Of an epoch: a program that only validates gives no model, and after the last epoch there is none under way."""
    model, directory = values.get('model'), values.get('save_dir')
    state['seen'] = {}
    if model is None or directory is None or (hasattr(module, 'process_batch') and state['epoch'] is None):
        return
    begin('yolov5', directory)
    names = list_names(getattr(model, 'names', None) or model.module.names)
    state['seen'] = {'isOn': True, 'names': names}
    if hasattr(module, 'process_batch') and len(names) <= MAX_CLASSES:
        state['seen']['matrix'] = module.ConfusionMatrix(nc=len(names))


def note_boxes(args):
    if state['seen'].get('matrix') is not None and len(args) >= 2:
        state['seen']['matrix'].process_batch(args[0], args[1])


def end_test():
    """v4.0 and v5.0 validate before the row of the epoch is written, and once more after all of them, on COCO."""
    if not state['seen'].get('isOn'):
        return
    rows = []
    try:
        with open(os.path.join(state['directory'], 'results.txt')) as file:
            rows = file.read(MAX_BYTES).splitlines()
    except OSError:
        pass
    done, total = ((int(part) for part in rows[-1].split()[0].split('/')) if rows else (-1, 0))
    if done < total:
        write_epoch(done + 2, [])


def note_hook(callbacks, hook, args, kwargs):
    if not hasattr(callbacks, 'stop_training'):
        state['refusal'] = 'not-supported'
    elif not is_alone() and not (state['canEndTogether'] and state['canKeep']):
        # Its mark is of one process; the others would wait for it.
        state['refusal'] = 'several-processes'
    look_for_request()
    if hook == 'on_train_epoch_end':
        state['epoch'] = int(kwargs.get('epoch', args[0] if args else 0)) + 1
    elif hook == 'on_fit_epoch_end' and state['epoch'] is not None:
        # Losses, results and losses of the validation, then the learning rates.
        write_epoch(state['epoch'], args[0][10:])
    elif hook == 'on_model_save' and state['refusal'] is None and is_alone():
        # The loop returns after the next batch: without a final validation, and the checkpoint can be resumed.
        request = take_request()
        if request is not None:
            callbacks.stop_training = True
            tell_end(request, int(args[1]) + 1)


def note_stopper(args, kwargs, result):
    """Of several ranks the first asks, writes the checkpoint, and hands the answer to all: they leave the loop together."""
    epoch = int(kwargs.get('epoch', args[0] if args else 0)) + 1
    if result or is_alone() or state['refusal'] is not None or state['epochs'] is None or epoch >= state['epochs']:
        return
    request = take_request()
    if request is not None:
        state['isEnding'] = True
        tell_end(request, epoch)


def attach_test(module):
    test, ap_per_class = module.test, module.ap_per_class

    @functools.wraps(test)
    def wrapped_test(*args, **kwargs):
        guard(begin_validation, module, kwargs)
        result = test(*args, **kwargs)
        guard(end_test)
        return result

    @functools.wraps(ap_per_class)
    def wrapped_ap_per_class(*args, **kwargs):
        result = ap_per_class(*args, **kwargs)
        guard(note_table, args, result)
        return result
    module.test, module.ap_per_class = wrapped_test, wrapped_ap_per_class


def attach_val(module):
    run, ap_per_class, process_batch = module.run, module.ap_per_class, module.process_batch

    @functools.wraps(run)
    def wrapped_run(*args, **kwargs):
        guard(begin_validation, module, kwargs)
        return run(*args, **kwargs)

    @functools.wraps(ap_per_class)
    def wrapped_ap_per_class(*args, **kwargs):
        result = ap_per_class(*args, **kwargs)
        guard(note_table, args, result)
        return result

    @functools.wraps(process_batch)
    def wrapped_process_batch(*args, **kwargs):
        result = process_batch(*args, **kwargs)
        guard(note_boxes, args)
        return result
    module.run, module.ap_per_class, module.process_batch = wrapped_run, wrapped_ap_per_class, wrapped_process_batch


def attach_callbacks(module):
    run = module.Callbacks.run

    @functools.wraps(run)
    def wrapped_run(self, hook, *args, **kwargs):
        result = run(self, hook, *args, **kwargs)
        guard(note_hook, self, hook, args, kwargs)
        return result
    module.Callbacks.run = wrapped_run


def attach_loggers(module):
    init = module.Loggers.__init__

    @functools.wraps(init)
    def wrapped_init(self, *args, **kwargs):
        init(self, *args, **kwargs)
        guard(begin_loggers, args, kwargs)
    module.Loggers.__init__ = wrapped_init


def attach_stopper(module):
    call = module.EarlyStopping.__call__

    @functools.wraps(call)
    def wrapped_call(self, *args, **kwargs):
        result = call(self, *args, **kwargs)
        guard(note_stopper, args, kwargs, result)
        return state['isEnding'] or result
    module.EarlyStopping.__call__ = wrapped_call
    state['canEndTogether'] = True


def attach_strip(module):
    """Of both frameworks: it takes out of a checkpoint what a resume needs, which an end on request keeps in last.pt."""
    strip_optimizer = module.strip_optimizer

    @functools.wraps(strip_optimizer)
    def wrapped_strip_optimizer(*args, **kwargs):
        return {} if state['isEnding'] and 'last.pt' in repr((args, kwargs)) else strip_optimizer(*args, **kwargs)
    module.strip_optimizer = wrapped_strip_optimizer
    state['canKeep'] = True


def begin_loggers(args, kwargs):
    directory = kwargs.get('save_dir', args[0] if args else None)
    options = kwargs.get('opt', args[2] if len(args) > 2 else None)
    if directory is not None:
        begin('yolov5', directory)
        state.update(epoch=None, epochs=getattr(options, 'epochs', None), refusal='no-checkpoint' if getattr(options, 'nosave', False) else None)


# Ultralytics.

def begin_trainer(trainer):
    state.update(file=None, epoch=None)
    begin('ultralytics', trainer.save_dir)
    if not state['canKeep']:
        state['refusal'] = 'not-supported'
    elif not getattr(getattr(trainer, 'args', None), 'save', True):
        state['refusal'] = 'no-checkpoint'


def begin_epochs(trainer):
    if not hasattr(trainer, 'stop'):
        # Before 8.0.15 only its last epoch ends it.
        state['refusal'] = 'not-supported'


def note_epoch(trainer):
    state.update(epoch=int(trainer.epoch) + 1, seen={})


def begin_validator(validator):
    """Its own matrix is filled with plots only, which are off inside a training, so one of the probe takes what its _process_batch gets."""
    process_batch = getattr(validator, '_process_batch', None)
    if state['epoch'] is None or not is_alone() or process_batch is None or hasattr(process_batch, 'is_of_probe'):
        return

    @functools.wraps(process_batch)
    def wrapped_process_batch(*args, **kwargs):
        result = process_batch(*args, **kwargs)
        guard(note_pairs, validator, args)
        return result
    wrapped_process_batch.is_of_probe = True
    validator._process_batch = wrapped_process_batch


def note_pairs(validator, args):
    seen = state['seen']
    if state['epoch'] is None or seen.get('hasNoMatrix'):
        return
    try:
        if 'matrix' not in seen:
            seen['matrix'] = copy.deepcopy(validator.confusion_matrix)
            seen['matrix'].matrix *= 0
            seen['hasNoMatrix'] = len(seen['matrix'].matrix) > MAX_CLASSES + 1
        seen['matrix'].process_batch(*args)
    except Exception:
        # What it takes differs from version to version; nothing else depends on it.
        seen.update(hasNoMatrix=True, matrix=None)


def end_epoch(trainer):
    # The final validation calls this hook, too.
    if state['file'] is None or state['epoch'] is None:
        return
    epoch, validator = state['epoch'], getattr(trainer, 'validator', None)
    metrics = getattr(validator, 'metrics', None)
    if hasattr(metrics, 'class_result') and hasattr(metrics, 'ap_class_index'):
        counts = getattr(metrics, 'nt_per_class', None)
        counts = getattr(validator, 'nt_per_class', None) if counts is None else counts
        state['seen'].update(names=list_names(validator.names), rows=[
            [int(c), None if counts is None else int(counts[int(c)])] + [number(value) for value in metrics.class_result(i)[:4]]
            for i, c in enumerate(metrics.ap_class_index)
        ])
    rates = getattr(trainer, 'lr', None)
    write_epoch(epoch, list(rates.values()) if isinstance(rates, dict) else [])
    if state['refusal'] is None and not trainer.stop and epoch < int(trainer.epochs):
        request = take_request()
        if request is not None:
            # In one statement: an end on request without its checkpoint would lose the run.
            trainer.stop = state['isEnding'] = True
            tell_end(request, epoch)


def note_batch(_):
    look_for_request()


def attach_default_callbacks(module):
    hooks = {
        # Version 8.0 says of a validation inside a training that its batches begin, not that it begins.
        'on_pretrain_routine_start': begin_trainer, 'on_train_epoch_end': note_epoch, 'on_val_batch_start': begin_validator,
        'on_train_start': begin_epochs, 'on_fit_epoch_end': end_epoch, 'on_train_batch_end': note_batch, 'on_val_batch_end': note_batch,
    }
    for name, hook in hooks.items():
        functions = module.default_callbacks.setdefault(name, [])
        # Before 8.0.21 there is one function for each, not a list.
        isList = isinstance(functions, list)
        first = next(iter(functions), None) if isList else functions
        wrapped = wrap_callback(first, hook)
        module.default_callbacks[name] = [wrapped] + functions[1:] if isList else wrapped
        if first is not None and getattr(module, getattr(first, '__name__', ''), None) is first:
            # A model that is pickled names its callbacks, and finds them by that name.
            setattr(module, first.__name__, wrapped)


def wrap_callback(first, hook):
    def wrapped_callback(*args, **kwargs):
        result = None if first is None else first(*args, **kwargs)
        guard(hook, *args)
        return result
    return wrapped_callback if first is None else functools.wraps(first)(wrapped_callback)


def attach_hooks(module):
    {
        'test': attach_test, 'val': attach_val, 'utils.callbacks': attach_callbacks, 'utils.loggers': attach_loggers, 'utils.general': attach_strip,
        'utils.torch_utils': attach_stopper, 'ultralytics.utils.torch_utils': attach_strip, 'ultralytics.yolo.utils.torch_utils': attach_strip,
    }.get(module.__name__, attach_default_callbacks)(module)


def attach(module):
    guard(attach_hooks, module)
