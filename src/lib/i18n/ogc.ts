import english from './en/ogc.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/ogc.ts';

/** Words of everything at /ogc. */
export const ogcWords = ofPage({ cyrillic, en: english });
