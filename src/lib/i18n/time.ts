import english from './en/time.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/time.ts';

/** Words of the record through time. */
export const timeWords = ofPage({ cyrillic, en: english });
