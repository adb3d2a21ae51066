import type {DrawnPicture, PictureRequest, PixelSize} from '../domain/picture.ts';
import type {Area, Pixels} from './pixels.ts';
import {scalePixels} from './scale-pixels.ts';
import {maxPlaceholderRows, toPlaceholders} from './placeholders.ts';
import {toIterm, toKitty, toSixel} from './sequences.ts';

/** More pixels are not sent: a terminal stretches what it is given, and sixels are drawn smaller. */
const maxSentPixels = 640_000;

/** The part of a picture that is shown, which never reaches beyond its edges. */
export function partOf({width, height}: PixelSize, {zoom, x, y}: PictureRequest['part']): Area {
	const place = (middle: number, length: number) => Math.max(0, Math.min(length - (length / zoom), (middle * length) - (length / zoom / 2)));
	return {
		x: place(x, width), y: place(y, height), width: width / zoom, height: height / zoom,
	};
}

/** The largest size in pixels with the same shape that fits into the box of cells. */
function fitInto({columns, rows, cell}: Pick<PictureRequest, 'columns' | 'rows' | 'cell'>, {width, height}: PixelSize): PixelSize {
	const scale = Math.min(columns * cell.width / width, rows * cell.height / height);
	return {width: width * scale, height: height * scale};
}

const whole = (length: number, max = Infinity) => Math.max(1, Math.min(max, Math.round(length)));

/** A picture as the terminal is given it: the wanted part, as large as fits into the box. */
export function drawPicture(pixels: Pixels, given: PictureRequest): DrawnPicture {
	const {protocol, cell, id} = given;
	const request = protocol === 'placeholders' ? {...given, rows: Math.min(given.rows, maxPlaceholderRows)} : given;
	const source = {width: pixels.width, height: pixels.height};
	const area = partOf(source, request.part);
	const fitted = fitInto(request, area);
	const columns = whole(fitted.width / cell.width, request.columns);
	const rows = whole(fitted.height / cell.height, request.rows);
	if (protocol === 'cells') {
		const {data} = scalePixels(pixels, area, {width: columns, height: rows * 2});
		return {
			columns, rows, source, content: {kind: 'pixels', rgb: data},
		};
	}

	const shrink = Math.min(1, Math.sqrt(maxSentPixels / (fitted.width * fitted.height)));
	// Sixels have no other size than their own: none may reach into the next cell.
	const size = {width: Math.max(1, Math.floor(fitted.width * shrink)), height: Math.max(1, Math.floor(fitted.height * shrink))};
	const scaled = scalePixels(pixels, area, size);
	if (protocol === 'sixel') {
		return {
			columns: Math.ceil(size.width / cell.width), rows: Math.ceil(size.height / cell.height), source, content: {kind: 'sequence', text: toSixel(scaled)},
		};
	}

	const toText = {kitty: toKitty, placeholders: toPlaceholders, iterm: toIterm}[protocol];
	return {
		columns, rows, source, content: {kind: 'sequence', text: toText(scaled, {columns, rows}, id)},
	};
}
