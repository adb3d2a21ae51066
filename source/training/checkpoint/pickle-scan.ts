import {opaque, pickleOpcodes, type PickleScalar} from './pickle-opcodes.ts';
import {BrokenPickleError, PickleReader} from './pickle-reader.ts';
import {PickledClass, TensorStorages} from './tensor-storages.ts';

/** Numbers, texts, booleans and None as they are, dictionaries as maps, everything else opaque. */
export type PickleValue = PickleScalar | PickleDictionary;
export type PickleDictionary = ReadonlyMap<PickleScalar, PickleValue>;

type Slot = PickleScalar | Map<PickleScalar, PickleValue> | PickledClass | typeof mark;

const mark = Symbol('mark');

const nameLine = {form: 'line', as: 'text'} as const;

/** The structure of the largest models takes some hundred thousand; what needs more is no checkpoint. */
const maxOpcodes = 2_000_000;

/** The same for what is remembered and what is on the stack at one time. */
const maxSlots = 200_000;

/**
Reads what a pickle would build without building it: no class is looked up, nothing is called, so a hostile file does
nothing, and one without an end takes a bounded time and memory. Dictionaries are kept, all other objects are only counted.

@returns the outermost value; of a pickle that is cut off its outermost dictionary as far as it goes, or undefined when there is none.
*/
export function scanPickle(bytes: Uint8Array): PickleValue | undefined {
	return readPickle(bytes).value;
}

/** A pickle as far as it was read. */
export type ReadPickle = {
	readonly value: PickleValue | undefined;
	/** How many bytes it takes; undefined when it is cut off or broken. */
	readonly sizeBytes?: number;
	/** The memory of tensors that is outside of it. */
	readonly storages: TensorStorages;
};

/** The same, with how long the pickle is and which tensors it names. */
export function readPickle(bytes: Uint8Array): ReadPickle {
	const reader = new PickleReader(bytes);
	const machine = new Machine(reader);
	const {storages} = machine;
	try {
		return {value: machine.run(), sizeBytes: reader.position(), storages};
	} catch (error) {
		if (error instanceof BrokenPickleError) {
			return {value: machine.outermost(), storages};
		}

		throw error;
	}
}

class Machine {
	readonly #reader: PickleReader;
	readonly #stack: Slot[] = [];
	readonly #memory = new Map<PickleScalar, Slot>();
	/** The last one that was written behind a mark, as all of more than three parts are. */
	#tuple: readonly Slot[] = [];
	readonly storages = new TensorStorages();

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

			case 'class': {
				const [module, className] = [this.#reader.read(nameLine), this.#reader.read(nameLine)];
				this.#stack.push(new PickledClass(`${String(module)}.${String(className)}`));
				break;
			}

			case 'tuple': {
				this.#tuple = this.#toMark();
				this.#stack.push(opaque);
				break;
			}

			case 'persistent-id': {
				this.#pop();
				this.storages.add(this.#tuple);
				this.#stack.push(opaque);
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
			for (const [key, item] of pairsOf(pairs)) {
				target.set(key, item);
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

	/** The dictionary at the bottom with the items that wait to be set in it. */
	outermost(): PickleDictionary | undefined {
		const [target, next, ...items] = this.#stack;
		if (!(target instanceof Map)) {
			return undefined;
		}

		const end = items.indexOf(mark);
		const whole = end === -1 ? items : items.slice(0, end);
		return new Map([...target, ...(next === mark ? pairsOf(whole) : [])]);
	}

	run(): PickleValue {
		for (let count = 0; ; count++) {
			if (count > maxOpcodes || this.#stack.length > maxSlots || this.#memory.size > maxSlots) {
				throw new BrokenPickleError();
			}

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

function pairsOf(slots: readonly Slot[]): Array<readonly [PickleScalar, PickleValue]> {
	return Array.from({length: Math.floor(slots.length / 2)}, (_, index) => {
		const key = value(slots[2 * index]!);
		return [key instanceof Map ? opaque : key as PickleScalar, value(slots[(2 * index) + 1]!)];
	});
}

function value(slot: Slot): PickleValue {
	return slot === mark || slot instanceof PickledClass ? opaque : slot;
}
