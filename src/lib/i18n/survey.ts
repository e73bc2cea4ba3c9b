import english from './en/survey.ts';
import { ofPage } from './of-page.ts';
import cyrillic from './sr-Cyrl/survey.ts';

/** Words of a survey, on the map and on the plain form. */
export const surveyWords = ofPage({ cyrillic, en: english });
