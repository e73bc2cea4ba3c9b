import english from './en/review.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/review.ts';

/** Words of checking a camera: reviews and corrections. */
export const reviewWords = ofPage({ cyrillic, en: english });
