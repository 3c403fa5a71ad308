/**
 * On the wall: every beat of every lesson is seen whole, hands are counted, answers wait for the instructor,
 * and the speaker's window shows the same state.
 */
import type { Page } from '@playwright/test';
import { expect, findBeat, LESSON_SLUGS, openPage, readLink, test } from './support/lab.ts';
import { listWallFaults } from './support/wall.ts';

const WALLS = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
] as const;

/** A net may have to be fetched, cut and shared before a figure stands. */
const FIGURE_MS = 180_000;

/** The figures of the presented beat have come: nothing in them waits for its turn, its net or its file. */
async function waitForFigures(page: Page): Promise<void> {
  const waits = page.locator(
    '[data-beat]:not([hidden]) :is([aria-busy="true"], [data-waiting], [data-kind="loading"], [role="progressbar"])',
  );
  await expect(waits).toHaveCount(0, { timeout: FIGURE_MS });
}

for (const slug of LESSON_SLUGS)
  test(`${slug} shows each beat whole on the wall`, async ({ page }) => {
    await page.setViewportSize(WALLS[0]);
    await openPage(page, `/lessons/${slug}`, { present: 'on', theme: 'projector', lang: 'en' });
    await expect(page.locator('[data-beat]:not([hidden])')).toBeVisible();
    const beats = await page
      .locator('[data-beat]')
      .evaluateAll((all: HTMLElement[]) => all.map((each) => each.dataset.beat!));
    const { meta } = await import(`../lessons/${slug}/meta.ts`);
    expect(beats).toEqual(meta.beats.map(({ id }: { id: string }) => id));
    for (const beat of beats) {
      await expect(findBeat(page, beat)).toBeVisible();
      await waitForFigures(page);
      for (const size of WALLS) {
        await page.setViewportSize(size);
        const message = `${beat} at ${size.width}x${size.height}`;
        await expect.poll(() => listWallFaults(page), { message, timeout: 30_000 }).toEqual([]);
      }
      await page.keyboard.press('PageDown');
    }
  });

test('a room guesses by its hands, and the instructor shows the truth in both windows', async ({
  page,
  context,
}) => {
  await page.setViewportSize(WALLS[0]);
  const lesson = '01-magnitude-pruning';
  await openPage(page, `/lessons/${lesson}`, { present: 'on', answers: 'hidden', lang: 'en' });
  const asked = findBeat(page, 'predict').locator('[data-ask="guess"]');
  await asked.getByRole('button', { name: 'One more for 80' }).click();
  await asked.getByRole('spinbutton', { name: 'Hands for 20' }).fill('12');
  await expect(page).toHaveURL(/hands-delete=0-12-0-0-1/);
  const right = asked.locator('[data-right]');
  await expect(right).toHaveCount(0);

  const [notes] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Speaker’s window' }).click(),
  ]);
  const speakers = notes.getByRole('region', { name: 'The text of this section' });
  await expect(speakers.locator('[data-beat="predict"] [data-say]')).toBeVisible();
  await expect(notes.getByText('Next: Cut, and do nothing else')).toBeVisible();
  await expect(speakers.getByRole('spinbutton', { name: 'Hands for 20' })).toHaveValue('12');

  await notes.getByRole('button', { name: 'Show the answers' }).click();
  await expect(page).toHaveURL(/revealed=predict/);
  await expect(right).toHaveCount(1, { timeout: FIGURE_MS });
  await expect.poll(() => listWallFaults(page), { timeout: FIGURE_MS }).toEqual([]);
  await page.keyboard.press('r');
  await expect(right).toHaveCount(0);
  await expect(notes).not.toHaveURL(/revealed/);

  await notes.getByRole('button', { name: 'Next beat' }).click();
  await expect(findBeat(page, 'cut')).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(notes.locator('[data-beat="train"] [data-say]').first()).toBeVisible();
  expect(readLink(notes).get('beat')).toBe('train');
});

test('a link with hidden answers holds numbers and curves back until the key R', async ({ page }) => {
  const lesson = '01-magnitude-pruning';
  await page.setViewportSize(WALLS[0]);
  await openPage(page, `/lessons/${lesson}`, { answers: 'hidden', lang: 'en' });
  const findHeld = (id: string) =>
    findBeat(page, id).getByRole('img', { name: 'a number that is not shown yet' });
  const curve = findBeat(page, 'curve').getByText('The curve waits for the instructor (key R).');
  const question = findBeat(page, 'retrain').locator('[data-ask]');
  await expect(findHeld('cut').first()).toBeVisible();
  expect(await findBeat(page, 'cut').locator('data').count()).toBe(0);
  // The count of wrong images answers the question; the histogram is there to be dragged.
  const counts = findBeat(page, 'cut').locator('[data-part="readout"]');
  await expect(counts).toContainText('···');
  await expect(counts).not.toContainText(/\d/);
  await expect(findBeat(page, 'cut').locator('[data-plot]').first()).not.toContainText('(key R)');
  await expect(findBeat(page, 'retrain').getByText('The picture waits for the instructor')).not.toHaveCount(
    0,
  );
  // What is asked is said in full.
  await expect(question).toContainText('20,000');
  await findBeat(page, 'curve').evaluate((beat) => beat.scrollIntoView());
  await expect(page).toHaveURL(/beat=curve/);
  await expect(curve).toBeVisible();
  await page.keyboard.press('r');
  await expect(curve).toHaveCount(0);
  await expect(page).toHaveURL(/revealed=curve/);
  // What was shown in one section says nothing of another.
  await expect(findHeld('cut').first()).toBeAttached();
});
