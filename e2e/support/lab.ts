/**
 * What every end-to-end test watches beside what it tests: errors on the page and in the console, and requests to anybody
 * else. Any of them fails the test, unless it says that it caused them on purpose (`problems.length = 0`).
 */
import { readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { toPath } from '../../tools/house/paths.mjs';

export { expect };

export const test = base.extend<{ problems: string[] }>({
  problems: [
    async ({ page, baseURL }, use) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(`console: ${message.text()}`);
      });
      page.on('request', (request) => {
        const isOurs = /^(data|blob):/.test(request.url()) || request.url().startsWith(baseURL ?? '');
        if (!isOurs) problems.push(`request to ${request.url()}`);
      });
      await use(problems);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

/** Every lesson that has a folder. */
export const LESSON_SLUGS: readonly string[] = readdirSync(toPath('lessons'))
  .filter((name) => name !== 'parts')
  .sort();

/** The addresses of all pages, behind the `#`. */
export const PAGES: readonly string[] = [
  '/',
  '/bench',
  '/gallery',
  '/settings',
  ...LESSON_SLUGS.map((slug) => `/lessons/${slug}`),
];

/** Opens an address of the lab and waits for its heading. */
export async function openPage(
  page: Page,
  address: string,
  search: Record<string, string> = {},
): Promise<void> {
  const text = new URLSearchParams(search).toString();
  await page.goto(`./#${address}${text && `?${text}`}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** The hash's parameters. */
export function readLink(page: Page): URLSearchParams {
  return new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '');
}

/** A section of a lesson. */
export function findBeat(page: Page, id: string): Locator {
  return page.locator(`[data-beat="${id}"]`);
}

/** Serious and critical findings of axe, as lines to read. */
export async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}`));
}

/** By how many pixels the page is wider than the window. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
