/** The words of the diagnosis about downloads that the frameworks need at the start. Addresses and paths come as printed, empty where not known. */
export const downloadDiagnoses = {
	what: (file: string) => file === '' ? 'The training ended because a download failed.' : `The training ended because it could not download ${file}.`,
	whatFont: () => 'The training ended because it could not download the font for its plots.',
	whatHangs: (file: string, minutes: string) => `The download of ${file} is stuck: no output for ${minutes} min.`,
	why: (host: string) => `${host === '' ? 'The server' : host} cannot be reached from there: no network, no name resolution, a proxy or firewall, or a connection that is blocked or too slow, as those to GitHub often are in mainland China.`,
	whyFont: (why: string) => `YOLOv5 fetches Arial.ttf once and ends when it cannot. ${why}`,
	actionFont: (path: string) => `No download is needed: any TrueType font with that name in the directory where the training starts is used${path === '' ? '' : `; or at ${path}`}. Matplotlib brings one:`,
	actionWeights: (url: string, path: string) => `Download ${url === '' ? 'the file' : url} on a machine that reaches it, or from a mirror, and put it ${path === '' ? 'where the training starts' : `at ${path}`} (docker cp FILE CONTAINER:PATH, or into a volume). With a proxy: docker run -e https_proxy=http://HOST:PORT.`,
	actionFile: (url: string, path: string) => `Download ${url === '' ? 'the file' : url} on a machine that reaches it, or from a mirror, and put it ${path === '' ? 'where the training expects it' : `at ${path}`} (docker cp FILE CONTAINER:PATH, or into a volume). With a proxy: docker run -e https_proxy=http://HOST:PORT.`,
};

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const downloadMeanings = {
	'download-failed': 'A download at the start failed or is stuck: an exception of a connection (urllib, requests, ssl, socket), the frameworks\' own message, or one minute of silence after "Downloading".',
};
