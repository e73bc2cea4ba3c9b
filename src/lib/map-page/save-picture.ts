import type { Map } from 'maplibre-gl';
import { belgradeDay } from '../camera/day.ts';
import { areInvented } from '../camera/invented.ts';
import type { State } from '../camera/vocabulary.ts';
import type { I18n } from '../i18n/index.ts';
import { recordCount } from '../i18n/record-words.ts';
import { lookedText } from '../i18n/looked.ts';
import { drawnOn } from '../map/drawn.ts';
import { hatches, rampOf, titleLayer } from '../map/ground.ts';
import { groundWords } from '../map/ground-words.ts';
import type { MapView } from '../map/map-view.ts';
import { palettes } from '../map/palette.ts';
import { drawPicture } from '../map/picture.ts';
import { streetLooks } from '../map/street-gaps.ts';
import { spanTitle } from '../map/time.ts';

/**
 * Draws what the map shows as a PNG, with its key and what must be said beside it, and hands it to the browser to keep.
 * @param counts how many cameras of each state are in view
 * @param isDemonstration the cameras are invented, which the picture and its name say
 * @throws Error when the browser gives no canvas or no file
 */
export async function savePicture(
	map: Map,
	view: MapView,
	counts: Record<State, number>,
	i18n: I18n,
	isDemonstration: boolean
): Promise<void> {
	const { m, date } = i18n;
	const day = belgradeDay();
	const { layer } = view.ground.shown;
	const words = layer === 'none' ? undefined : groundWords(view, i18n);
	const blob = await drawPicture(map, {
		title: spanTitle(m.view.shows[titleLayer(view.ground)], view.time?.span ?? { from: null, to: day }, date),
		warning: isDemonstration ? m.view.invented(areInvented(view.buildings)) : undefined,
		ground: words && { title: `${words.title} · ${words.details}`, entries: entriesOf(words, view) },
		lines: [
			...(words?.lines ?? []),
			`${recordCount(i18n, view.time?.counts ?? counts)}. ${m.view.reported} ${view.time ? '' : lookedText(i18n, view.looked)}`,
			[m.common.site, m.map.licence, ...(view.streets ? [view.streets.attribution] : [])].join(' · '),
			location.href
		],
		states: m.record.state.values,
		stale: m.map.stale,
		cone: m.map.cone,
		assumed: m.map.assumed,
		cluster: m.map.cluster,
		together: m.map.together,
		fan: m.map.fan,
		types: m.record.type.values,
		drawn: drawnOn(map, view.days.notStale)
	});
	const address = URL.createObjectURL(blob);
	const link = Object.assign(document.createElement('a'), {
		href: address,
		download: `${isDemonstration ? 'DEMO-' : ''}oko-${layer === 'none' ? 'cameras' : layer}-${view.time?.span.to ?? day}.png`
	});
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Each colour and each hatching of the layer with what it means. */
function entriesOf(
	{ classes, single, hatched, unlooked, streets }: ReturnType<typeof groundWords>,
	{ ground }: MapView
) {
	const ramp = palettes.light[rampOf(ground.shown)];
	const colors = single
		? [{ color: ramp[2], label: single }]
		: ramp.map((color, i) => ({ color, label: classes[i] ?? '' }));
	const looked = hatched.map((label, i) => ({ hatch: hatches[i]?.id, label }));
	return [
		...colors,
		...(unlooked ? [{ hatch: 'unlooked' as const, label: unlooked.dots }] : []),
		...(unlooked?.fainter ? [{ hatch: 'unlooked' as const, color: ramp[1], label: unlooked.fainter }] : []),
		...(streets ? streetLooks.map((street) => ({ street, label: streets[street] })) : []),
		...(ground.isHatched ? looked : [])
	];
}
