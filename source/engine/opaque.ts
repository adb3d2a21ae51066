import {inspect} from 'node:util';

/**
Makes an object print as a single word in `util.inspect`. docker-modem describes every request with everything that hangs on it, for
a debug line that is off: with a few requests at once that takes seconds of a core, through the agent's sockets and the signals.

Source: docker-modem 5.0.7, buildRequest (`util.inspect(options, {showHidden: true, depth: null})`).
*/
// eslint-disable-next-line @typescript-eslint/no-restricted-types -- Agents and signals are objects of any kind.
export function makeOpaque<T extends object>(value: T): T {
	return Object.defineProperty(value, inspect.custom, {value: () => 'opaque', enumerable: false, configurable: true});
}
