const report = {};
export default report;
export type ReportMessages = typeof report;
