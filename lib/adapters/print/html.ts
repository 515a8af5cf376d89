/** Where the parts of a page lie: the text of a style sheet, the bytes of a font; undefined for what is not ours. */
export interface Parts {
  style(address: string): Promise<string | undefined>;
  font(address: string): Promise<Buffer | undefined>;
}

const LINK = /<link\b[^>]*>/g;
const SCRIPT = /<script\b[^>]*>[\s\S]*?<\/script>/g;
const FACE = /url\((["']?)(\/[^"')]+\.woff2)\1\)/g;

const REL = /\brel="([^"]*)"/;
const HREF = /\bhref="([^"]*)"/;

/**
 * A page as one text that asks for nothing: no script, every style sheet written into it, every font in its style
 * sheet. What cannot be had is left out; the page still stands, in plainer letters.
 */
export async function selfContained(html: string, parts: Parts): Promise<string> {
  const bare = html.replace(SCRIPT, '');
  const links = bare.match(LINK) ?? [];
  const sheets = links.filter((tag) => REL.exec(tag)?.[1] === 'stylesheet');
  const styles = await Promise.all(sheets.map((tag) => parts.style(HREF.exec(tag)?.[1] ?? '')));
  const css = await withFonts(styles.filter((style) => style !== undefined).join('\n'), parts);
  // A closing tag within a style sheet would end it early.
  const style = `<style>${css.replace(/<\/style/gi, '<\\/style')}</style>`;
  return bare.replace(LINK, '').replace('</head>', () => `${style}</head>`);
}

async function withFonts(css: string, parts: Parts): Promise<string> {
  const addresses = [...new Set([...css.matchAll(FACE)].map((match) => match[2]!))];
  const fonts = new Map(
    await Promise.all(addresses.map(async (address) => [address, await parts.font(address)] as const)),
  );
  return css.replace(FACE, (whole, _, address: string) => {
    const font = fonts.get(address);
    return font ? `url(data:font/woff2;base64,${font.toString('base64')})` : whole;
  });
}
