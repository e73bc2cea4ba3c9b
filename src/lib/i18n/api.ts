import english from './en/api.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/api.ts';

/** Words of the page of the API. */
export const apiWords = ofPage({ cyrillic, en: english });
