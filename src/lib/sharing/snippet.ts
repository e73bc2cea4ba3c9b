import { localePath, type Locale } from '../i18n/locale.ts';
import { embedQuery, type EmbedAsked } from './embed-asked.ts';
import { xmlText } from '../server/xml-text.ts';

export interface FrameSize {
	width_px: number;
	height_px: number;
}

/** The sizes that the page offers. */
export const frameSizes = {
	small: { width_px: 300, height_px: 200 },
	medium: { width_px: 600, height_px: 400 },
	tall: { width_px: 360, height_px: 740 }
} satisfies Record<string, FrameSize>;

/** The address of a frame, without its origin. */
export function framePath(asked: EmbedAsked, locale: Locale): string {
	return localePath(`/embed${embedQuery(asked)}`, locale);
}

/** The HTML that shows a frame on another page: it may open a tab, and nothing else. */
export function snippet(address: string, title: string, { width_px, height_px }: FrameSize): string {
	return (
		`<iframe src="${xmlText(address)}" title="${xmlText(title)}" width="${width_px}" height="${height_px}" ` +
		'style="border:0;max-width:100%" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
	);
}
