import type { Candidate } from '$lib/camera/camera';
import type { CameraFeature } from '$lib/camera/feature';
import type { Position } from '$lib/camera/position';
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

/** longer than this nobody waits for a question; the server asks it when the report comes */
const questionMs = 5_000;

/** Known cameras that a camera may be, nearest first; none where the server does not say it in time. */
export async function camerasNear([lng, lat]: Position, heading_deg: number | null): Promise<Candidate[]> {
	const query = new URLSearchParams({ lng: String(lng), lat: String(lat) });
	if (heading_deg !== null) query.set('heading_deg', String(heading_deg));
	const answer = await request<{ candidates: Candidate[] }>(`/api/cameras/near?${query}`, {}, questionMs);
	return answer.kind === 'accepted' ? answer.answer.candidates : [];
}
