import english from './en/gaps.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/gaps.ts';

/** Words of where somebody looked, and where nobody did. */
export const gapsWords = ofPage({ cyrillic, en: english });
