import english from './en/stats.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/stats.ts';

/** Words of the statistics. */
export const statsWords = ofPage({ cyrillic, en: english });
