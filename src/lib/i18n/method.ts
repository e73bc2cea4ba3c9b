import english from './en/method.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/method.ts';

/** Words of the page that says how states and figures come about. */
export const methodWords = ofPage({ cyrillic, en: english });
