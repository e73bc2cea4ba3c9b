import english from './en/way.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/way.ts';

/** Words of finding a way from one place to another. */
export const wayWords = ofPage({ cyrillic, en: english });
