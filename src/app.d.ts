import type { FieldError } from '$lib/camera/report';
import type { Locale } from '$lib/i18n/locale';
import type { Contributor } from '$lib/server/contributors';
import type { Streets } from '$lib/map/streets/load';

declare global {
	namespace App {
		interface Locals {
			/** the page's language by its address; a data address takes `Accept-Language` */
			locale: Locale;
			/** who is signed in, once a route has asked `contributors.current` */
			contributor?: Promise<Contributor | null>;
		}
		interface PageData {
			/** on the map's page: the street map, where the operator has brought one */
			streets?: Streets | null;
		}
		interface PageState {
			/** of the map's page: see src/lib/map-page/browsing.svelte.ts */
			trail?: (string | null)[] | undefined;
		}
		interface Error {
			message: string;
			/** a word for programs and for choosing the sentence on the error page */
			code?: string;
			/** what is wrong with parameters of the address */
			errors?: FieldError[];
			/** why a moderator hid an entry, in public */
			reason?: string | null;
		}
	}
}

export {};
