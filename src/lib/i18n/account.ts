import english from './en/account.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/account.ts';

/** Words of keys and accounts. */
export const accountWords = ofPage({ cyrillic, en: english });
