const data = {
	title: 'Отворени подаци',
	lead: 'Све што мапа приказује можете преузети, умножавати и мењати, уз навођење извора.',
	download: 'Преузмите',
	geojson: 'GeoJSON: за QGIS и друге ГИС програме',
	csv: 'CSV: за табеле',
	filters: 'Филтери у адреси',
	filterRows: {
		bbox: 'запад, југ, исток, север у степенима',
		state: 'стање; може се поновити',
		type: 'врста; може се поновити',
		operator: 'оператер; може се поновити',
		since: 'промењено тог дана или касније'
	},
	example: 'На пример',
	fields: 'Поља',
	field: 'Поље',
	meaning: 'Значење',
	fieldRows: {
		id: 'ознака камере: десет знакова (Crockford base32)',
		geometry: 'тачка, WGS 84, дужина па ширина, шест децимала',
		state: 'пријављена, потврђена, оспорена или уклоњена: reported, verified, disputed, removed',
		freshness: (ageing: number, stale: number) =>
			`по броју дана од последње потврде: fresh, ageing од ${ageing}, stale од ${stale}`,
		type: 'врста: fixed, dome, ptz, plate_reader, unknown',
		mount: 'на чему стоји: pole, wall, traffic_light, street_lamp, gantry, building, unknown',
		heading_deg: 'куда гледа, степени од севера у смеру казаљке; празно је непознато',
		operator: 'ко њоме управља: mup, city, municipality, transport, private, unknown',
		maker: 'произвођач: huawei, dahua, hikvision, other, unknown',
		capabilities: 'пријављене могућности: face_recognition, plate_recognition, audio',
		sign_present: 'табла са упозорењем: yes, no, unknown',
		height_m: 'висина изнад тла, m',
		accuracy_m: 'тачност положаја, m',
		method: 'како је одређен положај: dragged, gps, imagery, coordinates',
		source: 'одакле је унос: report (пријава), demonstration (измишљен пример)',
		first_reported_on: 'дан прве пријаве',
		last_confirmed_on: 'дан последње потврде',
		confirmations: 'број потврда',
		disputes: 'број оспоравања',
		url: 'страница камере'
	},
	licences: 'Лиценце',
	dataLicence:
		'Подаци: Open Database License (ODbL) 1.0. Наведите „© Око“ и поделите измене под истом лиценцом.',
	codeLicence: 'Програм: GNU AGPL 3.0 или новија.',
	honest: 'Пре него што објавите',
	honestText:
		'Реците „пријављене камере“ и наведите дан. Празно подручје не значи да камера нема. Стање и свежина свакој камери говоре колико се зна.',
	demonstration:
		'Ова инсталација садржи измишљене податке: преузете датотеке зову се DEMO-… и носе "demonstration": true.',
	api: 'Програми'
};
export default data;
export type DataMessages = typeof data;
