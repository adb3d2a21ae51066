import {expect, test} from 'vitest';
import type {ContainerActions} from '../../../source/actions/actions.ts';
import {removeContainer, restartContainer} from '../../../source/actions/change-container.ts';
import type {ResumePlan} from '../../../source/actions/resume/plan.ts';
import {resumeRun} from '../../../source/actions/resume/resume-run.ts';
import {howToStop, mayStop, whetherToForce} from '../../../source/actions/stop/stop-questions.ts';
import {actionFormat} from '../../../source/cli/converse.ts';
import type {Question} from '../../../source/conversation/question.ts';
import type {StopConsequence} from '../../../source/domain/action.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import {describeError} from '../../../source/words/errors.ts';
import {type Language, wordsIn} from '../../../source/words/words.ts';
import {UserError} from '../../../source/domain/user-error.ts';
import {fakeConversation} from '../../conversation/fake-conversation.ts';
import {shownView} from '../fixtures/shown-view.ts';
import {plain} from '../sizes.ts';

const sizes = [[40, 10], [50, 16], [63, 18], [80, 24], [131, 40]] as const;

const name = 'yolov5-vest-and-helmet-detection-2026';

const costs: readonly StopConsequence[] = [
	{
		epoch: 104, epochs: 300, share: 0.53, hasCheckpoint: true, checkpointAgeMs: 31_000,
	},
	{
		epoch: 104, epochs: 300, epochsToRepeat: 12, hasCheckpoint: true, checkpointAgeMs: 3_600_000,
	},
	{
		epoch: 1, epochs: 300, share: 0.9, hasCheckpoint: false,
	},
	{epoch: 104, epochs: 300, share: 0.53},
	{
		epoch: 104, epochs: 300, share: 0.53, isLooking: true,
	},
	{
		epoch: 300, epochs: 300, share: 0.5, hasCheckpoint: true, isBeingWritten: true,
	},
	{
		epoch: 104, epochs: 300, hasCheckpoint: true, isWithoutResume: true,
	},
	{
		epoch: 104, epochs: 300, hasCheckpoint: true, isEpochUnsaved: true,
	},
	{
		epoch: 104, epochs: 300, share: 0.53, hasCheckpoint: true, isInterruptIgnored: true,
	},
];

/** What an action asks a person who then leaves. */
async function askedBy(language: Language, act: (conversation: ReturnType<typeof fakeConversation>['conversation']) => Promise<unknown>): Promise<readonly Question[]> {
	const {conversation, asked} = fakeConversation(() => undefined, {language});
	await act(conversation);
	return asked;
}

const actionsOf = (consequence: StopConsequence, isRunLost: boolean | undefined) => ({
	stopQuestion: () => ({consequence: () => consequence, look: async () => undefined}),
	describeRemoval: async () => ({isRunning: true, runDirectory: '/mnt/3588/yolov5/runs/train/exp12', ...(isRunLost !== undefined && {isRunLost})}),
}) as unknown as ContainerActions;

const overwritingPlan: ResumePlan = {
	way: 'restart', otherWays: [], command: ['python', 'train.py'], edits: {}, verdicts: [], directory: '/mnt/3588/yolov5', start: {kind: 'process'}, shown: ['python train.py --data data/mydata.yaml --epochs 300 --batch-size 4 --name fw --exist-ok'], notes: [{code: 'starts-again', values: {}}, {code: 'old-run-overwritten', values: {path: '/mnt/3588/yolov5/runs/train/fw'}}],
};

