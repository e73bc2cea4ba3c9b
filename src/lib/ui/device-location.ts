/** Why a device gives no location. `insecure`: the page did not come by https. */
export type NoLocation = 'denied' | 'insecure' | 'off' | 'slow';

/** Where the device is, and how exactly; or why it does not say. */
export type Located = { position: [lng: number, lat: number]; accuracy_m: number } | { failed: NoLocation };

/** as long as a telephone takes that has to find its satellites first */
const limitMs = 20_000;

/** Asks the device where it is. A location of up to `oldMs` ago will do. */
export function locateDevice(oldMs = 0): Promise<Located> {
	if (!window.isSecureContext || !('geolocation' in navigator))
		return Promise.resolve({ failed: 'insecure' });
	return new Promise((resolve) =>
		navigator.geolocation.getCurrentPosition(
			({ coords: { longitude, latitude, accuracy } }) =>
				resolve({ position: [longitude, latitude], accuracy_m: Math.round(accuracy) }),
			({ code }) => resolve({ failed: ({ 1: 'denied', 2: 'off', 3: 'slow' } as const)[code] ?? 'off' }),
			{ enableHighAccuracy: true, timeout: limitMs, maximumAge: oldMs }
		)
	);
}
