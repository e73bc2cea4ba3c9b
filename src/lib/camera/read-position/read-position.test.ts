import distance from '@turf/distance';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPosition, type Position } from '../position.ts';
import { readPointed, readPosition } from './index.ts';

const here: Position = [20.4664, 44.8024];
const metresFrom = (read: Position | null, right: Position) =>
	read ? distance(read, right, { units: 'meters' }) : Infinity;
const read = async (text: string) => metresFrom(await readPosition(text), here);

describe('degrees are read', () => {
	test.each([
		...[
			'44.8024, 20.4664',
			'44.8024 20.4664',
			'44.8024,20.4664',
			'  44.8024 ,20.4664 ',
			'(44.8024, 20.4664)'
		],
		...[
			'44.8024/20.4664',
			'44.8024 | 20.4664',
			'44.8024 – 20.4664',
			'+44.8024, +20.4664',
			'44.8024,\r\n20.4664'
		],
		...['44,8024 20,4664', '44,8024, 20,4664', '44,8024,20,4664', '44,8024;20,4664', '44.8024 20,4664'],
		...['44.8024, 20.4664, 117', '44,8024,20,4664,117,5', '44.8024 20.4664 (±5 m)', '44.8024, 20.4664.'],
		...[
			'44.8024°, 20.4664°',
			'44.8024º, 20.4664˚',
			'44.8024 deg N 20.4664 deg E',
			'44.8024 stepena N 20.4664 stepena E'
		],
		...[
			'44.8024N 20.4664E',
			'44.8024n 20.4664e',
			'N 44.8024 E 20.4664',
			'20.4664E 44.8024N',
			'E 20.4664, N 44.8024'
		],
		...['44.8024 С 20.4664 И', '44.8024 S 20.4664 I', '44.8024 S, 20.4664 И', '44.8024 С, 20.4664 E'],
		...['44,8024° с.г.ш. 20,4664° и.г.д.', '44.8024 s.g.š., 20.4664 i.g.d.', '44.8024 сгш 20.4664 игд'],
		...['44.8024 север, 20.4664 исток', '44.8024 sjever 20.4664 istočno', '44.8024 North 20.4664 East'],
		...[
			'44 48.144 N, 20 27.984 E',
			'44°48.144′N 20°27.984′E',
			'N44 48.144 E020 27.984',
			'44 48.144, 20 27.984'
		],
		...[`44°48'8.64"N 20°27'59.04"E`, '44°48′8.64″N 20°27′59.04″E', `44° 48' 8,64" С; 20° 27' 59,04" И`],
		...[`44°48´8.64´´N 20°27´59.04´´E`, `44°48’8.64“N 20°27’59.04“E`, '44:48:08.64 20:27:59.04'],
		...['44 48 8.64 20 27 59.04', `20°27'59.04"E 44°48'8.64"N`, `44°48'8.64" 20°27'59.04"`],
		...['+44.8024+020.4664/', '+44.8024+020.4664+117/', '+444808.64+0202759.04/'],
		...['Lat: 44.8024 Lon: 20.4664', 'lat=44.8024, lng=20.4664', 'Longitude 20.4664, latitude 44.8024'],
		...['ширина 44,8024 дужина 20,4664', 'Geografska širina: 44,8024 N Geografska dužina: 20,4664 E'],
		...[
			'{"lat":44.8024,"lng":20.4664}',
			`{'lon': '20.4664', 'lat': '44.8024'}`,
			'lat/lng: (44.8024,20.4664)'
		],
		...['LngLat(20.4664, 44.8024)', 'lon, lat: 20.4664, 44.8024', '{"coordinates":[20.4664,44.8024,117]}'],
		...['POINT(20.4664 44.8024)', 'SRID=4326;POINT Z (20.4664 44.8024 117)']
	])('%j', async (text) => expect(await read(text)).toBeLessThan(0.2));

	// A decimal degree with one or two digits is not a minute: 44.45° is 5.6 km from 44°45′.
	test.each([
		['44.45N 20.30E', [20.3, 44.45]],
		['44.45, 20.3', [20.3, 44.45]],
		['44.8,20.4', [20.4, 44.8]],
		['44,5 20,5', [20.5, 44.5]],
		['lat 44.8 lon 20.4', [20.4, 44.8]],
		['−44.8024, 20.4664', [20.4664, -44.8024]],
		['44.8024 S, 20.4664 E', [20.4664, -44.8024]],
		['44.8024 J, 20.4664 Z', [-20.4664, -44.8024]]
	])('%s as decimals', async (text, expected) => expect(await readPosition(text)).toEqual(expected));
});

