#!/usr/bin/env python3
"""Prints what `yolo detect val` and `yolo detect predict` of Ultralytics 8.3 print, without a model. For tests; they put it into a container as `yolo`."""
import os
import sys

task, mode = sys.argv[1:3]
options = dict(word.split('=', 1) for word in sys.argv[3:])
assert task == 'detect' and mode in ('val', 'predict'), sys.argv
saved = 'runs/detect/' + mode


def log(text):
    print(text, flush=True)


if not os.path.isfile(options['model']):
    raise FileNotFoundError(2, 'No such file or directory', options['model'])
log('Ultralytics 8.3.103 🚀 Python-3.11.2 torch-2.6.0+cpu CPU (Intel Xeon)')
log('YOLO11n summary (fused): 100 layers, 2,582,347 parameters, 0 gradients, 6.3 GFLOPs')
if mode == 'val':
    assert options['data'].endswith('.yaml') and 'source' not in options
    log('\r\x1b[K\x1b[34m\x1b[1mval: \x1b[0mScanning /data/labels/val.cache... 47 images, 0 backgrounds, 0 corrupt: 100%|██████████| 47/47 [00:00<?, ?it/s]')
    head = '                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95): '
    for done in range(4):
        sys.stdout.write('\r' + head + '%3d%%|%s| %d/3 [00:0%d<00:01,  2.02it/s]' % (done * 100 / 3, '█' * done, done, done))
        sys.stdout.flush()
    log('')
    log('                   all         47        112      0.337      0.172      0.127     0.0463')
    log('%22s' % '安全帽' + '         47         50      0.208       0.44       0.17     0.0636')
    log('%22s' % 'Vest' + '         47         62      0.466      0.104     0.0842     0.0291')
    log('Speed: 0.5ms preprocess, 40.2ms inference, 0.0ms loss, 0.4ms postprocess per image')
else:
    files = sorted(os.listdir(options['source']))
    log('')
    for index, file in enumerate(files):
        found = ['2 安全帽s, 1 Vest', '(no detections)'][index % 2]
        log('image %d/%d /work/%s/%s: 640x480 %s, 41.9ms' % (index + 1, len(files), options['source'], file, found))
    log('Speed: 2.2ms preprocess, 46.0ms inference, 1.0ms postprocess per image at shape (1, 3, 640, 480)')
os.makedirs(saved + '/labels', exist_ok=True)
open(saved + '/labels/a.txt', 'w').write('0 0 0 1 1\n')
log('Results saved to \x1b[1m%s\x1b[0m' % saved)
if mode == 'predict' and options.get('save_txt') == 'True':
    log('1 label saved to %s/labels' % saved)
log('💡 Learn more at https://docs.ultralytics.com/modes/%s' % mode)
