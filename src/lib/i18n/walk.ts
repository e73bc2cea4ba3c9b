import english from './en/walk.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/walk.ts';

/** Words of my walk. */
export const walkWords = ofPage({ cyrillic, en: english });
