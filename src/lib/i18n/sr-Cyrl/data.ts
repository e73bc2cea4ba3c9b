import type { FilterName } from '../../camera/filter.ts';
import type { FormatName, FormatReader } from '../../camera/formats.ts';
import common from './common.ts';

const data = {
	title: 'Отворени подаци',
	lead: 'Све што мапа приказује можете преузети, умножавати и мењати, уз навођење извора.',
	download: 'Преузмите',
	forWhom: {
		csv: 'за табеле и статистику',
		geojson: 'за QGIS, веб-мапе и програме',
		kml: 'за Google Earth',
		gpx: 'за навигацију, без уклоњених камера',
		fgb: 'за QGIS, када треба само део града',
		parquet: 'за анализу: DuckDB, Python, R',
		geojsons: 'за програме који читају ред по ред',
		pmtiles: 'за веб-мапу на вашем серверу'
	} satisfies Record<FormatName, string>,
	forReader: {
		excel: { title: 'CSV за Excel', whom: 'за Excel, са исправним словима' }
	} satisfies Record<FormatReader, { title: string; whom: string }>,
	filters: 'Филтери у адреси',
	filterRows: {
		bbox: 'запад, југ, исток, север у степенима',
		state: 'стање; може се поновити',
		type: 'врста; може се поновити',
		operator: 'оператер; може се поновити',
		municipality: 'градска општина, ако су границе учитане; може се поновити',
		maker: 'произвођач; може се поновити',
		capability: 'пријављена могућност; може се поновити: тада се бира камера која има бар једну',
		freshness: 'свежина; може се поновити',
		sign: 'да ли табла упозорава на њу; може се поновити',
		since: 'промењено тог дана или касније'
	} satisfies Record<FilterName, string>,
	example: 'На пример',
	fields: 'Поља',
	field: 'Поље',
	meaning: 'Значење',
	id: 'ознака камере: десет знакова (Crockford base32)',
	geometry: 'тачка, WGS 84, дужина па ширина, шест децимала; у CSV-у су то колоне lon и lat',
	licences: 'Лиценце',
	dataLicence: `Подаци: Open Database License (ODbL) 1.0. Наведите „${common.attribution}“ и поделите измене под истом лиценцом.`,
	codeLicence: 'Програм: GNU AGPL 3.0 или новија.',
	honest: 'Пре него што објавите',
	honestText:
		'Реците „пријављене камере“ и наведите дан. Празно подручје не значи да камера нема. Стање и свежина говоре колико се о којој камери зна.',
	demonstration:
		'Подаци на овој мапи су измишљени: преузете датотеке зову се DEMO-… и носе "demonstration": true.'
};
export default data;
export type DataMessages = typeof data;
