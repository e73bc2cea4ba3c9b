const map = {};
export default map;
export type MapMessages = typeof map;
