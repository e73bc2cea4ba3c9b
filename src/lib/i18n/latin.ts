const single: Record<string, string> = Object.fromEntries(
	[...'абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ'].map((letter, index) => [
		letter,
		[...'abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ'][index] ?? letter
	])
);
const double: Record<string, string> = { љ: 'lj', њ: 'nj', џ: 'dž', Љ: 'Lj', Њ: 'Nj', Џ: 'Dž' };

/**
 * Serbian Cyrillic in Serbian Latin. Loses nothing in this direction; Latin words pass unchanged.
 * Љ, Њ, Џ become LJ, NJ, DŽ between capitals.
 */
export function toLatin(text: string): string {
	return text.replace(/[\u0400-\u04ff]/g, (letter, at: number) => {
		const pair = double[letter];
		if (!pair) return single[letter] ?? letter;
		const capitals = /[А-ЯЂЈЉЊЋЏ]/;
		const shouting =
			capitals.test(letter) && (capitals.test(text[at + 1] ?? '') || capitals.test(text[at - 1] ?? ''));
		return shouting ? pair.toUpperCase() : pair;
	});
}

/** The same messages in Latin script: texts are converted, functions convert what they answer. */
export function latinMessages<T>(messages: T): T {
	if (typeof messages === 'string') return toLatin(messages) as T;
	if (typeof messages === 'function') {
		return ((...values: unknown[]) => latinMessages(messages(...values))) as T;
	}
	if (Array.isArray(messages)) return messages.map(latinMessages) as T;
	if (messages && typeof messages === 'object') {
		return Object.fromEntries(
			Object.entries(messages).map(([key, value]) => [key, latinMessages(value)])
		) as T;
	}
	return messages;
}
