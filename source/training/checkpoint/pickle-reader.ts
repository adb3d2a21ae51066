import {opaque, type PickleArgument, type PickleScalar} from './pickle-opcodes.ts';

/** Thrown inside the scanner when the bytes are no pickle; never leaves it. */
export class BrokenPickleError extends Error {
	override name = 'BrokenPickleError';
}

/** Reads the arguments of opcodes, one after the other. */
export class PickleReader {
	readonly #bytes: Uint8Array;
	readonly #view: DataView;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	#take(bytes: number): number {
		const at = this.#at;
		if (!(bytes >= 0) || at + bytes > this.#bytes.byteLength) {
			throw new BrokenPickleError();
		}

		this.#at += bytes;
		return at;
	}

	#length(bytes: 1 | 4 | 8): number {
		const at = this.#take(bytes);
		return bytes === 1 ? this.#view.getUint8(at) : (bytes === 4 ? this.#view.getUint32(at, true) : Number(this.#view.getBigUint64(at, true)));
	}

	#long(length: number): PickleScalar {
		const at = this.#take(length);
		if (length > 6) {
			return opaque;
		}

		let value = 0;
		for (let index = length - 1; index >= 0; index--) {
			value = (value * 256) + this.#bytes[at + index]!;
		}

		return length > 0 && this.#bytes[at + length - 1]! >= 0x80 ? value - (256 ** length) : value;
	}

	#line(): string {
		const end = this.#bytes.indexOf(0x0A, this.#at);
		if (end === -1) {
			throw new BrokenPickleError();
		}

		const text = new TextDecoder().decode(this.#bytes.subarray(this.#at, end));
		this.#at = end + 1;
		return text;
	}

	/** How many bytes were read. */
	position(): number {
		return this.#at;
	}

	/** The next opcode; undefined at the end of the bytes. */
	opcode(): number | undefined {
		return this.#bytes[this.#at++];
	}

	skip(bytes: number): void {
		this.#take(bytes);
	}

	read(argument: PickleArgument): PickleScalar {
		switch (argument.form) {
			case 'constant': {
				return argument.value;
			}

			case 'unsigned': {
				const at = this.#take(argument.bytes);
				return argument.bytes === 1 ? this.#view.getUint8(at) : (argument.bytes === 2 ? this.#view.getUint16(at, true) : this.#view.getUint32(at, true));
			}

			case 'signed': {
				return this.#view.getInt32(this.#take(4), true);
			}

			case 'float': {
				return this.#view.getFloat64(this.#take(8), false);
			}

			case 'long': {
				return this.#long(this.#length(argument.lengthBytes));
			}

			case 'text': {
				const length = this.#length(argument.lengthBytes);
				const at = this.#take(length);
				// Keys are short; a long text is a source code or a log and of no interest.
				return length > 4096 ? opaque : new TextDecoder().decode(this.#bytes.subarray(at, at + length));
			}

			case 'bytes': {
				this.#take(this.#length(argument.lengthBytes));
				return opaque;
			}

			case 'line': {
				return lineValue(this.#line(), argument.as);
			}

			case 'two-lines': {
				this.#line();
				this.#line();
				return opaque;
			}
		}
	}
}

function lineValue(line: string, as: 'integer' | 'float' | 'text' | 'object'): PickleScalar {
	if (as === 'object') {
		return opaque;
	}

	if (as === 'text') {
		return line.replace(/^(["'])(.*)\1$/, '$2');
	}

	// Protocol 0 writes True as I01 and a long as 5L.
	if (line === '00' || line === '01') {
		return line === '01';
	}

	const value = Number(line.replace(/L$/, ''));
	return line !== 'nan' && Number.isNaN(value) ? opaque : value;
}
