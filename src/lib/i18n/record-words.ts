import type { CameraFeature } from '../camera/feature.ts';
import type { MunicipalityId } from '../camera/municipalities.ts';
import type { Position } from '../camera/position.ts';
import type { CameraType, State } from '../camera/vocabulary.ts';
import { fields, type CameraFields, type Field, type Table, type Value } from '../camera/record.ts';
import type { KnownType } from '../camera/vocabulary.ts';
import type { I18n } from './load.ts';

/** The words of one field: its name, what the form asks, what the downloads mean by it, and each of its values. */
type FieldWords<F extends Field> = { name: string } & (F extends { inReport: 'asked' }
	? { ask: string; hint?: string }
	: unknown) &
	(F extends { inDownload: true }
		? { meaning: string | ((ageingDays: number, staleDays: number) => string) }
		: unknown) &
	(F extends { values: readonly (infer V extends string)[] } ? { values: Record<V, string> } : unknown);

/** What each type looks like, in the gallery. */
interface TypeWords {
	looks: Record<KnownType, string>;
}

/** The words that each language must have of a record: one that lacks does not compile, where the language is. */
export type RecordWords<T extends Table = CameraFields> = { [Name in keyof T]: FieldWords<T[Name]> } & {
	type: TypeWords;
};

/**
 * The values of a field with their words, in the order of the table, and municipalities in that of the alphabet; none
 * where it is no choice.
 */
export function choicesOf<Name extends keyof CameraFields>(
	{ m, locale }: Pick<I18n, 'm' | 'locale'>,
	name: Name
): { value: ValueOf<CameraFields[Name]>; label: string }[] {
	const { values = [] } = fields[name] as { values?: readonly ValueOf<CameraFields[Name]>[] };
	const { values: words = {} } = m.record[name] as { values?: Record<string, string> };
	const choices = values.map((value) => ({ value, label: words[value] ?? value }));
	return name === 'municipality' ? choices.sort((a, b) => a.label.localeCompare(b.label, locale)) : choices;
}

/** How many cameras stand, as words say it everywhere, and how many more are removed. */
export function recordCount(
	{ m, number }: Pick<I18n, 'm' | 'number'>,
	counts: Record<State, number>
): string {
	const standing = standingOf(counts);
	return withRemoved({ m, number }, `${number(standing)} ${m.map.counts(standing)}`, counts.removed);
}

/** How many of these cameras are not removed. */
export function standingOf(counts: Record<State, number>): number {
	return counts.reported + counts.verified + counts.disputed;
}

/** A count of cameras that stand, and how many more are removed, where there are any. */
export function withRemoved(
	{ m, number }: Pick<I18n, 'm' | 'number'>,
	standing: string,
	removed: number
): string {
	return removed === 0 ? standing : `${standing}, ${m.map.alsoRemoved(removed, number(removed))}`;
}

type ValueOf<F extends Field> = F extends { values: readonly (infer V extends string)[] } ? V : never;

/** A value of a field, in words; null and an empty list are `unknown`. */
export function valueWords<Name extends keyof CameraFields>(
	{ m, date, partialDate, number }: Pick<I18n, 'm' | 'date' | 'partialDate' | 'number'>,
	name: Name,
	value: Value<CameraFields[Name]>,
	unknown = m.words.unknown
): string {
	const field: Field = fields[name];
	const words = (m.record[name] as { values?: Record<string, string> }).values ?? {};
	if (value === null) return unknown;
	if (field.kind === 'choice') return words[String(value)] ?? '';
	if (field.kind === 'choices') return (value as string[]).map((one) => words[one]).join(', ') || unknown;
	if (field.kind === 'day') return date(String(value));
	if (field.kind === 'date') return partialDate(String(value));
	if (field.kind === 'count') return number(Number(value));
	if (field.kind === 'name' || field.kind === 'address') return String(value);
	if (field.unit === 'metres') return m.common.metres(number(Number(value)));
	const degrees = Number(value);
	return `${m.common.degrees(number(degrees))} (${m.words.compass[Math.round(degrees / 45) % 8]})`;
}

/** What a title says of a camera. */
export interface Titled {
	type: CameraType;
	place: string | null;
	municipality: MunicipalityId | null;
	position: Position;
}

/** A camera in words: "Fixed camera, Terazije (Stari grad)"; where nobody can name the place, its position. */
export function cameraTitle({ m }: Pick<I18n, 'm'>, { type, place, municipality, position }: Titled): string {
	return `${m.words.kinds[type]}, ${placeTitle({ m }, { place, municipality, position })}`;
}

/** Where something is, in words. */
export function placeTitle(
	{ m }: Pick<I18n, 'm'>,
	{ place, municipality, position }: Omit<Titled, 'type'>
): string {
	const names = m.record.municipality.values;
	const within = municipality && names[municipality];
	// A quarter is often called as a municipality is, and reaches into the next one.
	if (place && within) return Object.values(names).includes(place) ? within : `${place} (${within})`;
	const [lng, lat] = position.map((degrees) => degrees.toFixed(4)) as [string, string];
	return place ?? within ?? m.words.at(lat, lng);
}

/** The title of a camera as the server sends it. */
export function featureTitle(i18n: Pick<I18n, 'm'>, { properties, geometry }: CameraFeature): string {
	return cameraTitle(i18n, { ...properties, position: geometry.coordinates as Position });
}
