import { downloadingChanges } from '../downloads';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = downloadingChanges;
