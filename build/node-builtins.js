// Node's own modules as values in place of imports. An import makes Node read every export of a module, also those that are made on demand: of
// `node:http` that is a whole second HTTP client with its web sockets, which takes ten times as long to load as the module itself.
import {isBuiltin} from 'node:module';
import process from 'node:process';

/** Names that are there already and can be a variable's; what is made on demand is reached through the module. */
function plainNames(value) {
	return Object.entries(Object.getOwnPropertyDescriptors(value))
		.filter(([name, descriptor]) => 'value' in descriptor && /^[a-z]\w*$/i.test(name) && name !== 'default')
		.map(([name]) => name);
}

export const nodeBuiltins = {
	name: 'node-builtins',
	setup(bundle) {
		bundle.onResolve({filter: /^[/:_a-z]+$/}, ({path: name, kind}) => kind === 'import-statement' && isBuiltin(name) ? {path: name, namespace: 'node-builtin', sideEffects: false} : undefined);
		bundle.onLoad({filter: /.*/, namespace: 'node-builtin'}, ({path: name}) => ({
			contents: [
				`const value = /* @__PURE__ */ process.getBuiltinModule(${JSON.stringify(name)});`,
				'export default value;',
				...plainNames(process.getBuiltinModule(name)).map(key => `const own_${key} = /* @__PURE__ */ (() => value.${key})();\nexport {own_${key} as ${key}};`),
			].join('\n'),
		}));
	},
};
