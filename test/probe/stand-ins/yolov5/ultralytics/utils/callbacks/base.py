def on_fit_epoch_end(trainer):
    pass


default_callbacks = {'on_fit_epoch_end': [on_fit_epoch_end]}
