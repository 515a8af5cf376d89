import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '@/lib/adapters/sheet/csv';
import { SHEET_LIMITS, type Table } from '@/lib/adapters/sheet/port';
import { readSheet } from '@/lib/adapters/sheet/read';
import { root } from '@/scripts/environment';

const utf8 = (text: string) => new TextEncoder().encode(text);
const SAMPLE = 'Roll No,نام\r\nJN-1,حسن\r\n\r\nJN-2,عائشہ\r\n';

async function read(bytes: Uint8Array): Promise<Table> {
  const result = await readSheet({ bytes });
  if (!result.ok) throw new Error(result.fault.code);
  return result.table;
}
async function faultOf(bytes: Uint8Array) {
  const result = await readSheet({ bytes });
  return result.ok ? null : result.fault;
}
async function workbook(sheets: Parameters<typeof writeXlsx>[0]['sheets']): Promise<Uint8Array> {
  return new Uint8Array(await writeXlsx({ sheets }));
}

/** A zip of files as they are, so that a test may write what no writer would. */
function stored(files: Record<string, string>): Uint8Array {
  const pieces: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text);
    const crc = crc32(body);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(body.length, 18);
    local.writeUInt32LE(body.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    local.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(at, 42);
    pieces.push(local, Buffer.from(name), body);
    list.push(entry, Buffer.from(name));
    at += 30 + name.length + body.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(list.length / 2, 8);
  end.writeUInt16LE(list.length / 2, 10);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...pieces, ...list, end]));
}

