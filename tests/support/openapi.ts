import { createConfig, lintFromString } from '@redocly/openapi-core';

/**
 * What a linter finds in an OpenAPI document: the rule, what it says and where.
 * @param rules `spec` asks for what the specification does, `recommended` for more
 */
export async function openApiFaults(
	document: string,
	rules: 'spec' | 'recommended' = 'recommended'
): Promise<string[]> {
	const config = await createConfig({ extends: [rules], rules: { 'no-server-example.com': 'off' } });
	const found = await lintFromString({ source: document, absoluteRef: 'openapi.json', config });
	return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
}
