type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Keeps what a visitor typed, chose or unfolded before the page's scripts came, because Svelte's hydration sets each
 * field to what the page was sent with. Called before hydration; what it answers puts everything back, called after.
 */
export function keepTyping(): () => void {
	const kept: (() => void)[] = [];
	for (const field of document.querySelectorAll<Field>('input, select, textarea')) {
		const { value } = field;
		if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) {
			const { checked } = field;
			// Of radio buttons the one that was chosen says it for all.
			if (checked !== field.defaultChecked && (checked || field.type === 'checkbox'))
				kept.push(() => putBack(field, 'checked', checked));
		} else if (!isAsSent(field)) kept.push(() => putBack(field, 'value', value));
	}
	for (const unfolded of document.querySelectorAll<HTMLDetailsElement>('details[open]')) {
		kept.push(() => (unfolded.open = true));
	}
	return () => kept.forEach((put) => put());
}

function isAsSent(field: Field): boolean {
	if (field instanceof HTMLSelectElement) {
		const sent = [...field.options].find(({ defaultSelected }) => defaultSelected) ?? field.options[0];
		return field.value === (sent?.value ?? '');
	}
	return field.type === 'hidden' || field.type === 'file' || field.value === field.defaultValue;
}

/** The events are for what is bound to the field. */
function putBack<Key extends 'value' | 'checked'>(
	field: { [K in Key]: unknown } & HTMLElement,
	key: Key,
	was: string | boolean
): void {
	// A box that stands as it was left is not known to what it is bound to: something may have changed since hydration.
	if (!field.isConnected || (key === 'value' && field[key] === was)) return;
	(field as Record<Key, unknown>)[key] = was;
	for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}
