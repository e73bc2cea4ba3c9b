const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 10;

/** The largest camera number, 2^50 − 1: exact in a JavaScript number, ten Crockford base32 characters. */
export const maxCameraNumber = 2 ** 50 - 1;

/**
 * A camera's number written as people and files see it.
 * Source of the alphabet: Douglas Crockford, "Base 32", https://www.crockford.com/base32.html
 * @throws RangeError when the number is not an integer from 0 to 2^50 − 1
 */
export function encodeCameraId(number: number): string {
	if (!Number.isInteger(number) || number < 0 || number > maxCameraNumber) {
		throw new RangeError(`not a camera number: ${number}`);
	}
	let id = '';
	for (let rest = number; id.length < length; rest = Math.floor(rest / 32)) {
		id = alphabet[rest % 32] + id;
	}
	return id;
}

/**
 * The number of an id as somebody typed it: lower case, spaces and hyphens are forgiven,
 * O is read as 0, I and L as 1 (Crockford). Null when it is no camera id.
 */
export function decodeCameraId(text: string): number | null {
	const id = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
	if (id.length !== length) return null;
	let number = 0;
	for (const character of id) {
		const digit = alphabet.indexOf(character);
		if (digit < 0) return null;
		number = number * 32 + digit;
	}
	return number;
}
