/** How a simulated training can fail. */
export type DemoFault = 'bus-error' | 'out-of-memory';

const traceback = (...lines: readonly string[]): string => `${['Traceback (most recent call last):', ...lines].join('\r\n')}\r\n`;

const inTraining = [
	'  File "/usr/src/app/train.py", line 635, in <module>',
	'    main(opt)',
	'  File "/usr/src/app/train.py", line 529, in main',
	'    train(opt.hyp, opt, device, callbacks)',
];

/** What YOLOv5 prints when it fails so, below the bar of its epoch. Source: PyTorch 2.0, DataLoader and the allocator of CUDA. */
export const faultTexts: Readonly<Record<DemoFault, string>> = {
	'bus-error': `\r\nERROR: Unexpected bus error encountered in worker. This might be caused by insufficient shared memory (shm).\r\n${traceback(
		'  File "/opt/conda/lib/python3.10/site-packages/torch/utils/data/dataloader.py", line 1132, in _try_get_data',
		'    data = self._data_queue.get(timeout=timeout)',
		'  File "/opt/conda/lib/python3.10/multiprocessing/queues.py", line 113, in get',
		'    if not self._poll(timeout):',
		'  File "/opt/conda/lib/python3.10/site-packages/torch/utils/data/_utils/signal_handling.py", line 66, in handler',
		'    _error_if_any_worker_fails()',
		'RuntimeError: DataLoader worker (pid 34) is killed by signal: Bus error. It is possible that dataloader\'s workers are out of shared memory. Please try to raise your shared memory limit.',
	)}`,
	'out-of-memory': `\r\n${traceback(
		...inTraining,
		'  File "/usr/src/app/train.py", line 304, in train',
		'    pred = model(imgs)  # forward',
		'  File "/opt/conda/lib/python3.10/site-packages/torch/nn/modules/conv.py", line 459, in _conv_forward',
		'    return F.conv2d(input, weight, bias, self.stride,',
		'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 200.00 MiB (GPU 0; 1.95 GiB total capacity; 1.61 GiB already allocated; 41.19 MiB free; 1.70 GiB reserved in total by PyTorch) If reserved memory is >> allocated memory try setting max_split_size_mb to avoid fragmentation.  See documentation for Memory Management and PYTORCH_CUDA_ALLOC_CONF',
	)}`,
};

/** What an interrupt leaves on the terminal. */
export const interruptText = `\r\n${traceback(
	...inTraining,
	'  File "/usr/src/app/train.py", line 297, in train',
	'    for i, (imgs, targets, paths, _) in pbar:  # batch',
	'KeyboardInterrupt',
)}`;
