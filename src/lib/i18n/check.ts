import english from './en/check.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/check.ts';

/** Words of the work list. */
export const checkWords = ofPage({ cyrillic, en: english });
