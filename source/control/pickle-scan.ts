import {opaque, pickleOpcodes, type PickleScalar} from './pickle-opcodes.ts';
import {BrokenPickleError, PickleReader} from './pickle-reader.ts';

/** Numbers, texts, booleans and None as they are, dictionaries as maps, everything else opaque. */
export type PickleValue = PickleScalar | PickleDictionary;
export type PickleDictionary = ReadonlyMap<PickleScalar, PickleValue>;

type Slot = PickleScalar | Map<PickleScalar, PickleValue> | typeof mark;

const mark = Symbol('mark');

/**
Reads what a pickle would build without building it: no class is looked up, nothing is called, so a hostile file does
nothing. Dictionaries are kept, all other objects are only counted.

@returns the outermost value, or undefined when the bytes are no whole pickle.
*/
export function scanPickle(bytes: Uint8Array): PickleValue | undefined {
	try {
		return new Machine(new PickleReader(bytes)).run();
	} catch (error) {
		if (error instanceof BrokenPickleError) {
			return undefined;
		}

		throw error;
	}
}

class Machine {
	readonly #reader: PickleReader;
	readonly #stack: Slot[] = [];
	readonly #memory = new Map<PickleScalar, Slot>();

	constructor(reader: PickleReader) {
		this.#reader = reader;
	}

	#apply(effect: NonNullable<ReturnType<typeof pickleOpcodes.get>>): void {
		switch (effect.kind) {
			case 'push': {
				this.#stack.push(this.#reader.read(effect.read));
				break;
			}

			case 'build': {
				this.#drop(effect.takes);
				this.#build(effect.skip);
				break;
			}

			case 'build-to-mark': {
				this.#toMark();
				this.#build(effect.skip);
				break;
			}

			case 'drop': {
				this.#drop(effect.count);
				break;
			}

			case 'drop-to-mark': {
				this.#toMark();
				break;
			}

			case 'put': {
				this.#memory.set(this.#reader.read(effect.index), this.#top());
				break;
			}

			case 'get': {
				this.#stack.push(this.#memory.get(this.#reader.read(effect.index)) ?? opaque);
				break;
			}

			case 'skip': {
				this.#reader.skip(effect.bytes);
				break;
			}

			case 'special': {
				this.#special(effect.name);
				break;
			}
		}
	}

	#special(name: string): void {
		switch (name) {
			case 'mark': {
				this.#stack.push(mark);
				break;
			}

			case 'pop': {
				this.#pop();
				break;
			}

			case 'dup': {
				this.#stack.push(this.#top());
				break;
			}

			case 'empty-dict': {
				this.#stack.push(new Map());
				break;
			}

			case 'dict': {
				const pairs = this.#toMark();
				this.#stack.push(new Map());
				this.#setItems(pairs);
				break;
			}

			case 'set-item': {
				const item = this.#pop();
				this.#setItems([this.#pop(), item]);
				break;
			}

			case 'set-items': {
				this.#setItems(this.#toMark());
				break;
			}

			case 'memoize': {
				this.#memory.set(this.#memory.size, this.#top());
				break;
			}

			default: {
				throw new BrokenPickleError();
			}
		}
	}

	#setItems(pairs: readonly Slot[]): void {
		const target = this.#top();
		if (target instanceof Map) {
			for (let index = 0; index + 1 < pairs.length; index += 2) {
				const key = value(pairs[index] ?? opaque);
				target.set(key instanceof Map ? opaque : key as PickleScalar, value(pairs[index + 1] ?? opaque));
			}
		}
	}

	#build(skip: Parameters<PickleReader['read']>[0] | undefined): void {
		if (skip !== undefined) {
			this.#reader.read(skip);
		}

		this.#stack.push(opaque);
	}

	#drop(count: number): void {
		for (let index = 0; index < count; index++) {
			this.#pop();
		}
	}

	#toMark(): Slot[] {
		const at = this.#stack.lastIndexOf(mark);
		if (at === -1) {
			throw new BrokenPickleError();
		}

		return this.#stack.splice(at).slice(1);
	}

	#pop(): Slot {
		const slot = this.#stack.pop();
		if (slot === undefined) {
			throw new BrokenPickleError();
		}

		return slot;
	}

	#top(): Slot {
		const slot = this.#stack.at(-1);
		if (slot === undefined) {
			throw new BrokenPickleError();
		}

		return slot;
	}

	run(): PickleValue {
		for (;;) {
			const opcode = this.#reader.opcode();
			const effect = opcode === undefined ? undefined : pickleOpcodes.get(opcode);
			if (effect === undefined) {
				throw new BrokenPickleError();
			}

			if (effect.kind === 'special' && effect.name === 'stop') {
				return value(this.#pop());
			}

			this.#apply(effect);
		}
	}
}

function value(slot: Slot): PickleValue {
	return slot === mark ? opaque : slot;
}
