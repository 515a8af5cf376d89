// Shows that something new waits, and opens the page that lists it. What arrives holds no name and no word of anybody:
// a language and an address of our own. Nothing is kept, and no request of a page passes here.
const words = {
  en: 'Something new waits for you.',
  ur: 'آپ کے لیے کچھ نیا ہے۔',
  ar: 'لديك جديد.',
};
const pages = /^\/((admin|teacher|parent)\/notifications|parent)$/;

self.addEventListener('push', (event) => {
  let news = {};
  try {
    news = event.data ? event.data.json() : {};
  } catch {
    // Not of our making: the sign alone is shown.
  }
  const language = Object.hasOwn(words, news.language) ? news.language : 'en';
  event.waitUntil(
    self.registration.showNotification('HifzPro', {
      body: words[language],
      lang: language,
      dir: language === 'en' ? 'ltr' : 'rtl',
      icon: '/icon.svg',
      // One sign however much is new.
      tag: 'hifzpro-news',
      data: { to: pages.test(news.to) ? news.to : '/' },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then((open) => {
      const { to } = event.notification.data;
      return open.length > 0
        ? open[0].focus().then((page) => page.navigate(to))
        : self.clients.openWindow(to);
    }),
  );
});
