import type { CameraFeature } from '$lib/camera/feature';
import type { WhereCamera } from '$lib/camera/read-position';

/** Where a public camera stands, as our server says. @throws when it does not answer */
export const whereCamera: WhereCamera = async (id) => {
	const response = await fetch(`/api/cameras/${id}`);
	if (response.status === 404 || response.status === 410) return null;
	if (!response.ok) throw new Error(String(response.status));
	const { camera } = (await response.json()) as { camera: CameraFeature };
	const [lng = 0, lat = 0] = camera.geometry.coordinates;
	return [lng, lat];
};
