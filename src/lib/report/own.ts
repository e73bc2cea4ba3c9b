import type { CameraFeature } from '$lib/camera/feature';

const name = 'oko-own-reports';

/*
 * Cameras that this tab has reported and that are not published yet: only this device shows them. They are kept
 * in the tab's own storage, which the browser throws away when the tab is closed.
 */
export function ownCameras(): CameraFeature[] {
	try {
		return JSON.parse(sessionStorage.getItem(name) ?? '[]') as CameraFeature[];
	} catch {
		return [];
	}
}

export function keepOwn(cameras: CameraFeature[]): void {
	try {
		sessionStorage.setItem(name, JSON.stringify(cameras));
	} catch {
		// A browser that keeps nothing shows it until the page is left.
	}
}
