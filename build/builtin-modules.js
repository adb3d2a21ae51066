// Start-up: an import of one of Node's own modules from an ES module reads every property of it, and so loads what hides
// behind the lazy ones: for node:process the standard streams, for node:fs its promises, for node:util a parser of arguments.
// Instead of importing, the bundle asks the process for the module and takes what it uses.
import {builtinModules} from 'node:module';

const names = builtinModules.filter(name => !name.startsWith('_')).map(name => name.replace('/', String.raw`\/`)).join('|');
const statement = new RegExp(String.raw`^import (?!type\b)([^;'"]+?) from ['"](?:node:)?(${names})['"];?`, 'gm');

/** Functions whose modules are loaded when the first of them is called: few runs start programs, unpack or listen. */
const lateFunctions = new Set(['child_process spawn', 'child_process execFileSync', 'crypto createHash', 'net createServer', 'zlib createGunzip']);

/** What one name of an import becomes. */
function take(module, name, local) {
	return lateFunctions.has(`${module} ${name}`)
		? `${local} = (...values) => process.getBuiltinModule("node:${module}").${name}(...values)`
		: `${local} = /* @__PURE__ */ takeBuiltin("node:${module}", "${name}")`;
}

/**
The source with each import of a module of Node's replaced. Types are left out.

@param {string} source of an ES module, in JavaScript or TypeScript.
@returns {string} the same with calls instead.
*/
export function askForBuiltins(source) {
	return source.replaceAll(statement, (_, clause, module) => {
		const [, whole, , named = ''] = /^(?:\* as )?([\w$]+)?(, )?(?:\{([^}]*)\})?$/.exec(clause) ?? [];
		if (whole === undefined && named === '') {
			throw new Error(`An import that is not understood: ${_}`);
		}

		const wanted = named.split(',').map(entry => entry.trim()).filter(entry => entry !== '' && !entry.startsWith('type '));
		const parts = [
			...(whole === undefined || (module === 'process' && whole === 'process') ? [] : [`${whole} = /* @__PURE__ */ process.getBuiltinModule("node:${module}")`]),
			...wanted.map(entry => {
				const [name, local = name] = entry.split(' as ', 2);
				return take(module, name, local);
			}),
		];
		return parts.length === 0 ? '' : `const ${parts.join(', ')};`;
	});
}
