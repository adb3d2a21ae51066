import {describe, expect, test} from 'vitest';
import type {RuleId} from '../../source/words/diagnoses/rule-meanings.ts';
import {beginning, diagnoseOutput, traceback} from './diagnose-output.ts';

/** The rules of severity error, after a training has begun. */
const errorsAfter = (text: string, exitCode = 1) => diagnoseOutput(beginning + text, {exitCode}).filter(({severity}) => severity === 'error').map(({rule}) => rule);

// The last lines of tracebacks as the versions of the libraries word them.
const exceptions: Readonly<Partial<Record<RuleId, readonly string[]>>> = {
	'cuda-out-of-memory': [
		'RuntimeError: CUDA out of memory. Tried to allocate 2.00 MiB (GPU 0; 15.90 GiB total capacity; 14.37 GiB already allocated; 1.88 MiB free; 15.03 GiB reserved in total by PyTorch)',
		'RuntimeError: CUDA out of memory. Tried to allocate 294.00 MiB (GPU 0; 6.00 GiB total capacity; 118.62 MiB already allocated; 4.20 GiB free; 362.00 MiB reserved in total by PyTorch) If reserved memory is >> allocated memory try setting max_split_size_mb to avoid fragmentation.  See documentation for Memory Management and PYTORCH_CUDA_ALLOC_CONF',
		'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 1.70 GiB. GPU 0 has a total capacty of 6.00 GiB of which 0 bytes is free. Of the allocated memory 2.93 GiB is allocated by PyTorch, and 2.30 GiB is reserved by PyTorch but unallocated.',
		'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 1.45 GiB. GPU 0 has a total capacity of 5.78 GiB of which 606.62 MiB is free. Including non-PyTorch memory, this process has 4.30 GiB memory in use.',
		'RuntimeError: CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported at some other API call, so the stacktrace below might be incorrect.',
		'torch.AcceleratorError: CUDA error: out of memory',
		'RuntimeError: cuda runtime error (2) : out of memory at /pytorch/aten/src/THC/generic/THCStorage.cu:58',
		'RuntimeError: cuDNN error: CUDNN_STATUS_ALLOC_FAILED',
		'RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`',
		'RuntimeError: Unable to find a valid cuDNN algorithm to run convolution',
		'RuntimeError: NVML_SUCCESS == r INTERNAL ASSERT FAILED at "../c10/cuda/CUDACachingAllocator.cpp":830, please report a bug to PyTorch.',
		'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 7.79 GiB of which 21.50 MiB is free. Process 4711 has 5.10 GiB memory in use. Process 12 has 2.30 GiB memory in use.',
		'RuntimeError: GET was unable to find an engine to execute this computation',
	],
	'shm-bus-error': [
		'RuntimeError: DataLoader worker (pid 7579) is killed by signal: Bus error. It is possible that dataloader\'s workers are out of shared memory. Please try to raise your shared memory limit.',
		'RuntimeError: DataLoader worker (pid 325) is killed by signal: Bus error.',
		'RuntimeError: unable to write to file </torch_102_3721287168_85>: No space left on device (28)',
		'RuntimeError: unable to resize file </torch_18692_1954506624_0> to the right size: Invalid argument (22)',
		'RuntimeError: unable to allocate shared memory(shm) for file </torch_1_0>: Resource temporarily unavailable (11)',
		'OSError: [Errno 28] No space left on device: \'/dev/shm/pym-12-ab\'',
		'torch.distributed.DistBackendError: NCCL error in: ../torch/csrc/distributed/c10d/ProcessGroupNCCL.cpp:1333, unhandled system error (run with NCCL_DEBUG=INFO for details), NCCL version 2.18.1\nLast error:\nError while creating shared memory segment /dev/shm/nccl-CnM3Wq (size 9637888)',
		'RuntimeError: falseINTERNAL ASSERT FAILED at "../aten/src/ATen/MapAllocator.cpp":323, please report a bug to PyTorch. unable to write to file </torch_103_1>: No space left on device (28)',
	],
	'worker-killed': [
		'RuntimeError: DataLoader worker (pid 3855) is killed by signal: Killed. ',
		'RuntimeError: DataLoader worker (pid(s) 4040, 4041) exited unexpectedly',
		'RuntimeError: DataLoader worker (pid 812) is killed by signal: Segmentation fault. ',
	],
	'no-labels': [
		'AssertionError: train: No labels in /data/train.cache. Can not train without labels. See https://github.com/ultralytics/yolov5/wiki/Train-Custom-Data',
		'AssertionError: train: No labels found in /data/labels/train2017.cache, can not start training. See https://docs.ultralytics.com/yolov5/tutorials/train_custom_data',
		'AssertionError: train: All labels empty in /data/labels/train.cache, can not start training. ',
	],
	'dataset-missing': [
		'Exception: Dataset not found.',
		'Exception: Dataset not found ❌',
		'Exception: train: Error loading data from ../site/images/train: train: ../site/images/train does not exist',
		'AssertionError: train: No images found in /data/site/images. See https://docs.ultralytics.com',
		'AssertionError: Image Not Found /data/site/images/a.jpg',
		'AssertionError: File Not Found: data/site.yaml',
		'FileNotFoundError: [Errno 2] No such file or directory: \'data/site.yaml\'',
		'FileNotFoundError: [Errno 2] No such file or directory: \'../data/labels/train.cache\'',
		'FileNotFoundError: \'site.yaml\' does not exist',
		'RuntimeError: Dataset \'/data/site.yaml\' error ❌ \'/data/site.yaml\' does not exist',
		'RuntimeError: Dataset \'site.yaml\' error ❌ \nDataset \'site.yaml\' images not found ⚠️, missing path \'/datasets/valid/images\'\nNote dataset download directory is \'/datasets\'.',
		'FileNotFoundError: Dataset \'site.yaml\' images not found, missing path \'/data/valid/images\'',
		'FileNotFoundError: site.yaml \'test:\' images not found ❌',
		'FileNotFoundError: train: Error loading data from /data/images/train\nSee https://docs.ultralytics.com/datasets for dataset formatting guidance.',
	],
	'weights-missing': [
		'FileNotFoundError: [Errno 2] No such file or directory: \'yolov5q.pt\'',
		'FileNotFoundError: [Errno 2] No such file or directory: \'runs/train/exp9/weights/last.pt\'',
		'AssertionError: File not found: runs/train/exp/weights/best.pt',
		'ConnectionError: ❌ Download failure for https://github.com/ultralytics/assets/releases/download/v8.3.0/yolo11n.pt. Environment is not online.',
	],
	'weights-corrupt': [
		'_pickle.UnpicklingError: invalid load key, \'<\'.',
		'RuntimeError: PytorchStreamReader failed reading zip archive: failed finding central directory',
		'EOFError: Ran out of input',
	],
	'permission-denied': [
		'PermissionError: [Errno 13] Permission denied: \'runs/train/exp\'',
		'PermissionError: [Errno 13] Permission denied: \'/usr/src/ultralytics/runs/detect/train\'',
	],
	'dataset-yaml-invalid': [
		'SyntaxError: site.yaml \'val:\' key missing ❌.\n\'train\' and \'val\' are required in all data YAMLs.',
		'RuntimeError: Dataset \'site.yaml\' error ❌ site.yaml \'val:\' key missing ❌.\n\'train\' and \'val\' are required in all data YAMLs.',
		'yaml.scanner.ScannerError: mapping values are not allowed here\n  in "data/site.yaml", line 3, column 6',
	],
	'class-count-mismatch': [
		'AssertionError: 3 names found for nc=4 dataset in data/site.yaml',
		'SyntaxError: \'site.yaml\' \'names\' length 3 and \'nc: 4\' must match.',
	],
	'weights-only-load': ['_pickle.UnpicklingError: Weights only load failed. This file can still be loaded, to do so you have two options.\n\t(1) Re-running `torch.load` with `weights_only` set to `False` will likely succeed.'],
	'driver-missing': [
		'RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver.',
		'ImportError: libcuda.so.1: cannot open shared object file: No such file or directory',
		'OSError: libnvidia-ml.so.1: cannot open shared object file: No such file or directory',
	],
	'driver-mismatch': [
		'RuntimeError: The NVIDIA driver on your system is too old (found version 11040). Please update your GPU driver.',
		'RuntimeError: Unexpected error from cudaGetDeviceCount(). Did you run some cuda functions before calling NumCudaDevices() that might have already set an error? Error 804: forward compatibility was attempted on non supported HW',
		'RuntimeError: Unexpected error from cudaGetDeviceCount(). Did you run some cuda functions before calling NumCudaDevices() that might have already set an error? Error 803: system has unsupported display driver / cuda driver combination',
	],
	'gpu-unsupported': [
		'RuntimeError: CUDA error: no kernel image is available for execution on the device\nCUDA kernel errors might be asynchronously reported at some other API call, so the stacktrace below might be incorrect.',
		'torch.AcceleratorError: CUDA error: no kernel image is available for execution on the device',
	],
	'disk-full': [
		'OSError: [Errno 28] No space left on device',
		'OSError: [Errno 28] No space left on device: \'runs/train/exp/weights/last.pt\'',
		'OSError: [Errno 122] Disk quota exceeded: \'runs/train/exp/results.csv\'',
		'RuntimeError: [enforce fail at inline_container.cc:595] . unexpected pos 64 vs 0',
		'RuntimeError: PytorchStreamWriter failed writing file data/12: file write failed',
	],
	'host-out-of-memory': [
		'RuntimeError: [enforce fail at alloc_cpu.cpp:73] . DefaultCPUAllocator: can\'t allocate memory: you tried to allocate 98304000 bytes. Error code 12 (Cannot allocate memory)',
		'RuntimeError: [enforce fail at CPUAllocator.cpp:71] . DefaultCPUAllocator: not enough memory: you tried to allocate 98304000 bytes.',
		'numpy.core._exceptions._ArrayMemoryError: Unable to allocate 4.69 MiB for an array with shape (1280, 1280, 3) and data type uint8',
		'OSError: [Errno 12] Cannot allocate memory',
		String.raw`OSError: [WinError 1455] The paging file is too small for this operation to complete. Error loading "C:\\lib\\cudnn.dll" or one of its dependencies.`,
		'MemoryError',
		'cv2.error: OpenCV(4.8.0) /io/opencv/modules/core/src/alloc.cpp:73: error: (-4:Insufficient memory) Failed to allocate 4915200 bytes in function \'OutOfMemoryError\'',
	],
	'gpu-not-used': [
		'AssertionError: CUDA unavailable, invalid device 0 requested',
		'AssertionError: Invalid CUDA \'--device 0\' requested, use \'--device cpu\' or pass valid CUDA device(s)',
		'ValueError: Invalid CUDA \'device=0\' requested. Use \'device=cpu\' or pass valid CUDA device(s) if available, i.e. \'device=0\' or \'device=0,1,2,3\' for Multi-GPU.',
		'AssertionError: Torch not compiled with CUDA enabled',
		'RuntimeError: No CUDA GPUs are available',
		'RuntimeError: CUDA error: no CUDA-capable device is detected',
		'RuntimeError: CUDA error: invalid device ordinal',
		'RuntimeError: CUDA driver initialization failed, you might not have a CUDA gpu.',
		'RuntimeError: CUDA unknown error - this may be due to an incorrectly set up environment, e.g. changing env variable CUDA_VISIBLE_DEVICES after program start. Setting the available devices to be zero.',
		'RuntimeError: Unexpected error from cudaGetDeviceCount(). Did you run some cuda functions before calling NumCudaDevices() that might have already set an error? Error 802: system not yet initialized',
	],
	'class-out-of-range': ['AssertionError: Label class 3 exceeds nc=3 in data/site.yaml. Possible class labels are 0-2'],
	'output-read-only': ['OSError: [Errno 30] Read-only file system: \'runs/train/exp\''],
	'module-missing': ['ModuleNotFoundError: No module named \'cv2\'', 'ImportError: libGL.so.1: cannot open shared object file: No such file or directory'],
	'python-traceback': [
		'RuntimeError: unable to open shared memory object </torch_91130_1372465664> in read-write mode: Too many open files (24)',
		'RuntimeError: cuDNN error: CUDNN_STATUS_EXECUTION_FAILED',
		'RuntimeError: CUDA error: device-side assert triggered',
		'RuntimeError: CUDA error: an illegal memory access was encountered',
		'torch.distributed.DistBackendError: NCCL error in: ../torch/csrc/distributed/c10d/ProcessGroupNCCL.cpp:1333, unhandled system error (run with NCCL_DEBUG=INFO for details), NCCL version 2.18.1',
		'AttributeError: module \'numpy\' has no attribute \'int\'.\n`np.int` was a deprecated alias for the builtin `int`. Doing this will not modify any behavior and is safe.',
		'NotImplementedError: Could not run \'torchvision::nms\' with arguments from the \'CUDA\' backend.\n\nCPU: registered at nms_kernel.cpp:112 [kernel]',
		'OSError: [Errno 5] Input/output error',
		'KeyError: \'names\'',
		'ValueError: a class may not be called CUDA out of memory',
		'KeyError: \'CUDA out of memory\'',
		'RuntimeError: the file "no labels found.txt" holds nan, Bus error and Killed',
		'FileNotFoundError: [Errno 2] No such file or directory: \'notes/permission denied.md\'',
		'ValueError: could not convert string to float: \'nan%\'',
		'AssertionError: expected 3 images, No images found would be another matter',
	],
};

