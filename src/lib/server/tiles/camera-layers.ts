import { describeField, fields, tileFields, tileType } from '../../camera/record.ts';

const count = 'Number';

/** What the tiles of the cameras hold, as TileJSON 3.0.0 and PMTiles describe it (`vector_layers`). */
export const cameraLayers = [
	{
		id: 'cameras',
		description: [
			'One point per camera; the feature id is the camera’s number',
			...tileFields.map(({ name, inTile }) => `${inTile}: ${describeField(fields[name])}`),
			'confirmed_day: days since 1970-01-01 of the newest day on which it is known to have been there',
			'place: from zoom 13 on, the street or the quarter at its position; absent when nobody can name it',
			'changes: public states, oldest first: five digits of the day since 1970-01-01, and r, v, d or x'
		].join('. '),
		fields: {
			...Object.fromEntries(tileFields.map(({ name, inTile }) => [inTile, tileType(fields[name])])),
			confirmed_day: 'Number',
			place: 'String',
			changes: 'String'
		}
	},
	{
		id: 'clusters',
		description: 'In the place of cameras, where a tile would hold more than 20,000',
		fields: { count, reported: count, verified: count, disputed: count, removed: count }
	}
];
