import {describe, expect, test} from 'vitest';
import {diagnose} from '../../source/checks/diagnose.ts';
import type {RunState} from '../../source/domain/run.ts';
import {describeOutcome} from '../../source/screen/panels/outcome.ts';
import {sampleModel} from '../screen/fixtures/sample-screen.ts';
import {runOfOutput} from './diagnose-output.ts';

/** What YOLOv5 v7.0 prints when it cannot fetch its font: its own code calls PyTorch's, and that Python's. */
const fontOutput = (last: string, url = 'https://ultralytics.com/assets/Arial.ttf') => `train: weights=yolov5s.pt, cfg=, data=data/mydata.yaml, epochs=100, batch_size=4, imgsz=640
YOLOv5 🚀 v7.0-0-g915bbf294 Python-3.10.12 torch-2.1.0+cpu CPU

Downloading ${url} to /root/.config/Ultralytics/${url.split('/').at(-1)!}...
Traceback (most recent call last):
  File "/usr/lib/python3.10/urllib/request.py", line 1348, in do_open
    h.request(req.get_method(), req.selector, req.data, headers,
socket.gaierror: [Errno -3] Temporary failure in name resolution

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/mnt/3588/yolov5/train.py", line 630, in <module>
    main(opt)
  File "/mnt/3588/yolov5/utils/general.py", line 495, in check_font
    torch.hub.download_url_to_file(url, str(file), progress=progress)
  File "/usr/local/lib/python3.10/dist-packages/torch/hub.py", line 611, in download_url_to_file
    u = urlopen(req)
  File "/usr/lib/python3.10/urllib/request.py", line 1351, in do_open
    raise URLError(err)
${last}
`;

const idsOf = (run: RunState, now?: number) => diagnose({run, ...(now !== undefined && {now})}, 'en').filter(({severity}) => severity !== 'hint').map(({rule}) => rule);

describe('a download that fails has a rule of its own', () => {
	test.each([
		'urllib.error.URLError: <urlopen error [Errno -3] Temporary failure in name resolution>',
		'urllib.error.URLError: <urlopen error [Errno 110] Connection timed out>',
		'urllib.error.URLError: <urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)>',
		'urllib.error.URLError: <urlopen error _ssl.c:980: The handshake operation timed out>',
		'socket.gaierror: [Errno -2] Name or service not known',
		'ssl.SSLError: [SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:997)',
		'ConnectionResetError: [Errno 104] Connection reset by peer',
		'http.client.RemoteDisconnected: Remote end closed connection without response',
		'http.client.IncompleteRead: IncompleteRead(1024 bytes read, 766 more expected)',
		'requests.exceptions.ConnectionError: HTTPSConnectionPool(host=\'github.com\', port=443): Max retries exceeded with url: /ultralytics/assets/releases (Caused by NewConnectionError(\'<urllib3.connection.HTTPSConnection object>: Failed to establish a new connection: [Errno 101] Network is unreachable\'))',
		'requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host=\'github.com\', port=443): Max retries exceeded (Caused by ConnectTimeoutError)',
		'TimeoutError: The read operation timed out',
		'urllib.error.HTTPError: HTTP Error 403: rate limit exceeded',
	])('%s', last => {
		const run = runOfOutput(fontOutput(last), 1);
		expect(idsOf(run)).toEqual(['download-failed']);
		const [found] = diagnose({run}, 'en');
		expect(found!.action).toMatch(/at \/root\/\.config\/Ultralytics\/Arial\.ttf\. Matplotlib brings one:\ncp "\$\(python -c .*DejaVuSans\.ttf" Arial\.ttf$/);
		expect(found!.evidence[0]).toMatch(/Arial\.ttf|github\.com/);
		expect(diagnose({run}, 'zh')[0]!.what).toMatch(/字体/);
	});

	test('names with other letters need the font of another name', () => {
		const run = runOfOutput(fontOutput('urllib.error.URLError: <urlopen error timed out>', 'https://ultralytics.com/assets/Arial.Unicode.ttf'), 1);
		expect(diagnose({run}, 'en')[0]!.remedy).toMatchObject({kind: 'command', command: expect.stringMatching(/ Arial\.Unicode\.ttf$/) as string});
	});

	test('without the line before it the function tells that it is the font', () => {
		const run = runOfOutput(fontOutput('urllib.error.URLError: <urlopen error timed out>').replace(/^Downloading .*\n/m, ''), 1);
		expect(diagnose({run}, 'en')[0]).toMatchObject({rule: 'download-failed', what: 'The training ended because it could not download the font for its plots.'});
	});

	test.each([
		['a data set', 'ConnectionError: ❌ Download failure for https://github.com/ultralytics/assets/releases/download/v0.0.0/coco8.zip. Environment is not online.', /download coco8\.zip\.$/],
		['curl, after three tries', 'ConnectionError: ❌ Download failure for https://ultralytics.com/assets/coco128.zip. Retry limit reached.', /coco128\.zip\.$/],
	])('%s', (_, last, what) => {
		const run = runOfOutput(`Ultralytics 8.3.40 🚀 Python-3.11 torch-2.1 CPU\n\nTraceback (most recent call last):\n  File "/usr/local/bin/yolo", line 8, in <module>\n    sys.exit(entrypoint())\n${last}\n`, 1);
		expect(idsOf(run)).toEqual(['download-failed']);
		expect(diagnose({run}, 'en')[0]!.what).toMatch(what);
	});

	test('weights that could not be fetched are missing weights, and how to get them is said', () => {
		const run = runOfOutput('Downloading https://github.com/ultralytics/yolov5/releases/download/v7.0/yolov5m.pt to yolov5m.pt...\nERROR: <urlopen error [Errno -3] Temporary failure in name resolution>\nTraceback (most recent call last):\n  File "/w/train.py", line 123, in train\n    ckpt = torch.load(weights)\nFileNotFoundError: [Errno 2] No such file or directory: \'yolov5m.pt\'\n', 1);
		expect(idsOf(run)).toEqual(['weights-missing']);
		expect(diagnose({run}, 'en')[0]!.action).toContain('Download https://github.com/ultralytics/yolov5/releases/download/v7.0/yolov5m.pt on a machine that reaches it, or from a mirror, and put it at yolov5m.pt');
	});
});

