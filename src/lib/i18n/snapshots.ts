import english from './en/snapshots.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/snapshots.ts';

/** Words of the snapshots that can be cited. */
export const snapshotWords = ofPage({ cyrillic, en: english });
