import { version } from '$app/environment';
import { answering } from '$lib/answer/problems';
import { inventedOnMap } from '$lib/server/coverage/invented-on-map';
import type { RequestHandler } from './$types';

/** The invented buildings of the demonstration, for the schematic map. */
export const GET: RequestHandler = (event) => answering(event, () => inventedOnMap(event.request, version));
