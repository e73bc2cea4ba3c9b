import * as v from 'valibot';

/** @throws Error when the text is no such JSON */
export function parsedJson<T extends v.GenericSchema>(schema: T, text: string): v.InferOutput<T> {
	return v.parse(schema, JSON.parse(text));
}
