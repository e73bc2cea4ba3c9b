import english from './en/flood.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/flood.ts';

/** Words of taking back a flood. */
export const floodWords = ofPage({ cyrillic, en: english });
