const serbian = new Intl.PluralRules('sr');
const english = new Intl.PluralRules('en');

/** 1 камера, 2 камере, 5 камера, 21 камера. The word alone, without the number. */
export function sr(n: number, one: string, few: string, other: string): string {
	return { one, few }[serbian.select(n) as 'one' | 'few'] ?? other;
}

/** 1 camera, 2 cameras. The word alone, without the number. */
export function en(n: number, one: string, other: string): string {
	return english.select(n) === 'one' ? one : other;
}

/** A Serbian date in the genitive: "7. новембар 2025." becomes "7. новембра 2025.", in either script. */
export function ofDay(date: string): string {
	return date.replace(/\p{L}+/u, (month) =>
		/(бар|bar)$/.test(month) ? `${month.slice(0, -2)}ра` : `${month}а`
	);
}
