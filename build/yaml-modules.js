// For Node itself, before programs that import the screen's code as it is: `node --import ./build/yaml-modules.js FILE`.
import {readFileSync} from 'node:fs';
import {registerHooks} from 'node:module';
import {fileURLToPath} from 'node:url';
import {toModule} from './yaml-files.js';

registerHooks({
	load: (url, context, next) => url.endsWith('.yaml') ? {format: 'module', source: toModule(readFileSync(fileURLToPath(url), 'utf8')), shortCircuit: true} : next(url, context),
});
