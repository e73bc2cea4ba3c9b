import type { ReportMessages } from '../sr-Cyrl/report.ts';

export default {} satisfies ReportMessages;
