// The first code of the single executable. Node starts one CommonJS file there; yolotop is a set of ES modules, which are
// inside the executable too and are loaded from there as if they lay in a folder.
const {registerHooks} = require('node:module');
const process = require('node:process');
const sea = require('node:sea');
const vm = require('node:vm');

/** No such folder is looked at. */
const root = 'file:///yolotop.executable/';

const formatOf = url => url.endsWith('.cjs') ? 'commonjs' : 'module';

registerHooks({
	resolve(specifier, context, next) {
		const isInside = specifier.startsWith(root) || (specifier.startsWith('./') && context.parentURL?.startsWith(root));
		return isInside ? {url: new URL(specifier, root).href, format: formatOf(specifier), shortCircuit: true} : next(specifier, context);
	},
	load(url, context, next) {
		return url.startsWith(root) ? {format: formatOf(url), source: sea.getAsset(url.slice(root.length), 'utf8'), shortCircuit: true} : next(url, context);
	},
});

// The import function of this file itself knows Node's own modules only; a script of the main context has the whole
// loader. That this is experimental is nothing to tell the person at the terminal.
const {emitWarning} = process;
process.emitWarning = () => undefined;
new vm.Script(`import('${root}cli.js')`, {importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER}).runInThisContext();
process.emitWarning = emitWarning;
