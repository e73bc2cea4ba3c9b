import { en } from '../plural.ts';
import type { CameraMessages } from '../sr-Cyrl/camera.ts';

export default {
	title: (id) => `Camera ${id}`,
	position: 'Position',
	never: 'never',
	people: (n) => en(n, 'person', 'people'),
	meaning: {
		reported: 'Somebody reported that the camera is there. Reviews have not verified it yet.',
		verified: 'Several people confirmed independently that the camera is there.',
		disputed: 'Several people say that the camera is not there.',
		removed: 'The camera is gone. It stays in the record.'
	},
	staleMeaning: 'The confirmation is more than a year old: the camera may have been removed since.',
	capabilityNote: 'Capabilities are reported, not established.',
	facts: 'What is known',
	history: 'History',
	changed: (fields) => `changed: ${fields}`,
	nowState: (state) => `now ${state}`,
	share: 'Share',
	copied: 'The address was copied.',
	openIn: 'Open in a map application',
	onMap: 'Show on the map',
	closeUp: 'Close-up, with the cameras around it',
	miniMap: "Schematic map of the camera's surroundings",
	problem: 'Report a problem with this entry',
	problemNote: 'Only a moderator sees the message. No account is needed.',
	problemKind: 'What is wrong?',
	problemMessage: 'Message (optional)',
	problemSend: 'Send',
	problemThanks: 'Thank you. A moderator will look at the entry.',
	goneHidden: 'A moderator has hidden this entry.',
	goneWithdrawn: 'The person who sent this report has withdrawn it.',
	reason: 'Reason'
} satisfies CameraMessages;
