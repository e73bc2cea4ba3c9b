const list = {};
export default list;
export type ListMessages = typeof list;
