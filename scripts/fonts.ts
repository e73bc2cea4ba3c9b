/*
 * npm run fonts: cuts Noto Sans down to Latin Extended-A, the letters č, ć, đ, š, ž and their neighbours. The package's
 * own file has two thousand more and is ten times as large; the result is kept in src/lib/ui/fonts. For cards, whose
 * renderer reads no WOFF2, it unpacks the letters that are written, in both scripts, to src/lib/sharing/fonts.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
// @ts-expect-error -- it brings no types
import subsetFont from 'subset-font';

const from = 'node_modules/@fontsource/noto-sans';
const to = 'src/lib/ui/fonts';
const [first, last] = [0x100, 0x17f];
const letters = Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join('');

mkdirSync(to, { recursive: true });
copyFileSync(`${from}/LICENSE`, `${to}/LICENSE`);
for (const weight of [400, 600]) {
	const whole = readFileSync(`${from}/files/noto-sans-latin-ext-${weight}-normal.woff2`);
	const cut = await subsetFont(whole, letters, { targetFormat: 'woff2' });
	writeFileSync(`${to}/noto-sans-latin-a-${weight}.woff2`, cut);
	console.log(`${weight}: ${whole.length} → ${cut.length} bytes`);
}

const cards = 'src/lib/sharing/fonts';
const between = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join('');
mkdirSync(cards, { recursive: true });
copyFileSync(`${from}/LICENSE`, `${cards}/LICENSE`);
for (const [script, letters] of [
	['latin', between(0x20, 0xff) + between(0x2010, 0x2026) + '€№−'],
	['latin-ext', between(0x100, 0x17f)],
	['cyrillic', between(0x400, 0x45f)]
] as const) {
	const packed = readFileSync(`${from}/files/noto-sans-${script}-600-normal.woff2`);
	const unpacked = await subsetFont(packed, letters, { targetFormat: 'truetype' });
	writeFileSync(`${cards}/noto-sans-${script}-600.ttf`, unpacked);
	console.log(`${script}: ${packed.length} → ${unpacked.length} bytes`);
}
