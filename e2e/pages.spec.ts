/** Every page, in both languages, all themes, wide and narrow: no barriers, nothing cut off. */
import { expect, findBarriers, measureOverflow, openPage, PAGES, test } from './support/lab.ts';

const WIDTHS = [1440, 1024, 360] as const;
const THEMES = ['light', 'dark', 'projector'] as const;

for (const address of PAGES) {
  for (const lang of ['en', 'zh'] as const) {
    test(`${address} in ${lang} fits and has no barriers in any theme at any width`, async ({ page }) => {
      for (const theme of THEMES) {
        await page.setViewportSize({ width: 1440, height: 900 });
        await openPage(page, address, { lang, theme });
        await expect(page.locator('html')).toHaveAttribute('lang', lang === 'en' ? 'en' : /^zh/);
        // Until it is so: figures that are still on their way may look it.
        await expect.poll(() => findBarriers(page), { message: theme }).toEqual([]);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          // Figures take their new width a frame or two after the window has.
          await expect
            .poll(() => measureOverflow(page), `${theme} at ${width} pixels`)
            .toBeLessThanOrEqual(0);
        }
      }
      await expect.poll(() => findBarriers(page), { message: 'narrow' }).toEqual([]);
    });
  }
}

test('an address that does not exist says so and leads back', async ({ page }) => {
  await openPage(page, '/no/such/page');
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page).toHaveURL(/#\/(\?|$)/);
});

test('nonsense in the link is left out, with a note', async ({ page }) => {
  await openPage(page, '/', { theme: 'purple', lang: 'xx', '<script>': '1' });
  await expect(page.getByText('purple')).toBeVisible();
});
