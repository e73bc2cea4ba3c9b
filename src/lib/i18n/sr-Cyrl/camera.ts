const camera = {};
export default camera;
export type CameraMessages = typeof camera;
