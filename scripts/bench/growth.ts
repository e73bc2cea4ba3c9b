import { round, type Aim, type Table } from './results.ts';

/** A single report and a page of the list, which must not slow down as the record grows. */
export async function growth(
	engine: string,
	size: number,
	origin: string,
	smallReportMs: number | null
): Promise<{ rows: Table['rows']; aims: Aim[]; reportMs: number }> {
	const reportMs = await medianMs(30, (i) => send(origin, i));
	const listMs = await medianMs(10, () => read(`${origin}/en/list?state=verified`));
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
	const cameras = size.toLocaleString('en');
	return {
		rows: [{ engine, cameras, 'a report, ms': round(reportMs), 'the list, ms': round(listMs) }],
		aims,
		reportMs
	};
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
