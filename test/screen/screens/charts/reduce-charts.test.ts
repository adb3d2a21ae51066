import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {namesOf} from '../../../../source/domain/record.ts';
import {initialChartsUi, shownRange, type ChartsUi} from '../../../../source/screen/screens/charts/charts-ui.ts';
import {
	chartsReducers,
	goToEpoch,
	type ChartsCommand,
	type ChartsContext,
} from '../../../../source/screen/screens/charts/reduce-charts.ts';

const xs = Array.from({length: 100}, (_, index) => index + 1);
const context: ChartsContext = {
	smoothing: 0, count: 7, columns: 3, xs, whole: {from: 1, to: 100}, hasTimes: true,
};
const press = (commands: readonly ChartsCommand[], ui: ChartsUi = initialChartsUi, present = context) => commands.reduce((state, command) => chartsReducers[command](state, {...present, smoothing: state.smoothing ?? present.smoothing}), ui);

const wall: ChartsUi = {...initialChartsUi, view: 'wall'};

describe('the chosen chart of the wall', () => {
	test.each([
		[['charts-right', 'scroll-down'], 4],
		[['charts-left'], 0],
		[['previous-chart'], 6],
		[['next-chart', 'next-chart'], 2],
		[['scroll-down', 'scroll-down', 'scroll-down'], 6],
		[['scroll-down', 'scroll-up', 'scroll-up'], 0],
	] as const)('after %j is %i', (commands, focus) => {
		expect(press(commands, wall).focus).toBe(focus);
	});

	test('with nothing to choose nothing changes', () => {
		expect(press(['next-chart', 'scroll-down'], initialChartsUi, {...context, count: 0})).toBe(initialChartsUi);
	});
});

test('in the list arrows choose the figure and move the cursor', () => {
	expect(press(['scroll-down', 'scroll-down', 'charts-right', 'charts-right'])).toMatchObject({focus: 2, cursor: 2});
	expect(press(['scroll-up']).focus).toBe(0);
});

test.each([
	[['show-wall'], 'wall'],
	[['show-wall', 'show-wall'], 'list'],
	[['enlarge-chart'], 'full'],
	[['enlarge-chart', 'enlarge-chart'], 'list'],
	[['show-wall', 'enlarge-chart'], 'list'],
	[['enlarge-chart', 'show-wall'], 'wall'],
] as const)('after %j the view is %s', (commands, view) => {
	expect(press(commands).view).toBe(view);
});

test.each([
	[40, 40],
	[1000, 100],
	[0, 1],
])('the typed epoch %d is shown at %d', (epoch, expected) => {
	expect(goToEpoch(initialChartsUi, epoch, context).cursor).toBe(expected);
});

test('a typed epoch outside of what is shown brings it into sight', () => {
	const zoomed = press(['zoom-in', 'zoom-in', 'zoom-in']);
	const {from, to} = shownRange({from: 1, to: 100}, goToEpoch(zoomed, 12, context));
	expect(from).toBeLessThanOrEqual(12);
	expect(to).toBeGreaterThanOrEqual(12);
});

describe('the cursor of a large chart', () => {
	const large = {...initialChartsUi, view: 'full' as const};
	test('begins where the key comes from and moves by points', () => {
		expect(press(['charts-right'], large).cursor).toBe(1);
		expect(press(['charts-left'], large).cursor).toBe(100);
		expect(press(['charts-right', 'charts-right', 'page-down'], large).cursor).toBe(12);
		expect(press(['scroll-to-end'], large).cursor).toBe(100);
		expect(press(['scroll-to-start', 'charts-left'], large).cursor).toBe(1);
	});

	test('takes the shown part with it', () => {
		const ui = press(['scroll-to-end', 'zoom-in', 'zoom-in', 'zoom-in', 'scroll-to-start'], large);
		const {from, to} = shownRange({from: 1, to: 100}, ui);
		expect(from).toBeLessThanOrEqual(1);
		expect(to).toBeLessThan(40);
	});

	test('is taken back first, then the large chart, then the filter', () => {
		let ui = press(['charts-right'], {...large, filter: 'box'});
		ui = press(['leave-chart'], ui);
		expect([ui.cursor, ui.view, ui.filter]).toEqual([undefined, 'full', 'box']);
		ui = press(['leave-chart'], ui);
		expect([ui.view, ui.filter]).toEqual(['list', 'box']);
		expect(press(['leave-chart'], ui).filter).toBe('');
	});
});

test('zoom, pan and reset', () => {
	const near = press(['zoom-in', 'zoom-in']);
	expect(shownRange({from: 0, to: 90}, near)).toEqual({from: expect.closeTo(50) as number, to: expect.closeTo(90) as number});
	expect(shownRange({from: 0, to: 90}, press(['pan-left'], near)).to).toBeCloseTo(70);
	expect(press(['pan-right'], near)).toBe(near);
	expect(press(['reset-chart'], near)).toMatchObject({zoom: 0, middle: 1});
	expect(press(['zoom-out'])).toBe(initialChartsUi);
});

test('log scale, smoothing and x axis', () => {
	expect(press(['switch-log-scale']).isLog).toBe(true);
	expect([1, 2, 3].map(times => press(Array.from({length: times}, () => 'switch-smoothing')).smoothing)).toEqual([0.6, 0.9, 0]);
	expect(press(['switch-x-axis'], {...initialChartsUi, cursor: 5})).toMatchObject({xKind: 'time'});
	expect(press(['switch-x-axis'], {...initialChartsUi, cursor: 5}).cursor).toBeUndefined();
	expect(press(['switch-x-axis'], initialChartsUi, {...context, hasTimes: false})).toBe(initialChartsUi);
});

test('whatever is pressed, the shown part lies inside of the axis and the cursor on a point', () => {
	const commands = namesOf(chartsReducers);
	fc.assert(fc.property(fc.array(fc.constantFrom(...commands), {maxLength: 60}), fc.integer({min: 0, max: 30}), (pressed, points) => {
		const own = xs.slice(0, points);
		const whole = points === 0 ? undefined : {from: 1, to: points};
		const ui = press(pressed, initialChartsUi, {...context, xs: own, whole});
		const range = shownRange({from: 1, to: 100}, ui);
		expect(range.from).toBeGreaterThanOrEqual(1);
		expect(range.to).toBeLessThanOrEqual(100.000001);
		expect(range.to).toBeGreaterThan(range.from);
		expect(ui.cursor === undefined || own.includes(ui.cursor)).toBe(true);
		expect(ui.focus).toBeLessThan(7);
	}));
});