test.each([
	['34T 457799.85 4961138.4', 0.1],
	['UTM 34N, 457800 4961138', 1],
	['34 N 457800mE 4961138mN', 1],
	['457800 4961138', 1],
	['4961138, 457800', 1],
	['E 457800 N 4961138', 1],
	['SRID=32634;POINT(457800 4961138)', 1],
	['34T DQ 57800 61138', 2],
	['34tdq5780061138', 2],
	['34TDQ57806113', 10],
	['7458218.93 4962119.79', 0.2],
	['4962119,79 7458218,93', 0.2],
	['Y=7458219 X=4962120', 1],
	['8GP2RF28+XH', 8],
	['8gp2rf28+xh', 8],
	['RF28+XH', 8],
	['RF28+XH Београд', 8],
	['RF28+XH, Savski venac, Beograd', 8],
	['Kamera, RF28+XH Belgrade, Serbia', 8]
])('metres and Plus codes: %s', async (text, within) => expect(await read(text)).toBeLessThan(within));

test.each([
	// The transformation of the City's corners, by gdaltransform.
	['7445469.44 4917500.71', [20.31, 44.4]],
	['7490898.11 4933944.03', [20.88, 44.55]],
	['445052.85 4916533.02', [20.31, 44.4]],
	// Short codes mean the City wherever in it they are.
	['C826+22 Lazarevac', [20.31, 44.4]],
	['3XX9+XX Београд', [19.97, 45.1]]
] as [string, Position][])('%s', async (text, right) =>
	expect(metresFrom(await readPosition(text), right)).toBeLessThan(10)
);

