/**
 * Rewrites the `name` table of an sfnt font.
 *
 * Scheherazade is a Reserved Font Name (OFL 1.1, clause 3): a modified version, and a subset is one, may not
 * carry it. Copyright and licence records travel along, as clause 2 asks.
 */

export interface FontNames {
  family: string;
  copyright: string;
  licence: string;
  licenceUrl: string;
}

const windowsUnicode = { platform: 3, encoding: 1, language: 0x409 };

function nameTable(names: FontNames): Buffer {
  const postScript = `${names.family.replaceAll(' ', '')}-Regular`;
  const records: [id: number, text: string][] = [
    [0, names.copyright],
    [1, names.family],
    [2, 'Regular'],
    [3, `${postScript};subset`],
    [4, names.family],
    [6, postScript],
    [13, names.licence],
    [14, names.licenceUrl],
  ];
  const texts = records.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
  const header = Buffer.alloc(6 + records.length * 12);
  header.writeUInt16BE(0, 0);
  header.writeUInt16BE(records.length, 2);
  header.writeUInt16BE(header.length, 4);
  let offset = 0;
  records.forEach(([id], index) => {
    const at = 6 + index * 12;
    const length = texts[index]!.length;
    header.writeUInt16BE(windowsUnicode.platform, at);
    header.writeUInt16BE(windowsUnicode.encoding, at + 2);
    header.writeUInt16BE(windowsUnicode.language, at + 4);
    header.writeUInt16BE(id, at + 6);
    header.writeUInt16BE(length, at + 8);
    header.writeUInt16BE(offset, at + 10);
    offset += length;
  });
  return Buffer.concat([header, ...texts]);
}

function padded(table: Buffer): Buffer {
  const rest = table.length % 4;
  return rest === 0 ? table : Buffer.concat([table, Buffer.alloc(4 - rest)]);
}

function checksum(table: Buffer): number {
  const words = padded(table);
  let sum = 0;
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) >>> 0;
  return sum;
}

/** Returns a copy of the sfnt `font` whose only names are `names`, with offsets and checksums put right. */
export function renameFont(font: Buffer, names: FontNames): Buffer {
  const count = font.readUInt16BE(4);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 12 + index * 16;
    const tag = font.toString('latin1', at, at + 4);
    const start = font.readUInt32BE(at + 8);
    const data = Buffer.from(font.subarray(start, start + font.readUInt32BE(at + 12)));
    return { tag, data: tag === 'name' ? nameTable(names) : data };
  });

  const head = tables.find((table) => table.tag === 'head');
  if (!head) throw new Error('The font has no head table.');
  head.data.writeUInt32BE(0, 8);

  const directory = Buffer.alloc(12 + count * 16);
  font.copy(directory, 0, 0, 12);
  let offset = directory.length;
  tables.forEach(({ tag, data }, index) => {
    const at = 12 + index * 16;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(checksum(data), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(data.length, at + 12);
    offset += padded(data).length;
  });

  const body = Buffer.concat([directory, ...tables.map(({ data }) => padded(data))]);
  const headAt = directory.readUInt32BE(12 + tables.indexOf(head) * 16 + 8);
  body.writeUInt32BE((0xb1b0afba - checksum(body)) >>> 0, headAt + 8);
  return body;
}
