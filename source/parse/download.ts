/** Source: check_font and safe_download of YOLOv5 v6.0 to master; safe_download of Ultralytics 8.0 to 8.4, which leaves `https://` out in some versions. */
const form = /^(?:Downloading|Re-attempting) (https?:\/\/\S+|[\w-]+(?:\.[\w-]+)+\/\S+) to '?(.+?)'?\.\.\.(?:\s|$)/;

/** Recognises that the framework fetches a file: from where, and to which path as printed. */
export function recogniseDownload(text: string): {readonly url: string; readonly path: string} | undefined {
	const match = form.exec(text);
	return match === null ? undefined : {url: match[1]!, path: match[2]!};
}
