import { osm, type OsmOptions } from '@versatiles/style';
import { omt } from '@versatiles/style/omt';
import { protomaps } from '@versatiles/style/protomaps';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Locale } from '../../i18n/locale.ts';
import { palettes, streetGreys, type Scheme } from '../palette.ts';
import { besideCameras, font, fontRegular } from '../style.ts';
import { streetsSource } from './walkable.ts';
import { plainLayers } from './plain.ts';

/** whose layers an archive has; null when they are of no known schema */
export type Schema = 'openmaptiles' | 'protomaps' | 'shortbread' | null;

/** drawn by the package, of no use for placing a camera */
const unwanted = /-bicycle$|^slot-|^tunnel-transport|^boundary-country-(disputed|maritime)|track$/;

/**
 * The layers of the street map in the paper look, for the schema of the archive. Runs on the server, so that the
 * browser need not load the style package.
 */
export function streetLayers(schema: Schema, scheme: Scheme, locale: Locale): LayerSpecification[] {
	const name = names[locale];
	if (schema === null) return plainLayers(palettes[scheme], streetGreys[scheme], name);
	const options = packageOptions(scheme);
	const { layers } = {
		shortbread: () => osm(options),
		openmaptiles: () => omt(options),
		protomaps: () => protomaps({ ...options, urls: { protomaps: 'pmtiles://' } })
	}[schema]();
	return (layers as LayerSpecification[])
		.filter(({ id }) => !unwanted.test(id))
		.map((layer): LayerSpecification => {
			if (layer.type === 'background') return layer;
			const own = { ...layer, source: streetsSource };
			if (own.type !== 'symbol' || JSON.stringify(own.layout?.['text-field']) !== '["get","name"]')
				return own;
			const isOfPoint = (own.layout?.['symbol-placement'] ?? 'point') === 'point';
			return { ...own, layout: { ...own.layout, 'text-field': name, ...(isOfPoint && besideCameras) } };
		});
}

/** Names as provisioning leaves them (src/lib/i18n/place-names.ts). */
const names: Record<Locale, ExpressionSpecification> = {
	'sr-Cyrl': ['get', 'name'],
	'sr-Latn': ['coalesce', ['get', 'name:sr-Latn'], ['get', 'name']],
	en: ['coalesce', ['get', 'name:en'], ['get', 'name:sr-Latn'], ['get', 'name']]
};

function packageOptions(scheme: Scheme): OsmOptions {
	const { paper, water, place, halo, bridge } = palettes[scheme];
	const { street, main, edge, mainEdge, path, green, building } = streetGreys[scheme];
	const group = (value: string, ...names: string[]) => Object.fromEntries(names.map((name) => [name, value]));
	return {
		theme: scheme === 'dark' ? 'gray-dark' : 'gray',
		projection: 'mercator',
		sky: false,
		layers: {
			icons: false,
			pois: false,
			markings: false,
			sites: false,
			boundaries: { country: true, state: false },
			land: { urban: true, agriculture: false, rock: false, sand: false, glacier: false, wetland: false },
			transit: { aerialways: false, ferries: false, stops: false, rail: true },
			labels: { boundaries: false, addresses: true, streets: { names: true, refs: false, exits: false } }
		},
		text: {
			font: fontRegular,
			scale: 1.1,
			haloWidth: 1.5,
			haloBlur: 0,
			places: { font, transform: 'none', districts: { letterSpacing: 0.06, transform: 'none' } },
			water: { letterSpacing: 0.1 }
		},
		colors: {
			...group(
				paper,
				'background',
				'land',
				'areaResidential',
				'areaCommercial',
				'areaIndustrial',
				'areaWaste'
			),
			...group(green, 'natureWood', 'natureGrass', 'naturePark', 'natureLeisure', 'areaBurial'),
			...group(street, 'roadStreet'),
			...group(edge, 'roadStreetBg', 'boundary'),
			...group(path, 'transitFoot', 'transitCycle'),
			...group(main, 'roadTrunk', 'roadMotorway'),
			...group(mainEdge, 'roadTrunkBg', 'roadMotorwayBg'),
			...group(bridge, 'transitRail', 'transitSubway'),
			...group(building, 'building', 'buildingBg'),
			...group(place, 'label', 'labelWater', 'labelHousenumber'),
			labelHalo: halo,
			water
		}
	};
}
