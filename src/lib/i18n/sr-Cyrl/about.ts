const about = {};
export default about;
export type AboutMessages = typeof about;
