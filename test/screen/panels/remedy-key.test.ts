import {describe, expect, test} from 'vitest';
import {formToRequest, settingsForm} from '../../../source/actions/resume/settings-form.ts';
import type {ScreenModel} from '../../../source/screen/panels/model.ts';
import {remedyKeyOf, shownRemedy} from '../../../source/screen/panels/remedy-key.ts';
import {createScreenDrawer} from '../../../source/screen/screen-view.ts';
import {withOverlays} from '../fixtures/shown-view.ts';
import {composeView} from '../../../source/screen/compose-view.ts';
import {sampleModel, type SampleScreen} from '../fixtures/sample-screen.ts';
import {plain} from '../sizes.ts';

const size = {columns: 120, rows: 36};

/** A run whose workers ran out of shared memory, in a container that can be made again. */
function model(ui: SampleScreen['ui'] = {}, extra: Partial<ScreenModel> = {}): ScreenModel {
	return {...sampleModel({state: 'failed', ...size, ui}), containerFacts: {}, ...extra};
}

const pane = {overlays: [{kind: 'pane', pane: 'diagnoses', top: 0}]} as const;
const draw = (shown: ScreenModel) => composeView(withOverlays(createScreenDrawer().draw(shown, size))).map(line => plain(line)).join('\n');

describe('what a diagnosis proposes', () => {
	test('is offered on the overview and in the pane, and nowhere else', () => {
		expect(shownRemedy(model())).toMatchObject({kind: 'relaunch', shmSizeBytes: 32 * (2 ** 30)});
		expect(shownRemedy(model(pane))).toMatchObject({kind: 'relaunch', shmSizeBytes: 32 * (2 ** 30)});
		expect(shownRemedy(model({screen: 'logs'}))).toBeUndefined();
		expect(shownRemedy(model({overlays: [{kind: 'help', top: 0, query: ''}]}))).toBeUndefined();
	});

	test('stands beside its key, on the panel and in the pane', () => {
		expect(draw(model())).toMatch(/ e .*--shm-size=32g/);
		expect(draw(model(pane))).toMatch(/\[e\][^[]*--shm-size=32g/);
	});

	test.each([{containerFacts: undefined}, {isSimulated: true}, {disabled: {relaunch: 'busy'}}] as const)('is not offered where nothing can be done: %o', extra => {
		expect(shownRemedy(model({}, extra))).toBeUndefined();
		expect(draw(model({}, extra))).not.toMatch(/ e +start again/);
	});

	test('works in the pane of the diagnoses only', () => {
		const drawer = createScreenDrawer();
		drawer.draw(model(pane), size);
		expect(drawer.keyContext(model(pane)).disabled).not.toHaveProperty('relaunch');
		expect(drawer.keyContext(model({overlays: [{kind: 'pane', pane: 'explain', top: 0}]})).disabled).toMatchObject({relaunch: 'not-here'});
	});

	test('fills the form, and what no form can change is no remedy', () => {
		const gpus = {kind: 'relaunch', gpus: 'all'} as const;
		const {state} = model();
		const field = (id: string) => settingsForm(state, 'en', {remedy: shownRemedy(model())}).fields.find(one => one.id === id)?.value;
		expect(field('shmSize')).toBe('32g');
		const diagnosis = {
			rule: 'gpu-not-used', severity: 'error', what: '', why: '', action: '', evidence: ['x'], remedy: gpus,
		} as const;
		expect(remedyKeyOf(diagnosis, {
			language: 'en', canAct: true, continuation: 'resume', isPane: true,
		})?.text).toContain('--gpus all');
		// On the overview the key is pressed for any other setting, too.
		expect(remedyKeyOf(diagnosis, {language: 'en', canAct: true, continuation: 'resume'})).toBeUndefined();
		const form = settingsForm(state, 'en', {remedy: gpus});
		const values = Object.fromEntries(form.fields.map(({id, value}) => [id, value]));
		expect(values.gpus).toBe('all');
		// No GPU is offered where there is none.
		expect(settingsForm(state, 'en', {hasGpu: false}).fields.map(({id}) => id)).not.toContain('gpus');
		expect(formToRequest(values, state).change).toEqual({gpus: 'all'});
		expect(form.check?.({...values, gpus: 'some'}).filter(({isError}) => isError)).toMatchObject([{field: 'gpus'}]);
		expect(remedyKeyOf({...diagnosis, remedy: {kind: 'command', command: 'docker ps'}}, {language: 'en', canAct: true, continuation: 'resume'})).toBeUndefined();
		const memory = {kind: 'relaunch', memoryBytes: 2 ** 34} as const;
		expect(remedyKeyOf({...diagnosis, remedy: memory}, {language: 'en', canAct: true, continuation: 'resume'})?.text).toContain('--memory=16g');
		const filled = settingsForm(state, 'en', {remedy: memory}).fields.map(({id, value}) => [id, value] as const);
		expect(formToRequest(Object.fromEntries(filled), state).change).toEqual({memoryBytes: 2 ** 34});
	});
});
