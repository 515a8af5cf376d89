import { expect, test } from '@playwright/test';
import { launchWhole } from './chromium';
import { signedIn } from './people';

test.use({ ...signedIn('parent'), viewport: { width: 360, height: 740 }, launchOptions: launchWhole });
// Somebody signs in first.
test.describe.configure({ timeout: 120_000 });

test('a browser shows what is pushed to it without a name or a word, and opens the page that lists it', async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['notifications'], { origin: baseURL! });
  await page.goto('/parent/notifications');
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((done) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ isDeleted }) => !isDeleted);
      if (own) done(own.registrationId);
    }),
  );
  await devtools.send('ServiceWorker.enable');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/push-worker.js');
    await navigator.serviceWorker.ready;
  });
  const registrationId = await registered;
  const push = (data: object) =>
    devtools.send('ServiceWorker.deliverPushMessage', {
      origin: new URL(baseURL!).origin,
      registrationId,
      data: JSON.stringify(data),
    });
  const shown = () =>
    page.evaluate(async () => {
      const { active } = (await navigator.serviceWorker.getRegistration('/push-worker.js'))!;
      const signs = await (await navigator.serviceWorker.ready).getNotifications();
      return {
        state: active?.state,
        signs: signs.map(({ title, body, lang, dir, data }) => ({ title, body, lang, dir, data })),
      };
    });
  const sign = { title: 'HifzPro', body: 'آپ کے لیے کچھ نیا ہے۔', lang: 'ur', dir: 'rtl' };
  // The devtools hand a push over without looking whether the worker is awake: one that fell between is pushed again.
  const pushed = (data: object, to: string) =>
    expect(async () => {
      await push(data);
      await expect
        .poll(shown, { timeout: 4000 })
        .toEqual({ state: 'activated', signs: [{ ...sign, data: { to } }] });
    }).toPass({ timeout: 30_000 });
  await expect.poll(async () => (await shown()).state).toBe('activated');
  await pushed({ language: 'ur', to: '/parent/notifications', body: 'Canary' }, '/parent/notifications');
  // An address that is not one of ours opens the front page; however much is new, there is one sign.
  await pushed({ language: 'ur', to: 'https://evil.example/' }, '/');
});
