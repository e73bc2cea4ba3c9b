import { sr } from '../plural.ts';

/** The words of drawing on the map by hand. */
const sketch = {
	crosshair: 'Нишан: овде се додаје тачка',
	points: 'Нацртане тачке',
	point: (n: string, of: string) => `Тачка ${n} од ${of}`,
	pointKeys: 'Стрелице је померају, Delete је брише.',
	between: 'Додај тачку између',
	add: 'Додај тачку',
	remove: (n: string) => `Обриши тачку ${n}`,
	undo: 'Поништи',
	clear: 'Обриши све',
	count: (n: number, written: string) => `${written} ${sr(n, 'тачка', 'тачке', 'тачака')}`,
	how: 'Притисните мапу, или је померите под нишан и ту додајте тачку; тачке се превлаче. Са тастатуре: стрелице померају мапу, Enter додаје тачку.'
};
export default sketch;
export type SketchMessages = typeof sketch;
