import { expect, test } from 'vitest';
import { sameSitePath } from './same-site.ts';

test.each([
	'/',
	'/cameras/K7Q29FJ4XM#review',
	'/sr-Cyrl/cameras/K7Q29FJ4XM?check=3&state=disputed',
	'/en/check?municipality=zemun'
])('%s is ours', (path) => expect(sameSitePath(path)).toBe(path));

test.each([
	null,
	'',
	'cameras',
	'https://evil.example/',
	'//evil.example',
	'/\\evil.example',
	'/\t/evil.example',
	'/.//evil.example',
	'/x/..//evil.example',
	'javascript:alert(1)'
])('%j is not', (path) => expect(sameSitePath(path)).toBeNull());
