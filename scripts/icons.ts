import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './environment';

// npm run icons: draws components/ui/icons.svg, one symbol per name in icons.tsx, from the lines of Lucide (ISC).
const folder = path.join(root, 'components/ui');
const names = [
  ...readFileSync(path.join(folder, 'icons.tsx'), 'utf8').matchAll(/icon\('([a-z0-9-]+)'\)/g),
].map(([, name]) => name!);
type Line = [tag: string, attributes: Record<string, string>];

const symbols = await Promise.all(
  names.map(async (name) => {
    const { __iconData } = await import(`lucide-react/dist/esm/icons/${name}.mjs`);
    const lines = (__iconData.node as Line[]).map(([tag, { key: _, ...attributes }]) => {
      const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`);
      return `<${tag}${written.join('')}/>`;
    });
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">${lines.join('')}</symbol>`;
  }),
);
writeFileSync(
  path.join(folder, 'icons.svg'),
  `<!-- Lucide, ISC licence, lucide.dev -->\n<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" aria-hidden="true">\n${symbols.join('\n')}\n</svg>\n`,
);
