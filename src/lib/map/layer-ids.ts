/** Names of sources and layers: the only place where they are written. Later layers lie above earlier ones. */
export const ids = {
	cameras: 'cameras',
	clusters: 'clusters',
	clusterCounts: 'cluster-counts',
	cones: 'cones',
	coneFill: 'cone-fill',
	coneLine: 'cone-line',
	coneAssumed: 'cone-assumed',
	marks: 'camera-marks',
	selected: 'camera-selected',
	draft: 'draft'
} as const;
