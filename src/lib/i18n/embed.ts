import english from './en/embed.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/embed.ts';

/** Words of the frames on other sites, and of the page that makes one. */
export const embedWords = ofPage({ cyrillic, en: english });