describe('the last line of a traceback', () => {
	test.each(Object.entries(exceptions).flatMap(([rule, lines]) => lines.map(line => [rule, line] as const)))('%s: %s', (rule, line) => {
		expect(errorsAfter(traceback(line))).toEqual([rule]);
	});

	test('is found behind a line of the loader and inside another exception', () => {
		const bus = 'ERROR: Unexpected bus error encountered in worker. This might be caused by insufficient shared memory (shm).\n';
		expect(errorsAfter(bus + bus + traceback('RuntimeError: DataLoader worker (pid(s) 49) exited unexpectedly'))).toEqual(['shm-bus-error']);
		const cause = traceback('RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB');
		expect(errorsAfter(`${cause}\nDuring handling of the above exception, another exception occurred:\n\n${traceback('RuntimeError: Pin memory thread exited unexpectedly')}`)).toEqual(['cuda-out-of-memory']);
		const several = traceback('torch.distributed.elastic.multiprocessing.errors.ChildFailedError:');
		expect(errorsAfter(`${cause}ERROR:torch.distributed.elastic.multiprocessing.api:failed (exitcode: 1) local_rank: 1 (pid: 13) of binary: /opt/conda/bin/python\n${several}============\ntrain.py FAILED\n------------\nRoot Cause (first observed failure):\n[0]:\n  exitcode  : 1 (pid: 13)\n`)).toEqual(['cuda-out-of-memory']);
		expect(errorsAfter(cause.replaceAll(/^/gm, '[rank1]: '))).toEqual(['cuda-out-of-memory']);
		expect(errorsAfter(`Traceback (most recent call last):\n  File "train.py", line 1, in <module>\n    main()\nRuntimeError: Caught RuntimeError in replica 0 on device 0.\nOriginal ${cause}`)).toEqual(['cuda-out-of-memory']);
	});
});

