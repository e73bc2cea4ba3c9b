import type { ListMessages } from '../sr-Cyrl/list.ts';

export default {} satisfies ListMessages;
