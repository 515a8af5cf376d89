import type { Mail } from './port';

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string) => text.replace(/[&<>"']/g, (mark) => marks[mark]!);

/** `rtl` when the first letter of the text is one of a script that runs so. */
export function directionOfText(text: string): 'ltr' | 'rtl' {
  const first = /\p{L}/u.exec(text.replace(/https?:\S+/g, ''))?.[0] ?? '';
  return /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(first) ? 'rtl' : 'ltr';
}

const linked = (line: string) =>
  /^https?:\/\/\S+$/.test(line)
    ? `<a href="${safe(line)}" dir="ltr" style="color:#0e5c48;word-break:break-all">${safe(line)}</a>`
    : safe(line);

/** The one template: a sheet of paper, the brand, the paragraphs. No picture and nothing from elsewhere, so that a
 *  mail tells nobody when it was read. */
export function htmlOf({ subject, text }: Pick<Mail, 'subject' | 'text'>): string {
  const direction = directionOfText(text);
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((part) => `<p style="margin:0 0 16px">${part.split('\n').map(linked).join('<br>')}</p>`);
  const leading = direction === 'rtl' ? '2' : '1.55';
  return `<!doctype html><html dir="${direction}"><head><meta charset="utf-8"><title>${safe(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f7f2e6;color:#1a2722;font:16px/${leading} system-ui,sans-serif">
<div style="max-width:34em;margin:0 auto;padding:24px;background:#fffdf7;border:1px solid #e1d8c3;border-radius:12px">
<p style="margin:0 0 16px;padding-bottom:12px;border-bottom:3px double #b98a2c;color:#0e5c48;font-weight:600">HifzPro</p>
${paragraphs.join('\n')}
</div></body></html>`;
}
