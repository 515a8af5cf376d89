/** Said by the middleware, which has no catalogues: in every language of the product at once. */
const sentences = [
  [
    'en',
    'ltr',
    'That was too fast',
    'More pages were opened by this sign-in than hands can. Wait a minute, then load the page again.',
  ],
  [
    'ur',
    'rtl',
    'بہت تیزی سے',
    'اس سائن اِن سے اتنے صفحے کھلے جتنے ہاتھ سے نہیں کھلتے۔ ایک منٹ ٹھہریں، پھر صفحہ دوبارہ کھولیں۔',
  ],
  [
    'ar',
    'rtl',
    'أسرع مما ينبغي',
    'فُتحت بهذا الدخول صفحات أكثر مما تفتحه اليد. انتظر دقيقة ثم أعد تحميل الصفحة.',
  ],
] as const;

const parts = sentences.map(
  ([lang, dir, title, body]) =>
    `<section lang="${lang}" dir="${dir}"><h1>${title}</h1><p>${body}</p></section>`,
);
const style =
  'body{font-family:system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem;color:#1d2b26;background:#f7f3e8;line-height:1.7}h1{font-size:1.3rem;margin:2rem 0 .25rem}';

/** The whole page that a sign-in gets while it goes too fast. */
export const tooFastPage = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>HifzPro</title><style>${style}</style><body>${parts.join('')}</body></html>`;
