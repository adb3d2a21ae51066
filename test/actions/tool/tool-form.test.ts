import {expect, test} from 'vitest';
import {formToTool, toolForm} from '../../../source/actions/tool/tool-form.ts';

const facts = {isTraining: false, hasBest: true} as const;
const remarksOf = (tool: 'val' | 'detect', values: Readonly<Record<string, string>>, isTraining = false) => {
	const form = toolForm({...facts, tool, isTraining}, 'en');
	const initial = Object.fromEntries(form.fields.map(({id, value}) => [id, value]));
	return form.check!({...initial, ...values}).map(({field, isError}) => `${isError ? 'error' : 'warning'} ${field}`);
};

test('beside a training it proposes the CPU and a batch of one, and warns of the memory', () => {
	const {fields, paragraphs} = toolForm({...facts, tool: 'val', isTraining: true}, 'en');
	expect(Object.fromEntries(fields.map(({id, value}) => [id, value]))).toEqual({
		checkpoint: 'best', device: 'cpu', batchSize: '1', copyTo: '',
	});
	expect(paragraphs.join(' ')).toMatch(/memory/);
	expect(toolForm({...facts, tool: 'val'}, 'en').fields.find(({id}) => id === 'device')?.value).toBe('');
});

test('without a best.pt it proposes last.pt, and what was typed before', () => {
	expect(toolForm({...facts, tool: 'val', hasBest: false}, 'zh').fields[0]?.value).toBe('last');
	expect(toolForm({...facts, tool: 'detect', earlier: {source: 'a.mp4'}}, 'zh').fields[0]?.value).toBe('a.mp4');
});

test.each([
	['detect', {}, ['error source']],
	['detect', {source: 'images'}, []],
	['detect', {source: 'a', confidence: '1.5'}, ['error confidence']],
	['detect', {source: 'a', confidence: '.25'}, []],
	['detect', {source: 'a', videoStride: '0'}, ['error videoStride']],
	['detect', {source: 'a', savesText: 'maybe'}, ['error savesText']],
	['detect', {source: 'a', savesConfidence: 'yes'}, ['warning savesConfidence']],
	['detect', {source: 'a', savesConfidence: 'y', savesText: '是'}, []],
	['val', {batchSize: 'x'}, ['error batchSize']],
] as const)('%s %j', (tool, values, expected) => {
	expect(remarksOf(tool, values)).toEqual(expected);
});

test('warns of a second program on the GPU of the training', () => {
	expect(remarksOf('val', {device: '0'}, true)).toEqual(['warning device']);
	expect(remarksOf('val', {}, true)).toEqual([]);
});

test('leaves out what was left empty', () => {
	expect(formToTool('val', {
		checkpoint: 'last', device: '', batchSize: '', copyTo: ' ',
	})).toEqual({
		choice: {
			tool: 'val', checkpoint: 'last', savesText: false, savesConfidence: false, savesCrops: false,
		},
	});
	expect(formToTool('detect', {
		checkpoint: 'best', source: ' imgs ', device: '0', confidence: '0.4', videoStride: '25', savesText: 'yes', savesConfidence: 'y', savesCrops: 'no', copyTo: 'out',
	})).toEqual({
		copyTo: 'out',
		choice: {
			tool: 'detect', checkpoint: 'best', source: 'imgs', device: '0', confidence: 0.4, videoStride: 25, savesText: true, savesConfidence: true, savesCrops: false,
		},
	});
});

test('asks in Chinese for a yes or a no in Chinese, and takes its own words', () => {
	const {fields, check} = toolForm({...facts, tool: 'detect'}, 'zh');
	const values = Object.fromEntries(fields.map(({id, value}) => [id, value]));
	expect([values.savesText, values.savesCrops]).toEqual(['否', '否']);
	expect(check!({...values, source: 'a', savesText: '是'})).toEqual([]);
	expect(check!({...values, source: 'a', savesText: '也许'})[0]?.text).toBe('保存文本：是或否');
});