describe('text files', () => {
  it('are read in UTF-8 with and without mark and in UTF-16 both ways, with and without mark', async () => {
    const forms = [
      ['utf-8', utf8(SAMPLE)],
      ['utf-8', utf8(`\uFEFF${SAMPLE}`)],
      ['utf-16le', iconv.encode(SAMPLE, 'utf-16le', { addBOM: true })],
      ['utf-16le', iconv.encode(SAMPLE, 'utf-16le')],
      ['utf-16be', iconv.encode(SAMPLE, 'utf-16be', { addBOM: true })],
      ['utf-16be', iconv.encode(SAMPLE, 'utf-16be')],
    ] as const;
    for (const [encoding, bytes] of forms) {
      const table = await read(new Uint8Array(bytes));
      expect(table).toMatchObject({ encoding, header: ['Roll No', 'نام'], headerRow: 1, delimiter: ',' });
      // Row numbers are those of the file: the blank line 3 counts.
      expect(table.rows).toEqual([
        { row: 2, cells: ['JN-1', 'حسن'] },
        { row: 4, cells: ['JN-2', 'عائشہ'] },
      ]);
    }
  });

  it('in a Windows code page are asked about, with samples, and read as answered', async () => {
    const urdu = 'Roll No,Name\r\nJN-1,حسن\r\n';
    const bytes = new Uint8Array(iconv.encode(urdu, 'windows-1256'));
    const fault = await faultOf(bytes);
    if (fault?.code !== 'encodingUnsure') throw new Error(String(fault?.code));
    expect(fault.params.candidates).toEqual([
      { encoding: 'windows-1256', samples: ['JN-1,حسن'] },
      { encoding: 'windows-1252', samples: [expect.stringContaining('JN-1,')] },
    ]);
    const answered = await readSheet({ bytes, encoding: 'windows-1256' });
    expect(answered).toMatchObject({ ok: true, table: { rows: [{ cells: ['JN-1', 'حسن'] }] } });
    // 0x92 is a curly apostrophe in windows-1252; decoders that follow ISO-8859-1 lose it.
    const curly = await readSheet({
      bytes: new Uint8Array([...utf8('a,b\r\nMas'), 0x92, ...utf8('ood,x\r\n')]),
      encoding: 'windows-1252',
    });
    expect(curly).toMatchObject({ ok: true, table: { rows: [{ cells: ['Mas’ood', 'x'] }] } });
  });

  it('part at comma, semicolon, tab or bar, also when pasted', async () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const text = [
        ['Roll No', 'Name', 'Fee'],
        ['JN-1', 'Hasan', '3000'],
        ['JN-2', 'Ali', '2500'],
      ]
        .map((row) => row.join(delimiter))
        .join('\n');
      expect(await read(utf8(text))).toMatchObject({ delimiter, header: ['Roll No', 'Name', 'Fee'] });
      expect(await readSheet({ text })).toMatchObject({ ok: true, table: { format: 'paste', delimiter } });
    }
  });

  it('find their header under a letterhead', async () => {
    const table = await read(
      utf8('Jamia Noor,,\n"List of students, 2026",,\nRoll No,Name,Phone\nJN-1,Hasan,0301\n'),
    );
    expect(table).toMatchObject({ headerRow: 3, header: ['Roll No', 'Name', 'Phone'], rows: [{ row: 4 }] });
  });

  it('keep cells beyond the header, so that a shifted row can be named', async () => {
    const table = await read(utf8('Name,Fee\nHasan,Rs. 3,000\n'));
    expect(table.rows).toEqual([{ row: 2, cells: ['Hasan', 'Rs. 3', '000'] }]);
  });

  it('make the round trip through our own writer, whatever the cells hold', async () => {
    const cell = fc
      .oneof(
        fc.string(),
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('+923001234567', '-5', '=1+1', '@x', 'عائشہ', '"', 'a,b', 'a\nb'),
      )
      // Typed by people: no zero bytes, no text that begins with the very escape, lines end in one way.
      .filter((text) => !/^'[=+\-@\t\r]|\r/.test(text) && !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }), async (body) => {
        const rows = body.map(([a, b], i) => [`r${i}`, a, b]);
        const table = await read(utf8(writeCsv(['id', 'first', 'second'], rows)));
        expect(table.rows.map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  it('are disarmed when written', () => {
    expect(writeCsv(['a', 'b'], [['=HYPERLINK("x")', 'عائشہ']])).toBe(
      '\uFEFFa,b\r\n"\'=HYPERLINK(""x"")",عائشہ\r\n',
    );
  });
});

describe('workbooks', () => {
  it('give dates as ISO days, text as text, telephone numbers without exponent, values of the first visible sheet', async () => {
    const bytes = await workbook([
      {
        name: 'Old',
        hidden: true,
        rows: [
          ['no', 'no'],
          ['x', 'y'],
        ],
      },
      {
        name: 'Students',
        rows: [
          ['Name', 'DOB', 'Phone', 'Fee'],
          ['=1+1', new Date('2017-09-05'), 923262359586, 2500.5],
          [],
          ['حسن', null, '0301', true],
        ],
      },
      { name: 'Notes', rows: [['z']] },
    ]);
    expect(await read(bytes)).toMatchObject({
      format: 'xlsx',
      encoding: null,
      sheetName: 'Students',
      otherSheets: ['Notes'],
      header: ['Name', 'DOB', 'Phone', 'Fee'],
      rows: [
        { row: 2, cells: ['=1+1', '2017-09-05', '923262359586', '2500.5'] },
        { row: 4, cells: ['حسن', '', '0301', 'TRUE'] },
      ],
    });
  });

  it('that would unpack to a flood are refused before anything is unpacked', async () => {
    const zip = Buffer.from(
      await workbook([
        {
          name: 'A',
          rows: [
            ['a', 'b'],
            ['1', '2'],
          ],
        },
      ]),
    );
    // The list of entries claims 500 MB for the first one, as a bomb's does.
    zip.writeUInt32LE(500 * 1024 * 1024, zip.indexOf(Buffer.from('PK\u0001\u0002')) + 24);
    expect(await faultOf(new Uint8Array(zip))).toMatchObject({ code: 'zipBomb' });
  });

  it('X8 with entities in their XML, inside or outside, are read without fetching or swelling, or not at all', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('fetched canary');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const there = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const secret = path.join(root, 'package.json');
    const swelling = Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`,
    ).join('');
    const doctypes = [
      '',
      `<!DOCTYPE x SYSTEM "${there}/outside.dtd">`,
      `<!DOCTYPE x [<!ENTITY e9 SYSTEM "${there}/entity">]>`,
      `<!DOCTYPE x [<!ENTITY e9 SYSTEM "file://${secret}">]>`,
      `<!DOCTYPE x [<!ENTITY % p SYSTEM "${there}/parameter"> %p;]>`,
      `<!DOCTYPE x [<!ENTITY e0 "swollen canary">${swelling}]>`,
    ];
    for (const doctype of doctypes) {
      const head = `<?xml version="1.0" encoding="UTF-8"?>${doctype}`;
      const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
      const bytes = stored({
        '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
        '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
        'xl/workbook.xml': `${head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
        'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
        'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${cell('A1', 'Name')}${cell('B1', 'Fee')}</row><row r="2">${cell('A2', doctype ? '&e9;' : 'Ali')}${cell('B2', 'Hasan')}</row></sheetData></worksheet>`,
      });
      const result = await readSheet({ bytes });
      const said = JSON.stringify(result);
      expect(said).not.toMatch(/canary|hifzpro/);
      expect(said.length).toBeLessThan(2000);
      // The same workbook without a DOCTYPE is one that it reads.
      expect(result.ok ? said : result.fault.code).toMatch(doctype ? /Hasan|unreadable/ : /Ali.*Hasan/);
    }
    await new Promise((done) => server.close(done));
    expect(asked).toEqual([]);
  });

  it('of old Excel, with a password, or torn are named', async () => {
    const ole = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(600)]);
    expect(await faultOf(ole)).toMatchObject({ code: 'oldExcel' });
    const locked = new Uint8Array([...ole, ...Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(await faultOf(locked)).toMatchObject({ code: 'passwordProtected' });
    const torn = (
      await workbook([
        {
          name: 'A',
          rows: [
            ['a', 'b'],
            ['1', '2'],
          ],
        },
      ])
    ).slice(0, 400);
    expect(await faultOf(torn)).toMatchObject({ code: 'unreadable' });
  });
});

