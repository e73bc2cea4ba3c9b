/**
 * A function that says whether a text fits a pattern of CQL2's LIKE: `%` is any number of characters, `_` is one, and `\`
 * before a character takes it as it is. It takes length × length of the pattern at most, whatever the pattern.
 */
export function likePattern(pattern: string): (text: string) => boolean {
	const parts: (string | typeof one | typeof any)[] = [];
	const written = [...pattern];
	for (let i = 0; i < written.length; i++) {
		const character = written[i] as string;
		if (character === '\\' && i + 1 < written.length) parts.push(written[++i] as string);
		else if (character === '%') parts.push(any);
		else parts.push(character === '_' ? one : character);
	}
	return (text) => fits([...text], parts);
}

const one = Symbol('_');
const any = Symbol('%');

/** What does not fit is tried anew one character after the last `%`: an earlier one could not do better. */
function fits(text: string[], parts: (string | symbol)[]): boolean {
	let [at, part] = [0, 0];
	let [lastAny, anyAt] = [-1, 0];
	while (at < text.length) {
		const wanted = parts[part];
		if (wanted === any) {
			lastAny = part++;
			anyAt = at;
		} else if (wanted === one || wanted === text[at]) {
			at++;
			part++;
		} else if (lastAny >= 0) {
			part = lastAny + 1;
			at = ++anyAt;
		} else return false;
	}
	return parts.slice(part).every((rest) => rest === any);
}
