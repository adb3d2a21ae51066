import {expect, test} from 'vitest';
import {selectRows, type RunListRow} from '../../../source/run/run-list.ts';
import {rowName} from '../../../source/screen/screens/runs/run-rows.ts';
import {sampleRunList} from '../fixtures/sample-run-list.ts';

/** Rows of run directories of this machine. */
function rowsAt(...directories: readonly string[]): readonly RunListRow[] {
	const {run} = selectRows(sampleRunList(), runs => runs).find(row => row.run !== undefined)!;
	const {container: _, ...plain} = run!;
	return directories.map(directory => ({key: directory, run: {...plain, key: directory, directory}}));
}

test('a run is named by the last parts of its path', () => {
	const [row] = rowsAt('/home/me/yolov5/runs/train/exp');
	expect(rowName(row!)).toBe('runs/train/exp');
	expect(rowName(row!, 10)).toBe('train/exp');
});

test('two runs that end alike are told apart', () => {
	const rows = rowsAt('/home/me/one/runs/train/exp', '/home/me/two/runs/train/exp', '/home/me/two/runs/train/exp2');
	expect(rows.map(row => rowName(row, 40, rows))).toEqual(['one/runs/train/exp', 'two/runs/train/exp', 'runs/train/exp2']);
});

test('of what trains one part is enough, unless another one of its container has the same', () => {
	const entry = {id: '1', name: 'yolo', isPaused: false} as unknown as NonNullable<RunListRow['entry']>;
	const train = (...directories: readonly string[]) => rowsAt(...directories).map(row => ({...row, entry, run: {...row.run!, container: {id: '1', name: 'yolo'}}}));
	const names = (rows: readonly RunListRow[]) => rows.map(row => rowName(row, 40, rows));
	expect(names(train('/w/runs/train/exp', '/w/runs/train/exp2'))).toEqual(['yolo:exp', 'yolo:exp2']);
	expect(names(train('/a/runs/train/exp', '/b/runs/train/exp'))).toEqual(['yolo:a/runs/train/exp', 'yolo:b/runs/train/exp']);
});
