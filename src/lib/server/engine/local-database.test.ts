import { expect, test } from 'vitest';
import { isAsked } from './local-database.ts';

test.each([
	['POST', '/rest/v1/rpc/overview', true],
	['GET', '/rest/v1/settings', true],
	['POST', '/auth/v1/signup', true],
	['POST', '/auth/v1/token', true],
	['PATCH', '/rest/v1/settings', false],
	['GET', '/rest/v1/cameras', false],
	['GET', '/rest/v1/', false],
	['GET', '/auth/v1/admin/users', false],
	['PUT', '/auth/v1/user', false],
	['GET', '/_system/config', false]
])('%s %s is asked of a local engine: %s', (method, pathname, is) => {
	expect(isAsked(method, pathname)).toBe(is);
});
