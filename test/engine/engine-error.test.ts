import {expect, test} from 'vitest';
import {toUserError} from '../../source/engine/engine-error.ts';

const answer = (statusCode: number, json?: unknown) => Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - `), {statusCode, json});

test.each([
	['another service at the address', answer(404), {operation: 'version'}, 'engine-not-docker', {}],
	['another service that speaks JSON', answer(403, {error: 'forbidden'}), {operation: 'list'}, 'engine-not-docker', {}],
	['a refusal in the engine\'s words', answer(400, {message: 'client version 1.99 is too new'}), {operation: 'version'}, 'engine-failed', {reason: 'client version 1.99 is too new'}],
	['a refusal of a request of our own', Object.assign(new Error('Could not find the file /nothing in container 769a'), {statusCode: 404}), {operation: 'archive'}, 'engine-failed', {reason: 'Could not find the file /nothing in container 769a'}],
	['an engine that failed without a word', answer(500), {operation: 'list'}, 'engine-failed', {reason: 'HTTP 500'}],
	['a container that Podman removes', answer(500, {cause: 'no such container', message: 'container 769a does not exist in database: no such container'}), {operation: 'inspect', container: 'yolo'}, 'container-not-found', {name: 'yolo'}],
	['a container that is not there', answer(404), {operation: 'stat', container: 'yolo'}, 'container-not-found', {name: 'yolo'}],
])('%s', (_, error, context, code, values) => {
	expect(toUserError(error, {endpoint: 'tcp://gpu1:2375', ...context})).toMatchObject({code, values});
});
