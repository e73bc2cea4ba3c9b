import english from './en/log.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/log.ts';

/** Words of the public log. */
export const logWords = ofPage({ cyrillic, en: english });
