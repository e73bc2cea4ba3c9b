import { readPartialDate } from './day.ts';
import { readPosition, type WhereCamera } from './read-position/index.ts';
import { fields, readNumber, type Field } from './record.ts';
import type { CorrectedField } from './review.ts';
import type { TypedCorrection } from './sent.ts';

/** A sent review form as the body that `reviewSchema` takes. An empty verdict takes the review back. */
export function readReviewForm(form: FormData): Record<string, unknown> {
	const verdict = form.get('verdict');
	return {
		...(verdict !== null && { verdict: verdict === '' ? null : verdict }),
		on_site: form.get('on_site') === 'yes',
		...(form.get('publish') && { publish: form.get('publish') })
	};
}

/**
 * A sent correction form as the body that `correctionSchema` takes: a value in words or, about a correction that is
 * open, its `json`. What cannot be read stays as it is, for the schema to refuse.
 */
export async function readCorrectionForm(
	form: FormData,
	whereCamera?: WhereCamera
): Promise<Record<string, unknown>> {
	const field = form.get('field');
	const agrees = form.get('agrees') !== 'no';
	const written = form.get('json');
	if (typeof written === 'string') return { field, value: readJson(written), agrees };
	return { field, value: await readValue(field as CorrectedField, form, whereCamera), agrees };
}

/** What was typed into a correction form, for the page to give back. */
export function typedCorrection(form: FormData): TypedCorrection {
	return { field: String(form.get('field') ?? ''), values: form.getAll('value').map(String) };
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

async function readValue(name: CorrectedField, form: FormData, whereCamera?: WhereCamera): Promise<unknown> {
	const text = String(form.get('value') ?? '').trim();
	if (name === 'position') return (await readPosition(text, whereCamera)) ?? text;
	const field: Field | undefined = fields[name];
	if (field?.kind === 'choices') return form.getAll('value');
	if (field?.kind === 'number') return text === '' ? null : (readNumber(text) ?? text);
	if (field?.kind === 'date') return text === '' ? null : (readPartialDate(text) ?? text);
	return text;
}
