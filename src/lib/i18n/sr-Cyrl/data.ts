const data = {};
export default data;
export type DataMessages = typeof data;
