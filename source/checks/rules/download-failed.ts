import type {RunState} from '../../domain/run.ts';
import {collectErrors, toEvidence, type PrintedError} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {type Words, wordsIn} from '../../words/words.ts';

/** Exceptions that only a connection gives. Source: urllib, socket, ssl, http.client, requests and urllib3. */
const networkExceptions = new Set([
	'URLError',
	'ContentTooShortError',
	'SSLError',
	'SSLCertVerificationError',
	'SSLEOFError',
	'ConnectTimeout',
	'ReadTimeout',
	'ConnectTimeoutError',
	'ReadTimeoutError',
	'MaxRetryError',
	'NewConnectionError',
	'NameResolutionError',
	'ProxyError',
	'RemoteDisconnected',
	'IncompleteRead',
	'ChunkedEncodingError',
]);

/** What others print of it. Source: urllib.request, requests, socket, safe_download of Ultralytics (its exit codes of curl), curl and git. */
const networkWords = /<urlopen error|https?connectionpool\(|name or service not known|temporary failure in name resolution|getaddrinfo failed|nodename nor servname|download failure for|^❌? ?curl return value \d+|^curl: \(\d+\)|certificate verify failed|http error (?:403|404|429|5\d\d)\b|(?:connection|read|operation) timed out.*https?:|unable to access 'https?:/iu;

/** Functions of the frameworks and of PyTorch that fetch files: a connection that broke in one of them broke a download. */
const fetching = new Set(['check_font', 'attempt_download', 'attempt_download_asset', 'safe_download', 'download_url_to_file', 'download', 'github_assets', 'get_github_assets', 'check_file']);
const brokenConnections = new Set(['ConnectionError', 'ConnectionResetError', 'ConnectionRefusedError', 'ConnectionAbortedError', 'TimeoutError', 'HTTPError', 'OSError', 'AssertionError', 'RuntimeError']);

/** So long a download may say nothing at the start; the bars of PyTorch and curl move every second. */
const silenceMs = 60_000;

type Kind = 'font' | 'weights' | 'file';

function isOfNetwork({exception, message, frames}: PrintedError): boolean {
	// Two of Python's are not written like a class.
	return exception === undefined ? frames.length > 0 && /^(?:socket\.)?(?:gaierror|timeout)\b/.test(message) : networkExceptions.has(exception) || (brokenConnections.has(exception) && (networkWords.test(message) || (/^(?:Connection|TimeoutError$)/.test(exception) && frames.some(frame => fetching.has(frame.function)))));
}

/** What was fetched, as far as the error, its frames and the line before it tell. */
function fetched({download}: RunState, {message, frames}: PrintedError): {readonly kind: Kind; readonly url: string; readonly path: string} {
	const url = /https?:\/\/[^\s"'<>]*[\w/]/.exec(message)?.[0] ?? download?.url ?? '';
	const path = download !== undefined && (url === '' || download.url === url) ? download.path : '';
	const isFont = /\.tt[cf]$/i.test(url) || (url === '' && frames.some(frame => frame.function === 'check_font'));
	return {kind: isFont ? 'font' : (/\.(?:pth?|onnx|engine|torchscript)$/i.test(url) ? 'weights' : 'file'), url, path};
}

const baseName = (url: string): string => url.split('/').at(-1) ?? url;

export const downloadFailed: Rule = {
	id: 'download-failed',
	level: 'error',
	supersedes: ['python-traceback'],
	find({run, now}, language) {
		const texts = wordsIn(language).downloadDiagnoses;
		const broken = collectErrors(run).findLast(error => isOfNetwork(error));
		if (broken !== undefined && run.phase.kind === 'failed') {
			const {kind, url, path} = fetched(run, broken);
			return {
				what: kind === 'font' ? texts.whatFont() : texts.what(baseName(url)),
				...adviceOf({kind, url, path}, texts),
				evidence: [url, toEvidence(broken.text)],
			};
		}

		const {download, phase, lastEventAt, connection} = run;
		const isWaiting = phase.kind === 'starting' && connection.kind === 'open' && download !== undefined && now !== undefined && lastEventAt !== undefined && now - lastEventAt > silenceMs;
		if (!isWaiting) {
			return undefined;
		}

		const kind: Kind = /\.tt[cf]$/i.test(download.url) ? 'font' : (/\.pth?$/i.test(download.url) ? 'weights' : 'file');
		return {
			what: texts.whatHangs(baseName(download.url), String(Math.floor((now - lastEventAt) / 60_000))),
			...adviceOf({kind, ...download}, texts),
			level: 'warning',
			supersedes: [],
			evidence: [`${download.url} → ${download.path}`],
		};
	},
};

/** Matplotlib, which YOLOv5 needs, brings a font: nothing has to be fetched for that. */
function fontCommand(name: string): string {
	return `cp "$(python -c 'import matplotlib; print(matplotlib.get_data_path())')/fonts/ttf/DejaVuSans.ttf" ${name}`;
}

function adviceOf({kind, url, path}: {readonly kind: Kind; readonly url: string; readonly path: string}, texts: Words['downloadDiagnoses']): {readonly why: string; readonly action: string; readonly remedy?: {readonly kind: 'command'; readonly command: string}} {
	const host = /^https?:\/\/([^\s/:]+)/.exec(url)?.[1] ?? '';
	const why = texts.why(host);
	if (kind !== 'font') {
		return {why, action: kind === 'weights' ? texts.actionWeights(url, path) : texts.actionFile(url, path)};
	}

	const command = fontCommand(/unicode/i.test(url) ? 'Arial.Unicode.ttf' : 'Arial.ttf');
	return {why: texts.whyFont(why), action: `${texts.actionFont(path)}\n${command}`, remedy: {kind: 'command', command}};
}
