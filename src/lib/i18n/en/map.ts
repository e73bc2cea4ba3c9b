import type { MapMessages } from '../sr-Cyrl/map.ts';

export default {} satisfies MapMessages;
