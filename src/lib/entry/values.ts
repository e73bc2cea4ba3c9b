import type { CameraFeature } from '$lib/camera/feature';
import { formatPosition, type Position } from '$lib/camera/position';
import type { CorrectedField } from '$lib/camera/review';
import type { I18n, Messages } from '$lib/i18n';
import { valueWords } from '$lib/i18n/record-words';
import { reviewWords } from '$lib/i18n/review';

/** The name of a field that can be corrected. */
export function fieldWord(m: Messages, field: CorrectedField): string {
	return field === 'position' ? m.camera.position : m.record[field].name;
}

/** A value of a field, in words. */
export function correctedWords(i18n: I18n, field: CorrectedField, value: unknown): string {
	if (field === 'position') return formatPosition(value as Position);
	const { none, unknown } = reviewWords(i18n.locale).corrections;
	return valueWords(i18n, field, value as never, field === 'capabilities' ? none : unknown);
}

/** What a camera's record says in a field. */
export function recorded(camera: CameraFeature, field: CorrectedField): unknown {
	return field === 'position' ? camera.geometry.coordinates : camera.properties[field];
}
