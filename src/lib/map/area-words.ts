import { figureName } from '../camera/coverage.ts';
import { areasWords } from '../i18n/areas.ts';
import type { I18n } from '../i18n/index.ts';
import { percentText } from '../i18n/percent.ts';
import { camerasIn, perArea, type AreaNumbers } from './areas.ts';
import { gapAreaWords } from './gap-words.ts';
import { watchedWords } from './ground-words.ts';
import type { Shown } from './ground.ts';

/**
 * A municipality in a sentence: its cameras, its watched ground or what was looked at, at least and at most. While reports wait to be measured
 * (`isMeasuring`), nobody can say that nothing is watched.
 */
export function areaWords(area: AreaNumbers, shown: Shown, i18n: I18n, isMeasuring: boolean): string {
	if (shown.layer === 'gaps') return gapAreaWords(area, i18n);
	const words = areasWords(i18n.locale);
	const { waiting } = i18n.m.coverage;
	if (shown.layer === 'density') return countedWords(area, shown, i18n);
	const name = area.names[i18n.locale];
	if (isMeasuring && !area[figureName({ ...shown, bound: 'most' })]) return words.area(name, waiting);
	const ground_m2 = area.area_km2 * 1e6;
	const looked = area.looked_m2 > 0 ? words.looked(percentText(i18n, area.looked_m2 / ground_m2)) : '';
	const said = words.area(name, `${watchedWords(area, ground_m2, shown, i18n)}${looked}.`);
	return isMeasuring ? `${said} ${waiting}` : said;
}

function countedWords(area: AreaNumbers, shown: Shown, { m, number, locale }: I18n): string {
	const words = areasWords(locale);
	const name = area.names[locale];
	const [least, most] = [camerasIn(area, shown, 'least'), camerasIn(area, shown)];
	if (most === 0) return words.area(name, words.none);
	const counted = (n: number) => `${number(n)} ${m.words.cameras(n)}`;
	const density = (n: number) => {
		const figure = perArea(area, n, shown);
		if (figure === null) return m.words.unknown;
		return `${number(figure, { maximumSignificantDigits: 2 })} ${words.pers[shown.per]}`;
	};
	if (shown.standing === 'verified') {
		const verified = `${number(most)} ${m.view.inState.verified(most)} ${m.words.cameras(most)}`;
		return words.area(name, `${words.cameras(verified, density(most))}.`);
	}
	const figures =
		least === most
			? words.cameras(counted(most), density(most))
			: words.camerasBetween(counted(least), density(least), number(most), density(most));
	return words.area(name, `${figures}.`);
}
