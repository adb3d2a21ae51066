import path from 'node:path';
import {stateDirectory} from '../local-process.ts';
import type {Environment} from '../options/read-flag.ts';

/** Where the watches are kept, each in a file. */
export const watchDirectory = (environment: Environment): string => path.join(stateDirectory(environment), 'watch');

/** The lock of the one process that keeps a watch. */
export const lockFile = (directory: string, id: string): string => path.join(directory, `${id}.lock`);
