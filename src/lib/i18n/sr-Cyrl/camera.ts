import { sr } from '../plural.ts';

const camera = {
	title: (id: string) => `Камера ${id}`,
	position: 'Положај',
	never: 'никад',
	people: (n: number) => sr(n, 'особа', 'особе', 'особа'),
	meaning: {
		reported: 'Неко је пријавио да је камера ту. Провере то још нису потврдиле.',
		verified: 'Више људи је независно потврдило да је камера ту.',
		disputed: 'Више људи каже да камере ту нема.',
		removed: 'Камере више нема. Остаје у запису.'
	},
	staleMeaning: 'Потврда је старија од годину дана: камера је у међувремену могла бити уклоњена.',
	capabilityNote: 'Могућности су пријављене, не и утврђене.',
	facts: 'Шта је познато',
	history: 'Историја',
	changed: (fields: string) => `промењено: ${fields}`,
	nowState: (state: string) => `сада ${state}`,
	share: 'Подели',
	copied: 'Адреса је копирана.',
	openIn: 'Отвори у апликацији за мапе',
	onMap: 'Прикажи на мапи',
	closeUp: 'Изблиза, са камерама у околини',
	miniMap: 'Шематска мапа околине камере',
	problem: 'Укажите на проблем у овом уносу',
	problemNote: 'Поруку види само модератор. Налог није потребан.',
	problemKind: 'Шта није у реду?',
	problemMessage: 'Порука (није обавезна)',
	problemSend: 'Пошаљи',
	problemThanks: 'Хвала. Модератор ће погледати унос.',
	goneHidden: 'Модератор је сакрио овај унос.',
	goneWithdrawn: 'Пријаву је повукао онај ко ју је послао.',
	reason: 'Разлог'
};
export default camera;
export type CameraMessages = typeof camera;
