import { StartError } from '../engine/errors.ts';

/** Which guards are on. Tests and benches may switch them off, on this machine only. */
export interface Switches {
	challenge: boolean;
	limits: boolean;
}

/** @throws StartError when a guard is switched off where others could reach the server */
export function readSwitches(env: Record<string, string | undefined>): Switches {
	const off = (name: string) => {
		if (!env[name]) return false;
		if (env[name] !== 'off')
			throw new StartError(`${name} is "off" or not set; it cannot be "${env[name]}".`);
		const host = hostOf(env.ORIGIN);
		if (host === 'localhost' || host === '127.0.0.1') return true;
		throw new StartError(`${name}=off is for tests only: unset it, or set ORIGIN to http://localhost:3000.`);
	};
	return { challenge: !off('OKO_CHALLENGE'), limits: !off('OKO_LIMITS') };
}

function hostOf(origin: string | undefined): string | null {
	return origin && URL.canParse(origin) ? new URL(origin).hostname : null;
}
