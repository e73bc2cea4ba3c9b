import { downloading } from '../downloads';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => downloading(event, event.params.format);