describe('what is no register', () => {
  it('is named', async () => {
    expect(await faultOf(new Uint8Array())).toMatchObject({ code: 'emptyFile' });
    expect(await faultOf(utf8('\uFEFF \r\n'))).toMatchObject({ code: 'emptyFile' });
    expect(await faultOf(utf8('Roll No,Name\r\n'))).toMatchObject({ code: 'emptyFile' });
    expect(await faultOf(utf8('Dear sir\nplease find the list\n'))).toMatchObject({ code: 'notATable' });
    expect(await faultOf(utf8('a,b\n"1,2\n3,4\n'))).toMatchObject({ code: 'openQuote' });
    expect(await faultOf(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d]))).toMatchObject({
      code: 'unreadable',
    });
    expect(await faultOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 0, 1]))).toMatchObject({
      code: 'unreadable',
    });
  });

  it('is refused beyond 20,000 rows, 100 columns or 10 MB, with the count', async () => {
    const line = 'JN-1,Hasan\n';
    const most = `a,b\n${line.repeat(SHEET_LIMITS.rows)}`;
    expect((await read(utf8(most))).rows).toHaveLength(SHEET_LIMITS.rows);
    expect(await faultOf(utf8(most + line))).toEqual({
      code: 'tooManyRows',
      params: { count: 20_001, limit: 20_000 },
    });
    const wide = `${'h,'.repeat(100)}h\n${'x,'.repeat(100)}x\n`;
    expect(await faultOf(utf8(wide))).toEqual({ code: 'tooManyColumns', params: { count: 101, limit: 100 } });
    expect(await faultOf(new Uint8Array(SHEET_LIMITS.bytes + 1))).toMatchObject({ code: 'fileTooLarge' });
    const book = await workbook([
      { name: 'A', rows: [['a', 'b'], ...Array.from({ length: 20_200 }, (_, i) => [i, 'x'])] },
    ]);
    expect(await faultOf(book)).toEqual({ code: 'tooManyRows', params: { count: 20_200, limit: 20_000 } });
  });
});
