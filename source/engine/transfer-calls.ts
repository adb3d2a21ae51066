import {once} from 'node:events';
import {PassThrough, type Readable} from 'node:stream';
import {UserError} from '../domain/user-error.ts';
import {checkContainerName} from './container-name.ts';
import type {Engine} from './engine.ts';
import type {CallParts} from './launch-calls.ts';
import {readTarFileStream} from './tar-file.ts';

export type TransferCalls = Pick<Engine, 'openArchive' | 'openFile' | 'putArchive'>;

/** A checkpoint of a large model on a slow disk. */
const transferLimitMs = 600_000;

/** The calls that carry files of any size out of a container and into one. */
export function createTransferCalls({docker, call, opener}: CallParts): TransferCalls {
	async function openArchive(container: string, path: string, options?: Parameters<Engine['openArchive']>[2]): Promise<Readable | undefined> {
		const query = new URLSearchParams({path}).toString();
		try {
			return await opener.open({operation: 'archive', ...options}, {method: 'GET', path: `/containers/${checkContainerName(container)}/archive?${query}`});
		} catch (error) {
			if (error instanceof UserError && error.values.statusCode === '404') {
				return undefined;
			}

			throw error;
		}
	}

	return {
		openArchive,
		async openFile(container, path, options) {
			const archive = await openArchive(container, path, options);
			return archive && readTarFileStream(archive);
		},
		async putArchive(container, directory, archive, options) {
			const target = docker.getContainer(checkContainerName(container));
			// A source that breaks off has to break the request off, too.
			const body = new PassThrough();
			archive.once('error', error => {
				body.destroy(error);
			});
			archive.once('close', () => {
				if (!archive.readableEnded) {
					body.destroy(new Error('archive broke off'));
				}
			});
			archive.pipe(body);
			await Promise.race([
				call({operation: 'archive', defaultLimitMs: transferLimitMs, ...options}, async abortSignal => target.putArchive(body, {path: directory, abortSignal})),
				failureOf(body),
			]);
		},
	};
}

async function failureOf(body: Readable): Promise<never> {
	const [error] = await once(body, 'error') as [Error];
	throw new UserError('engine-failed', {operation: 'archive', reason: error.message}, {cause: error});
}
