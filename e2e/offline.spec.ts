/** The lab works without a network once it has been visited. */
import { expect, openPage, test } from './support/lab.ts';

test.use({ serviceWorkers: 'allow' });

test('opens again without a network', async ({ page, context, problems }) => {
  await openPage(page, '/');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await openPage(page, '/settings');
  await context.setOffline(false);
  // Whatever else the page asked for while there was no network, itself or through its service worker.
  const withoutNetwork = /net::ERR_(INTERNET_DISCONNECTED|FAILED)$/;
  problems.splice(0, problems.length, ...problems.filter((each) => !withoutNetwork.test(each)));
});
