/** A class that a pickle names, by its module and name; it is never looked up. */
export class PickledClass {
	readonly name: string;

	constructor(name: string) {
		this.name = name;
	}
}

/** Bytes of an element, by the name of the class. Source: PyTorch 1.6 to 2.8, `torch/storage.py` and `torch/__init__.py`. */
const elementBytes: ReadonlyMap<string, number> = new Map([
	['torch.DoubleStorage', 8],
	['torch.FloatStorage', 4],
	['torch.HalfStorage', 2],
	['torch.BFloat16Storage', 2],
	['torch.LongStorage', 8],
	['torch.IntStorage', 4],
	['torch.ShortStorage', 2],
	['torch.CharStorage', 1],
	['torch.ByteStorage', 1],
	['torch.BoolStorage', 1],
	['torch.storage.UntypedStorage', 1],
]);

/**
The memory of the tensors of a checkpoint, each of which is an entry of its own in the file. A pickle names it as
`('storage', class, key, device, number of elements)`; without the zip format also the class of each module, as `('module', class, file, source)`.
Source: PyTorch 1.0 to 2.8, `torch/serialization.py` (persistent_id).
*/
export class TensorStorages {
	readonly #sizes = new Map<string, {readonly count: number; readonly bytes: number}>();
	#isAllKnown = true;

	add([kind, type, key, , count]: readonly unknown[]): void {
		if (kind === 'module') {
			return;
		}

		const bytes = type instanceof PickledClass ? elementBytes.get(type.name) : undefined;
		if (kind === 'storage' && bytes !== undefined && typeof key === 'string' && typeof count === 'number' && count >= 0) {
			this.#sizes.set(key, {count, bytes: count * bytes});
		} else {
			this.#isAllKnown = false;
		}
	}

	/** By the keys that the pickle gives them; undefined when the size of one is not known. */
	get sizes(): ReadonlyMap<string, {readonly count: number; readonly bytes: number}> | undefined {
		return this.#isAllKnown ? this.#sizes : undefined;
	}

	get count(): number {
		return this.#sizes.size;
	}

	/** Undefined when there are none, or the size of one is not known. */
	get totalBytes(): number | undefined {
		let sum = 0;
		for (const {bytes} of this.#sizes.values()) {
			sum += bytes;
		}

		return this.#isAllKnown && this.#sizes.size > 0 ? sum : undefined;
	}
}