// What shells and the C library print, without a traceback.
test.each<readonly [RuleId | undefined, string, number]>([
	['shm-bus-error', 'Bus error (core dumped)\n', 135],
	['shm-bus-error', 'train.sh: line 3:    12 Bus error               (core dumped) python train.py --workers 8\n', 135],
	['shm-bus-error', 'zsh: bus error  python train.py\n', 135],
	['shm-bus-error', 'Fatal Python error: Bus error\n\nThread 0x00007f (most recent call first):\n', 135],
	['process-crashed', 'Segmentation fault (core dumped)\n', 139],
	['process-crashed', 'train.sh: line 3:    12 Segmentation fault      (core dumped) python train.py\n', 139],
	['process-crashed', 'free(): invalid pointer\nAborted (core dumped)\n', 134],
	['process-crashed', 'Illegal instruction (core dumped)\n', 132],
	['process-crashed', 'terminate called after throwing an instance of \'c10::DistBackendError\'\n  what():  [PG 0 Rank 0] NCCL watchdog thread terminated with exception\nAborted (core dumped)\n', 134],
	['cuda-out-of-memory', 'terminate called after throwing an instance of \'c10::CUDAError\'\n  what():  CUDA error: out of memory\nAborted (core dumped)\n', 134],
	[undefined, 'my note: no Bus error so far\n', 0],
	[undefined, 'Bus errors of the CAN bus are class 3\n', 0],
	[undefined, 'class 4: Killed deer\n', 0],
])('%s: %s', (rule, text, exitCode) => {
	expect(errorsAfter(text, exitCode)).toEqual(rule === undefined ? [] : [rule]);
});

