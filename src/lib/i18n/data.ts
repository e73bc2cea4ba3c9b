import english from './en/data.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/data.ts';

/** Words of the page of downloads. */
export const dataWords = ofPage({ cyrillic, en: english });
