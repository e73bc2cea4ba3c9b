import type { RequestEvent } from '@sveltejs/kit';
import { requestContext } from '$lib/server/feature-context';
import type { FeatureContext } from '$lib/camera/feature';
import { localePath } from '$lib/i18n/locale';
import { loadI18n, type I18n } from '$lib/i18n/load';
import { ogcWords } from '$lib/i18n/ogc';
import type { OgcMessages } from '$lib/i18n/sr-Cyrl/ogc';
import { Problem } from '$lib/server/problem';
import type { Link, Resource } from './resource';

/** What somebody asks for at /ogc, and in which language. */
export class Asked {
	readonly event: RequestEvent;
	readonly i18n: I18n;
	readonly words: OgcMessages;
	/** for positions and names of features */
	readonly context: FeatureContext;
	/** the address without a language, e.g. `/ogc/collections` */
	readonly path: string;

	private constructor(event: RequestEvent, i18n: I18n, context: FeatureContext) {
		this.event = event;
		this.i18n = i18n;
		this.context = context;
		this.words = ogcWords(i18n.locale);
		this.path = ['/ogc', event.params.path].filter(Boolean).join('/');
	}

	static async of(event: RequestEvent): Promise<Asked> {
		const [i18n, context] = await Promise.all([loadI18n(event.locals.locale), requestContext(event)]);
		return new Asked(event, i18n, context);
	}

	/** the parameters without `f`. @throws Problem 400 when `f` is not understood */
	get params(): URLSearchParams {
		const params = new URLSearchParams(this.event.url.searchParams);
		const format = params.getAll('f');
		if (format.length > 1 || format.some((one) => one !== 'json' && one !== 'html'))
			throw new Problem(400, 'bad_filter', { names: ['f'] });
		params.delete('f');
		return params;
	}

	/** @throws Problem 400 that names each parameter that the address does not take */
	refuseOthers(known: readonly string[] = []): void {
		const names = [...new Set(this.params.keys())].filter((name) => !known.includes(name));
		if (names.length > 0) throw new Problem(400, 'bad_filter', { names });
	}

	/** the absolute address of data at /ogc */
	at(path: string): string {
		return `${this.context.origin}/ogc${path}`;
	}

	/** the address of this document with other parameters; what is undefined is left out */
	withParams(changed: Record<string, string | undefined>, isPage = false): string {
		const params = new URLSearchParams(this.event.url.searchParams);
		for (const [name, value] of Object.entries(changed)) {
			params.delete(name);
			if (value !== undefined) params.set(name, value);
		}
		const query = params.size > 0 ? `?${params}` : '';
		return isPage ? localePath(this.path, this.i18n.locale) + query : this.context.origin + this.path + query;
	}

	/** this document, and the same as the page */
	ownLinks(type: string): Link[] {
		const { i18n, context } = this;
		const page = localePath(this.path, i18n.locale);
		const params = new URLSearchParams(this.event.url.searchParams);
		params.set('f', 'html');
		return [
			{ rel: 'self', type, href: this.withParams({}) },
			{ rel: 'alternate', type: 'text/html', href: `${context.origin}${page}?${params}`, title: 'HTML' }
		];
	}

	/** the address of a page at /ogc, in the language; it answers with the page whoever asks */
	page(path: string): string {
		return `${localePath(`/ogc${path}`, this.i18n.locale)}?f=html`;
	}
}

export type Answerer = (asked: Asked, ...segments: string[]) => Promise<Resource> | Resource;
