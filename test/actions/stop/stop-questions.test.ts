import {
	describe,
	expect,
	test,
	vi,
} from 'vitest';
import {stopTraining} from '../../../source/actions/stop/stop-training.ts';
import {createStopQuestion, describeStop} from '../../../source/actions/stop/describe-stop.ts';
import type {StopConsequence} from '../../../source/domain/action.ts';
import type {RunState} from '../../../source/domain/run.ts';
import {UserError} from '../../../source/domain/user-error.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import type {LiveQuestion, Question} from '../../../source/conversation/question.ts';
import type {Conversation} from '../../../source/conversation/conversation.ts';
import type {ProcessActions} from '../../../source/actions/process-actions.ts';
import {displayWidth} from '../../../source/format/display-width.ts';
import {fakeConversation} from '../../conversation/fake-conversation.ts';
import {joinSentences} from '../../../source/words/punctuation.ts';
import {stopCostLines, stopLossText} from '../../../source/words/actions.ts';
import {choiceText} from '../../../source/words/choice.ts';
import {type Language, wordsIn} from '../../../source/words/words.ts';
import {createFakeAccess, whole, type FakeTraining} from './fake-access.ts';

const found = {
	pid: 7, startTicks: 1, isInterruptIgnored: false, runDirectory: '/runs/exp',
};

/** The stop that is done when a person has been asked; undefined for none. */
async function chosenStop(stopQuestion: ProcessActions['stopQuestion'], conversation: Conversation): Promise<unknown> {
	let chosen: unknown;
	await stopTraining({
		conversation,
		name: 'yolo',
		isEnding: false,
		report: async work => work({trigger: 's', signal: new AbortController().signal}),
		actions: {
			stopQuestion,
			async perform(action) {
				chosen = action;
				return {kind: 'cancelled'};
			},
		},
	});
	return chosen;
}

/** What the person is asked about a training in this epoch of ten. */
async function questionIn(epoch: number, settings: RunState['settings']): Promise<Question> {
	const {access} = createFakeAccess({
		found, marks: () => ({}),
	});
	const state: RunState = {
		...initialRunState, epochs: 10, settings, phase: {kind: 'training'}, progress: {epoch, epochLabel: '', losses: {}},
	};
	const {conversation, asked} = fakeConversation();
	expect(await chosenStop(() => createStopQuestion(access, () => state, () => 0), conversation)).toBeUndefined();
	return asked[0]!;
}

const idsOf = ({choices}: Question) => choices.map(({id}) => id);

test.each<[number, Record<string, string>, readonly string[]]>([
	[3, {}, ['stop-after-epoch', 'stop-now', 'none']],
	[3, {nosave: 'True'}, ['none', 'stop-now']],
	[3, {save: 'False'}, ['none', 'stop-now']],
	[10, {nosave: 'True'}, ['stop-after-epoch', 'stop-now', 'none']],
])('epoch %i of 10 with %j: the end of the epoch is offered only where it keeps something', async (epoch, settings, ids) => {
	expect(idsOf(await questionIn(epoch, settings))).toEqual(ids);
});

test('why the end of the epoch is not offered is said', async () => {
	const {paragraphs} = await questionIn(3, {nosave: 'True'});
	expect(paragraphs?.join(' ')).toContain('--nosave');
});

test.each<[string, Partial<Pick<FakeTraining, 'found' | 'inspect'>>, RegExp, RegExp]>([
	['a checkpoint that is being written', {inspect: () => ({kind: 'truncated', sizeBytes: 5})}, /being written; the stop waits/, /epoch 4 is lost/],
	['a training that has no resume', {found: {...found, isResumable: false}}, /only start a new one/, /A resume repeats/],
	['one that can be resumed from an earlier epoch', {}, /epoch 4 is lost.*A resume repeats 2 epochs/, /being written|only start/],
])('what is lost with %s', async (_, training, said, unsaid) => {
	const {access} = createFakeAccess({
		found, marks: () => ({last: {sizeBytes: 100, modifiedAt: 0}}), inspect: () => whole(2), ...training,
	});
	const state: RunState = {
		...initialRunState, epochs: 10, phase: {kind: 'training'}, progress: {epoch: 4, epochLabel: '', losses: {}},
	};
	const lines = stopCostLines(await describeStop(createStopQuestion(access, () => state, () => 1000), new AbortController().signal), 'en', {duration: String}).join(' ');
	expect(lines).toMatch(said);
	expect(lines).not.toMatch(unsaid);
});

/** In a terminal of 40 columns an answer that is not chosen has this room. */
const answerColumns = 30;

test.each<[StopConsequence, string, string]>([
	[{epoch: 104, share: 0.5, hasCheckpoint: true}, 'loses 50 % of epoch 104', '丢失第 104 轮的 50%'],
	[{epoch: 104, hasCheckpoint: true}, 'loses epoch 104', '丢失第 104 轮的进度'],
	[{epoch: 1, share: 0.9, hasCheckpoint: false}, 'loses everything', '丢失全部进度'],
	[{
		epoch: 20, share: 0.2, epochsToRepeat: 4, hasCheckpoint: true,
	}, 'loses 4 epochs', '丢失 4 轮的进度'],
	[{
		epoch: 20, epochsToRepeat: 4, hasCheckpoint: true, isWithoutResume: true,
	}, 'only the weights stay', '只留下权重'],
	[{epoch: 20}, 'may lose everything', '可能丢失全部进度'],
	[{epoch: 20, isLooking: true}, 'loses epoch 20', '丢失第 20 轮的进度'],
	[{hasCheckpoint: true, isBeingWritten: true}, 'loses work since last.pt', '丢失 last.pt 之后的进度'],
])('the answer that loses work says in few words what %j loses', (cost, english, chinese) => {
	for (const [language, expected] of [['en', english], ['zh', chinese]] as const) {
		const label = choiceText({label: wordsIn(language).screenAction.stopNow, loss: stopLossText(cost, language)}, language);
		expect(label).toContain(expected);
		expect(displayWidth(label)).toBeLessThanOrEqual(answerColumns);
	}
});

