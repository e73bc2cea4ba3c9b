import english from './en/api.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/api.ts';

export type { DatasetName } from './sr-Cyrl/api.ts';

/** Words of the API and of what there is to download, for the page and for catalogues. */
export const apiWords = ofPage({ cyrillic, en: english });
