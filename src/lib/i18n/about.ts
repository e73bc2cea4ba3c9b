import english from './en/about.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/about.ts';

/** Words of the page about Oko. */
export const aboutWords = ofPage({ cyrillic, en: english });
