import {createSignal} from './waiting.ts';

/** A state machine whose reducer is pure and whose effects are done elsewhere. */
export type Machine<State, Input, Effect> = {
	readonly initial: State;
	readonly reduce: (state: State, input: Input) => {readonly state: State; readonly effects: readonly Effect[]};
	/** Does an effect, or begins it; what comes of it later is put in. */
	readonly perform: (effect: Effect) => Promise<void>;
	readonly isEnd: (state: State) => boolean;
};

export type Inputs<Input> = {
	put(input: Input): void;
	next(): Promise<Input>;
};

/** What has happened and was not looked at yet, in order. */
export function createInputs<Input>(): Inputs<Input> {
	const queue: Input[] = [];
	const arrival = createSignal();
	return {
		put(input) {
			queue.push(input);
			arrival.raise();
		},
		async next() {
			while (queue.length === 0) {
				arrival.clear();
				await arrival.wait();
			}

			return queue.shift()!;
		},
	};
}

/** Runs a machine until it has come to its end; gives the last state. Effects are done one after the other. */
export async function runMachine<State, Input, Effect>({initial, reduce, perform, isEnd}: Machine<State, Input, Effect>, inputs: Inputs<Input>): Promise<State> {
	let state = initial;
	while (!isEnd(state)) {
		const step = reduce(state, await inputs.next());
		({state} = step);
		for (const effect of step.effects) {
			await perform(effect);
		}
	}

	return state;
}
