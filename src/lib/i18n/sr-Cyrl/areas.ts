/** The words of municipalities on the map, from far away. */
const areas = {
	heading: {
		km2: 'Пријављене камере на km², по општинама',
		inhabitants: 'Пријављене камере на 1.000 становника, по општинама'
	},
	per: 'Општине се пореде по броју камера',
	pers: { km2: 'на km²', inhabitants: 'на 1.000 становника' },
	classesOf: 'део општине:',
	uncolored: 'без боје: ниједна није пријављена',
	unfiltered: 'филтери овде не важе',
	method:
		'Боја показује колико је камера пријављено у општини. Јача боја може да значи и да ту више људи пријављује.',
	boundaries: (source: string) => `Границе општина: ${source}.`,
	unsourced: 'Порекло граница општина није наведено.',
	failed: 'Општине се нису учитале.',
	reader: 'Општина у средини мапе, или она коју притиснете:',
	area: (name: string, figures: string) => `${name}: ${figures}`,
	none: 'мапа ту не зна ни за једну камеру. То не значи да је нема.',
	cameras: (cameras: string, density: string) => `${cameras} (${density})`,
	camerasBetween: (least: string, leastDensity: string, most: string, mostDensity: string) =>
		`најмање ${least} (${leastDensity}), највише ${most} (${mostDensity})`,
	looked: (share: string) => `; на ${share} општине неко је гледао и није нашао камеру`
};
export default areas;
export type AreasMessages = typeof areas;
