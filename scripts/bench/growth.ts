import { round, type Aim, type Table } from './results.ts';

/** A single report, a page of the list and pages at /ogc, which must not slow down as the record grows. */
export async function growth(
	engine: string,
	size: number,
	origin: string,
	smallReportMs: number | null
): Promise<{ rows: Table['rows']; aims: Aim[]; reportMs: number }> {
	const reportMs = await medianMs(30, (i) => send(origin, i));
	const listMs = await medianMs(10, () => read(`${origin}/en/list?state=verified`));
	const { firstMs, deepMs, page } = await pagesMs(origin, size);
	const at = `${size.toLocaleString('en')} cameras, ${engine}`;
	const aims: Aim[] = [{ what: `the list, ${at}`, measured: listMs, aim: 500, atMost: true, unit: 'ms' }];
	if (smallReportMs) {
		const measured = reportMs / smallReportMs;
		aims.push({
			what: `a report, of one at the smallest size, ${at}`,
			measured,
			aim: 2,
			atMost: true,
			unit: ''
		});
	}
	aims.push({
		what: `page ${page} of ten at /ogc, of page 1, ${at}`,
		measured: deepMs / firstMs,
		aim: 1.5,
		atMost: true,
		unit: ''
	});
	const cameras = size.toLocaleString('en');
	return {
		rows: [
			{
				engine,
				cameras,
				'a report, ms': round(reportMs),
				'the list, ms': round(listMs),
				'page 1 at /ogc, ms': round(firstMs),
				'page 1,000 or the last, ms': round(deepMs)
			}
		],
		aims,
		reportMs
	};
}

/** The first page of ten cameras, and the thousandth, or the last where there are fewer, behind its key. */
async function pagesMs(
	origin: string,
	size: number
): Promise<{ firstMs: number; deepMs: number; page: number }> {
	const items = `${origin}/ogc/collections/cameras/items`;
	const page = Math.min(1000, Math.floor(size / 10));
	const before = await fetch(`${items}?limit=1&offset=${(page - 1) * 10 - 1}`);
	const { features } = (await before.json()) as { features: { id: string }[] };
	const timed = (address: string) => medianMs(101, () => read(address));
	await timed(`${items}?limit=10`);
	const firstMs = await timed(`${items}?limit=10`);
	return { firstMs, deepMs: await timed(`${items}?limit=10&after=${features[0]?.id}`), page };
}

async function send(origin: string, i: number): Promise<void> {
	const response = await fetch(`${origin}/api/reports`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ position: [20.0 + i * 0.01 + Math.random() * 0.005, 44.25], another_camera: true })
	});
	if (response.status !== 201) throw new Error(`a report was answered ${response.status}`);
	await response.arrayBuffer();
}

async function read(address: string): Promise<void> {
	const response = await fetch(address);
	if (!response.ok) throw new Error(`${address} was answered ${response.status}`);
	await response.arrayBuffer();
}

async function medianMs(times: number, work: (i: number) => Promise<void>): Promise<number> {
	const taken: number[] = [];
	for (let i = 0; i < times; i++) {
		const began = performance.now();
		await work(i);
		taken.push(performance.now() - began);
	}
	return taken.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}
