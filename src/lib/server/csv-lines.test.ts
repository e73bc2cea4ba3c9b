import { expect, test } from 'vitest';
import { csvLines, excelLines } from './csv-lines.ts';

test('a spreadsheet gets no formula, everybody else the cell as it is', () => {
	const row = ['=HYPERLINK("http://x")', '+1', '-1', '@x', 'Terazije', 20.4, null];
	expect(csvLines([row])).toBe('"=HYPERLINK(""http://x"")",+1,-1,@x,Terazije,20.4,\r\n');
	expect(excelLines([row])).toBe(`"'=HYPERLINK(""http://x"")",'+1,'-1,'@x,Terazije,20.4,\r\n`);
});