describe('what is no download', () => {
	test.each([
		['a worker that lost its parent', '  File "/usr/lib/python3.10/multiprocessing/connection.py", line 379, in _recv\n    chunk = read(handle, remaining)\nConnectionResetError: [Errno 104] Connection reset by peer'],
		['a store of another rank', '  File "/w/train.py", line 5, in <module>\n    dist.init_process_group()\nTimeoutError: The client socket has timed out after 900s while trying to connect to (127.0.0.1, 29500).'],
		['a file', '  File "/w/train.py", line 5, in <module>\n    open("x")\nOSError: [Errno 5] Input/output error'],
	])('%s', (_, frames) => {
		expect(idsOf(runOfOutput(`Traceback (most recent call last):\n${frames}\n`, 1))).not.toContain('download-failed');
	});
});

test('a download that says nothing for a minute is told while it hangs, and only then', () => {
	const announced = runOfOutput('train: weights=yolov5s.pt, cfg=, data=a.yaml, epochs=3, batch_size=4, imgsz=640\nDownloading https://ultralytics.com/assets/Arial.ttf to /root/.config/Ultralytics/Arial.ttf...\n');
	const waiting: RunState = {...announced, connection: {kind: 'open'}, lastEventAt: 0};
	expect(idsOf(waiting, 30_000)).toEqual([]);
	expect(idsOf(waiting, 130_000)).toEqual(['download-failed']);
	expect(diagnose({run: waiting, now: 130_000}, 'en')[0]).toMatchObject({severity: 'warning', what: 'The download of Arial.ttf is stuck: no output for 2 min.'});
	expect(idsOf({...waiting, phase: {kind: 'training'}}, 130_000)).toEqual([]);
});

test('the panel and the diagnosis name the same line: that of the person\'s own code', () => {
	const run = runOfOutput('Traceback (most recent call last):\n  File "/mnt/3588/yolov5/utils/general.py", line 495, in check_font\n    torch.hub.x()\n  File "/usr/lib/python3.10/urllib/request.py", line 1364, in do_open\n    raise E\nKeyError: \'x\'\n', 1);
	const panel = describeOutcome(sampleModel({state: run, columns: 120, rows: 30})).flat().map(([, text]) => text).join('');
	const [found] = diagnose({run}, 'en');
	for (const text of [panel, found!.why]) {
		expect(text).toContain('/mnt/3588/yolov5/utils/general.py:495');
		expect(text).not.toContain('request.py');
	}
});