describe('words that mean nothing', () => {
	const row = '                   all         47        267      0.618      0.486      0.496       0.26\n';
	test.each([
		// Names of classes, paths and remarks of the user scripts.
		'    CUDA out of memory         47         21          1          0      0.172     0.0899\n',
		'                   nan         47         21          1          0      0.172     0.0899\n',
		'             Bus error         47         21        0.8        0.7      0.752      0.499\n',
		'train: Scanning /data/nan/no labels found/labels.cache... 218 images, 0 backgrounds, 0 corrupt: 100%|██████████| 218/218 [00:00<?, ?it/s]\n',
		'                Killed         47         21        0.8        0.7      0.752      0.499\n',
		'# comment: RuntimeError was fixed, no CUDA out of memory any more\n',
		'print: RuntimeError: CUDA out of memory is what I once saw\n',
		'print(e) gives: Permission denied\n',
		'last note "No space left on device" seen on the old server\n',
		'I ran docker: Error response from daemon is what it said\n',
		'data: the yaml file does not exist only on Mondays\n',
		'nan\n',
		'loss is inf or nan? no\n',
		'Killed processes: 0\n',
		'see https://github.com/ultralytics/yolov5/issues/1 "DataLoader worker (pid 1) is killed by signal: Bus error"\n',
		'Found no NVIDIA driver in the old image, so I took this one\n',
		'WARNING ⚠️ my own warning: weights missing from the report\n',
		'wandb: ERROR Error while calling W&B API: permission denied (<Response [403]>)\n',
		'requirements: the file says pip install torch\n',
		'                 error         47         21        0.8        0.7      0.752      0.499\n',
		'             Traceback         47         21        0.8        0.7      0.752      0.499\n',
		'          fatal error:         47         21        0.8        0.7      0.752      0.499\n',
		'image 3/47 /data/RuntimeError: CUDA error/Error_001.jpg: 640x640 2 errors, 1 disk full, 9.1ms\n',
		'Error in cpuinfo: prctl(PR_SVE_GET_VL) failed\n',
		'E0000 00:00:1730000000.123456   12 cuda_dnn.cc:8310] Unable to register cuDNN factory: Attempting to register factory for plugin cuDNN when one has already been registered\n',
		'[W CUDAGuardImpl.h:113] Warning: CUDA warning: driver shutting down (function destroyEvent)\n',
		'libpng warning: iCCP: known incorrect sRGB profile\n',
		'Corrupt JPEG data: 2 extraneous bytes before marker 0xd9\n',
		'WARNING ⚠️ CUDA out of memory with batch=16. Reducing to batch=8 and retrying.\n',
		'[rank0]:[W ProcessGroupNCCL.cpp:1250] Warning: WARNING: process group has NOT been destroyed before we destruct ProcessGroupNCCL.\n',
		'/work/train.py:412: FutureWarning: `torch.cuda.amp.GradScaler(args...)` is deprecated.\n',
		'ClearML Task: permission denied to the old project is over\n',
	])('%s', text => {
		const found = diagnoseOutput(`${beginning}${text}${row}`);
		expect(found.filter(({severity}) => severity !== 'hint').map(({rule}) => rule)).toEqual([]);
	});

	test('a run that came to its end all the same has no error, whatever it printed on the way', () => {
		const end = '\n100 epochs completed in 1.234 hours.\nResults saved to runs/train/exp\n';
		const printed = Object.values(exceptions).flat().map(line => traceback(line)).join('');
		const errors = diagnoseOutput(`${beginning}${printed}${end}`, {exitCode: 0}).filter(({severity}) => severity === 'error');
		expect(errors.map(({rule}) => rule)).toEqual([]);
	});
});
