import type { AboutMessages } from '../sr-Cyrl/about.ts';

export default {} satisfies AboutMessages;
