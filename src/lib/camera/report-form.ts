import { readPartialDate } from './day.ts';
import { readPosition, type WhereCamera } from './read-position/index.ts';
import { fields, namesWith, readNumber, type Table } from './record.ts';
import type { FieldError } from './report.ts';

/** What was typed into the plain form, as it was typed: given back when something is refused. */
export type FormValues = Record<string, string> & { capabilities: string };

/** What the form asks beside the record. */
const others = ['position', 'on_dwelling', 'note', 'publish', 'same_as'];

/** What was typed into the form. */
export function typedReport(form: FormData, table: Table = fields): FormValues {
	const recorded = namesWith(table, 'inReport').map((name) => {
		const all = form.getAll(name).map(text);
		return [name, table[name]?.kind === 'choices' ? all.join(',') : (all[0] ?? '')];
	});
	const beside = others.map((name) => [name, text(form.get(name))]);
	return Object.fromEntries([...recorded, ...beside]) as FormValues;
}

/**
 * A sent form as the body that `reportSchema` takes, and what cannot be read before that: a position or a
 * number in words. An empty field is an unknown.
 */
export async function readReportForm(
	form: FormData,
	whereCamera?: WhereCamera,
	table: Table = fields
): Promise<{ body: Record<string, unknown>; errors: FieldError[] }> {
	const values = typedReport(form, table);
	const errors: FieldError[] = [];
	const body: Record<string, unknown> = {};
	for (const name of namesWith(table, 'inReport')) {
		const typed = values[name];
		if (table[name]?.kind === 'choices') body[name] = form.getAll(name).map(text);
		else if (typed && table[name]?.kind === 'number') {
			const number = readNumber(typed);
			if (number === null) errors.push({ field: name, code: 'invalid' });
			else body[name] = number;
		} else if (typed && table[name]?.kind === 'date') {
			const date = readPartialDate(typed);
			if (date === null) errors.push({ field: name, code: 'invalid' });
			else body[name] = date;
		} else if (typed) body[name] = typed;
	}
	body.method = 'coordinates';
	if (values.note) body.note = values.note;
	if (values.publish) body.publish = values.publish;
	if (values.on_dwelling) body.on_dwelling = values.on_dwelling === 'yes';
	if (values.same_as === 'another') body.another_camera = true;
	else if (values.same_as) body.same_as = values.same_as;

	const position = await readPosition(values.position ?? '', whereCamera);
	if (position) body.position = position;
	else errors.unshift({ field: 'position', code: values.position ? 'invalid' : 'required' });
	return { body, errors };
}

/** A sent complaint form as the body that `complaintSchema` takes. */
export function readComplaintForm(form: FormData): Record<string, unknown> {
	const kind = text(form.get('kind'));
	return { ...(kind && { kind }), message: text(form.get('message')) };
}

function text(value: FormDataEntryValue | null | undefined): string {
	return typeof value === 'string' ? value.trim() : '';
}
