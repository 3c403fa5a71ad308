/**
 * What every end-to-end test watches beside what it tests: errors on the page and in the console, and
 * requests to anybody else. Any of them fails the test, unless it says that it caused them on purpose
 * (`problems.length = 0`).
 */
import { readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import {
  test as base,
  type ConsoleMessage,
  expect,
  type Locator,
  type Page,
  type Request,
} from '@playwright/test';
import { toPath } from '../../tools/house/paths.mjs';

export { expect };

export const test = base.extend<{ problems: string[] }>({
  problems: [
    async ({ page, baseURL }, use) => {
      const problems: string[] = [];
      const seeError = (error: Error) => problems.push(`error: ${error.message}`);
      const seeMessage = (message: ConsoleMessage) => {
        if (message.type() === 'error') problems.push(`console: ${message.text()}`);
      };
      const seeRequest = (request: Request) => {
        const isOurs = /^(data|blob):/.test(request.url()) || request.url().startsWith(baseURL ?? '');
        if (!isOurs) problems.push(`request to ${request.url()}`);
      };
      page.on('pageerror', seeError).on('console', seeMessage).on('request', seeRequest);
      await use(problems);
      page.off('pageerror', seeError).off('console', seeMessage).off('request', seeRequest);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * The same, on one page for all tests of a worker: a lesson costs seconds to open, and its readers stay on
 * it, too. A test sets what it needs by its link, so it also passes alone; after a failed test the next one
 * gets a page of its own.
 */
export const visitTest = test.extend<object, { visit: Page }>({
  visit: [
    async ({ browser }, use, { project }) => {
      const { baseURL, locale, serviceWorkers } = project.use;
      const context = await browser.newContext({
        ...(baseURL === undefined ? {} : { baseURL }),
        ...(locale === undefined ? {} : { locale }),
        ...(serviceWorkers === undefined ? {} : { serviceWorkers }),
      });
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ visit }, use) => {
    await visit.setViewportSize({ width: 1280, height: 720 });
    await use(visit);
  },
});

/** Every lesson that has a folder. */
export const LESSON_SLUGS: readonly string[] = readdirSync(toPath('lessons'))
  .filter((name) => name !== 'parts')
  .sort();

/** The addresses of all pages, behind the `#`; or, in `E2E_PAGES`, of those that a change can have broken. */
export const PAGES: readonly string[] = process.env.E2E_PAGES?.split(',') ?? [
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
  // On a page that is open already, a new link leaves the reader where they are; figures that are not in
  // sight wait.
  if (search.beat !== undefined) await findBeat(page, search.beat).evaluate((beat) => beat.scrollIntoView());
}

/** Waits until the engine is up and no figure is on its way. */
export async function settle(page: Page): Promise<void> {
  await expect(page.getByTestId('engine-badge')).toHaveAttribute('data-status', 'ready');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** The hash's parameters. */
export function readLink(page: Page): URLSearchParams {
  return new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '');
}

/** A section of a lesson. */
export function findBeat(page: Page, id: string): Locator {
  return page.locator(`[data-beat="${id}"]`);
}

/**
 * Serious and critical findings of axe, as lines to read.
 *
 * @param which `colors` looks at contrast alone, which is all that another theme changes and most of the work
 */
export async function findBarriers(page: Page, which: 'colors' | 'structure'): Promise<string[]> {
  // Where each thing stands that is in order is of no interest, and costs a third.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  if (which === 'colors') axe.withRules('color-contrast');
  else axe.disableRules('color-contrast');
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}`));
}

/** By how many pixels the page is wider than the window. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
