import torch
from names import images, names, targets
from utils.metrics import ConfusionMatrix, ap_per_class  # noqa: F401


def process_batch(detections, labels, iouv):
    return [detected == true for detected, true in zip(detections, labels)]


def run(data, batch_size=32, model=None, dataloader=None, save_dir=None, plots=True, verbose=False, callbacks=None, compute_loss=None):
    torch.state['isInEpoch'] = False
    callbacks.run('on_val_start')
    correct = [process_batch(detections, labels, [0.5]) for labels, detections in images if detections]
    result = ap_per_class(correct, [], [], targets, plot=plots, save_dir=save_dir, names=names)
    precision, recall, average = (result[0], result[1], result[2]) if len(result) == 5 else (result[2], result[3], result[5])
    return (sum(precision), sum(recall), average[0][0], average[0][1], 0.1, 0.2, 0.3), correct, 1