describe('links', () => {
	const links = [
		...[
			'geo:PIN',
			'GEO:PIN,117;u=35',
			'geo:PIN?z=17',
			'geo://PIN',
			'geo: PIN',
			'geo:PIN;crs=wgs84?q=Slavija'
		],
		...[
			'geo:0,0?q=PIN(Slavija)',
			'geo:0,0?q=44.8024, 20.4664',
			'geo:VIEW?z=17&q=PIN',
			'google.navigation:q=PIN'
		],
		...[
			'https://www.openstreetmap.org/?mlat=LAT&mlon=LNG#map=13/VLAT/VLNG',
			'osm.org/?mlon=LNG&mlat=LAT#map=13/VLAT/VLNG'
		],
		...[
			'https://www.openstreetmap.org/?mlat=LAT&amp;mlon=LNG#map=13/VLAT/VLNG',
			'openstreetmap.org/#map=13/VLAT/VLNG&mlat=LAT&mlon=LNG'
		],
		...[
			'https://www.openstreetmap.org/directions?from=VIEW&to=PIN#map=13/VLAT/VLNG',
			'https://www.openstreetmap.org/search?query=PIN#map=13/VLAT/VLNG'
		],
		...[
			'https://www.openstreetmap.org/#map=17/LAT/LNG&layers=N',
			'www.openstreetmap.org/node/1#map=19/LAT/LNG',
			'https://www.openstreetmap.org/#map%3D16%2FLAT%2FLNG'
		],
		...[
			'https://www.google.com/maps/@PIN,17z',
			'google.rs/maps/@PIN,3a,75y,120h,90t/data=!3m6!1e1',
			'https://www.google.com/maps/place/Slavija/@PIN,17z'
		],
		...[
			'https://www.google.com/maps/place/Slavija/@VIEW,17z/data=!3m1!4b1!8m2!3dLAT!4dLNG',
			'https://www.google.com/maps/place/PIN/@VIEW,17z',
			'https://www.google.com/maps/place/RF28%2BXH+Beograd/@VIEW,17z'
		],
		...[
			'https://www.google.com/maps/dir//PIN/@VIEW,13z',
			'https://www.google.com/maps/dir/Zemun/PIN/@VIEW,13z',
			'https://www.google.com/maps/dir//Slavija/@VIEW,13z/data=!4m8!1m0!1m5!1m1!1s0x1!2m2!1dLNG!2dLAT'
		],
		...[
			'https://www.google.com/maps/dir/?api=1&origin=VIEW&destination=PIN',
			'https://maps.google.com/?saddr=VIEW&daddr=PIN',
			'https://www.google.com/maps/search/PIN?entry=tts'
		],
		...[
			'https://maps.google.com/?ll=VIEW&q=PIN',
			'maps.google.com/?q=loc:PIN&ll=VIEW',
			'https://www.google.com/maps/search/?api=1&query=LAT%2CLNG',
			'https://maps.google.com/maps?q=PIN(Kamera)&z=17'
		],
		...[
			'https://www.google.com/maps/@?api=1&map_action=pano&viewpoint=PIN&heading=-45',
			'https://maps.google.com/?layer=c&cbll=PIN&ll=VIEW',
			'https://www.google.com/url?q=https%3A%2F%2Fmaps.google.com%2F%3Fq%3DPIN'
		],
		...[
			'https://maps.apple.com/?ll=PIN&q=Pin',
			'https://maps.apple.com/place?coordinate=PIN&name=Pin',
			'maps://?ll=PIN',
			'https://maps.apple.com/directions?source=VIEW&destination=PIN'
		],
		...[
			'https://yandex.com/maps/?pt=LNG,LAT&ll=VLNG,VLAT',
			'https://yandex.ru/maps/?ll=LNG%2CLAT&z=17',
			'https://mapy.cz/zakladni?source=coor&id=LNG,LAT&x=VLNG&y=VLAT',
			'https://mapy.cz/zakladni?x=LNG&y=LAT'
		],
		...[
			'https://bing.com/maps?sp=point.LAT_LNG_Kamera&cp=VLAT~VLNG',
			'https://www.bing.com/maps?cp=LAT~LNG',
			'https://wego.here.com/?map=PIN,17,normal',
			'https://share.here.com/l/PIN,Kamera?z=16'
		],
		...[
			'https://waze.com/ul?ll=PIN&navigate=yes',
			'https://www.waze.com/live-map/directions?to=ll.LAT%2CLNG',
			'https://osmand.net/map?pin=PIN#13/VLAT/VLNG',
			'https://osmand.net/map?start=VIEW&end=PIN#13/VLAT/VLNG',
			'om://map?v=1&ll=PIN&n=Kamera'
		],
		...[
			'https://mapcomplete.org/surveillance?z=17&lat=LAT&lon=LNG',
			'https://example.org/#17/LAT/LNG',
			'https://opentopomap.org/#marker=16/LAT/LNG',
			'https://planplus.rs/#PIN,17',
			'https://wa.me/?text=Kamera+PIN'
		],
		...[
			'https://plus.codes/8GP2RF28+XH',
			'https://oko.example/sr-Cyrl?type=dome#map=16/LAT/LNG',
			'localhost.localdomain/#map=16.5/LAT/LNG'
		]
	];
	const places = { LAT: '44.8024', LNG: '20.4664', VLAT: '44.8500', VLNG: '20.5100' };
	const filled = (link: string) =>
		link
			.replaceAll('PIN', 'LAT,LNG')
			.replaceAll('VIEW', 'VLAT,VLNG')
			.replace(/VLAT|VLNG|LAT|LNG/g, (name) => places[name as keyof typeof places]);

	test.each(links.map(filled))('%s: the pin', async (link) => expect(await read(link)).toBeLessThan(8));

	test.each(links.map(filled).filter((link) => !link.startsWith('geo: ')))('in a text: %s', async (link) => {
		for (const text of [
			`<${link}>`,
			`(${link})`,
			`Lokacija:\n${link}\nHvala!`,
			`Kamera na uglu, 2. sprat ${link}.`
		])
			expect(await read(text), text).toBeLessThan(8);
	});

	test.each(
		[
			...[
				'geo:0,0',
				'geo:0,0?q=Slavija',
				'geo:PIN;crs=EPSG:6316',
				'https://www.google.com/maps/dir/VIEW/PIN'
			],
			...[
				'https://maps.google.com/?ll=VIEW&q=Slavija',
				'https://www.google.com/maps/dir//Slavija/@VIEW,13z',
				'https://www.google.com/maps/search/pumpa/@VIEW,13z'
			],
			...[
				'https://www.google.com/maps/search/Nemanjina+22,264',
				'https://maps.google.com/?q=22,264+Nemanjina',
				'https://maps.google.com/?cid=123&ll=VIEW',
				'https://www.google.com/maps/dir/Zemun/Slavija/@VIEW,13z/data=!2m2!1d20.4!2d44.84!1m5!2m2!1dLNG!2dLAT'
			],
			...[
				'https://www.openstreetmap.org/directions?from=VIEW&to=Slavija#map=13/VLAT/VLNG',
				'https://www.openstreetmap.org/directions?route=VIEW;PIN#map=13/VLAT/VLNG',
				'https://www.openstreetmap.org/search?query=Slavija#map=13/VLAT/VLNG',
				'https://www.openstreetmap.org/?mlat=x&mlon=LNG#map=13/VLAT/VLNG'
			],
			...[
				'https://yandex.com/maps/?ll=VLNG,VLAT&text=Slavija',
				'https://mapy.cz/zakladni?source=firm&id=1&x=VLNG&y=VLAT',
				'https://waze.com/ul?q=Slavija&ll=VIEW',
				'https://maps.apple.com/?daddr=Slavija&ll=VIEW'
			],
			// A parameter that nobody here knows may be the pin.
			...[
				'https://example.org/?p=PIN#map=13/VLAT/VLNG',
				'https://example.org/?y=LAT&x1=LNG#13/VLAT/VLNG',
				'https://graphhopper.com/maps/?marker=VIEW&marker=PIN'
			],
			...[
				'https://osm.org/go/xf3F4-',
				'https://osm.org/go/xf3F4qD',
				'https://goo.gl/maps/abcDEF',
				'https://maps.app.goo.gl/abc',
				'https://example.org/%E0%A4%A'
			]
		].map(filled)
	)('%s: nothing', async (link) => expect(await readPointed(link)).toBeNull());

	test.each([
		'https://osm.org/go/xf3F4qDeM?m=',
		'www.openstreetmap.org/go/xf3F4qDeM-',
		'osm.org/go/xf3F4qDe?node=1'
	])('%s, short', async (link) => expect(await read(link)).toBeLessThan(2));

	test.each([
		'https://oko.example/cameras/K7Q29FJ4XM',
		'oko.example/sr-Cyrl/cameras/k7q29fj4xm?check=near#wrong',
		'http://127.0.0.1:3000/en?layer=heat&camera=K7Q29FJ4XM#map=16/44.85/20.51',
		'Ova: https://oko.example/?camera=K7Q29FJ4XM.'
	])('%s: a camera, wherever it stands', async (link) => {
		expect(await readPointed(link)).toEqual({ camera: 'K7Q29FJ4XM' });
		expect(await readPosition(link, () => Promise.resolve(here))).toEqual(here);
		expect(await readPosition(link, () => Promise.resolve(null))).toBeNull();
		expect(await readPosition(link)).toBeNull();
	});
});

