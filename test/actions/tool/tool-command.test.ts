import {expect, test} from 'vitest';
import {toolCommand, type ToolRequest} from '../../../source/actions/tool/tool-command.ts';

const run = {weights: '/w/best.pt', task: 'detect', framework: 'yolov5'} as const;

test.each<[Partial<ToolRequest>, string]>([
	[{tool: 'val', data: 'data/my data.yaml', imageSize: '640'}, 'python|val.py|--weights|/w/best.pt|--data|data/my data.yaml|--imgsz|640'],
	[{
		tool: 'val', launcher: ['/opt/bin/python3.11', '-m', 'torch.distributed.run', '/yolov5/train.py'], device: 'cpu', batchSize: 1, source: 'x',
	}, '/opt/bin/python3.11|/yolov5/val.py|--weights|/w/best.pt|--batch-size|1|--device|cpu'],
	[{
		tool: 'detect', source: 'a; rm -rf', savesText: true, savesConfidence: true, savesCrops: false, videoStride: 3, confidence: 0.4, batchSize: 4,
	}, 'python|detect.py|--weights|/w/best.pt|--source|a; rm -rf|--save-txt|--save-conf|--vid-stride|3|--conf-thres|0.4'],
	[{tool: 'detect', task: 'segment', source: 'x'}, 'python|segment/predict.py|--weights|/w/best.pt|--source|x'],
	[{tool: 'val', task: 'classify', launcher: ['python', 'classify/train.py']}, 'python|classify/val.py|--weights|/w/best.pt'],
	[{
		tool: 'detect', framework: 'ultralytics', launcher: ['/venv/bin/yolo'], source: 'x', savesText: true, confidence: 0.4,
	}, '/venv/bin/yolo|detect|predict|model=/w/best.pt|source=x|save_txt=True|conf=0.4'],
	[{
		tool: 'val', framework: 'ultralytics', task: 'pose', data: 'd.yaml', batchSize: 1, device: 'cpu',
	}, 'yolo|pose|val|model=/w/best.pt|data=d.yaml|batch=1|device=cpu'],
])('of %j', (request, words) => {
	expect(toolCommand({...run, tool: 'val', ...request}).join('|')).toBe(words);
});
