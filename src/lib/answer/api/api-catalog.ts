/** The APIs of this site as a link set: one for each, with its description for programs and for people. */
export function apiCatalog(origin: string) {
	const links = (anchor: string, desc: string, descType: string, doc: string) => ({
		anchor: origin + anchor,
		'service-desc': [{ href: origin + desc, type: descType }],
		'service-doc': [{ href: origin + doc, type: 'text/html' }],
		'service-meta': [{ href: `${origin}/data/catalogue.jsonld`, type: 'application/ld+json' }],
		status: [{ href: `${origin}/readyz`, type: 'text/plain' }]
	});
	return {
		linkset: [
			links('/', '/openapi.json', 'application/vnd.oai.openapi+json;version=3.1', '/docs/api'),
			links('/ogc', '/ogc/api', 'application/vnd.oai.openapi+json;version=3.0', '/ogc?f=html')
		]
	};
}
