"""Prints what val.py and detect.py of YOLOv5 v7.0 print, without a model. For tests; the tests put it into a container under their names."""
import os
import sys

name = os.path.basename(sys.argv[0])[:-3]
options = dict(zip([word.lstrip('-').replace('-', '_') for word in sys.argv[1::1]], sys.argv[2::1]))
project = 'runs/val' if name == 'val' else 'runs/detect'


def log(text):
    sys.stderr.write(text + '\n')


assert os.path.isfile(options['weights']), options['weights'] + ' does not exist'
log('\x1b[34m\x1b[1m%s: \x1b[0mweights=%s, data=%s, imgsz=%s, device=%s' % (name, options['weights'], options.get('data', 'x.yaml'), options.get('imgsz'), options.get('device', '')))
log('YOLOv5 🚀 v7.0-0-g915bbf294 Python-3.11.2 torch-1.13.0a0 CPU\n')
log('Fusing layers... ')
if name == 'val':
    assert 'source' not in options and options['data'] == 'data/mydata.yaml'
    log('                 Class     Images  Instances          P          R      mAP50   mAP50-95: 100%|██████████| 2/2 00:00')
    log('                   all         47        112      0.337      0.172      0.127     0.0463')
    log('%22s' % '安全帽' + '         47         50      0.208       0.44       0.17     0.0636')
    log('Speed: 0.3ms pre-process, 11.0ms inference, 0.1ms NMS per image at shape (32, 3, 160, 160)')
else:
    files = sorted(os.listdir(options['source']))
    for index, file in enumerate(files):
        log('image %d/%d %s/%s: 64x64 %d 安全帽%s, 6.3ms' % (index + 1, len(files), options['source'], file, index + 1, 's' if index else ''))
    log('Speed: 0.2ms pre-process, 11.7ms inference, 0.7ms NMS per image at shape (1, 3, 64, 64)')
os.makedirs(project + '/exp/labels', exist_ok=True)
open(project + '/exp/labels/a.txt', 'w').write('0 0 0 1 1\n')
log('Results saved to \x1b[1m%s/exp\x1b[0m' % project)
log('1 labels saved to %s/exp/labels' % project)
