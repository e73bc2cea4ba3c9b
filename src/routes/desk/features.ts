import type { Camera } from '$lib/camera/camera';
import { toFeature, type CameraFeature, type FeatureContext } from '$lib/camera/feature';
import type { DeskPage } from '$lib/server/desk';

type Plain = Exclude<DeskPage, { list: 'reported' | 'disputed' }>;
interface Page {
	count: number;
	before: string | null;
	after: string | null;
}
/** A page of a list as it is drawn: cameras as features. */
export type DrawnPage =
	| Plain
	| ({ list: 'reported'; rows: CameraFeature[] } & Page)
	| ({ list: 'disputed'; rows: { camera: CameraFeature; present: number; absent: number }[] } & Page);

/** The cameras of a page as features. */
export function withFeatures(page: DeskPage, context: FeatureContext): DrawnPage {
	const feature = (camera: Camera) => toFeature(camera, context);
	if (page.list === 'reported') return { ...page, rows: page.rows.map(feature) };
	if (page.list === 'disputed') {
		return { ...page, rows: page.rows.map(({ camera, ...sums }) => ({ camera: feature(camera), ...sums })) };
	}
	return page;
}
