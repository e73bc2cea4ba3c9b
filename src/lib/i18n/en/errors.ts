import type { ErrorsMessages } from '../sr-Cyrl/errors.ts';

export default {
	field: {
		required: 'This field is required.',
		invalid: 'This value was not understood. Check it and try again.',
		out_of_range: 'The value is outside the permitted range.',
		outside_area: 'The position is outside the area of the City of Belgrade. Check the coordinates.',
		swapped: 'Latitude and longitude seem to be swapped. Exchange them and try again.',
		too_long: 'The text is too long. Shorten it.',
		in_future: 'The day is in the future. Choose today or an earlier day.',
		too_early: 'The day is too long ago. Choose a day from 2010 until today.',
		on_dwelling: 'We do not record cameras on homes: the map would show where somebody lives.',
		unknown_camera: 'That camera is no longer on the map. Report it as a new one.',
		too_far: 'That camera is too far from this position. Check the position.',
		key_reused: 'The same key was already used for another report. Send with a new key.',
		unknown_field: 'There is no such field.'
	}
} satisfies ErrorsMessages;
