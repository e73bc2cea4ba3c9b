import english from './en/report.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/report.ts';

/** Words of a report, on the map and on the plain form. */
export const reportWords = ofPage({ cyrillic, en: english });
