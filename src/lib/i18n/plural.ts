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
