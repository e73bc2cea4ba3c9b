import english from './en/feed.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/feed.ts';

/** Words of the feeds, and of the links to them. */
export const feedWords = ofPage({ cyrillic, en: english });