test.each([
	...[
		'',
		'-',
		'Slavija',
		'44.8024',
		'44, 20',
		'44,20',
		'44 20',
		'44.8024, 20',
		'44°N 20°E',
		'NaN, NaN',
		'srywc4b0p'
	],
	...[
		'999.5, 20.5',
		'-91.5, 20.5',
		'-44.8N 20.4E',
		'44.8E 20.4E',
		'44.8024 N, 20.4664',
		'44.8024, 20.4664 W'
	],
	...[
		`44°61'00"N 20°27'26"E`,
		`44°48'61"N 20°27'26"E`,
		'44 61 00 20 27 26',
		'44.8024.1 20.4664',
		'44.8024-20.4664'
	],
	...['011 2345 678 90', '+381 11 2345 678', '064 123 4567', '381641 4962854', '12 34 56 78', '12 34 56 58'],
	...[
		'2026-11-28 14:55',
		'28.11.2026, 14.55',
		'od 9.30 do 16.45',
		'1.234,56 2.345,67',
		'192.168.1.1, 10.0.0.1'
	],
	...[
		'Bulevar 22,26 44,55',
		'Nemanjina 22,264',
		'cena 12.50, 13.20 dinara',
		'44.8024, 20.4664km',
		'27. marta 44.8'
	],
	...[
		'33T 457800 4961138',
		'34T 7458219 4962120',
		'34T DQ 578 611',
		'34T DQ 57800 6113',
		'35T DQ 57800 61138',
		'SRID=3857;POINT(20.4664 44.8024)'
	],
	...[
		'8GP2RF28+',
		'8GP2RF00+',
		'8GP20000+',
		'28+XH Beograd',
		'RF28+XH Novi Sad',
		'Kragujevac RF28+XH',
		'2345+678',
		'C++'
	],
	// Two places.
	...[
		'44.8024, 20.4664; 44.9, 20.5',
		'44.8024, 20.4664, 44.9123',
		'44.8024 20.4664\nili 44.8124 20.4664',
		'44.8024 N 20.4664 E 44.9 N 20.5 E'
	],
	...[
		'44.8024, 20.4664 https://www.openstreetmap.org/#map=13/44.85/20.51',
		'44.8024, 20.4664 RF28+22 Beograd'
	],
	// A number that is cut off is another place.
	`${'x'.repeat(1985)} 44.8024, 20.4664`
])('%j is not read', async (text) => expect(await readPointed(text)).toBeNull());

