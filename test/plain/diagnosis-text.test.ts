import {expect, test} from 'vitest';
import type {Diagnosis} from '../../source/checks/diagnosis.ts';
import {displayWidth} from '../../source/format/display-width.ts';
import {diagnosesToText, diagnosisToLines} from '../../source/plain/diagnosis-text.ts';
import {eventToJson} from '../../source/plain/event-json.ts';
import {createPlainLines} from '../../source/plain/plain-lines.ts';
import {runToStatusJson} from '../../source/plain/status-json.ts';
import {initialRunState} from '../../source/run/initial-state.ts';

const command = `sudo apt-get install -y ${'a-very-long-package-name '.repeat(5).trim()}`;
const diagnosis: Diagnosis = {
	rule: 'container-toolkit-missing', severity: 'error', what: 'Docker cannot give a GPU.', why: 'Because of '.repeat(12).trim(), action: `On the host:\n${command}\nThen again.`, evidence: ['no driver', ''],
};

test('sentences are broken, commands stay whole, and everything stands in its column', () => {
	const lines = diagnosesToText([diagnosis], 'en', 60);
	expect(lines[0]).toBe('error    Docker cannot give a GPU.');
	expect(lines).toContain(`${' '.repeat(21)}${command}`);
	expect(lines.filter(line => !line.includes(command)).every(line => displayWidth(line) <= 60)).toBe(true);
	expect(lines.find(line => line.includes('Evidence'))).toBe('         Evidence    no driver');
	expect(diagnosesToText([], 'en', 60)).toEqual([]);
});

test('for a pipe: what and what to do', () => {
	expect(diagnosisToLines(diagnosis, 'en')).toEqual(['error: Docker cannot give a GPU.', '  On the host:', `  ${command}`, '  Then again.']);
	expect(diagnosisToLines(diagnosis, 'zh')[0]).toBe('错误：Docker cannot give a GPU.');
});

test('plain lines tell a diagnosis once in a process, and again only when it has become worse', () => {
	const plain = createPlainLines('en');
	const warning: Diagnosis = {...diagnosis, severity: 'warning'};
	expect(plain.diagnose([warning])).toHaveLength(4);
	expect(plain.diagnose([warning])).toEqual([]);
	expect(plain.diagnose([diagnosis])[0]).toBe('error: Docker cannot give a GPU.');
	expect(plain.diagnose([warning])).toEqual([]);
	plain.push([{type: 'process-started', tool: 'train', settings: {}}], initialRunState, 0);
	expect(plain.diagnose([warning])).toHaveLength(4);
});

test('events and status give the keys of the contract', () => {
	const keys = ['rule', 'severity', 'what', 'why', 'action', 'evidence'];
	expect(Object.keys(eventToJson({type: 'diagnosis-began', diagnosis, at: 5}))).toEqual(['at', 'type', ...keys]);
	expect(eventToJson({type: 'diagnosis-ended', rule: 'shm-low', at: 5})).toEqual({at: 5, type: 'diagnosis-ended', rule: 'shm-low'});
	expect((runToStatusJson(initialRunState, 0, {diagnoses: [diagnosis]}).diagnoses as ReadonlyArray<Readonly<Record<string, unknown>>>).map(entry => Object.keys(entry))).toEqual([keys]);
});
