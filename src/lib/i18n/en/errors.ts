import type { ErrorsMessages } from '../sr-Cyrl/errors.ts';

export default {
	field: {
		required: 'This field is required.',
		invalid: 'This value was not understood. Check it and try again.',
		out_of_range: 'The value is outside the permitted range.',
		outside_area: 'The position is outside the area of the City of Belgrade. Check the coordinates.',
		swapped: 'Latitude and longitude seem to be swapped. Swap them and try again.',
		too_long: 'The text is too long. Shorten it.',
		in_future: 'The day is in the future. Choose today or an earlier day.',
		too_early: 'The day is too long ago. Choose a day from 2010 until today.',
		on_dwelling:
			'We do not record cameras on private houses or flats: the map would show where somebody lives.',
		unknown_camera: 'That camera is no longer on the map. Report it as a new one.',
		too_far: 'That camera is too far from this position. Check the position.',
		key_reused: 'The same key was already used for another report. Send with a new key.',
		unchanged: 'The record says so already. Choose another value.',
		same_camera: 'That is the same entry. Give the id of another.',
		unknown_field: 'There is no such field.',
		too_old: 'The day is more than a year ago. What was seen then no longer counts.',
		too_many_corners: 'There are too many points. Send it in several parts.',
		line_too_long: 'The line is too long. Send it in several parts.',
		area_too_large: 'The area is too large. Send it in several parts.',
		crosses_itself: 'The edge of the area crosses itself. Draw an edge that does not.'
	},
	problem: {
		not_found: 'There is nothing at this address. Check the address.',
		gone: 'This entry is no longer on the map.',
		bad_filter: 'A filter was not understood. Correct the parameters named.',
		not_offered: 'This format or size is not offered.',
		not_json: 'The body of the request is not valid JSON.',
		wrong_type: 'The body of the request must be application/json.',
		too_large: 'The request is larger than 64 KB. Send less.',
		form_unreadable: 'The form arrived damaged, and nothing was stored. Fill it in and send it again.',
		form_too_large:
			'The form is longer than can be taken, and nothing was stored. What fitted is below: shorten it, or send it in several parts.',
		invalid_report: 'Something needs correcting before it can be sent.',
		known_cameras_near: 'There are known cameras close by. Say whether this is one of them.',
		challenge_required: 'The challenge from /api/challenge is not solved (header Oko-Challenge). Try again.',
		challenge_spent: 'The challenge was used before. Send again.',
		network_limit: 'Too many reports came from your network today. Nothing is lost: send it tomorrow.',
		plain_limit:
			'Too many reports without JavaScript in this hour. Nothing is lost: send it later, or switch JavaScript on.',
		withdraw_time_over: 'The time to withdraw is over. Report a problem with the entry instead.',
		wrong_token: 'Only whoever sent a report can withdraw it.',
		wrong_key: 'This key opens no account. Check the words and their order.',
		keys_limit: 'Too many keys were made from your network. Try again tomorrow.',
		homes_limit:
			'Too many complaints about cameras on houses or flats came from your network today. Nothing is lost: send it tomorrow.',
		sign_ins_limit: 'Too many attempts from your network in this hour. Nothing is lost: try again later.',
		sign_in_required:
			'You need a key for this: make one or enter yours on the Account page. What you entered is not lost.',
		own_camera: 'You reported this camera yourself. Others check your report.',
		already_reviewed:
			'The state of the camera was decided with your vote. You can vote again when the waiting time has passed.',
		reviews_limit: 'Too many reviews for today. Nothing is lost: send it tomorrow.',
		unknown_correction: 'This correction is no longer open. Look at what the record says now.',
		no_moderator: 'Only moderators can do this.',
		not_hidden: 'This entry is not hidden. Somebody may have restored it in the meantime.',
		desk_limit: 'You have done as much as one moderator may in a day. Continue tomorrow.',
		flood_changed: 'What would be taken back has changed. Look at it again.',
		flood_undone: 'This act has been undone already.',
		unknown_version: 'This version does not belong to this record. Download all of it again.',
		names_unread: 'The names of streets are being read just now. Try again in a few seconds.',
		unavailable:
			'The database cannot be reached just now. Try again in a few seconds. If you sent something, it may be written already; a report sent again is not written twice.',
		internal: 'The fault is ours. Try again; if you sent something, it may be written already.'
	},
	page: {
		not_found: 'This page does not exist',
		gone: 'This entry is no longer on the map',
		unavailable: 'The database cannot be reached just now',
		other: 'Something went wrong',
		home: 'To the map',
		list: 'To the list'
	},
	notLoaded: 'This part of the page was not loaded. Check the connection and try again.',
	network: 'The server cannot be reached. What you entered is kept on this page: try again.'
} satisfies ErrorsMessages;