test.each([
	`44°48'8.64"N 20°27'59.04"E\nRF28+XH Beograd\nhttps://maps.app.goo.gl/abc`,
	'44.8024, 20.4664 https://www.google.com/maps/@44.80243,20.46644,17z',
	'44.8024, 20.4664 (34T 457800 4961138)'
])('one place said twice is one: %j', async (text) => expect(await read(text)).toBeLessThan(10));

const inCity = fc.tuple(
	fc.double({ min: 19.95, max: 20.95, noNaN: true }),
	fc.double({ min: 44.2, max: 45.15, noNaN: true })
);

test('what people write, in any sentence and with marks that nobody sees', async () => {
	const sexagesimal = (value: number, places: number) => {
		const seconds = Math.round(Math.abs(value) * 36000) / 10;
		const [degrees, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
		return [degrees, minutes, (seconds % 60).toFixed(places)] as const;
	};
	const written: ((position: Position) => string)[] = [
		formatPosition,
		([lng, lat]) => `${lat.toFixed(6)},${lng.toFixed(6)}`.replaceAll('.', ','),
		([lng, lat]) => `N ${lat.toFixed(6)} E ${lng.toFixed(6)}`,
		([lng, lat]) => `lon=${lng.toFixed(6)}&lat=${lat.toFixed(6)}`,
		([lng, lat]) => {
			const [a, b] = [sexagesimal(lat, 1), sexagesimal(lng, 1)];
			return `${a[0]}°${a[1]}′${a[2]}″ С ${b[0]}°${b[1]}′${b[2]}″ И`;
		},
		([lng, lat]) =>
			`https://www.google.com/maps/place/X/@45.1,19.1,9z/data=!8m2!3d${lat.toFixed(6)}!4d${lng.toFixed(6)}`
	];
	const around = fc.constantFrom(
		['', ''],
		['Kamera: ', ''],
		['kod semafora ', ' hvala'],
		['📍 ', '.'],
		['„', '“'],
		['2. sprat\n', '\n3 kom']
	);
	const hidden = fc.array(
		fc.tuple(fc.nat(200), fc.constantFrom('\u200b', '\u200e', '\u202a', '\u2060', '\ufeff')),
		{ maxLength: 4 }
	);
	await fc.assert(
		fc.asyncProperty(
			inCity,
			fc.constantFrom(...written),
			around,
			hidden,
			async (position, write, [before, after], marks) => {
				let text = `${before}${write(position)}${after}`;
				for (const [at, mark] of marks) text = text.slice(0, at) + mark + text.slice(at);
				expect(metresFrom(await readPosition(text), position), text).toBeLessThan(2);
			}
		),
		{ numRuns: 500 }
	);
});

test('anything is read as a position on the globe or as none, in a moment', async () => {
	const pieces = [
		...`0123456789.,°'"NSEW -;/:СИgeo@=?&#!d+`,
		'44.8',
		'20.4',
		'http://',
		'a.b/',
		'lat',
		'?q=',
		'φ',
		'34T ',
		'457800 4961138',
		'RF28+XH'
	];
	const text = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((some) => some.join(''))
	);
	await fc.assert(
		fc.asyncProperty(text, async (typed) => {
			const [lng, lat] = (await readPosition(typed)) ?? [0, 0];
			expect(Math.abs(lng)).toBeLessThanOrEqual(180);
			expect(Math.abs(lat)).toBeLessThanOrEqual(90);
		}),
		{ numRuns: 2000 }
	);
	for (const piece of [
		...pieces,
		'1,',
		'44.8,1',
		'N 44.8024 ',
		"44°1'",
		'a-',
		'a.b/?q=',
		'((',
		'- ',
		'"',
		'S. G. Š. ',
		'44:44:',
		'8GP2RF28+XH '
	]) {
		const before = process.cpuUsage();
		for (const end of ['', 'x', ' N']) await readPosition(piece.repeat(2000).slice(0, 1990) + end);
		const { user } = process.cpuUsage(before);
		expect(user, `microseconds for ${piece}`).toBeLessThan(1_500_000);
	}
});
