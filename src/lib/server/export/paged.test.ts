import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodedPages, type PagedText } from './paged.ts';

let versions = 0;

/** A text of pages, and what was asked of it. */
function textOf(pages: string[]) {
	const asked = { pages: [] as number[], released: 0 };
	const text: PagedText = {
		head: () => 'č[',
		pages: pages.length,
		page(index, before) {
			asked.pages.push(index);
			const written = pages[index] ?? '';
			return { text: written && `${before}:${written};`, count: written ? 1 : 0 };
		},
		tail: (count) => `]${count}`,
		release: () => void asked.released++
	};
	const etag = `"${versions++}"`;
	const ask = (headers: Record<string, string> = {}, method = 'GET') =>
		encodedPages(new Request('http://localhost', { method, headers }), new Headers({ ETag: etag }), text);
	return { ask, asked };
}

test('every range is those bytes of the whole, HEAD says how many there are', async () => {
	const page = fc.constantFrom('', 'a', 'žaba', '🐸'.repeat(5));
	await fc.assert(
		fc.asyncProperty(
			fc.array(page, { maxLength: 20 }),
			fc.nat(200),
			fc.nat(60),
			async (pages, first, more) => {
				const { ask, asked } = textOf(pages);
				const whole = new Uint8Array(await (await ask()).arrayBuffer());
				const head = await ask({}, 'HEAD');
				expect([head.status, head.headers.get('content-length')]).toEqual([200, String(whole.length)]);
				const part = await ask({ Range: `bytes=${first}-${first + more}` });
				if (first >= whole.length) {
					expect([part.status, part.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`]);
				} else {
					expect(part.status).toBe(206);
					expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.slice(first, first + more + 1));
				}
				await expect.poll(() => asked.released).toBe(3);
			}
		),
		{ numRuns: 200 }
	);
});

test('a version is counted once, and a range writes its own pages only', async () => {
	const { ask, asked } = textOf(Array.from({ length: 1000 }, (_, i) => `page ${i}`));
	await Promise.all([ask({}, 'HEAD'), ask({}, 'HEAD'), ask({}, 'HEAD')]);
	expect(asked.pages).toHaveLength(1000);
	await (await ask({ Range: 'bytes=6000-6010' })).text();
	expect(asked.pages.length).toBeLessThanOrEqual(1002);
});

test('who takes all of it waits for no count', async () => {
	const { ask, asked } = textOf(['a', 'b']);
	const whole = await ask();
	expect(asked.pages).toEqual([]);
	expect(whole.headers.get('accept-ranges')).toBe('bytes');
	await whole.text();
	expect(asked.pages).toEqual([0, 1]);
});

test('what is packed has no ranges', async () => {
	const packed = await textOf(['a']).ask({ 'Accept-Encoding': 'gzip', Range: 'bytes=0-1' });
	expect([packed.status, packed.headers.get('accept-ranges')]).toEqual([200, null]);
	await packed.arrayBuffer();
});

test('an answer breaks off when what it is of was hidden meanwhile', async () => {
	const pages = ['a', 'b', 'c'];
	const { ask, asked } = textOf(pages);
	await ask({}, 'HEAD');
	pages[1] = '';
	await expect((await ask({ Range: 'bytes=0-11' })).text()).rejects.toThrow();
	expect(asked.released).toBe(2);
});
