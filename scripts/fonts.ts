/*
 * npm run fonts: cuts Noto Sans down to Latin Extended-A, the letters č, ć, đ, š, ž and their neighbours. The package's
 * own file has two thousand more and is ten times as large; the result is kept in src/lib/ui/fonts.
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
