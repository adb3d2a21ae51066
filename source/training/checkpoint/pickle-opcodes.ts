/** What an opcode does to the stack of a pickle machine, as far as a reader needs that calls nothing. */
export type PickleEffect =
	/** Puts a value there; `read` says how the value is written behind the opcode. */
	| {readonly kind: 'push'; readonly read: PickleArgument}
	/** Takes `count` values and puts one unknown object there. */
	| {readonly kind: 'build'; readonly takes: number; readonly skip?: PickleArgument}
	/** Takes everything down to the last mark and puts one unknown object there. */
	| {readonly kind: 'build-to-mark'; readonly skip?: PickleArgument}
	/** Takes values and changes the one below. */
	| {readonly kind: 'drop'; readonly count: number}
	| {readonly kind: 'drop-to-mark'}
	| {readonly kind: 'special'; readonly name: 'mark' | 'pop' | 'dup' | 'empty-dict' | 'dict' | 'set-item' | 'set-items' | 'stop' | 'memoize' | 'class' | 'tuple' | 'persistent-id'}
	| {readonly kind: 'put' | 'get'; readonly index: PickleArgument}
	| {readonly kind: 'skip'; readonly bytes: number};

export type PickleArgument =
	/** Nothing follows; the value is this one. */
	| {readonly form: 'constant'; readonly value: PickleScalar}
	| {readonly form: 'unsigned' | 'signed'; readonly bytes: 1 | 2 | 4}
	| {readonly form: 'float'}
	/** A long in two's complement whose length comes first. */
	| {readonly form: 'long'; readonly lengthBytes: 1 | 4}
	| {readonly form: 'text' | 'bytes'; readonly lengthBytes: 1 | 4 | 8}
	| {readonly form: 'line'; readonly as: 'integer' | 'float' | 'text' | 'object'}
	| {readonly form: 'two-lines'};

/** A value that is not looked into. */
export const opaque = Symbol('opaque');

/** Python's None, told apart from what is not there. */
export const pythonNone = Symbol('None');

export type PickleScalar = number | string | boolean | typeof opaque | typeof pythonNone;

const none: PickleArgument = {form: 'constant', value: opaque};

/** THE opcode table, protocols 0 to 5. Source: CPython Lib/pickletools.py. */
export const pickleOpcodes: ReadonlyMap<number, PickleEffect> = new Map<number, PickleEffect>([
	[0x80, {kind: 'skip', bytes: 1}],
	[0x95, {kind: 'skip', bytes: 8}],
	[0x2E, {kind: 'special', name: 'stop'}],
	[0x28, {kind: 'special', name: 'mark'}],
	[0x30, {kind: 'special', name: 'pop'}],
	[0x31, {kind: 'drop-to-mark'}],
	[0x32, {kind: 'special', name: 'dup'}],
	[0x7D, {kind: 'special', name: 'empty-dict'}],
	[0x64, {kind: 'special', name: 'dict'}],
	[0x73, {kind: 'special', name: 'set-item'}],
	[0x75, {kind: 'special', name: 'set-items'}],
	[0x94, {kind: 'special', name: 'memoize'}],
	// Numbers and constants.
	[0x4E, {kind: 'push', read: {form: 'constant', value: pythonNone}}],
	[0x88, {kind: 'push', read: {form: 'constant', value: true}}],
	[0x89, {kind: 'push', read: {form: 'constant', value: false}}],
	[0x4B, {kind: 'push', read: {form: 'unsigned', bytes: 1}}],
	[0x4D, {kind: 'push', read: {form: 'unsigned', bytes: 2}}],
	[0x4A, {kind: 'push', read: {form: 'signed', bytes: 4}}],
	[0x49, {kind: 'push', read: {form: 'line', as: 'integer'}}],
	[0x4C, {kind: 'push', read: {form: 'line', as: 'integer'}}],
	[0x8A, {kind: 'push', read: {form: 'long', lengthBytes: 1}}],
	[0x8B, {kind: 'push', read: {form: 'long', lengthBytes: 4}}],
	[0x46, {kind: 'push', read: {form: 'line', as: 'float'}}],
	[0x47, {kind: 'push', read: {form: 'float'}}],
	// Texts and bytes.
	[0x53, {kind: 'push', read: {form: 'line', as: 'text'}}],
	[0x56, {kind: 'push', read: {form: 'line', as: 'text'}}],
	[0x54, {kind: 'push', read: {form: 'bytes', lengthBytes: 4}}],
	[0x55, {kind: 'push', read: {form: 'bytes', lengthBytes: 1}}],
	[0x58, {kind: 'push', read: {form: 'text', lengthBytes: 4}}],
	[0x8C, {kind: 'push', read: {form: 'text', lengthBytes: 1}}],
	[0x8D, {kind: 'push', read: {form: 'text', lengthBytes: 8}}],
	[0x42, {kind: 'push', read: {form: 'bytes', lengthBytes: 4}}],
	[0x43, {kind: 'push', read: {form: 'bytes', lengthBytes: 1}}],
	[0x8E, {kind: 'push', read: {form: 'bytes', lengthBytes: 8}}],
	[0x96, {kind: 'push', read: {form: 'bytes', lengthBytes: 8}}],
	// Containers that are not looked into.
	[0x5D, {kind: 'push', read: none}],
	[0x29, {kind: 'push', read: none}],
	[0x8F, {kind: 'push', read: none}],
	[0x97, {kind: 'push', read: none}],
	[0x98, {kind: 'skip', bytes: 0}],
	[0x61, {kind: 'drop', count: 1}],
	[0x62, {kind: 'drop', count: 1}],
	[0x65, {kind: 'drop-to-mark'}],
	[0x90, {kind: 'drop-to-mark'}],
	[0x6C, {kind: 'build-to-mark'}],
	[0x74, {kind: 'special', name: 'tuple'}],
	[0x91, {kind: 'build-to-mark'}],
	[0x6F, {kind: 'build-to-mark'}],
	[0x69, {kind: 'build-to-mark', skip: {form: 'two-lines'}}],
	[0x85, {kind: 'build', takes: 1}],
	[0x86, {kind: 'build', takes: 2}],
	[0x87, {kind: 'build', takes: 3}],
	// Classes, calls and persistent ids: never done; of a persistent id it is read which tensor it means.
	[0x63, {kind: 'special', name: 'class'}],
	[0x93, {kind: 'build', takes: 2}],
	[0x52, {kind: 'build', takes: 2}],
	[0x81, {kind: 'build', takes: 2}],
	[0x92, {kind: 'build', takes: 3}],
	[0x50, {kind: 'push', read: {form: 'line', as: 'object'}}],
	[0x51, {kind: 'special', name: 'persistent-id'}],
	[0x82, {kind: 'build', takes: 0, skip: {form: 'unsigned', bytes: 1}}],
	[0x83, {kind: 'build', takes: 0, skip: {form: 'unsigned', bytes: 2}}],
	[0x84, {kind: 'build', takes: 0, skip: {form: 'unsigned', bytes: 4}}],
	// Memory.
	[0x70, {kind: 'put', index: {form: 'line', as: 'integer'}}],
	[0x71, {kind: 'put', index: {form: 'unsigned', bytes: 1}}],
	[0x72, {kind: 'put', index: {form: 'unsigned', bytes: 4}}],
	[0x67, {kind: 'get', index: {form: 'line', as: 'integer'}}],
	[0x68, {kind: 'get', index: {form: 'unsigned', bytes: 1}}],
	[0x6A, {kind: 'get', index: {form: 'unsigned', bytes: 4}}],
]);
