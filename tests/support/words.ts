import { aboutWords } from '../../src/lib/i18n/about.ts';
import { accountWords } from '../../src/lib/i18n/account.ts';
import { apiWords } from '../../src/lib/i18n/api.ts';
import { areasWords } from '../../src/lib/i18n/areas.ts';
import { checkWords } from '../../src/lib/i18n/check.ts';
import { dataWords } from '../../src/lib/i18n/data.ts';
import { deskWords } from '../../src/lib/i18n/desk.ts';
import { embedWords } from '../../src/lib/i18n/embed.ts';
import { feedWords } from '../../src/lib/i18n/feed.ts';
import { floodWords } from '../../src/lib/i18n/flood.ts';
import { gapsWords } from '../../src/lib/i18n/gaps.ts';
import { loadI18n } from '../../src/lib/i18n/load.ts';
import type { Locale } from '../../src/lib/i18n/locale.ts';
import { logWords } from '../../src/lib/i18n/log.ts';
import { methodWords } from '../../src/lib/i18n/method.ts';
import { ogcWords } from '../../src/lib/i18n/ogc.ts';
import { reportWords } from '../../src/lib/i18n/report.ts';
import { reviewWords } from '../../src/lib/i18n/review.ts';
import { statsWords } from '../../src/lib/i18n/stats.ts';
import { snapshotWords } from '../../src/lib/i18n/snapshots.ts';
import { surveyWords } from '../../src/lib/i18n/survey.ts';
import { timeWords } from '../../src/lib/i18n/time.ts';
import { walkWords } from '../../src/lib/i18n/walk.ts';
import { wayWords } from '../../src/lib/i18n/way.ts';

export type AllWords = Awaited<ReturnType<typeof allWords>>;

/** The words of a language, also those that come with single pages. */
export async function allWords(locale: Locale) {
	return {
		...(await loadI18n(locale)).m,
		about: aboutWords(locale),
		account: accountWords(locale),
		api: apiWords(locale),
		areas: areasWords(locale),
		check: checkWords(locale),
		data: dataWords(locale),
		desk: deskWords(locale),
		embed: embedWords(locale),
		feed: feedWords(locale),
		flood: floodWords(locale),
		gaps: gapsWords(locale),
		log: logWords(locale),
		method: methodWords(locale),
		ogc: ogcWords(locale),
		report: reportWords(locale),
		review: reviewWords(locale),
		stats: statsWords(locale),
		snapshots: snapshotWords(locale),
		survey: surveyWords(locale),
		time: timeWords(locale),
		walk: walkWords(locale),
		way: wayWords(locale)
	};
}
