#!/usr/bin/env node
import process from 'node:process';
import {keepCompiled} from './source/cli/compile-cache.ts';

keepCompiled(process.env);
// Only what is loaded from here on comes from the cache.
const {start} = await import('./source/start.ts');
// Sockets to the engine and a standard input that nobody closes must not keep the process.
process.exit(await start(process.argv.slice(2)));
