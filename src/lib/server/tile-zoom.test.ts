import { expect, test } from 'vitest';
import { closestTileZoom } from '../camera/mercator.ts';
import { maxZoom } from './live/camera-index.ts';

test('the map asks for no tile that the server does not have', () => expect(maxZoom).toBe(closestTileZoom));
