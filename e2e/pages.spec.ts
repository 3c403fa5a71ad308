/**
 * Every page, opened once and seen in both languages, all themes, wide and narrow: no barriers, nothing cut
 * off.
 */
import type { Page } from '@playwright/test';
import { expect, findBarriers, measureOverflow, openPage, PAGES, settle, test } from './support/lab.ts';

const WIDTHS = [1440, 1024, 360] as const;
const THEMES = ['light', 'dark', 'projector'] as const;
const LANGUAGES = { en: 'en', zh: 'zh-Hans' } as const;

/** The page has no barriers; polled, since what fades in or is on its way may look like one. */
async function expectNoBarriers(page: Page, which: Parameters<typeof findBarriers>[1], seen: string) {
  await expect.poll(() => findBarriers(page, which), `barriers ${seen}`).toEqual([]);
}

for (const address of PAGES) {
  test(`${address} fits and has no barriers in any language, theme or width`, async ({ page }) => {
    // A button that fades in as it becomes enabled is half as dark for a moment.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const [lang, tag] of Object.entries(LANGUAGES)) {
      for (const theme of THEMES) {
        await page.setViewportSize({ width: WIDTHS[0], height: 900 });
        await openPage(page, address, { lang, theme });
        await expect(page.locator('html')).toHaveAttribute('lang', tag);
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        await settle(page);
        // Colours are the themes' and the same in both languages.
        if (lang === 'en') await expectNoBarriers(page, 'colors', `in ${theme}`);
        // Dark differs from light by its colours alone.
        for (const width of theme === 'dark' ? [] : WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          // Figures take their new width a frame or two after the window has.
          await expect
            .poll(() => measureOverflow(page), `${lang}, ${theme} at ${width} pixels`)
            .toBeLessThanOrEqual(0);
        }
      }
      await expectNoBarriers(page, 'structure', `in ${lang}, narrow`);
      await page.setViewportSize({ width: WIDTHS[0], height: 900 });
      await expectNoBarriers(page, 'structure', `in ${lang}, wide`);
    }
  });
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
