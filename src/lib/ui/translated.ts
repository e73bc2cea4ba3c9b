/*
 * A browser that translates a page takes each text out and puts a <font> in its place. Svelte keeps hold of the text: what
 * it writes later is not seen, and where a part of the page ends or begins with one, the rest of that part stays.
 */

const isFont = (node: Node): node is Element => node.nodeName === 'FONT';

/** Lets a page go on while its browser translates it; answers what ends that. */
export function keepTranslated(): () => void {
	const shown = new Map<Text, { font: Element; text: string }>();
	/** A text goes back before its translation, empty, where Svelte finds it. */
	function take(text: Text, font: Element) {
		shown.set(text, { font, text: text.data });
		text.data = '';
		font.before(text);
	}

	/** The page wrote another text or took it away: the translation is of nothing any more. */
	function drop(text: Text) {
		shown.get(text)?.font.remove();
		shown.delete(text);
	}

	/** The browser shows the page as it was. */
	function restore(font: Node) {
		for (const [text, { font: own, text: before }] of shown) {
			if (own !== font) continue;
			shown.delete(text);
			text.data ||= before;
		}
	}

	const watch = new MutationObserver((records) => {
		const fonts = new Set(records.flatMap(({ addedNodes }) => [...addedNodes]).filter(isFont));
		for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
			if (type === 'characterData') drop(target as Text);
			for (const node of removedNodes) {
				if (isFont(node)) restore(node);
				if (!(node instanceof Text) || node.isConnected) continue;
				const font = [...addedNodes, previousSibling, nextSibling].find((near) => fonts.has(near as Element));
				if (shown.has(node)) drop(node);
				else if (font?.isConnected && fonts.delete(font as Element)) take(node, font as Element);
			}
		}
		forget();
		// What was just changed here is no news.
		watch.takeRecords();
	});

	/** Parts of the page that were taken away whole. */
	function forget() {
		for (const text of shown.keys()) if (!text.isConnected) drop(text);
	}

	watch.observe(document.body, { childList: true, subtree: true, characterData: true });
	return () => watch.disconnect();
}
