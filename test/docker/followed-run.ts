import {createContainerFeed, type ContainerFeedOptions} from '../../source/feed/container-feed.ts';
import type {RunState} from '../../source/domain/run.ts';
import type {RunStatus} from '../../source/domain/run-status.ts';
import type {Engine} from '../../source/engine/engine.ts';
import type {StatusWithReason} from '../../source/domain/status-reason.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import {createStore} from '../../source/run/store.ts';
import {runFeed, type RunningFeed} from './collect-feed.ts';
import {until} from './engine-fixture.ts';

/** A container that is followed into a store, as the screen does it. */
export type FollowedRun = {
	readonly running: RunningFeed;
	state(): RunState;
	status(): StatusWithReason;
	/** Epochs as the record told them, in that order: one that was read twice is there twice. */
	toldEpochs(): readonly number[];
	/** Epochs of the state's history. */
	epochs(): readonly number[];
	/** Every kind of connection that was told, in order, the same one after itself once. */
	connections(): readonly string[];
	untilStatus(status: RunStatus, limitMs?: number): Promise<void>;
	untilEpoch(epoch: number, limitMs?: number): Promise<void>;
};

export async function followRun(engine: Engine, container: string, options: ContainerFeedOptions = {}): Promise<FollowedRun> {
	const feed = createContainerFeed(engine, await engine.inspectContainer(container), options);
	const store = createStore();
	const running = runFeed({
		...feed,
		async run(listener, runOptions) {
			await feed.run(batch => {
				store.dispatch(batch.events);
				listener(batch);
			}, runOptions);
		},
	});
	const status = () => selectStatus(store.getState(), Date.now());
	const epochs = () => store.getState().history.map(({epoch}) => epoch);
	return {
		running,
		state: store.getState,
		status,
		toldEpochs: () => running.events.flatMap(event => event.type === 'epoch-completed' ? [event.record.epoch] : []),
		epochs,
		connections() {
			const kinds = running.events.flatMap(event => event.type === 'connection-changed' ? [event.connection.kind] : []);
			return kinds.filter((kind, index) => kind !== kinds[index - 1]);
		},
		async untilStatus(wanted, limitMs) {
			await until(`status ${wanted}`, () => status().status === wanted, limitMs);
		},
		async untilEpoch(epoch, limitMs) {
			await until(`epoch ${epoch}`, () => epochs().includes(epoch), limitMs);
		},
	};
}

/** The numbers from 1 on. */
export const firstEpochs = (count: number): readonly number[] => Array.from({length: count}, (_, index) => index + 1);
