import fc from 'fast-check';
import type {RunEvent} from '../../source/domain/event.ts';
import type {EpochRecord} from '../../source/domain/run.ts';

const value = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, 0, 0.5)).map(number => number + 0); // JSON has no -0
const epoch = fc.oneof(fc.integer({min: 1, max: 6}), fc.integer());
const optionalCount = fc.option(fc.integer({min: 0, max: 10}), {nil: undefined});
const losses = fc.dictionary(fc.constantFrom('box', 'obj', 'loss', '__proto__'), value, {maxKeys: 3});
const metrics = fc.option(fc.record({map50: value, map50To95: value}, {requiredKeys: []}), {nil: undefined});
const directory = fc.constantFrom('runs/train/exp', 'runs/train/exp2', '/w/runs/train/exp', '', '/');
const settings = fc.dictionary(fc.constantFrom('epochs', 'patience', 'resume', 'batch'), fc.constantFrom('3', '-1', 'True', '', 'nan'), {maxKeys: 3});
const row = fc.record({name: fc.constantFrom('all', 'vest', ''), metrics: metrics.map(set => set ?? {})});
const text = fc.constantFrom('a', 'b', '');

const record: fc.Arbitrary<EpochRecord> = fc.record({
	epoch, losses, metrics, seconds: fc.option(value, {nil: undefined}), completedAt: fc.option(value, {nil: undefined}),
});

/** Any event, most of them believable in order and number, some with absurd values. */
export const arbitraryEvent: fc.Arbitrary<RunEvent> = fc.tuple(
	fc.oneof(
		fc.record({type: fc.constant('process-started' as const), tool: fc.constantFrom('train' as const, 'train' as const, 'val' as const, 'detect' as const), settings}),
		fc.record({
			type: fc.constant('framework-detected' as const), framework: fc.record({name: fc.constantFrom('yolov5' as const, 'ultralytics' as const)}), devices: fc.constant([]),
		}),
		fc.record({type: fc.constant('run-directory-announced' as const), path: directory}),
		fc.record({type: fc.constant('training-resumed' as const), epoch, checkpoint: fc.option(directory.map(path => `${path}/weights/last.pt`), {nil: undefined})}),
		fc.record({type: fc.constant('training-started' as const), epochs: optionalCount}),
		fc.record({
			type: fc.constant('epoch-progressed' as const),
			progress: fc.record({
				epoch, epochs: optionalCount, epochLabel: text, batchIndex: optionalCount, batchesPerEpoch: optionalCount, losses, elapsedMs: fc.option(value, {nil: undefined}),
			}),
		}),
		fc.record({type: fc.constant('validation-progressed' as const), progress: fc.record({batchIndex: optionalCount, batchesPerEpoch: optionalCount})}),
		fc.record({type: fc.constant('epoch-completed' as const), record, epochs: optionalCount}),
		fc.record({type: fc.constant('validation-reported' as const), scope: fc.constantFrom('epoch' as const, 'final' as const, 'tool' as const), row}),
		fc.record({type: fc.constant('class-reported' as const), scope: fc.constantFrom('epoch' as const, 'final' as const), row}),
		fc.record({type: fc.constant('early-stop-announced' as const), bestEpoch: optionalCount, patience: optionalCount}),
		fc.constantFrom<RunEvent>({type: 'training-ended'}, {type: 'final-validation-started'}, {type: 'process-interrupted'}, {type: 'process-killed', signal: 'SIGKILL'}),
		fc.record({type: fc.constant('results-saved' as const), path: directory}),
		fc.record({type: fc.constant('traceback-printed' as const), traceback: fc.record({exception: text, message: text, frames: fc.constant([])})}),
		fc.record({type: fc.constant('notice-printed' as const), text}),
		fc.record({type: fc.constant('download-announced' as const), url: text, path: text}),
		fc.record({type: fc.constant('history-read' as const), records: fc.array(record, {maxLength: 5}), runDirectory: fc.option(directory, {nil: undefined})}),
		fc.record({type: fc.constant('settings-read' as const), settings, runDirectory: fc.option(directory, {nil: undefined})}),
		fc.record({
			type: fc.constant('container-changed' as const),
			container: fc.record({
				status: fc.constantFrom('created' as const, 'running' as const, 'paused' as const, 'restarting' as const, 'exited' as const, 'removed' as const, 'dead' as const),
				exitCode: fc.option(fc.constantFrom(0, 1, 130, 137, 143), {nil: undefined}),
				isOutOfMemoryKilled: fc.option(fc.boolean(), {nil: undefined}),
				error: fc.option(text, {nil: undefined}),
			}),
		}),
		fc.constantFrom<RunEvent>(
			{type: 'connection-changed', connection: {kind: 'ended'}},
			{type: 'connection-changed', connection: {kind: 'lost', reason: 'gone'}},
			{type: 'connection-changed', connection: {kind: 'open'}},
			{type: 'target-described', target: {kind: 'file', name: 'train.log', path: '/train.log'}},
			{type: 'target-described', target: {kind: 'process', name: 'python'}},
			{type: 'process-exited', exitCode: 3},
			{type: 'run-files-looked-at'},
			{type: 'run-files-looked-at', runDirectory: 'runs/train/exp'},
			{type: 'checkpoints-observed', checkpoints: [{name: 'last.pt', path: 'last.pt', writtenAt: 5}]},
		),
	),
	fc.option(fc.nat(), {nil: undefined}),
).map(([event, at]) => at === undefined ? event : {...event, at});
