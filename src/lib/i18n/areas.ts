import english from './en/areas.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/areas.ts';

/** Words of the municipalities on the map. */
export const areasWords = ofPage({ cyrillic, en: english });
