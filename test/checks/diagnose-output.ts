import {Buffer} from 'node:buffer';
import {diagnose} from '../../source/checks/diagnose.ts';
import type {Facts} from '../../source/checks/diagnosis-facts.ts';
import type {Diagnosis} from '../../source/checks/diagnosis.ts';
import type {RunState} from '../../source/domain/run.ts';
import {createParser} from '../../source/parse/parser.ts';
import {createStore} from '../../source/run/store.ts';
import {createTerminalLines} from '../../source/stream/terminal-lines.ts';

/** What YOLOv5 prints before its first epoch, in the form of v7.0. */
export const beginning = `train: weights=yolov5s.pt, cfg=, data=data/site.yaml, hyp=data/hyps/hyp.scratch-low.yaml, epochs=100, batch_size=16, imgsz=640, workers=8, device=
YOLOv5 🚀 v7.0-0-g915bbf294 Python-3.10.12 torch-2.1.0+cu121 CUDA:0 (Tesla T4, 15102MiB)

Starting training for 100 epochs...

      Epoch    GPU_mem   box_loss   obj_loss   cls_loss  Instances       Size
       0/99      3.9G    0.09183    0.03801    0.04402         32        640:  10%|█         | 6/60 [00:06<00:30,  2.10it/s]
`;

/** A traceback that ends with a line. */
export const traceback = (last: string) => `Traceback (most recent call last):
  File "/work/train.py", line 640, in <module>
    main(opt)
  File "/usr/lib/python3/dist-packages/torch/nn/modules/conv.py", line 456, in _conv_forward
    return F.conv2d(input, weight, bias, self.stride)
${last}
`;

/** The run that an output tells of. */
export function runOfOutput(output: string, exitCode?: number): RunState {
	const store = createStore();
	const parser = createParser();
	const lines = createTerminalLines('stderr');
	store.dispatch([...lines.push(Buffer.from(output)), ...lines.end()].flatMap(line => parser.push(line)));
	store.dispatch(exitCode === undefined ? [] : [{type: 'process-exited', exitCode}]);
	return store.getState();
}

/** What the rules find in an output. */
export function diagnoseOutput(output: string, {exitCode, ...facts}: Omit<Facts, 'run'> & {readonly exitCode?: number} = {}): readonly Diagnosis[] {
	return diagnose({run: runOfOutput(output, exitCode), ...facts}, 'en');
}
