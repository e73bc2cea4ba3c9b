import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { RecordWords } from '../../src/lib/i18n/record-words.ts';
import english from '../../src/lib/i18n/en/record.ts';
import { Columns } from '../../src/lib/server/live/columns.ts';
import { headerOf, lineReader } from '../../src/lib/server/live/camera-line.ts';
import { cellsOf, columnsOf } from '../../src/lib/server/export/cells.ts';
import { propertiesMaker } from '../../src/lib/camera/feature.ts';
import { valueFilters } from '../../src/lib/camera/filter.ts';
import { describeField, fields, namesWith, storedNames, type Table } from '../../src/lib/camera/record.ts';
import { readReportForm } from '../../src/lib/camera/report-form.ts';
import { fieldSchema, reportedFields } from '../../src/lib/camera/report.ts';
import { settings } from '../../src/lib/camera/settings.fixture.ts';

const today = '2026-11-29';

/** The record with one field more, which is used everywhere: nothing below names it in a second place. */
const more = {
	...fields,
	lens_mm: {
		kind: 'number',
		unit: 'metres',
		decimals: 1,
		least: 1,
		most: 200,
		inReport: 'asked',
		isCorrectable: true,
		inTile: 'lens',
		inDownload: true
	},
	uses: { kind: 'choices', values: ['traffic', 'crowds'], inReport: 'asked', inDownload: true },
	housing: {
		kind: 'choice',
		values: ['bullet', 'unknown'],
		unknown: 'unknown',
		inReport: 'asked',
		inDownload: true
	},
	installed_on: { kind: 'day', inDownload: true }
} as const satisfies Table;

// A language that has no words for a new field does not compile.
// @ts-expect-error -- lens_mm, uses, housing and installed_on are missing
export const lacking: RecordWords<typeof more> = english;

describe('a field that is added to the table', () => {
	const text = `${headerOf(more)}\n${[
		...[
			7,
			1,
			20457300,
			44817800,
			'reported',
			'ptz',
			'pole',
			90,
			'mup',
			'huawei',
			'audio',
			'no',
			4.5,
			'',
			'gps',
			'zemun'
		],
		...[
			'report',
			'2019-03',
			today,
			'',
			'',
			0,
			0,
			today,
			2.8,
			'traffic crowds',
			'bullet',
			'2026-01-02',
			'20416r'
		]
	].join(',')}`;
	const [line] = lineReader(more)(text);

	test('is read from the lines of the database, and kept by the index', () => {
		const added = {
			lens_mm: 2.8,
			uses: ['traffic', 'crowds'],
			housing: 'bullet',
			installed_on: '2026-01-02'
		};
		expect(line?.camera).toMatchObject(added);
		expect(line?.changes).toBe('20416r');
		const columns = new Columns(more);
		if (line) columns.write(0, line, 1, 2);
		expect(columns.camera(0)).toEqual(line?.camera);
		expect(columns.reader('lens_mm')(0)).toBe(2.8);
	});

	test('is in every download, in the order of the table', () => {
		expect(line).toBeDefined();
		if (!line) return;
		const stored = { ...line.camera, state: 'reported' as const };
		const properties = propertiesMaker(more)(stored, {
			freshness: 'fresh',
			place: null,
			url: 'http://localhost/'
		});
		expect(Object.keys(properties)).toEqual(namesWith(more, 'inDownload'));
		expect(properties).toMatchObject({ lens_mm: 2.8, uses: ['traffic', 'crowds'], housing: 'bullet' });
		expect(cellsOf(properties).slice(-4)).toEqual([2.8, 'traffic crowds', 'bullet', '2026-01-02']);
		expect(columnsOf(more).slice(-4)).toEqual([
			{ name: 'lens_mm', type: 'real' },
			{ name: 'uses', type: 'text' },
			{ name: 'housing', type: 'text' },
			{ name: 'installed_on', type: 'day' }
		]);
	});

	test('is taken from JSON and from the plain form, and its limits hold', async () => {
		const schema = v.strictObject(reportedFields(more, settings, today));
		expect(v.parse(schema, {})).toMatchObject({ lens_mm: null, uses: [], housing: 'unknown' });
		expect(v.parse(schema, { lens_mm: 2.84, uses: ['crowds'] })).toMatchObject({
			lens_mm: 2.8,
			uses: ['crowds']
		});
		expect(v.safeParse(schema, { lens_mm: 201 }).issues?.[0].message).toBe('out_of_range');
		expect(v.safeParse(fieldSchema(more.lens_mm, settings, today), 'x').issues?.[0].message).toBe('invalid');
		const form = new FormData();
		for (const [name, value] of [
			['position', '44.8, 20.4'],
			['lens_mm', '2,8'],
			['uses', 'traffic'],
			['uses', 'crowds'],
			['housing', 'bullet']
		] as const)
			form.append(name, value);
		expect((await readReportForm(form, undefined, more)).body).toMatchObject({
			lens_mm: 2.8,
			uses: ['traffic', 'crowds'],
			housing: 'bullet'
		});
	});
});

describe('docs/api.md', () => {
	const api = readFileSync('docs/api.md', 'utf8');

	test('names the properties of a download in their order', () => {
		expect(api).toContain(`\`${namesWith(fields, 'inDownload').join(', ')}\``);
	});

	test('names what the tiles hold', () => {
		const [, tiles = ''] = api.split('\n## Tiles\n');
		const row = tiles.split('\n').find((line) => line.startsWith('| `cameras`')) ?? '';
		for (const name of namesWith(fields, 'inTile')) expect(row).toContain(`\`${fields[name].inTile}\``);
	});

	test('names every filter with its values', () => {
		for (const { name, values } of valueFilters) {
			const row = api.split('\n').find((line) => line.startsWith(`| \`${name}\` `)) ?? '';
			for (const value of values) expect(row, name).toContain(`\`${value}\``);
		}
	});

	test('names what a report and a correction can say, with its values', () => {
		for (const name of namesWith(fields, 'inReport')) {
			const row = api.split('\n').find((line) => line.split('|')[1]?.includes(`\`${name}\``)) ?? '';
			const { values = [] } = fields[name] as { values?: readonly string[] };
			for (const value of values) expect(row, name).toContain(`\`${value}\``);
			expect(row, name).not.toBe('');
		}
		const corrected = api.split('\n').find((line) => line.startsWith('| `field`')) ?? '';
		for (const name of namesWith(fields, 'isCorrectable')) expect(corrected).toContain(`\`${name}\``);
	});
});

test('a column holds every number that a field may take', () => {
	for (const name of storedNames(fields)) {
		const field = fields[name];
		if (field.kind === 'choices') expect(field.values.length).toBeLessThanOrEqual(8);
		if (field.kind !== 'number') continue;
		const most = typeof field.most === 'number' ? field.most : settings[field.most];
		expect(most * 10 ** field.decimals, name).toBeLessThan(0xffff);
	}
});

test('a field is described to programs', () => {
	expect(describeField(fields.state)).toBe('reported, verified, disputed or removed');
	expect(describeField(fields.heading_deg)).toBe('degrees clockwise from north; absent when unknown');
	expect(describeField(fields.capabilities)).toContain('any of face_recognition');
});
