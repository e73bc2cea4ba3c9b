import type { Locale } from '$lib/i18n/locale';

declare global {
	namespace App {
		interface Locals {
			/** the page's language by its address; a data address takes `Accept-Language` */
			locale: Locale;
		}
		interface Error {
			message: string;
			/** a word for programs and for choosing the sentence on the error page */
			code?: string;
			/** why a moderator hid an entry, in public */
			reason?: string | null;
		}
	}
}

export {};