test('the answers that lose work name the loss, whichever signals are left', async () => {
	const labels = async (isInterruptIgnored: boolean) => {
		const {conversation, asked} = fakeConversation();
		await chosenStop(() => ({
			consequence: () => ({
				epoch: 7, share: 0.25, hasCheckpoint: true, isInterruptIgnored,
			}),
			look: async () => undefined,
		}), conversation);
		return asked[0]!.choices.filter(({loss}) => loss !== undefined).map(choice => choiceText(choice, 'en'));
	};

	expect(await labels(false)).toEqual(['now: loses 25 % of epoch 7']);
	expect(await labels(true)).toEqual(['SIGTERM: loses 25 % of epoch 7', 'SIGKILL: loses 25 % of epoch 7']);
});

test('sentences stand in one line as the language writes them', () => {
	const cost = {epoch: 7, hasCheckpoint: false};
	const format = {duration: String};
	expect(joinSentences(stopCostLines(cost, 'en', format), 'en')).toContain('lost. There');
	expect(joinSentences(stopCostLines(cost, 'zh', format), 'zh')).not.toContain('。 ');
});

describe('the question how to stop', () => {
	/** A question that is open until it is answered; `text` gives its words as they are then. */
	function openQuestion(language: Language = 'en') {
		let live: LiveQuestion | undefined;
		let answer: ((id: string | undefined) => void) | undefined;
		const {conversation} = fakeConversation(async (_, given) => {
			live = given;
			return new Promise<string | undefined>(resolve => {
				answer = resolve;
				given!.signal.addEventListener('abort', () => {
					resolve(undefined);
				});
			});
		}, {language});
		return {
			conversation, text() {
				const {paragraphs, choices} = live!.read();
				return [...paragraphs, ...choices.map(choice => choiceText(choice, language))].join(' ');
			}, choose(id: string) {
				answer!(id);
			},
		};
	}

	const running: RunState = {
		...initialRunState, epochs: 10, phase: {kind: 'training'}, progress: {
			epoch: 4, epochLabel: '', batchIndex: 5, batchesPerEpoch: 10, losses: {},
		}, history: [{epoch: 3, losses: {}}],
	};

	test('is there before the engine has answered, and its facts follow', async () => {
		const {access} = createFakeAccess({
			found, marks: () => ({}), look: () => ({
				verdict: 'rest', completedEpochs: 3, sizeBytes: 100, ageMs: 2000, isFinal: false,
			}),
		});
		let state = running;
		let isAnswered = false;
		let now = 0;
		let answerNow: (() => void) | undefined;
		const slow = {
			...access,
			find: async () => new Promise<typeof found>(resolve => {
				answerNow = () => {
					isAnswered = true;
					resolve({...found, isInterruptIgnored: true});
				};
			}),
		};
		const {conversation, text, choose} = openQuestion();
		const asked = chosenStop(() => createStopQuestion(slow, () => state, () => now), conversation);
		expect(text()).toContain('It can be resumed. Checking the checkpoint');
		expect(text().match(/50 %/g), 'once, with the answer').toHaveLength(1);
		state = {...running, progress: {...running.progress!, batchIndex: 9}};
		expect(text()).toContain('90 %');
		expect(isAnswered).toBe(false);
		answerNow!();
		await vi.waitFor(() => {
			expect(text()).toContain('ignores the interrupt');
		});
		expect(text()).toContain('The last checkpoint is 2 s old.');
		now = 3000;
		expect(text()).toContain('The last checkpoint is 5 s old.');
		choose('kill');
		expect(await asked).toBe('kill');
	});

	test('stays with what is known while the engine cannot be asked', async () => {
		const {access} = createFakeAccess({found, marks: () => ({})});
		const lost = {
			...access,
			async find(): Promise<never> {
				throw new UserError('engine-timeout', {endpoint: 'ssh://far', operation: 'inspect'});
			},
		};
		const {conversation, text, choose} = openQuestion('zh');
		const asked = chosenStop(() => createStopQuestion(lost, () => running, () => 0), conversation);
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		expect(text()).toContain('第 4 轮');
		choose('stop-after-epoch');
		expect(await asked).toBe('stop-after-epoch');
	});

	test('closes when it turns out that nothing trains; the stop then says how the training ended, and would lose nothing', async () => {
		const {access} = createFakeAccess({found, marks: () => ({})});
		const over = {
			...access,
			async find(): Promise<never> {
				throw new UserError('training-not-found', {name: 'yolo'});
			},
		};
		const {conversation} = openQuestion();
		expect(await chosenStop(() => createStopQuestion(over, () => running, () => 0), conversation)).toBe('stop-after-epoch');
	});
});
