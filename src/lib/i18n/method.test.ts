import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleExample } from '../camera/rule-example.ts';
import { settings } from '../camera/settings.fixture.ts';
import english from './en/method.ts';

const plain = (text: string) => text.replace(/[*_`[\]]|\(#?[\w/.:-]+\)/g, '').replace(/\s+/g, ' ');
const document = plain(readFileSync('docs/method.md', 'utf8'));

test('the page says what docs/method.md says, sentence for sentence', () => {
	const texts = [
		...['lead', 'report', 'review', 'older', 'exampleText', 'exampleAfter', 'figuresText', 'groundText'],
		...['assumed', 'bounds', 'leftOut', 'buildingsText', 'noBuildings', 'walkText']
	].map((name) => english[name as keyof typeof english] as string);
	const numbers = [
		english.freshnessText(settings.ageing_after_days, settings.stale_after_days),
		english.places(String(settings.place_m)),
		english.range(String(settings.view_range_max_m)),
		english.surveysText(String(settings.survey_reach_m), settings.survey_fade_days)
	];
	const sentences = [...texts, ...numbers].flatMap((text) => text.split(/(?<=\.) (?=[A-Z"])/));
	expect(sentences.length).toBeGreaterThan(25);
	expect(sentences.filter((sentence) => !document.includes(plain(sentence)))).toEqual([]);
});

test('the example of the rule is the table of docs/method.md', () => {
	const rows = [...readFileSync('docs/method.md', 'utf8').matchAll(/^\| (\d+ \w+) +\|([^\n]*)\|$/gm)].map(
		([, day = '', cells = '']) => [day, ...cells.split('|').map((cell) => cell.trim())]
	);
	const months: Record<string, string> = { March: '03', April: '04' };
	expect(
		rows.map(([day = '', review, present = '', absent, share, state]) => {
			const [date = '', month = ''] = day.split(' ');
			return [
				`${months[month]}-${date.padStart(2, '0')}`,
				review === 'absent',
				Number.parseFloat(present),
				Number(absent),
				share,
				state
			];
		})
	).toEqual(
		ruleExample.map(({ day, isAbsent, present, absent, state }) => [
			day,
			isAbsent,
			present,
			absent,
			isAbsent ? (absent / (present + absent)).toFixed(2) : '',
			state
		])
	);
});
