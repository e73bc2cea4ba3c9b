import type { CameraFeature } from '$lib/camera/feature';
import type { WhereCamera } from '$lib/camera/read-position';
import { request } from './request.ts';

/** Where a public camera stands, as our server says. @throws Error when nobody answers */
export const whereCamera: WhereCamera = async (id) => {
	const answer = await request<{ camera: CameraFeature }>(`/api/cameras/${id}`, {});
	if (answer.kind === 'refused' && [404, 410].includes(answer.problem.status)) return null;
	if (answer.kind !== 'accepted') throw new Error(answer.kind);
	const [lng = 0, lat = 0] = answer.answer.camera.geometry.coordinates;
	return [lng, lat];
};
