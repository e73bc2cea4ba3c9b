import { parsePosition } from './position.ts';
import type { FieldError } from './report.ts';

/** What was typed into the plain form, as it was typed: given back when something is refused. */
export type FormValues = Record<string, string> & { capabilities: string };

const texts = [
	'position',
	'type',
	'mount',
	'heading_deg',
	'operator',
	'on_dwelling',
	'maker',
	'sign_present',
	'height_m',
	'accuracy_m',
	'observed_on',
	'note',
	'publish',
	'same_as'
] as const;

/**
 * A sent form as the body that `reportSchema` takes, and what cannot be read before that: a position or a
 * number in words. An empty field is an unknown.
 */
export function readReportForm(form: FormData): {
	body: Record<string, unknown>;
	errors: FieldError[];
	values: FormValues;
} {
	const values = { capabilities: form.getAll('capabilities').join(',') } as FormValues;
	for (const name of texts) values[name] = text(form.get(name));
	const errors: FieldError[] = [];
	const body: Record<string, unknown> = { method: 'coordinates' };
	for (const name of [
		'type',
		'mount',
		'operator',
		'maker',
		'sign_present',
		'observed_on',
		'note',
		'publish'
	] as const) {
		if (values[name]) body[name] = values[name];
	}
	if (values.on_dwelling) body.on_dwelling = values.on_dwelling === 'yes';
	body.capabilities = form.getAll('capabilities').map(text);
	if (values.same_as === 'another') body.another_camera = true;
	else if (values.same_as) body.same_as = values.same_as;

	const position = parsePosition(values.position ?? '');
	if (position) body.position = position;
	else errors.push({ field: 'position', code: values.position ? 'invalid' : 'required' });
	for (const name of ['heading_deg', 'height_m', 'accuracy_m'] as const) {
		const typed = values[name]?.replace(',', '.') ?? '';
		if (!typed) continue;
		if (/^-?\d+(\.\d+)?$/.test(typed)) body[name] = Number(typed);
		else errors.push({ field: name, code: 'invalid' });
	}
	return { body, errors, values };
}

function text(value: FormDataEntryValue | null | undefined): string {
	return typeof value === 'string' ? value.trim() : '';
}
