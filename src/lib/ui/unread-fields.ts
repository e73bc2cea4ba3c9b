/**
 * The fields of a form in which somebody began what the browser cannot read, such as half a day: to scripts they look
 * empty.
 */
export function unreadFields(form: HTMLFormElement): HTMLInputElement[] {
	return [...form.elements].filter(
		(field) => field instanceof HTMLInputElement && field.validity.badInput
	) as HTMLInputElement[];
}
