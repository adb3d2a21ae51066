import {expect, test} from 'vitest';
import {createFrameSink} from '../../../source/screen/terminal/frame-sink.ts';
import type {PlacedPicture} from '../../../source/screen/terminal/picture-layer.ts';

function openSink() {
	const writes: string[] = [];
	const sink = createFrameSink({
		isIdle: () => true,
		write(text) {
			writes.push(text);
		},
	}, {columns: 20, rows: 5});
	return {sink, take: () => writes.splice(0).join('')};
}

const lines = ['top', '|        |', '|        |', 'mid', 'end'];

const pictureOf = (protocol: PlacedPicture['protocol'], text = `<${protocol}>`): PlacedPicture => ({
	id: 7, protocol, text, row: 1, column: 2, columns: 5, rows: 2,
});

const deleted = '\u{1B}_Ga=d,d=I,i=7,q=2\u{1B}\\';
const blanked = '\u{1B}[2;3H     \u{1B}[3;3H     ';
const shown = (text: string) => `\u{1B}[2;3H${text}`;

const protocols = ['kitty', 'placeholders', 'iterm', 'sixel'] as const;
/** What takes a picture away: the data of kitty's, and the text of all others. */
const removed = {
	kitty: deleted, placeholders: `${blanked}\u{1B}Ptmux;${deleted.replaceAll('\u{1B}', '\u{1B}\u{1B}')}\u{1B}\\`, iterm: blanked, sixel: blanked,
};

test.each(protocols)('%s: a picture is sent once, after the text, and not again while text around it changes', protocol => {
	const {sink, take} = openSink();
	const picture = pictureOf(protocol);
	sink.frame(lines, [picture]);
	const first = take();
	expect(first).toContain(shown(picture.text));
	expect(first.indexOf('end')).toBeLessThan(first.indexOf(picture.text));
	sink.frame(['new', '|        !', ...lines.slice(2)], [pictureOf(protocol)]);
	expect(take()).not.toContain(picture.text);
	sink.frame(['new', '|        !', ...lines.slice(2)], [pictureOf(protocol)]);
	expect(take()).toBe('');
});

test.each(protocols)('%s: another picture takes its place', protocol => {
	const {sink, take} = openSink();
	sink.frame(lines, [pictureOf(protocol)]);
	take();
	sink.frame(lines, [pictureOf(protocol, '<other>')]);
	const sent = take();
	expect(sent).toContain(shown('<other>'));
	expect(sent.indexOf(removed[protocol])).toBeLessThan(sent.indexOf('<other>'));
});

test.each(protocols)('%s: a picture that is not wanted any more is taken away, and the text below it comes back', protocol => {
	const {sink, take} = openSink();
	sink.frame(lines, [pictureOf(protocol)]);
	take();
	sink.frame(lines);
	const sent = take();
	expect(sent).toContain(removed[protocol]);
	expect(sent.includes('|        |')).toBe(protocol !== 'kitty');
	sink.frame(lines);
	expect(take()).toBe('');
});

test.each(protocols)('%s: text that is written over a picture brings it back, where text destroys it', protocol => {
	const {sink, take} = openSink();
	sink.frame(lines, [pictureOf(protocol)]);
	take();
	sink.frame([lines[0]!, '|   x    |', ...lines.slice(2)], [pictureOf(protocol)]);
	expect(take().includes(`<${protocol}>`)).toBe(protocol !== 'kitty');
	// What is cleared behind a shorter line as well.
	sink.frame([lines[0]!, '|', ...lines.slice(2)], [pictureOf(protocol)]);
	expect(take().includes(`<${protocol}>`)).toBe(protocol !== 'kitty');
});

test.each(protocols)('%s: what the terminal has lost is sent again: after a redraw, and in another size', protocol => {
	const {sink, take} = openSink();
	sink.frame(lines, [pictureOf(protocol)]);
	take();
	sink.invalidate();
	sink.flush();
	expect(take()).toContain(shown(`<${protocol}>`));
	sink.resize(20, 5);
	sink.frame(lines, [pictureOf(protocol)]);
	expect(take()).toContain(shown(`<${protocol}>`));
});

test.each(protocols)('%s: on the way out all pictures are taken away once, after whatever was cut off', protocol => {
	const {sink, take} = openSink();
	expect(sink.leaving()).toBe('');
	sink.frame(lines, [pictureOf(protocol)]);
	take();
	expect(sink.leaving()).toBe(`\u{18}\u{1B}\\${removed[protocol]}`);
	expect(sink.leaving()).toBe('');
	// The screen comes back.
	sink.frame(lines, [pictureOf(protocol)]);
	expect(take()).toContain(shown(`<${protocol}>`));
});

test('of two pictures beside each other the one that stays is sent again when the other goes', () => {
	const {sink, take} = openSink();
	const right: PlacedPicture = {...pictureOf('sixel', '<right>'), id: 8, column: 10};
	sink.frame(lines, [pictureOf('sixel'), right]);
	take();
	sink.frame(lines, [right]);
	const sent = take();
	expect(sent).toContain(blanked);
	expect(sent).toContain('\u{1B}[2;11H<right>');
	expect(sent).not.toContain('<sixel>');
});
