import type { Page } from '@playwright/test';

/** Words that are no English: the product's name, kinds of files, names of people and places, what was searched for. */
const known = /^(HifzPro|CSV|XLSX|Anas|Khan|Abdullah|Qari|Memon|Halqa|Umar|Gulberg|Zaid|Usmani|nobody)$/i;

/**
 * Latin words where the product itself speaks: headings, labels, buttons, column heads, hints, choices of a fixed list.
 * Names of people and places stand in `bdi`, in rows of tables and in choices of a register, and are left out; so is what
 * people wrote themselves (`dir="auto"`).
 */
export async function english(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const speaking =
      'h1,h2,h3,label,legend,button,summary,th[scope="col"],main p,nav a,dt,caption,figcaption';
    const named =
      'bdi,[dir="auto"],[dir="ltr"],[lang="en"],[lang="en-GB"],select,tbody,time,code,a[href^="tel:"],h1,textarea';
    return [...document.querySelectorAll<HTMLElement>(speaking)]
      .filter((element) => element.checkVisibility())
      .flatMap((element) =>
        [...element.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE && !element.closest(named))
          .map((node) => node.textContent ?? ''),
      );
  });
  return texts
    .flatMap((text) => text.replace(/⁦[^⁩]*⁩|⁨[^⁩]*⁩/g, '').match(/[A-Za-z]{3,}/g) ?? [])
    .filter((word) => !known.test(word));
}