/** Every question that can lose something, in the words of the actions themselves. */
async function losingQuestions(language: Language): Promise<readonly Question[]> {
	const speech = {language, format: actionFormat(language)};
	const {message, hint} = describeError(new UserError('checkpoint-being-written', {name}), language);
	const scene = (consequence: StopConsequence, isRunLost?: boolean) => ({
		actions: actionsOf(consequence, isRunLost), report: async () => ({kind: 'done'} as const), name, signal: new AbortController().signal,
	});
	const changes = await Promise.all([
		...[true, false, undefined].map(async isRunLost => askedBy(language, async conversation => removeContainer({...scene({}, isRunLost), conversation}))),
		...costs.map(async cost => askedBy(language, async conversation => restartContainer({...scene(cost), conversation}, true))),
		askedBy(language, async conversation => resumeRun({
			conversation, getState: () => initialRunState, report: async () => undefined, backend: {prepare: async () => overwritingPlan},
		} as unknown as Parameters<typeof resumeRun>[0], {change: {}})),
	]);
	const tool = wordsIn(language).toolScreen;
	return [
		...costs.flatMap(cost => [howToStop(cost, name, speech), mayStop('stop-now', cost, name, speech), mayStop('kill', cost, undefined, speech)]),
		whetherToForce([message, hint], speech),
		{
			title: tool.runningTitle.val, paragraphs: [], choices: [{id: 'show', label: tool.show, key: 's'}, {id: 'go', label: tool.goOn, key: 'g'}, {
				id: 'off', label: tool.callOff, key: 'x', loss: tool.callOffLoses,
			}],
		},
		...changes.flat(),
	];
}

/** The words of a picture without the frame and the places where lines break. */
const wordsOf = (lines: readonly string[]) => lines.map(line => plain(line)).join('').replaceAll(/[\s|│┃]/gu, '');

const words = (text: string) => text.replaceAll(/\s/gu, '');

test.each(['en', 'zh'] as const)('what is lost and every answer is in the first picture of each question at every size, in %s', async language => {
	const questions = await losingQuestions(language);
	expect(questions.length).toBeGreaterThan(35);
	for (const question of questions) {
		const losing = question.choices.filter(({loss}) => loss !== undefined);
		expect(losing, question.title).not.toEqual([]);
		expect(question.choices[0], question.title).not.toHaveProperty('loss');
		for (const [columns, rows] of sizes) {
			const sample = {
				state: 'training', columns, rows, language, ui: {
					overlays: [{
						kind: 'dialog', ticket: 1, chosen: 0, question,
					}],
				},
			} as const;
			const {lines} = shownView(sample).panels.at(-1)!;
			const shown = wordsOf(lines);
			for (const {label, loss, key} of question.choices) {
				expect(shown, `${columns}x${rows}\n${lines.map(line => plain(line)).join('\n')}`).toContain(words(loss === undefined ? key : wordsIn(language).screenAction.losing(label, loss)));
				expect(shown, `${columns}x${rows}`).toContain(words(label).slice(0, 6));
			}
		}
	}
});

test.each(['en', 'zh'] as const)('the question how to stop needs no second page in the smallest terminal, in %s', language => {
	const speech = {language, format: actionFormat(language)};
	for (const cost of costs) {
		const {lines} = shownView({
			state: 'training', columns: 40, rows: 10, language, ui: {
				overlays: [{
					kind: 'dialog', ticket: 1, chosen: 0, question: howToStop(cost, 'vest-100', speech),
				}],
			},
		}).panels.at(-1)!;
		expect(lines.map(line => plain(line)).join('\n'), JSON.stringify(cost)).not.toMatch(/PgDn|…$|~$/m);
	}
});

test.each(['en', 'zh'] as const)('a question that was scrolled in a large terminal hides no answer when the terminal shrinks, in %s', async language => {
	for (const question of await losingQuestions(language)) {
		for (const top of [50]) {
			for (const chosen of [0, question.choices.length - 1]) {
				for (const [columns, rows] of sizes.slice(0, 2)) {
					const {lines} = shownView({
						state: 'training', columns, rows, language, ui: {
							overlays: [{
								kind: 'dialog', ticket: 1, chosen, top, question,
							}],
						},
					}).panels.at(-1)!;
					expect(lines.length).toBeLessThanOrEqual(rows);
					const shown = wordsOf(lines);
					for (const {label, loss} of question.choices) {
						expect(shown, `${columns}x${rows} from row ${top}\n${lines.map(line => plain(line)).join('\n')}`).toContain(words(loss === undefined ? label : wordsIn(language).screenAction.losing(label, loss)).slice(0, loss === undefined ? 6 : undefined));
					}
				}
			}
		}
	}
});
