import { formatPosition, type Position } from '$lib/camera/position';
import type { CorrectedField } from '$lib/camera/review';
import type { CameraType, Capability, Maker, Operator, SignPresence } from '$lib/camera/vocabulary';
import type { CameraFeature } from '$lib/camera/feature';
import type { I18n, Messages } from '$lib/i18n';

/** The name of a field that can be corrected. */
export function fieldWord(m: Messages, field: CorrectedField): string {
	const names: Record<CorrectedField, string> = {
		type: m.camera.type,
		heading_deg: m.camera.heading,
		position: m.camera.position,
		operator: m.camera.operator,
		maker: m.camera.maker,
		capabilities: m.camera.capabilities,
		sign_present: m.camera.sign,
		height_m: m.camera.height
	};
	return names[field];
}

/** A value of a field, in words. */
export function valueWords(
	{ m, number }: Pick<I18n, 'm' | 'number'>,
	field: CorrectedField,
	value: unknown
): string {
	if (field === 'position') return formatPosition(value as Position);
	if (field === 'capabilities') {
		return (
			(value as Capability[]).map((one) => m.words.capabilities[one]).join(', ') || m.review.corrections.none
		);
	}
	if (value === null) return m.review.corrections.unknown;
	if (field === 'heading_deg') {
		const compass = m.words.compass[Math.round(Number(value) / 45) % 8];
		return `${m.common.degrees(number(Number(value)))} (${compass})`;
	}
	if (field === 'height_m') return m.common.metres(number(Number(value)));
	if (field === 'type') return m.words.types[value as CameraType];
	if (field === 'operator') return m.words.operators[value as Operator];
	if (field === 'maker') return m.words.makers[value as Maker];
	return m.words.signs[value as SignPresence];
}

/** What a camera's record says in a field. */
export function recorded(camera: CameraFeature, field: CorrectedField): unknown {
	return field === 'position' ? camera.geometry.coordinates : camera.properties[field];
}
