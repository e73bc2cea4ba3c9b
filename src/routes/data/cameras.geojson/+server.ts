import { formats } from '$lib/server/export';
import { downloading } from '../downloads';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => downloading(event, formats.geojson);
