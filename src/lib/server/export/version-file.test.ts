import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { forgetFiles, versionFile } from './version-file.ts';

let keys = 0;
const newKey = () => `key ${keys++}`;
const yes = () => true;
/** Writes a file of letters, when it is let go on. */
function writer(written: string) {
	const asked = { times: 0 };
	let goOn = () => {};
	const gate = new Promise<void>((resolve) => (goOn = resolve));
	const write = async (file: number) => {
		asked.times++;
		await gate;
		writeSync(file, written);
	};
	return { asked, goOn, write };
}

test('a version is written once, whoever asks for it, and one file at a time', async () => {
	const [one, other] = [writer('one'), writer('other')];
	const [key, otherKey] = [newKey(), newKey()];
	const files = [
		versionFile(key, one.write),
		versionFile(key, one.write),
		versionFile(otherKey, other.write)
	];
	other.goOn();
	await expect.poll(() => one.asked.times).toBe(1);
	expect(other.asked.times).toBe(0);
	one.goOn();
	const [first, second, third] = await Promise.all(files);
	expect(first).toBe(second);
	expect([one.asked.times, other.asked.times]).toEqual([1, 1]);
	expect(first?.bytes).toBe(3);
	expect(await text(first!.read({ first: 1, last: 2 }, yes))).toBe('ne');
	expect(await text(third!.read({ first: 0, last: 4 }, yes))).toBe('other');
});

test('what failed is written anew for the next who asks', async () => {
	const key = newKey();
	await expect(versionFile(key, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
	const again = writer('again');
	again.goOn();
	expect((await versionFile(key, again.write)).bytes).toBe(5);
});

test('a file that is forgotten is read to its end by who has begun, and breaks off when it may not be sent', async () => {
	const { write, goOn } = writer('x'.repeat(200_000));
	goOn();
	const file = await versionFile(newKey(), write);
	const all = { first: 0, last: file.bytes - 1 };
	const begun = file.read(all, yes);
	let mayGoOn = true;
	const broken = file.read(all, () => mayGoOn);
	await new Promise((resolve) => broken.once('readable', resolve));
	forgetFiles();
	mayGoOn = false;
	expect((await text(begun)).length).toBe(200_000);
	await expect(text(broken)).rejects.toThrow('not sent any more');
});

test('who would wait behind sixteen is told to come again', async () => {
	const { write, goOn } = writer('');
	const waiting = Array.from({ length: 16 }, () => versionFile(newKey(), write));
	expect(() => versionFile(newKey(), write)).toThrow('unavailable');
	goOn();
	await Promise.all(waiting);
	await versionFile(newKey(), write);
});
