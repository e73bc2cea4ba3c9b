import type { DataMessages } from '../sr-Cyrl/data.ts';

export default {} satisfies DataMessages;
