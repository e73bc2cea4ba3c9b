import type { CameraMessages } from '../sr-Cyrl/camera.ts';

export default {} satisfies CameraMessages;
