import { expect, test, words } from './journey.ts';

test('a report goes through its steps on a page that the browser translates', async ({ page }) => {
	const m = await words('en');
	await page.goto('/en/?tool=report');
	await expect(page.getByRole('heading', { name: m.report.steps.place })).toBeVisible();
	// As Chrome does it, also to what comes later.
	await page.evaluate(() => {
		const translate = (root: Node) => {
			const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
			const found: Text[] = [];
			while (texts.nextNode()) found.push(texts.currentNode as Text);
			for (const text of found) {
				if (!text.data.trim() || text.parentElement?.closest('font, script, style, svg, textarea')) continue;
				const font = document.createElement('font');
				font.append(document.createElement('font'));
				font.firstElementChild!.textContent = `·${text.data}`;
				text.replaceWith(font);
			}
		};
		translate(document.body);
		new MutationObserver((records) => {
			for (const { target } of records) translate(target);
		}).observe(document.body, { childList: true, subtree: true, characterData: true });
	});
	const press = (name: string) => page.getByRole('button', { name: `·${name}`, exact: true }).click();
	const heading = page.locator('#report-step');
	await expect(heading).toHaveText(`·${m.report.steps.place}`);
	await page.getByRole('textbox', { name: m.report.position }).fill('44.7001, 20.3702');
	await press(m.common.next);
	await expect(heading).not.toContainText(m.report.steps.place);
	await expect(heading).toHaveText(/^·[^·]+$/);
	await expect(page.getByRole('textbox', { name: m.report.position })).toBeHidden();
	await expect(page.getByText(m.report.placeKeyboard)).toBeHidden();
	await press(m.common.back);
	await expect(heading).toHaveText(`·${m.report.steps.place}`);
	await press(m.common.close);
	await expect(heading).toBeHidden();
});
