import english from './en/desk.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/desk.ts';

/** Words of the moderators’ desk. */
export const deskWords = ofPage({ cyrillic, en: english });
