/** Names of sources and layers: the only place where they are written. Later layers lie above earlier ones. */
export const ids = {
	cameras: 'cameras',
	clusters: 'clusters',
	clusterCounts: 'cluster-counts',
	cones: 'cones',
	coneFill: 'cone-fill',
	coneLine: 'cone-line',
	coneStale: 'cone-stale',
	coneAssumed: 'cone-assumed',
	selected: 'camera-selected',
	dots: 'camera-dots',
	marks: 'camera-marks',
	/** cameras that only this device knows */
	own: 'own',
	ownDots: 'own-dots',
	ownMarks: 'own-marks',
	/** cameras as they were on a day, and their dots while the day changes */
	past: 'past',
	pastDots: 'past-dots',
	pastMarks: 'past-marks',
	day: 'day',
	/** cameras that lie together, as one or fanned out, and the one in hand */
	together: 'together',
	fanLines: 'fan-lines',
	togetherDots: 'together-dots',
	togetherMarks: 'together-marks',
	togetherBadges: 'together-badges',
	togetherCounts: 'together-counts',
	/** those of the demonstration */
	buildings: 'buildings',
	draft: 'draft',
	/** what the camera of a report would watch among buildings */
	draftView: 'draft-view',
	draftViewFill: 'draft-view-fill',
	draftViewLine: 'draft-view-line',
	found: 'found-place',
	foundName: 'found-place-name',
	/** a line or an area that is being drawn */
	sketchFill: 'sketch-fill',
	sketchCasing: 'sketch-casing',
	sketchLine: 'sketch-line',
	/** a walk: where it is in view, and of which cameras */
	walkLeast: 'walk-least',
	walkMost: 'walk-most',
	walkCameras: 'walk-cameras',
	/** watched ground: cells from afar, views close up, and the density of reports */
	cells: 'cells',
	cellHatch: 'cell-hatch',
	cellFill: 'cell-fill',
	cellTouch: 'cell-touch',
	cellCasing: 'cell-casing',
	cellChosen: 'cell-chosen',
	views: 'views',
	viewFill: 'view-fill',
	viewLine: 'view-line',
	/** where somebody looked and where nobody did: over the whole City, squares, and streets close up */
	unlooked: 'unlooked',
	unlookedFill: 'unlooked-fill',
	lookedCells: 'looked-cells',
	lookedFill: 'looked-fill',
	lookedTouch: 'looked-touch',
	lookedCasing: 'looked-casing',
	lookedChosen: 'looked-chosen',
	streetGaps: 'street-gaps',
	streetLooked: 'street-looked',
	streetPart: 'street-part',
	streetUnlooked: 'street-unlooked',
	/** municipalities from far away, in the place of cells and of the density */
	areas: 'areas',
	areaFill: 'area-fill',
	areaTouch: 'area-touch',
	areaLine: 'area-line',
	areaCasing: 'area-casing',
	areaChosen: 'area-chosen',
	density: 'density',
	densityOfClusters: 'density-of-clusters'
} as const;

/** Layers in which a camera can be pointed at. */
export const cameraLayers = [
	...[ids.dots, ids.marks, ids.ownDots, ids.ownMarks],
	...[ids.pastDots, ids.pastMarks]
] as const;
