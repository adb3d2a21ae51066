// What docker-modem uses of Node's old module `url`, with the new class.
exports.URL = URL;

const withoutBrackets = name => name.replaceAll(/^\[|\]$/g, '');

exports.parse = text => {
	if (!text.includes('://') || !URL.canParse(text)) {
		return {};
	}

	const {protocol, hostname, port, pathname, search} = new URL(text);
	return {
		protocol, hostname: withoutBrackets(hostname), port, pathname, path: pathname + search,
	};
};

// A request through a socket names no host; its address is only kept for redirects, which no engine sends.
exports.format = ({protocol, hostname = 'localhost', port, pathname = '/'}) => {
	const scheme = protocol.endsWith(':') ? protocol : `${protocol}:`;
	const name = hostname.includes(':') ? `[${hostname}]` : hostname;
	return new URL(pathname, `${scheme}//${name}${port ? `:${port}` : ''}`).href;
};

exports.resolve = (base, relative) => new URL(relative, base).href;
