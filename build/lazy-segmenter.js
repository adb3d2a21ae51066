/*
Put in place of Intl.Segmenter: loading the break rules of Unicode costs more than the rest of a module that might need
them, and most lines need none.
*/
// Not by its whole name, which is what the build replaces.
const {Segmenter} = Intl;

export class LazySegmenter {
	#values;
	#segmenter;

	constructor(...values) {
		this.#values = values;
	}

	segment(text) {
		this.#segmenter ??= new Segmenter(...this.#values);
		return this.#segmenter.segment(text);
	}
}
